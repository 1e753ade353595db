import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTool } from '../calls/tool';
import { letterOf } from '../delivery/deliver';
import type { Body } from '../input/wire';
import type { Endpoint, Vendor } from '../types';
import { PREVIEW_HINT } from './summary';

/** A request that would be sent, and the input items it stands for. */
export interface Pending {
	/** Left out where nothing would be sent. */
	body?: Body;
	items: number[];
	/** More that a person wants to know. */
	more?: IDataObject;
}

/** What would be sent, for a person to read, with a hint that nothing was. Files are named by their size. */
export function previewOf(
	ctx: IExecuteFunctions,
	vendor: Vendor,
	endpoint: Endpoint,
	baseUrl: string,
	pending: Pending[],
): INodeExecutionData[] {
	ctx.addExecutionHints(PREVIEW_HINT);
	const asTool = isTool(ctx.getNode());
	return pending.map(({ body, items, more }) => {
		const { method, url } = body ? letterOf(vendor, endpoint, body) : {};
		const shown = {
			...more,
			...(body && { body: withoutFiles(body) as IDataObject }),
		};
		return {
			json: {
				...(asTool && { message: NO_CALL }),
				preview: true,
				...(body && { method, url: baseUrl + url }),
				...(asTool ? short(shown) : shown),
			},
			pairedItem: items.map((item) => ({ item })),
		};
	});
}

/** What a language model reads first, lest it take a preview for a call. */
const NO_CALL = 'Preview is on in Sending of this tool: nothing was sent, and nobody was called.';
/** In characters. */
const LONGEST_FIELD = 1000;

/** Without the fields that are too long for a language model. */
const short = (json: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(json).filter(([, value]) => JSON.stringify(value).length <= LONGEST_FIELD),
	);

/** The fields of bodies that hold files as base64. */
const FILES = ['baseFile', 'file'];

function withoutFiles(value: unknown, name = ''): unknown {
	if (FILES.includes(name)) return `base64 of ${Buffer.byteLength(String(value), 'base64')} bytes`;
	if (Array.isArray(value)) return value.map((entry) => withoutFiles(entry));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, withoutFiles(inner, key)]),
	);
}
