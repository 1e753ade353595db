import type { IDataObject } from 'n8n-workflow';

import type { Parameter } from '../../voice/input/declaration';
import { notSent, several, choice, type Field } from '../../voice/input/fields';
import type { Body } from '../../voice/input/wire';
import { filtersOf } from '../../voice/reading/parameters';
import { RESULTS } from './record';

/**
 * Digits of a number as the vendors write it, dressed in whatever way people do. One without its country code is
 * in no record, and would only look as if nobody had been called.
 */
function digitsOf(value: unknown): string | undefined {
	const bare = String(value ?? '').replace(/[\s./-]/g, '');
	if (bare.includes('(0')) return undefined;
	return /^(?:\+|00)?([1-9]\d{5,17})$/.exec(bare.replace(/[()]/g, ''))?.[1];
}

/** One number. */
export const calleeNumber: Field = {
	kind: 'field',
	allowed: 'a phone number with its calling code',
	write: digitsOf,
};

const numbers: Field = {
	kind: 'field',
	allowed: `${calleeNumber.allowed}, or several with commas between them`,
	write(value) {
		const given = typeof value === 'string' ? value.split(/[,;\n]/) : [value].flat();
		const found = given.filter((one) => String(one ?? '').trim() !== '').map(digitsOf);
		return found.length > 0 && !found.includes(undefined) ? (found as string[]) : undefined;
	},
};

export const result: Parameter = {
	displayName: 'Result',
	name: 'result',
	type: 'multiOptions',
	options: [
		{ name: 'Answered', value: 'answered' },
		{ name: 'Busy', value: 'busy' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Not Answered', value: 'notAnswered' },
		{ name: 'Pending', value: 'pending' },
		{ name: 'Unknown', value: 'unknown' },
		{ name: 'Voicemail', value: 'voicemail' },
	],
	default: [],
	description:
		'What became of the call; anything if none is chosen. The node looks for it, not the vendor.',
	is: notSent(several(choice(...RESULTS))),
};

const members: Parameter[] = [
	{
		displayName: 'Callees',
		name: 'calleeNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4915112345678',
		description:
			'Numbers with their calling code, one or several with commas between them. The vendor can’t look for it: the node reads all records of the period.',
		is: notSent(numbers),
	},
	result,
];

export const filters = filtersOf(members);

/** Whether the filters leave a record in. */
export function isWanted({ calleeNumber, result }: IDataObject, local: Body): boolean {
	const { calleeNumber: some, result: results } = local as Record<string, unknown[] | undefined>;
	return (some?.includes(calleeNumber) ?? true) && (results?.includes(result) ?? true);
}
