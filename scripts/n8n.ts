import { Agent } from 'node:http';
import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

export const OWNER = {
	email: 'owner@example.com',
	password: 'Voice-Broadcast-1',
	firstName: 'Sandbox',
	lastName: 'Owner',
};

export interface Execution {
	id: string;
	status: string;
	data: IRunExecutionData;
}

/** A workflow as it is imported. */
export interface Workflow {
	name: string;
	nodes: Array<{
		name: string;
		type: string;
		webhookId?: string;
		credentials?: Record<string, { id: string; name: string }>;
	}>;
}

/** The columns of a Data Table by their names. */
export type Columns = Record<string, 'string' | 'number' | 'date'>;
export type Row = Record<string, unknown>;

/** Speaks to n8n as its editor does. */
export class N8n {
	private readonly http: AxiosInstance;
	private readonly credentials = new Map<string, string>();

	constructor(
		readonly url: string,
		readonly cookie = '',
	) {
		this.http = axios.create({
			// A connection that lay idle while n8n was busy may be closed just as it is used again.
			httpAgent: new Agent({ keepAlive: false }),
			baseURL: `${url}/rest`,
			headers: { cookie },
		});
	}

	/** Makes the owner's account on a fresh n8n and logs in. */
	async setUp(): Promise<N8n> {
		// n8n 1 says that it is ready a moment before it has opened its addresses.
		const settings = async () => await this.http.get('/settings', OR_NOT_FOUND);
		while ((await settings()).status === 404) await pause();
		const { headers } = await this.http.post('/owner/setup', OWNER);
		const cookie = headers['set-cookie']?.[0];
		if (cookie === undefined) throw new Error(`What answers at ${this.url} is not n8n.`);
		return new N8n(this.url, cookie.split(';')[0]);
	}

	async createCredential(type: string, name: string, data: object): Promise<string> {
		const answer = await this.http.post('/credentials', { name, type, data });
		const { id } = answer.data.data;
		this.credentials.set(type, id);
		return id;
	}

	async deleteCredential(id: string): Promise<void> {
		await this.http.delete(`/credentials/${id}`);
	}

	/** Learns which credentials there are. */
	async findCredentials(): Promise<void> {
		const answer = await this.http.get('/credentials');
		for (const { id, type } of answer.data.data) this.credentials.set(type, id);
	}

	/** What the test button says of an existing credential that has other data now. */
	async testCredential(type: string, data: object): Promise<{ status: string; message: string }> {
		const credentials = { id: this.credentials.get(type), name: 'Tested', type, data };
		const answer = await this.http.post('/credentials/test', { credentials });
		return answer.data.data;
	}

	/** Imports a workflow; its credentials are replaced by the ones of the same type. */
	async importWorkflow(workflow: Workflow): Promise<string> {
		const nodes = workflow.nodes.map((node) => ({
			...node,
			credentials: Object.fromEntries(
				Object.entries(node.credentials ?? {}).map(([type, { name }]) => [
					type,
					{ id: this.credentials.get(type) ?? '', name },
				]),
			),
		}));
		// n8n 1 asks for `active`.
		const answer = await this.http.post('/workflows', { active: false, ...workflow, nodes });
		return answer.data.data.id;
	}

	/** Presses "Execute workflow" and waits for the end. */
	async run(workflowId: string, trigger: string): Promise<Execution> {
		return await this.waitFor(await this.begin(workflowId, trigger));
	}

	/** Presses "Execute workflow"; returns the execution's ID. */
	async begin(workflowId: string, trigger: string): Promise<string> {
		// n8n 1 runs what it is sent here, n8n 2 what it has stored.
		const workflowData = (await this.http.get(`/workflows/${workflowId}`)).data.data;
		const answer = await this.http.post(`/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: trigger },
		});
		return answer.data.data.executionId;
	}

	/** Makes a Data Table with columns of text, numbers and dates. */
	async createTable(name: string, columns: Columns, rows: object[] = []): Promise<void> {
		const tables = await this.tables();
		const types = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
		const { id } = (await this.http.post(tables, { name, columns: types })).data.data;
		if (rows.length > 0)
			await this.http.post(`${tables}/${id}/insert`, { data: rows, returnType: 'count' });
	}

	/** All rows of a Data Table. */
	async rowsOf(name: string): Promise<Row[]> {
		const table = `${await this.tables()}/${await this.tableId(name)}`;
		const rows: Row[] = [];
		for (;;) {
			const params = { skip: rows.length, take: 100 };
			const { count, data } = (await this.http.get(`${table}/rows`, { params })).data.data;
			rows.push(...data);
			if (rows.length >= count) return rows;
		}
	}

	/** Takes a Data Table away, if there is one of that name. */
	async deleteTable(name: string): Promise<void> {
		const id = await this.tableId(name);
		if (id !== undefined) await this.http.delete(`${await this.tables()}/${id}`);
	}

	private async tables(): Promise<string> {
		const { id } = (await this.http.get('/projects/personal')).data.data;
		return `/projects/${id}/data-tables`;
	}

	private async tableId(name: string): Promise<string | undefined> {
		const params = { filter: JSON.stringify({ name }) };
		const { data } = (await this.http.get(await this.tables(), { params })).data.data;
		return data.find((one: { name: string }) => one.name === name)?.id;
	}

	/** Makes a workflow run whenever its trigger fires. */
	async publish(workflowId: string): Promise<void> {
		const { versionId } = (await this.http.get(`/workflows/${workflowId}`)).data.data;
		await this.http.post(`/workflows/${workflowId}/activate`, { versionId });
	}

	/** What n8n says of the publication, which goes on after the workflow was published. */
	async publication(workflowId: string): Promise<unknown> {
		return (await this.http.get(`/workflows/${workflowId}/publication-status`)).data.data;
	}

	/** Has the workflow's triggers start nothing any more. */
	async unpublish(workflowId: string): Promise<void> {
		await this.http.post(`/workflows/${workflowId}/deactivate`, {});
	}

	/** Calls a published webhook. n8n opens it a moment after the workflow was published. */
	async callWebhook(path: string): Promise<void> {
		const url = `${this.url}/webhook/${path}`;
		while ((await axios.post(url, {}, OR_NOT_FOUND)).status === 404) await pause();
	}

	/** The IDs of a workflow's executions, the newest first. */
	async executionIds(workflowId: string): Promise<string[]> {
		const filter = JSON.stringify({ workflowId });
		const ids: string[] = [];
		let cursor: string | undefined;
		do {
			const params = { filter, limit: 100, cursor };
			const { data } = (await this.http.get('/executions', { params })).data;
			ids.push(...data.results.map(({ id }: { id: string }) => id));
			cursor = data.nextCursor ?? undefined;
		} while (cursor !== undefined);
		return ids.sort((a, b) => Number(b) - Number(a));
	}

	/** How many executions of a workflow have ended well. */
	async ended(workflowId: string): Promise<number> {
		const filter = JSON.stringify({ workflowId, status: ['success'] });
		const answer = await this.http.get('/executions', { params: { filter, limit: 1 } });
		return answer.data.data.count;
	}

	/** Presses "Retry" on a failed execution, with the workflow as it was, and waits for the end. */
	async retry(executionId: string): Promise<Execution> {
		const answer = await this.http.post(`/executions/${executionId}/retry`, {
			loadWorkflow: false,
		});
		return await this.waitFor(answer.data.data.id);
	}

	/** Everything that n8n has stored of an execution, whether it has ended or not. */
	async stored(id: string): Promise<string> {
		return JSON.stringify((await this.http.get(`/executions/${id}`)).data);
	}

	/** Waits for the end of an execution. */
	async waitFor(id: string): Promise<Execution> {
		for (;;) {
			const answer = await this.http.get(`/executions/${id}`);
			const { status, data } = answer.data.data;
			if (!['new', 'running', 'waiting'].includes(status)) return { id, status, data: parse(data) };
			await pause();
		}
	}
}

/** Answers that there is nothing at an address are answers. */
const OR_NOT_FOUND = {
	validateStatus: (status: number) => status === 404 || (status >= 200 && status < 300),
};

const pause = async () => await new Promise((resolve) => setTimeout(resolve, 200));

/** The items that came out of a node: on its first output, and on its error output. */
export function outputOf(
	{ data }: Execution,
	node: string,
): [INodeExecutionData[], INodeExecutionData[]] {
	// That of an agent's tool goes to its model.
	const { main, ai_tool: toModel } = data.resultData.runData[node]?.[0]?.data ?? {};
	const [output, failed] = main ?? toModel ?? [];
	return [output ?? [], failed ?? []];
}
