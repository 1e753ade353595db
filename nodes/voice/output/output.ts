import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { about, CALLED_BEFORE, failure, remedy } from './errors';
import { isSettled, type Result } from '../calls/outcome';
import { payload } from '../input/payload';
import type { Plan } from '../calls/plan';
import type { Operation, Outcome, Request, Vendor } from '../types';

/** How a failing item tells so, which depends on what the node does on an error. */
export type Failing = (
	outcome: IDataObject,
	error: string,
	description: string,
	items: number[],
) => INodeExecutionData;

/** Names that n8n needs for itself on the error branch. */
const TAKEN = ['error', 'details'];

/**
 * n8n sends an item to the error branch if its json has no other keys than `error`, `message` and
 * `details`, and then adds the fields of the input item. (An item with an `error` of its own would
 * go there too, but with nothing in it except the message.) So the outcome lies in `details` there, and
 * so do fields of the input that have one of those names.
 */
export function failing(ctx: IExecuteFunctions): Failing {
	const { onError } = ctx.getNode();
	const inputs = ctx.getInputData();
	return (outcome, error, description, items) => {
		const pairedItem = items.length === 1 ? { item: items[0] } : items.map((item) => ({ item }));
		if (onError !== 'continueErrorOutput') {
			return { json: { ...outcome, error, description }, pairedItem };
		}
		const { json } = inputs[items[0]];
		const hidden = TAKEN.filter((name) => name in json).map((name) => [name, json[name]]);
		const input = hidden.length > 0 && { input: Object.fromEntries(hidden) as IDataObject };
		return { json: { error, details: { ...outcome, description, ...input } }, pairedItem };
	};
}

/** One output item per callee of the input, in the order of the input. */
export function perCallee(
	vendor: Vendor,
	{ requests, slots }: Plan,
	results: Result[],
	fail: Failing,
): INodeExecutionData[] {
	return slots.map(({ item, request, position, duplicate }) => {
		const outcome = results[request].outcomes[position];
		const { taskName, callees } = requests[request];
		const callee = callees[position]?.number;
		const json: IDataObject = outcome.before ? { message: CALLED_BEFORE } : {};
		// Not `callee`: n8n's expressions refuse to read a field of that name.
		if (callee !== undefined) json.calleeNumber = callee;
		describe(json, outcome, taskName);
		if (duplicate) json.duplicate = true;
		if (isSettled(outcome)) return { json, pairedItem: { item } };
		const subject =
			isSettled(results[request].request) && callee !== undefined
				? callee
				: about(requests[request]);
		return fail(json, failure(vendor, outcome, subject), remedy(vendor, outcome), [item]);
	});
}

/** One output item per request; a request whose callees fared differently gives one for each fate. */
export function perRequest(
	vendor: Vendor,
	{ requests, slots }: Plan,
	results: Result[],
	fail: Failing,
): INodeExecutionData[] {
	const itemsAt = requests.map(() => new Map<number, number[]>());
	for (const { request, position, item } of slots) {
		const items = itemsAt[request];
		if (!items.has(position)) items.set(position, []);
		items.get(position)!.push(item);
	}
	return requests.flatMap((request, index) => {
		const { outcomes } = results[index];
		const fates = new Map<string, number[]>();
		outcomes.forEach(({ status, code }, position) => {
			const fate = `${status} ${code}`;
			if (!fates.has(fate)) fates.set(fate, []);
			fates.get(fate)!.push(position);
		});
		return [...fates.values()].map((positions) => {
			const outcome = outcomes[positions[0]];
			// Only the items this fate is about: n8n puts the fields of the first beside an error.
			const items = [...new Set(positions.flatMap((at) => itemsAt[index].get(at) ?? []))];
			const { voiceId: _, ...ids } = outcome.ids;
			const voiceIds = positions.map((at) => outcomes[at].ids.voiceId ?? null);
			const calleeCount = request.callees.length === 0 ? 0 : positions.length;
			const json: IDataObject = {
				...(outcome.before && { message: CALLED_BEFORE }),
				...describe({ calleeCount }, { ...outcome, ids }, request.taskName),
				...(voiceIds.some((id) => id !== null) && { voiceIds }),
				...(!isSettled(outcome) && {
					callees: positions.flatMap((at) => request.callees[at]?.number ?? []),
				}),
			};
			if (isSettled(outcome)) {
				return { json, pairedItem: items.map((item) => ({ item })) };
			}
			const error = failure(vendor, outcome, about(request, positions.length));
			return fail(json, error, remedy(vendor, outcome), items);
		});
	});
}

/** What would be sent, for a person to read. Files are named by their size. */
export function preview(
	requests: Request[],
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

/** Adds an outcome to the fields of an item. One by one: a hundred thousand spreads take a while. */
function describe(json: IDataObject, outcome: Outcome, taskName?: string): IDataObject {
	const { status, code, reason, ids } = outcome;
	json.status = status;
	for (const name of Object.keys(ids)) json[name] = ids[name];
	if (taskName !== undefined) json.taskName = taskName;
	json.code = code;
	json.reason = reason;
	return json;
}
