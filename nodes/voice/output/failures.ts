import type {
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
	NodeExecutionHint,
} from 'n8n-workflow';

import type { Operation, Problem } from '../types';
import { problemError } from './errors';
import type { Failing } from './failing';
import { NOTHING } from './words';

/** The outcome of an item that can't be used. */
export const INVALID = { status: 'refused', code: 'INVALID' };

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
	const [first, ...rest] = NOTHING[kind];
	const nothing = first.toUpperCase() + rest.join('');
	const goesOn = ctx.continueOnFail();
	return items.map((item) => {
		const found = problems.get(item)!;
		const others = goesOn ? [] : items.filter((other) => other !== item);
		const remark = goesOn ? `${nothing} for this item.` : `${nothing}.`;
		const error = problemError(ctx.getNode(), found, { item, others }, remark);
		if (!goesOn) throw error;
		return fail({ ...INVALID, reason: error.message }, error.message, error.description!, [item]);
	});
}

/** Says beside the output what a green tick would hide: how many of the items failed. */
export function failureHint(failed: number, all: number): NodeExecutionHint[] {
	const message = `${failed} of ${all} items failed.`;
	return failed === 0 ? [] : [{ message, type: 'warning', location: 'outputPane' }];
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
