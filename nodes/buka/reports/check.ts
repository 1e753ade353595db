import type { IDataObject } from 'n8n-workflow';

import { wordsOf } from '../../voice/input/wire';
import type { Check, Pushed } from '../../voice/trigger/types';
import { getCallRecord } from '../callRecord/get';
import { recordOf } from '../callRecord/record';

/** A report is true if the call's record says the same of whom was called, what came of it and what it cost. */
export const byRecord: Check = {
	source: getCallRecord as Check['source'],
	// It becomes part of an address.
	asks: ({ voiceId }) =>
		/^\w{1,64}$/.test(wordsOf(voiceId)) ? { voiceId: wordsOf(voiceId) } : undefined,
	verdict(pushed, known, zone) {
		if (digitsOf(pushed.callee) !== digitsOf(known.callee)) return 'other';
		if (recordOf(known, zone).result === 'pending') return 'open';
		return isSameResult(pushed, known, zone) && isSameCost(pushed, known) ? 'same' : 'other';
	},
};

const digitsOf = (number: unknown) => wordsOf(number).replace(/\D/g, '');

/**
 * Not every form of a record or report has a status and a SIP code. Where one of the two can't say why nobody
 * answered, the other may.
 */
function isSameResult(pushed: Pushed, known: Pushed, zone: string): boolean {
	const both = [pushed, known];
	const haveStatus = both.every(({ callStatus }) => wordsOf(callStatus) !== '');
	const [said, is] = both.map(
		(one) => recordOf(haveStatus ? one : { ...one, callStatus: undefined }, zone).result,
	);
	if (said === is) return true;
	return said !== 'answered' && is !== 'answered' && [said, is].includes('unknown');
}

/** An AI agent's share may be part of what the record says. */
function isSameCost(pushed: Pushed, known: Pushed): boolean {
	const said = moneyOf(pushed);
	const is = moneyOf(known);
	if (said === undefined || is === undefined) return true;
	if (said.currency !== is.currency) return false;
	const share = Number(wordsOf(pushed.aiAgentQuoteFee) || 0);
	return [said.cost, said.cost + share].some((cost) => Math.abs(cost - is.cost) < LEAST);
}

/** Less than any vendor's price is written with. */
const LEAST = 1e-9;

function moneyOf(call: Pushed): { cost: number; currency: unknown } | undefined {
	const { cost, currency }: IDataObject = recordOf(call, 'UTC');
	return cost === undefined ? undefined : { cost: Number(cost), currency };
}
