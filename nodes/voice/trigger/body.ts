import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { parseJson } from '../delivery/json';
import { Refused } from './answer';
import type { Pushed } from './types';

/** What n8n adds to a request. */
interface Received {
	contentType?: string;
	encoding?: string;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
	body?: unknown;
}

/** No event of a vendor lies deeper; what does is there to break what reads it. */
const DEEPEST = 20;

/**
 * The objects of a request: its body is one, or a list of them, as JSON, whatever type it says it has.
 *
 * @param anyForm whether the fields of a form and of the address are taken, too
 * @throws Refused when there is none
 */
export async function readPushed(ctx: IWebhookFunctions, anyForm = false): Promise<Pushed[]> {
	const request = ctx.getRequestObject() as unknown as Received;
	const text = await textOf(request);
	const found = listOf(jsonOf(text) ?? (anyForm ? formOf(request, text) : undefined));
	const query = anyForm ? (ctx.getQueryData() as Pushed) : {};
	const given = found.length === 0 && anyForm ? [{}] : found;
	const objects = given.filter(isObject).map((one) => ({ ...query, ...one }));
	const pushed = objects.filter((one) => Object.keys(one).length > 0 && isShallow(one, DEEPEST));
	if (pushed.length === 0) throw new Refused(400, 'This is no report');
	return pushed;
}

/** The body as it came: n8n reads some types only, and rounds large numbers. */
async function textOf(request: Received): Promise<string> {
	if (request.contentType?.startsWith('multipart/')) return '';
	if (request.rawBody === undefined) await request.readRawBody?.().catch(() => {});
	const { rawBody, encoding = '' } = request;
	const known = Buffer.isEncoding(encoding) ? encoding : 'utf8';
	return rawBody?.toString(known).replace(/^\uFEFF/, '') ?? '';
}

function jsonOf(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** The fields of a form, which n8n may have read already. */
function formOf({ contentType, body }: Received, text: string): unknown {
	if (contentType === 'multipart/form-data') return (body as IDataObject | undefined)?.data;
	const isForm = contentType === 'application/x-www-form-urlencoded';
	return isForm ? Object.fromEntries(new URLSearchParams(text)) : undefined;
}

const listOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? value : value === undefined ? [] : [value];

const isObject = (value: unknown): value is Pushed =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function isShallow(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (depth === 0) return false;
	for (const inner of Object.values(value)) if (!isShallow(inner, depth - 1)) return false;
	return true;
}
