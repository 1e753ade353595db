import type { CalleeRule } from '../types';
import type { Parameter } from './declaration';

/** The way numbers are written, which is the same everywhere. */
const WRITTEN =
	'Numbers with + and country code (digits alone are taken to begin with one), separated by commas, semicolons, line breaks or spaces, or a list by expression.';

/**
 * The parameter that holds the numbers of an operation.
 *
 * @param request what the callees of equal items share at the vendor, e.g. `a task`
 */
export const calleesParameter = (
	{ parameter, perRequest }: CalleeRule,
	request = 'requests',
	displayName = 'Callees',
): Parameter => ({
	displayName,
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
