import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isSettled, type Result } from '../calls/outcome';
import type { Plan } from '../calls/plan';
import type { Outcome, Slot, Vendor } from '../types';
import { CALLED_BEFORE, remedy } from './errors';
import { count } from './summary';
import { inSentences, NOT_AGAIN } from './words';

/** Of how many callees an answer tells each by itself: a language model reads, and pays for, all of it. */
export const MOST_TOLD = 20;

/**
 * What a language model is told of its calls: a short item for each callee, in the order of the input; of
 * more than 20 one item, with counts and the first of those who were not accepted.
 */
export function toModel(vendor: Vendor, plan: Plan, results: Result[]): INodeExecutionData[] {
	if (plan.slots.length > MOST_TOLD) return [inAll(vendor, plan, results)];
	return plan.slots.map((slot) => {
		const outcome = results[slot.request].outcomes[slot.position];
		const number = plan.requests[slot.request].callees[slot.position]?.number;
		const json: IDataObject = {
			message: messageOf(vendor, outcome, slot),
			...fateOf(outcome, number),
			...(slot.duplicate && { duplicate: true }),
		};
		return { json, pairedItem: { item: slot.item } };
	});
}

function messageOf(vendor: Vendor, outcome: Outcome, { duplicate }: Slot): string {
	const { status, before } = outcome;
	if (status === 'unknown') {
		const taken = `It is unknown whether ${vendor.name} took the call`;
		return inSentences(before && CALLED_BEFORE, taken, NOT_AGAIN);
	}
	if (status === 'refused') return inSentences('Not called', remedy(vendor, outcome, 'call'));
	if (duplicate) return 'The same number stands before this one, and is called once.';
	if (before) return CALLED_BEFORE;
	if (status === 'repeated') return 'Nobody was called now, because the same was submitted before.';
	return `${vendor.name} accepted the call. Whether anybody answers is not known yet.`;
}

/** n8n's Retry On Fail goes by the first item's `error`. */
function fateOf(outcome: Outcome, calleeNumber: string | undefined): IDataObject {
	const { status, code, reason, hint, ids } = outcome;
	return {
		...(!isSettled(outcome) && { error: true }),
		...(calleeNumber !== undefined && { calleeNumber }),
		...{ status, ...ids },
		...(!isSettled(outcome) && { code, reason: hint ? `${reason}; ${hint}` : reason }),
	};
}

function inAll(vendor: Vendor, plan: Plan, results: Result[]): INodeExecutionData {
	const { all, accepted, repeated, refused, unknown } = count(plan, results);
	const callees = plan.requests.flatMap((request, index) =>
		results[index].outcomes.map((outcome, at) => ({
			outcome,
			number: request.callees[at]?.number,
		})),
	);
	const open = ['unknown', 'refused'].flatMap((status) =>
		callees.filter(({ outcome }) => outcome.status === status),
	);
	const notAccepted = open
		.slice(0, MOST_TOLD)
		.map(({ outcome: { status, code, reason }, number: calleeNumber }) => ({
			...{ calleeNumber, status, code, reason },
		}));
	const message = inSentences(
		`${vendor.name} accepted ${accepted} of ${all} calls. Whether anybody answers is not known yet`,
		repeated > 0 && `${repeated} had been submitted before and were not called now`,
		refused > 0 && `${refused} were refused and not called`,
		unknown > 0 && `Of ${unknown} it is unknown. ${NOT_AGAIN}`,
		open.length > MOST_TOLD && `notAccepted names the first ${MOST_TOLD}`,
	);
	const json: IDataObject = {
		message,
		...(open.length > 0 && { error: true }),
		...{ accepted, repeated, refused, unknown },
		...tasksOf(results),
		...(open.length > 0 && { notAccepted }),
	};
	const items = [...new Set(plan.slots.map(({ item }) => item))];
	return { json, pairedItem: items.map((item) => ({ item })) };
}

/** The IDs by which what was taken can be looked up, where they are not those of single calls. */
function tasksOf(results: Result[]): IDataObject {
	const taken = results.map(({ request }) => request).filter(isSettled);
	const named = ['keyId', 'callId'].map((name) => {
		const ids = [...new Set(taken.flatMap(({ ids }) => ids[name] ?? []))];
		return [`${name}s`, ids.slice(0, MOST_TOLD)] as const;
	});
	return Object.fromEntries(named.filter(([, ids]) => ids.length > 0)) as IDataObject;
}
