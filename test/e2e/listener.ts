import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { randomUUID } from 'node:crypto';

import type { VendorName } from '../../sandbox/state';
import type { Execution, N8n } from '../../scripts/n8n';
import { until } from './machine';
import { credential, workflow } from './workflow';

/** A workflow that begins with a vendor's trigger. */
export class Listener {
	readonly node = 'Reports';
	readonly path = `${randomUUID()}/webhook`;
	/** Of the workflow. */
	id = '';

	constructor(
		private readonly n8n: N8n,
		private readonly vendor: VendorName,
		private readonly parameters: object = {},
	) {}

	/** Where the vendor pushes to. */
	get url(): string {
		return `${this.n8n.url}/webhook/${this.path}`;
	}

	/** Imports the workflow and has n8n run it for every push. */
	async publish(): Promise<this> {
		await this.import();
		await this.n8n.publish(this.id);
		await until('n8n opens the address', async () => (await this.push('')).status !== 404);
		return this;
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
		const next = { name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
		const flow = workflow(`${this.vendor} reports`, [trigger, next], [[this.node, 'Next']]);
		this.id = await this.n8n.importWorkflow(flow);
	}

	/** Pushes something as the vendor does. */
	async push(body: unknown, options: AxiosRequestConfig = {}): Promise<AxiosResponse> {
		return await axios.post(this.url, body, { validateStatus: () => true, ...options });
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
