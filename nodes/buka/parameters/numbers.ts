import type { CalleeRule } from '../../voice/input/calleesParameter';
import type { Callee } from '../../voice/types';
import type { Body } from '../../voice/input/wire';

/** Most callees of a task. */
const perRequest = 200_000;

/** Callees as objects, each with its texts. */
const numberInfoList = (callees: Callee[]) =>
	callees.map(({ number, variables }) => ({
		calleeNumber: number,
		...(variables as Record<string, string>),
	}));

/**
 * Numbers alone, as on the older pages.
 *
 * @see https://onbuka.com/voice-api17
 */
export const numbersAlone: CalleeRule = {
	parameter: 'numberList',
	digits: [7, 15],
	perRequest,
	write: (callees): Body => ({ numberList: callees.map(({ number }) => number) }),
};

/**
 * Numbers alone, or objects with the texts of each, as on the newer page.
 *
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const numbersOrObjects: CalleeRule = {
	...numbersAlone,
	variables: 'variables',
	write: (callees) =>
		callees.some(({ variables }) => Object.keys(variables).length > 0)
			? { numberInfoList: numberInfoList(callees) }
			: numbersAlone.write(callees),
};

/**
 * Objects with the texts of each.
 *
 * @see https://www.laaffic.com/api/voice/callSendAI/, whose table has a list of numbers and whose sample a list of
 *   objects; only the sample fits the texts
 */
export const numberObjects: CalleeRule = {
	parameter: 'calleeNumber',
	variables: 'variables',
	digits: [6, 18],
	perRequest,
	write: (callees) => ({ numberInfoList: numberInfoList(callees) }),
};
