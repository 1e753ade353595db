import { rm } from 'node:fs/promises';
import axios from 'axios';

import { provideN8n, provideNode, type Report } from '../scripts/runtime.mjs';
import { install, makeHome, pack, start } from '../scripts/world.mjs';
import { accountAt, FILE } from './contacts.js';
import type { Measured } from './figures.js';
import type { Job, Sender } from './jobs.js';
import { setupOf } from './senders.js';

/** What is run: the package's nodes with a whole list, n8n's HTTP Request node with what it manages in seconds. */
const job = (sender: Exclude<Sender, 'floor'>, operation: Job['operation'], contacts: number) => ({
	sender,
	operation,
	references: 'plain' as const,
	contacts,
});
const JOBS = [
	job('node', 'onbuka', 100_000),
	job('node', 'laaffic', 100_000),
	job('http', 'onbuka', 1000),
	job('httpBatched', 'onbuka', 1000),
];
const CREDENTIAL = 'Bench';

/** Makes the same items as `contacts`, in n8n. */
const codeFor = (count: number) => `return Array.from({ length: ${count} }, (_, index) => ({
	json: { phone: '49151' + (10_000_000 + index), name: 'Contact ' + index, file: '${FILE}' },
}));`;

async function workflowOf(
	{ sender, operation, references, contacts }: (typeof JOBS)[number],
	url: string,
) {
	const {
		type,
		typeVersion = 1,
		parameters,
		credential,
	} = await setupOf(sender, url, operation, references);
	const node = (name: string, rest: object) => ({
		id: name,
		name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...rest,
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const credentials = { [credential!]: { id: '', name: CREDENTIAL } };
	return {
		name: `${sender} ${operation} ${contacts}`,
		nodes: [
			node('Start', { type: 'n8n-nodes-base.manualTrigger' }),
			node('Make', {
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: { jsCode: codeFor(contacts) },
			}),
			node('Send', { type, typeVersion, parameters, credentials }),
		],
		connections: { Start: to('Make'), Make: to('Send') },
		settings: { executionOrder: 'v1' },
	};
}

/**
 * Runs the nodes in a real n8n, with its default engine for expressions. The times are what n8n says a
 * node took.
 */
export async function measureInN8n(url: string, runs: number, line: Report): Promise<Measured[]> {
	const home = await makeHome();
	const runtime = await provideN8n(await provideNode(line), line);
	await install(await pack(home, line), home, line);
	const { n8n, stop } = await start(runtime, home, undefined, line);
	try {
		for (const type of ['onbukaApi', 'laafficApi']) {
			await n8n.createCredential(type, CREDENTIAL, accountAt(url));
		}
		const measured: Measured[] = [];
		for (const one of JOBS) {
			const workflow = await n8n.importWorkflow((await workflowOf(one, url)) as never);
			const times: number[] = [];
			let requests = 0;
			// The first run of a process is one that compiles.
			for (let run = 0; run <= runs; run++) {
				const { status, data } = await n8n.run(workflow, 'Start');
				const [ran] = data.resultData.runData.Send ?? [];
				const count = ran?.data?.main[0]?.length;
				if (status !== 'success' || count !== one.contacts) {
					throw new Error(`${one.sender}: ${status}, ${count} items came out`);
				}
				if (run > 0) times.push(ran.executionTime);
				requests = (await axios.get<number>(`${url}/requests`)).data;
				line(`${one.sender} ${one.operation} ${one.contacts}: ${ran.executionTime} ms`);
			}
			measured.push({ ...one, found: { times, requests, live: 0 } });
		}
		return measured;
	} finally {
		await stop();
		await rm(home, { recursive: true, force: true });
	}
}
