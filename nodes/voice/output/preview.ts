import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

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
	return pending.map(({ body, items, more }) => {
		const { method, url } = body ? letterOf(vendor, endpoint, body) : {};
		return {
			json: {
				preview: true,
				...(body && { method, url: baseUrl + url }),
				...more,
				...(body && { body: withoutFiles(body) as IDataObject }),
			},
			pairedItem: items.map((item) => ({ item })),
		};
	});
}

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
