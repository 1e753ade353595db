import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Sandbox } from '../../sandbox/server';
import type { LogEntry, VendorName } from '../../sandbox/state';
import type { Execution, N8n } from '../../scripts/n8n';
import { until } from './machine';

/** Task names are keys: the vendor refuses one that is taken. */
export const VENDORS_WITH_KEY: VendorName[] = ['itniotech', 'laaffic'];
export const VENDORS_WITHOUT_KEY: VendorName[] = ['innopaas', 'onbuka'];
export const VENDORS = [...VENDORS_WITH_KEY, ...VENDORS_WITHOUT_KEY];

/** For each vendor the example it is taken from, and what makes a request of every contact. */
const EXAMPLES: Record<VendorName, { example: string; prefix: string; options: object }> = {
	innopaas: {
		example: 'innopaas-send-voice-message',
		prefix: '8613012345',
		options: { transData: '=contact {{ $itemIndex }}' },
	},
	onbuka: {
		example: 'onbuka-send-voice-message',
		prefix: '932111111',
		options: { calledInfo: '=contact {{ $itemIndex }}' },
	},
	itniotech: {
		example: 'itniotech-create-group-call',
		prefix: '8613242926',
		options: { maxRingingTime: '={{ 30 + $itemIndex }}' },
	},
	laaffic: {
		example: 'laaffic-create-ai-group-call',
		prefix: '8613242926',
		options: { maxRingingTime: '={{ 30 + $itemIndex }}' },
	},
};

/** How long a request is held back: until all runs of a test are under way and n8n is killed. */
const HOLD_MS = 20_000;

let broadcasts = 0;

/** A workflow that calls three contacts, whom no other calls, in three requests. */
export class Broadcast {
	readonly contacts: string[];
	readonly node: string;
	private readonly workflow: ReturnType<typeof JSON.parse>;
	private readonly trigger: string;
	private readonly path: string;
	private id = '';

	/**
	 * @param start by hand in the editor, or in production by a webhook
	 * @param settings of the workflow
	 */
	constructor(
		private readonly n8n: N8n,
		private readonly sandbox: Sandbox,
		readonly vendor: VendorName,
		private readonly start: 'manual' | 'webhook',
		settings: object = {},
	) {
		const { example, prefix, options } = EXAMPLES[vendor];
		const file = join(__dirname, '..', '..', 'examples', `${example}.json`);
		this.workflow = JSON.parse(readFileSync(file, 'utf8'));
		const first = 100 + 10 * broadcasts++;
		this.contacts = [1, 2, 3].map((number) => `${prefix}${first + number}`);
		this.path = `${vendor}-${first}`;

		const [trigger, list] = this.workflow.nodes;
		const call = this.workflow.nodes.find(({ id }: { id: string }) => id === 'call');
		this.trigger = trigger.name;
		this.node = call.name;
		if (start === 'webhook') {
			Object.assign(trigger, {
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				webhookId: this.path,
				parameters: { path: this.path, httpMethod: 'POST', responseMode: 'onReceived' },
			});
		}
		const contacts = this.contacts.map((phone) => ({
			phone,
			name: 'Ann',
			time: '9:30',
			amount: '40 EUR',
			order: '12',
		}));
		list.parameters.jsonOutput = JSON.stringify({ contacts });
		call.onError = 'stopWorkflow';
		call.parameters.options = options;
		Object.assign(this.workflow.settings, settings);
	}

	/** Has another request wait for its answer once everybody was called. */
	followedByRequest(url: string): this {
		const { nodes, connections } = this.workflow;
		const next = nodes.find(({ id }: { id: string }) => id === 'accepted');
		Object.assign(next, {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: { url, options: {} },
			executeOnce: true,
		});
		connections[this.node].main.length = 1;
		return this;
	}

	/** Runs the workflow until its n-th request has arrived, which is held back. */
	async runUntilRequest(n: number, delayMs = HOLD_MS): Promise<void> {
		const { vendor, sandbox } = this;
		const before = sandbox.state.log.length;
		sandbox.state.faults.push({ vendor, skip: n - 1, times: 1, delayMs, taken: false });
		await this.begin();
		const ofVendor = (entry: LogEntry) => entry.vendor === vendor;
		const arrived = () => sandbox.state.log.slice(before).filter(ofVendor).length;
		await until(`${vendor} gets request ${n}`, () => arrived() >= n);
	}

	/** Runs the workflow, and waits for the end. */
	async run(): Promise<Execution> {
		const before = await this.executions();
		await this.begin();
		await until('the run begins', async () => (await this.executions()).length > before.length);
		return await this.execution();
	}

	/** The newest execution, when it has ended. */
	async execution(): Promise<Execution> {
		const [id] = await this.executions();
		return await this.n8n.waitFor(id);
	}

	/** The IDs of its executions, the newest first. */
	async executions(): Promise<string[]> {
		return this.id === '' ? [] : await this.n8n.executionIds(this.id);
	}

	/** How often each of the contacts was called. */
	calls(): number[] {
		const { calls } = this.sandbox.state;
		return this.contacts.map(
			(contact) =>
				calls.filter(({ vendor, callee }) => vendor === this.vendor && callee === contact).length,
		);
	}

	private async begin(): Promise<void> {
		const { n8n, start } = this;
		const first = this.id === '';
		if (first) this.id = await n8n.importWorkflow(this.workflow);
		if (start === 'manual') return void (await n8n.begin(this.id, this.trigger));
		if (first) await n8n.publish(this.id);
		await n8n.callWebhook(this.path);
	}
}

/** Waits until no request is held back any more. */
export async function nothingHeldBack({ state }: Sandbox): Promise<void> {
	await until('every request was answered', () =>
		state.log.every(({ answer }) => answer !== undefined),
	);
}
