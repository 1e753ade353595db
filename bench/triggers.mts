import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import axios from 'axios';

import { Background, startPostgres, startRedis, type Server } from '../scripts/background.js';
import { n8nCommand, n8nReady, type N8nCommand } from '../scripts/command.js';
import { N8n } from '../scripts/n8n.js';
import { ownPort } from '../scripts/ports.js';
import { provideN8n, provideNode, type Report, type Runtime } from '../scripts/runtime.mjs';
import { install, makeHome, pack } from '../scripts/world.mjs';
import { median } from './figures.js';
import { BATCH, LAYOUTS, type Layout, type Pushed } from './pushed.js';

/** Requests under way at a time, and for how long they go on. */
const AT_A_TIME = 16;
const SECONDS = 8;
/** The first requests of a process are those that compile. */
const WARM_UP_SECONDS = 3;
const POLL_MS = 100;

/** One voice report, as LAAFFIC sends it. */
const reportOf = (voiceId: number) => ({
	...{ voiceId: String(voiceId), type: 1, callee: '63123456788', displayNum: '6311012125' },
	...{ submitTime: 1_670_939_112_097, callTime: 1_670_939_568_000 },
	...{ ringingTime: 1_670_939_570_000, answerTime: 1_670_939_582_000 },
	...{ hangupTime: 1_670_939_595_000, chargedDuration: 20, callDuration: 13 },
	...{ billPeriod: '20+20', code: 'India(Karnataka)', rate: '0.023625', baseCost: '0' },
	...{ voiceFileId: '12043042052c5b61378df42324286fe4a4ace40ve.mp3', cost: '0.023625' },
	...{ terminationCode: '0', terminationReason: 'success', sipCode: '200', feedbackValue: '1' },
	...{ calledInfo: 'order 4711', ringDuration: 12, taskId: 561_235, callStatus: 50 },
});

/** The nodes that are compared: n8n's own for webhooks, and a trigger of this package. */
const NODES = {
	webhook: {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		parametersFor: (id: string) => ({ path: id, httpMethod: 'POST', responseMode: 'onReceived' }),
		pathOf: (id: string) => id,
	},
	trigger: {
		type: 'n8n-nodes-voice-broadcast.laafficTrigger',
		typeVersion: 2,
		parametersFor: () => ({}),
		pathOf: (id: string) => `${id}/webhook`,
	},
} as const;
type NodeName = keyof typeof NODES;

/** A published workflow that begins with one of them and does nothing else. */
interface Target {
	url: string;
	workflow: string;
}

async function publish(n8n: N8n, name: NodeName, webhooks: string): Promise<Target> {
	const { type, typeVersion, parametersFor, pathOf } = NODES[name];
	const id = randomUUID();
	const begin = { type, typeVersion, webhookId: id, parameters: parametersFor(id) };
	const end = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	const workflow = await n8n.importWorkflow({
		name,
		nodes: [
			{ id: 'Begin', name: 'Begin', position: [0, 0], ...begin },
			{ id: 'End', name: 'End', position: [200, 0], ...end },
		],
		connections: { Begin: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	} as never);
	await n8n.publish(workflow);
	const url = `${webhooks}/webhook/${pathOf(id)}`;
	while ((await post(url, [])) === 404) await pause(POLL_MS);
	return { url, workflow };
}

const agent = new Agent({ keepAlive: true });
const post = async (url: string, body: unknown) =>
	(await axios.post(url, body, { httpAgent: agent, validateStatus: () => true })).status;
const pause = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Pushes for some seconds, and waits until all that was started has ended. */
async function push(n8n: N8n, { url, workflow }: Target, seconds: number) {
	const before = await n8n.ended(workflow);
	const begun = performance.now();
	let count = 0;
	const sender = async () => {
		while (performance.now() - begun < seconds * 1000) {
			const status = await post(url, reportOf(count));
			if (status !== 200) throw new Error(`${url} answered ${status}`);
			count++;
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, sender));
	const answered = performance.now() - begun;
	while ((await n8n.ended(workflow)) - before < count) await pause(POLL_MS);
	const ended = performance.now() - begun;
	return { answered: (count / answered) * 1000, ended: (count / ended) * 1000 };
}

/** How long n8n takes to answer a list, in milliseconds. */
async function pushList({ url }: Target): Promise<number> {
	const list = Array.from({ length: BATCH }, (_, index) => reportOf(index));
	const begun = performance.now();
	const status = await post(url, list);
	if (status !== 200) throw new Error(`${url} answered ${status} to ${BATCH} reports`);
	return performance.now() - begun;
}

/** An n8n of one process or several, with the package. */
class Instance {
	private readonly all: Array<{ kill: () => Promise<void> }> = [];
	n8n!: N8n;
	/** Where it takes pushes. */
	webhooks!: string;

	constructor(
		private readonly runtime: Runtime,
		private readonly home: string,
		private readonly tarball: string,
		private readonly line: Report,
	) {}

	async start({ env, isQueue }: Layout): Promise<void> {
		if (!isQueue) {
			this.webhooks = await this.process('start', env);
			this.n8n = await new N8n(this.webhooks).setUp();
			return;
		}
		const servers: Server[] = [];
		for (const begin of [startRedis, startPostgres]) servers.push(await begin());
		const shared = { N8N_ENCRYPTION_KEY: 'the same on every machine' };
		const both = Object.assign({}, env, shared, ...servers.map((server) => server.env));
		const url = await this.process('start', both);
		this.n8n = await new N8n(url).setUp();
		await this.process('worker', both);
		this.webhooks = await this.process('webhook', both);
		this.all.push(...servers);
	}

	/** @returns its address */
	private async process(command: N8nCommand, env: Record<string, string>): Promise<string> {
		const home = join(this.home, `${command}-${randomUUID()}`);
		await mkdir(home, { recursive: true });
		await install(this.tarball, home, this.line);
		const [port, brokerPort] = [await ownPort(), await ownPort()];
		const {
			file,
			args,
			env: all,
		} = n8nCommand(this.runtime, {
			...{ command, home, port, brokerPort, env },
		});
		const process = new Background(file, args, all);
		this.all.push(process);
		await process.answers(n8nReady(port));
		return `http://localhost:${port}`;
	}

	async stop(): Promise<void> {
		for (const one of this.all) await one.kill();
	}
}

/**
 * Pushes reports to a trigger and to n8n's Webhook node by turns, in a real n8n with each engine for expressions,
 * and in queue mode.
 */
export async function measureTriggers(runs: number, line: Report): Promise<Pushed[]> {
	const home = await makeHome();
	const runtime = await provideN8n(await provideNode(line), line);
	const tarball = await pack(home, line);
	const found: Pushed[] = [];
	try {
		for (const layout of LAYOUTS) {
			const instance = new Instance(runtime, home, tarball, line);
			try {
				await instance.start(layout);
				const { n8n, webhooks } = instance;
				const names: NodeName[] = ['webhook', 'trigger'];
				const targets = {} as Record<NodeName, Target>;
				for (const name of names) {
					targets[name] = await publish(n8n, name, webhooks);
					await push(n8n, targets[name], WARM_UP_SECONDS);
				}
				const rates: Record<NodeName, Array<Awaited<ReturnType<typeof push>>>> = {
					webhook: [],
					trigger: [],
				};
				const lists: number[] = [];
				for (let run = 1; run <= runs; run++) {
					for (const name of names) {
						const rate = await push(n8n, targets[name], SECONDS);
						rates[name].push(rate);
						line(`${layout.name}, ${name}, run ${run}: ${rate.ended.toFixed(1)} a second`);
					}
					lists.push(await pushList(targets.trigger));
				}
				const of = (name: NodeName, what: 'answered' | 'ended') =>
					median(rates[name].map((rate) => rate[what]));
				found.push({
					layout,
					webhook: { answered: of('webhook', 'answered'), ended: of('webhook', 'ended') },
					trigger: { answered: of('trigger', 'answered'), ended: of('trigger', 'ended') },
					list: median(lists),
				});
			} finally {
				await instance.stop();
			}
		}
		return found;
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}
