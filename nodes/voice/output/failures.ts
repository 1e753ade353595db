import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
	NodeExecutionHint,
} from 'n8n-workflow';

import { errorOfItem } from '../n8n1';
import type { Operation, Outcome, Problem } from '../types';
import { isTool } from '../calls/tool';
import type { Work } from '../work';
import { problemError, readError, readFailure } from './errors';
import { hint } from './summary';
import { capitalized, inSentences, INVALID as CODE, NOTHING } from './words';

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
 * `details` (n8n 1: only `error`; see `errorOfItem`), and then adds the fields of the input item. (An item with an
 * `error` of its own would go there too, but with nothing in it except the message.) So the outcome lies in `details` there, and
 * so do fields of the input that have one of those names.
 */
export function failing(ctx: IExecuteFunctions): Failing {
	const node = ctx.getNode();
	const { onError } = node;
	const inputs = ctx.getInputData();
	return (outcome, error, description, items) => {
		const pairedItem = items.length === 1 ? { item: items[0] } : items.map((item) => ({ item }));
		if (isTool(node)) return { json: told(outcome, error, description), pairedItem };
		if (onError !== 'continueErrorOutput') {
			return { json: { ...outcome, error, description }, pairedItem };
		}
		const { json } = inputs[items[0]];
		const hidden = TAKEN.filter((name) => name in json).map((name) => [name, json[name]]);
		const input = hidden.length > 0 && { input: Object.fromEntries(hidden) as IDataObject };
		const item = { json: { error, details: { ...outcome, description, ...input } }, pairedItem };
		return Object.defineProperties(item, errorOfItem(ctx));
	};
}

/**
 * What a language model reads of a failure: one text, and first of all. n8n's Retry On Fail goes by the first item's
 * `error`.
 */
function told(outcome: IDataObject, error: string, description: string): IDataObject {
	const { reason, ...fate } = outcome;
	const message = inSentences(error, description);
	return { message, error: true, ...fate, ...(reason !== error && { reason }) };
}

/** The outcome of an item that can't be used. */
export const INVALID = { status: 'refused', code: CODE } as const;

/**
 * The items that can't be used, as they come out beside the others.
 *
 * @throws NodeOperationError for the first of them, unless the node continues on fail
 */
export function withProblems(
	ctx: IExecuteFunctions,
	problems: Map<number, Problem[]>,
	{ kind }: Operation,
	fail: Failing,
): INodeExecutionData[] {
	const items = [...problems.keys()].sort((a, b) => a - b);
	const nothing = capitalized(NOTHING[kind]);
	const goesOn = ctx.continueOnFail();
	return items.map((item) => {
		const found = problems.get(item)!;
		const others = goesOn ? [] : items.filter((other) => other !== item);
		// A language model knows of no items: each call of a tool has one.
		const isOnly = isTool(ctx.getNode()) && ctx.getInputData().length === 1;
		const remark = goesOn && !isOnly ? `${nothing} for this item.` : `${nothing}.`;
		const error = problemError(ctx.getNode(), found, { item, others }, remark);
		if (!goesOn) throw error;
		return fail({ ...INVALID, reason: error.message }, error.message, error.description!, [item]);
	});
}

/**
 * An item for which something could not be read, as it comes out.
 *
 * @param more what else comes out for it
 * @throws NodeOperationError unless the node continues on fail
 */
export function notRead(
	{ ctx, vendor, fail }: Pick<Work<Operation>, 'ctx' | 'vendor' | 'fail'>,
	outcome: Outcome,
	item: number,
	more: IDataObject = {},
): INodeExecutionData {
	const error = readError(ctx.getNode(), vendor, outcome, item);
	if (!ctx.continueOnFail()) throw error;
	const { code, reason } = outcome;
	return fail({ ...more, code, reason }, readFailure(vendor, outcome), error.description!, [item]);
}

/** Says beside the output what a green tick would hide: how many of the items failed. */
export function failureHint(failed: number, all: number): NodeExecutionHint[] {
	return failed === 0 ? [] : [hint(`${failed} of ${all} items failed.`, 'warning')];
}

/** "Done 1, not tried 2.", behind the failure of one of several; empty where there is only one. */
export const countsBehind = (done: number, all: number): string =>
	all === 1 ? '' : `Done ${done}, failed 1, not tried ${all - done - 1}.`;

/** Output in the order of the input, failed items in their places. */
export function inputOrder(
	items: INodeExecutionData[],
	failed: INodeExecutionData[],
): INodeExecutionData[] {
	if (failed.length === 0) return items;
	const position = ({ pairedItem }: INodeExecutionData) =>
		([pairedItem].flat()[0] as IPairedItemData).item;
	return [...items, ...failed].sort((a, b) => position(a) - position(b));
}
