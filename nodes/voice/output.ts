import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { outcomeError } from './errors';
import type { Result } from './outcome';
import { payload } from './payload';
import type { Plan } from './plan';
import type { Operation, Outcome, Request, Vendor } from './types';

/** One output item per callee of the input, in the order of the input. */
export function perCallee(
	node: INode,
	vendor: Vendor,
	{ requests, slots }: Plan,
	results: Result[],
): INodeExecutionData[] {
	const errors = sharedErrors(node, vendor);
	return slots.map(({ item, request, position, duplicate }) => {
		const outcome = results[request].outcomes[position];
		const { taskName, callees } = requests[request];
		const json: IDataObject = {
			...(callees.length > 0 && { callee: callees[position].number }),
			...describe(outcome, taskName),
			...(duplicate && { duplicate }),
		};
		return withError({ json, pairedItem: { item } }, outcome, () =>
			errors(outcome, item, about(requests[request])),
		);
	});
}

/** One output item per request; a request whose callees fared differently gives one for each fate. */
export function perRequest(
	node: INode,
	vendor: Vendor,
	{ requests }: Plan,
	results: Result[],
): INodeExecutionData[] {
	const errors = sharedErrors(node, vendor);
	return requests.flatMap((request, index) => {
		const fates = new Map<string, { outcome: Outcome; positions: number[] }>();
		results[index].outcomes.forEach((outcome, position) => {
			const key = `${outcome.status} ${outcome.code}`;
			const fate = fates.get(key) ?? { outcome, positions: [] };
			fate.positions.push(position);
			fates.set(key, fate);
		});
		return [...fates.values()].map(({ outcome, positions }) => {
			const numbers = positions.map((position) => request.callees[position]?.number);
			const json: IDataObject = {
				calleeCount: request.callees.length === 0 ? 0 : positions.length,
				...describe(outcome, request.taskName),
				...(fates.size > 1 && outcome.status !== 'accepted' && { callees: numbers }),
			};
			const voiceIds = positions.map((at) => results[index].outcomes[at].ids.voiceId);
			if (voiceIds.some(Boolean)) {
				delete json.voiceId;
				json.voiceIds = voiceIds as string[];
			}
			const pairedItem = request.items.map((item) => ({ item }));
			return withError({ json, pairedItem }, outcome, () =>
				errors(outcome, request.items[0], about(request)),
			);
		});
	});
}

/** What would be sent, for a person to read. Files are named by their size. */
export function preview(
	{ requests }: Plan,
	vendor: Vendor,
	operation: Operation,
	baseUrl: string,
): INodeExecutionData[] {
	return requests.map((request) => ({
		json: {
			preview: true,
			method: operation.method,
			url: baseUrl + vendor.prefix + operation.path,
			calleeCount: request.callees.length,
			...(request.taskName !== undefined && { taskName: request.taskName }),
			body: withoutFiles(payload(operation, request)) as IDataObject,
		},
		pairedItem: request.items.map((item) => ({ item })),
	}));
}

function withoutFiles(value: unknown, name = ''): unknown {
	if (name === 'baseFile') return `base64 of ${Buffer.byteLength(String(value), 'base64')} bytes`;
	if (Array.isArray(value)) return value.map((entry) => withoutFiles(entry));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, withoutFiles(inner, key)]),
	);
}

/** "the request with 2 callees", or just "the request". */
export function about({ callees }: Request): string {
	if (callees.length === 0) return 'the request';
	return `the request with ${callees.length} ${callees.length === 1 ? 'callee' : 'callees'}`;
}

function describe({ status, code, reason, ids }: Outcome, taskName?: string): IDataObject {
	return { status, ...ids, ...(taskName !== undefined && { taskName }), code, reason };
}

function withError(
	item: INodeExecutionData,
	{ status }: Outcome,
	error: () => ReturnType<typeof outcomeError>,
): INodeExecutionData {
	if (status === 'accepted') return item;
	const failure = error();
	item.json.error = failure.message;
	return { ...item, error: failure };
}

/** Callees of one request that fared alike share an error, which is what makes thousands of them cheap. */
function sharedErrors(node: INode, vendor: Vendor) {
	const known = new Map<string, ReturnType<typeof outcomeError>>();
	return (outcome: Outcome, item: number, subject: string) => {
		const key = `${outcome.status} ${outcome.code} ${item}`;
		const error = known.get(key) ?? outcomeError(node, vendor, outcome, item, subject);
		known.set(key, error);
		return error;
	};
}
