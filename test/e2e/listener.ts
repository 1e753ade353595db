import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { randomUUID } from 'node:crypto';

import type { VendorName } from '../../sandbox/state';
import type { Execution, N8n } from '../../scripts/n8n';
import { inTurn } from '../../nodes/voice/delivery/inTurn';
import { until } from './machine';
import { credential, workflow } from './workflow';

const AT_A_TIME = 8;
/** How long a push waits for its answer. */
const PATIENCE_MS = 15_000;

/** What a repeated push does not get past. */
export const NEW = {
	name: 'New',
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		dedupeValue: '={{ $json.eventId }}',
		options: {},
	},
};

/** A workflow that begins with a vendor's trigger, and goes on with what is new. */
export class Listener {
	readonly node = 'Reports';
	readonly path = `${randomUUID()}/webhook`;
	/** Of the workflow. */
	id = '';

	constructor(
		private readonly n8n: N8n,
		private readonly vendor: VendorName,
		private readonly parameters: object = {},
		private readonly webhooks?: string,
	) {}

	/** Where the vendor pushes to: n8n's webhooks, which may have a process of their own. */
	get url(): string {
		return `${this.webhooks ?? this.n8n.url}/webhook/${this.path}`;
	}

	/** Imports the workflow and has n8n run it for every push. */
	async publish(): Promise<this> {
		await this.import();
		await this.n8n.publish(this.id);
		await this.opened();
		return this;
	}

	/** n8n opens the address a moment after the workflow was published. */
	async opened(): Promise<void> {
		await until('n8n opens the address', async () => (await this.push('')).status !== 404);
	}

	async import(): Promise<void> {
		const type = this.vendor === 'innopaas' ? 'innoPaas' : this.vendor;
		const trigger = {
			name: this.node,
			type: `n8n-nodes-voice-broadcast.${type}Trigger`,
			typeVersion: 2,
			webhookId: this.path.split('/')[0],
			parameters: { ...this.parameters },
			...('checkWithVendor' in this.parameters && { credentials: credential(`${type}Api`) }),
		};
		const flow = workflow(`${this.vendor} reports`, [trigger, NEW], [[this.node, NEW.name]]);
		this.id = await this.n8n.importWorkflow(flow);
	}

	/** Has n8n forget the address. */
	async unpublish(): Promise<void> {
		await this.n8n.unpublish(this.id);
		await until('n8n closes the address', async () => (await this.push('')).status === 404);
	}

	/** Pushes something as the vendor does. */
	async push(body: unknown, options: AxiosRequestConfig = {}): Promise<AxiosResponse> {
		return await axios.post(this.url, body, { validateStatus: () => true, ...options });
	}

	/**
	 * Pushes reports, some at a time, as a vendor does whose customers call many people.
	 *
	 * @param pushed called after each
	 * @returns the IDs of those that were answered 200
	 */
	async pushMany(report: object, ids: string[], pushed: () => void): Promise<string[]> {
		const taken: string[] = [];
		await inTurn(ids, AT_A_TIME, async (voiceId) => {
			const answer = await this.push({ ...report, voiceId }, { timeout: PATIENCE_MS }).catch(
				() => {},
			);
			if (answer?.status === 200) taken.push(voiceId);
			pushed();
			return true;
		});
		return taken;
	}

	/** Everything that n8n has stored of what it started. */
	async stored(): Promise<string> {
		const all: string[] = [];
		for (const id of await this.ids()) all.push(await this.n8n.stored(id));
		return all.join('\n');
	}

	/** The IDs of what it started, the newest first. */
	async ids(): Promise<string[]> {
		return await this.n8n.executionIds(this.id);
	}

	/** What it started, the newest first, once there are so many. */
	async executions(count: number): Promise<Execution[]> {
		await until(`${count} executions are there`, async () => (await this.ids()).length >= count);
		return await Promise.all((await this.ids()).map(async (id) => await this.n8n.waitFor(id)));
	}
}
