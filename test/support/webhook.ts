import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { receive } from '../../nodes/voice/trigger/receive';
import type { Trigger } from '../../nodes/voice/trigger/types';

/** A request to the address of a trigger. */
export interface Sent {
	body?: string | Buffer;
	contentType?: string;
	query?: object;
	ip?: string;
	/** What n8n made of a form with files. */
	read?: unknown;
}

/** What became of it. */
export interface Answered {
	status: number;
	message?: string;
	/** Undefined where the workflow is not started. */
	items?: IDataObject[];
}

/** Has a trigger take a request, as n8n does. What it throws would start the workflow. */
export async function send(
	trigger: Trigger,
	{ body = '', contentType = 'application/json', query = {}, ip = '127.0.0.1', read }: Sent,
	parameters: IDataObject = {},
): Promise<Answered> {
	const [type, charset] = contentType.split('; charset=');
	const bytes = Buffer.from(body);
	const isRead = /json|form-urlencoded|text\/plain/.test(type);
	const request = {
		...{ contentType: type, encoding: charset ?? 'utf-8', ip, body: read },
		...(isRead && { rawBody: bytes }),
		readRawBody: async () => {
			if (type.startsWith('multipart/')) throw new Error('Not readable');
			Object.assign(request, { rawBody: bytes });
		},
	};
	let refused: Answered | undefined;
	const response = {
		status: (status: number) => ({
			json: ({ message }: { message: string }) => {
				refused = { status, message };
			},
		}),
	};
	const ctx = {
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getRequestObject: () => request,
		getQueryData: () => query,
		getResponseObject: () => response,
		getNode: () => ({ name: 'Trigger' }),
		logger: { warn: () => {}, debug: () => {} },
	} as unknown as IWebhookFunctions;
	const { workflowData, noWebhookResponse } = await receive(ctx, trigger);
	if (noWebhookResponse) return refused!;
	return { status: 200, items: workflowData?.[0].map(({ json }) => json) };
}

/** Pushes JSON. */
export const push = async (trigger: Trigger, value: unknown, parameters?: IDataObject) =>
	await send(trigger, { body: JSON.stringify(value) }, parameters);
