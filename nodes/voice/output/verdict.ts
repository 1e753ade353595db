import type { INode, NodeOperationError } from 'n8n-workflow';

import { about, cancelledError, outcomeError } from './errors';
import { isSettled, type Result } from '../calls/outcome';
import type { Plan } from '../calls/plan';
import { isTool } from '../calls/tool';
import { countsOf } from './summary';
import { countOfSent, isKeptBack } from '../guards/keptBack';
import type { Outcome, Vendor } from '../types';
import { capitalized, NOTHING } from './words';

/**
 * Whether a result ends the run: the request was not taken, or nobody knows of it or of callees in it. Whom the node
 * keeps back by itself was never to be called.
 */
export const stops = ({ request, outcomes }: Result) =>
	(!isSettled(request) && !isKeptBack(request)) ||
	outcomes.some(({ status }) => status === 'unknown');

/**
 * The error that ends the run when not every request was accepted, or nobody in them was; with what became
 * of all callees, so that a retry is known to continue there.
 *
 * @param pending the requests that this try was to send; its own failures are named before earlier ones
 */
export function errorOf(
	node: INode,
	vendor: Vendor,
	planned: Plan,
	results: ReadonlyArray<Result | undefined>,
	pending: number[],
): NodeOperationError | undefined {
	const hasSent = pending.length > 0;
	const failed = [...pending, ...results.keys()].find((index) => {
		const result = results[index];
		return result !== undefined && stops(result);
	});
	if (failed !== undefined) return stopped(node, vendor, planned, results, failed, hasSent);
	if (results.includes(undefined)) {
		return cancelledError(node, vendor, countsOf(planned, results));
	}
	const isAnySettled = (results as Result[]).some(({ outcomes }) => outcomes.some(isSettled));
	const last = (results as Result[]).findLastIndex(({ request }) => !isKeptBack(request));
	if (last === -1 || isAnySettled) return undefined;
	return stopped(node, vendor, planned, results, last, hasSent);
}

/** The error of a request that stops the run. */
function stopped(
	node: INode,
	vendor: Vendor,
	planned: Plan,
	results: ReadonlyArray<Result | undefined>,
	index: number,
	hasSent: boolean,
): NodeOperationError {
	const request = planned.requests[index];
	const { request: whole, outcomes } = results[index]!;
	const unknown = outcomes.findIndex(({ status }) => status === 'unknown');
	const sent = outcomes.findIndex((outcome) => !isKeptBack(outcome));
	const position = Math.max(0, unknown === -1 ? sent : unknown);
	const failed = isSettled(whole) ? outcomes[position] : whole;
	// "Nobody was called now" is said only where that is so.
	const failure = hasSent ? { ...failed, before: undefined } : failed;
	const fellows = isSettled(whole)
		? outcomes.filter(({ status }) => status === failure.status)
		: outcomes;
	const concerned = countOfSent(fellows);
	const { item } = planned.slots.find(
		(slot) => slot.request === index && slot.position === position,
	)!;
	const isRefused = ({ status }: Outcome) => status === 'refused';
	const isNobodyCalled = results.every((result) => result?.outcomes.every(isRefused) ?? true);
	const nobody = isTool(node) && isNobodyCalled && capitalized(`${NOTHING.call}.`);
	const counts = [countsOf(planned, results), nobody].filter(Boolean).join(' ');
	return outcomeError(node, vendor, failure, item, about(request, concerned), counts);
}
