import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/server';
import {
	additionalData,
	CREDENTIALS,
	credentialsFor,
	credentialsHelper,
	typeOf,
	type NodeName,
} from './engine';
import type { Answered } from './webhook';

/** A trigger of the built package as n8n has it. */
interface Setting {
	node: NodeName;
	parameters: INodeParameters;
	/** Null where it has none. */
	credentials?: ICredentialDataDecryptedObject | null;
}

async function prepared(sandbox: Sandbox, { node: vendor, parameters, credentials }: Setting) {
	const type = (await typeOf(`${vendor}Trigger` as NodeName)) as Required<INodeType>;
	const node: INode = {
		...{ id: '1', name: 'Trigger', type: `${vendor}Trigger`, typeVersion: 2 },
		...{ position: [0, 0] as [number, number], parameters },
		...(credentials !== null && {
			credentials: { [CREDENTIALS[vendor]]: { id: '1', name: 'Sandbox' } },
		}),
	};
	const workflow = new Workflow({
		id: '1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const data = {
		...additionalData({}),
		credentialsHelper: credentialsHelper(credentials ?? credentialsFor(vendor, sandbox)),
	} as IWorkflowExecuteAdditionalData;
	const webhook = {
		webhookDescription: type.description.webhooks![0],
		workflowExecuteAdditionalData: data,
	} as IWebhookData;
	return { type, node: workflow.getNode('Trigger')!, workflow, data, webhook };
}

/** Has a trigger take a request with this JSON, in n8n's own context. */
export async function pushTo(
	sandbox: Sandbox,
	setting: Setting,
	value: unknown,
	ip = '127.0.0.1',
): Promise<Answered> {
	const { type, node, workflow, data, webhook } = await prepared(sandbox, setting);
	const rawBody = Buffer.from(JSON.stringify(value));
	let refused: Answered | undefined;
	Object.assign(data, {
		httpRequest: { rawBody, ip, contentType: 'application/json', encoding: 'utf-8', query: {} },
		httpResponse: {
			status: (status: number) => ({
				json: ({ message }: IDataObject) => {
					refused = { status, message: String(message) };
				},
			}),
		},
	});
	const context = new WebhookContext(workflow, node, data, 'webhook', webhook, [], null);
	const { workflowData, noWebhookResponse } = await type.webhook.call(context);
	if (noWebhookResponse) return refused!;
	return { status: 200, items: workflowData?.[0].map(({ json }) => json) };
}

/** Activates a workflow that begins with the trigger. */
export async function activate(sandbox: Sandbox, setting: Setting): Promise<void> {
	const { type, node, workflow, data, webhook } = await prepared(sandbox, setting);
	const context = new HookContext(workflow, node, data, 'trigger', 'activate', webhook);
	const { checkExists, create } = type.webhookMethods.default!;
	if (!(await checkExists.call(context))) await create.call(context);
}
