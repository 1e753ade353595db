import type { Callee, Variables } from '../types';
import type { Parameter } from './declaration';
import type { Body } from './wire';

/** How callees travel in a request of an operation. */
export interface CalleeRule {
	/** Name of the parameter that holds the numbers. */
	parameter: string;
	/** Name of the parameter that holds what is said to each callee, if there is one. */
	variables?: string;
	/** Makes the variables of that parameter from what its fields wrote; without it, they are that, by name. */
	readVariables?: (body: Body) => Variables;
	/**
	 * Name of the parameter that holds the country of all numbers. Without it, Default Country of the
	 * options is the country of numbers that have no calling code.
	 */
	country?: string;
	/** Fewest and most digits of a number. */
	digits: readonly [number, number];
	/** Most callees in one request. */
	perRequest: number;
	write: (callees: Callee[]) => Body;
}

/** The way numbers are written, which is the same everywhere. */
const WRITTEN =
	'Numbers with + and calling code (digits alone are taken to begin with one), separated by commas, semicolons, line breaks or spaces, or a list by expression.';

/**
 * The parameter that holds the numbers of an operation.
 *
 * @param request what the callees of equal items share at the vendor, e.g. `a task`
 */
export const calleesParameter = (
	{ parameter, perRequest }: CalleeRule,
	request = 'requests',
): Parameter => ({
	displayName: 'Callees',
	name: parameter,
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 151 12345678',
	description:
		perRequest === 1
			? `${WRITTEN} Each number is a request of its own.`
			: `${WRITTEN} Items with equal settings share ${request} of up to ${inWords(perRequest)} numbers.`,
});

const inWords = (count: number) => (count < 10_000 ? String(count) : count.toLocaleString('en-US'));
