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
/** Values in a request, in ten thousand reports with room for thrice as many fields. More would keep n8n busy for long. */
const MOST_VALUES = 1_000_000;

/**
 * The objects of a request: its body is one, or a list of them, as JSON, whatever type it says it has.
 *
 * @param anyForm whether the fields of a form and of the address are taken, too
 * @throws Refused when there is none, or more than a vendor would push
 */
export async function readPushed(ctx: IWebhookFunctions, anyForm = false): Promise<Pushed[]> {
	const request = ctx.getRequestObject() as unknown as Received;
	const text = await textOf(request);
	const found = listOf(jsonOf(text) ?? (anyForm ? formOf(request, text) : undefined));
	const objects = anyForm ? withQuery(ctx.getQueryData() as Pushed, found) : found;
	const left = { values: MOST_VALUES };
	const isFine = (one: unknown) => isShallow(one, DEEPEST, left);
	const pushed = objects
		.filter(isFine)
		.filter((one): one is Pushed => isObject(one) && hasFields(one));
	if (pushed.length === 0) throw new Refused(400, 'This is no report');
	return pushed;
}

/** What stands in the address, too, belongs to each. */
const withQuery = (query: Pushed, found: unknown[]): unknown[] =>
	found.length === 0
		? [{ ...query }]
		: found.map((one) => (isObject(one) ? { ...query, ...one } : one));

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
	if (!isForm) return undefined;
	const fields = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(text)) {
		const values = fields.get(name);
		if (values === undefined) fields.set(name, [value]);
		else values.push(value);
	}
	// As n8n does with a name that comes twice in an address.
	const all = [...fields].map(([name, values]) => [name, values.length > 1 ? values : values[0]]);
	return Object.fromEntries(all);
}

const listOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? value : value === undefined ? [] : [value];

const isObject = (value: unknown): value is Pushed =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function hasFields(object: Pushed): boolean {
	for (const _ in object) return true;
	return false;
}

/** @param left how many values may still come, in all of them */
function isShallow(value: unknown, depth: number, left: { values: number }): boolean {
	if (--left.values < 0) throw new Refused(400, 'This is more than a vendor reports at a time');
	if (typeof value !== 'object' || value === null) return true;
	if (depth === 0) return false;
	for (const name in value) {
		if (!isShallow(value[name as keyof typeof value], depth - 1, left)) return false;
	}
	return true;
}
