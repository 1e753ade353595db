import type { INodeProperties } from 'n8n-workflow';

import { quote } from '../input/payload';

export const allowedNumbers: INodeProperties = {
	displayName: 'Allowed Numbers',
	name: 'allowedNumbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. +4930123456, +49151',
	description:
		'The only numbers that the nodes may call with this account, or beginnings of them, separated by commas: for trying things out. Left empty, all may be called.',
};

/** What people write between the digits of a number. */
const DECORATION = /[\s.()/-]/g;
const BEGINNING = /^[1-9]\d{0,17}$/;

/**
 * Reads whom an account may call: numbers and beginnings of numbers, with their calling code, one per line or
 * separated by commas or semicolons.
 *
 * @param value empty where nothing is set; an expression that gives nothing gives no text
 * @returns digits; undefined where nothing is set, and anybody may be called
 * @throws Error for what is no such list
 */
export function readAllowedNumbers(value: unknown): string[] | undefined {
	const text = String(value ?? '').trim();
	if (text === '' && typeof value === 'string') return undefined;
	if (text === '') {
		throw new Error(
			`Allowed Numbers in the credential has an expression that gives nothing; ${ALLOWED}`,
		);
	}
	const entries = text.split(/[,;\n]/).filter((entry) => entry.trim() !== '');
	const read = entries.map((entry) => {
		const digits = entry.replace(DECORATION, '').replace(/^(\+|00)/, '');
		if (BEGINNING.test(digits)) return digits;
		throw new Error(`Allowed Numbers in the credential has ${quote(entry.trim())}; ${ALLOWED}`);
	});
	if (read.length > 0) return read;
	throw new Error(`Allowed Numbers in the credential is ${quote(text)}; ${ALLOWED}`);
}

const ALLOWED =
	'allowed are numbers or beginnings of numbers with the country’s calling code, separated by commas, e.g. +4930123456, +49151';

/** @returns whether a number is one of those that are allowed, or begins like one */
export function allowedBy(list: readonly string[]): (number: string) => boolean {
	const beginnings = new Set(list);
	const lengths = [...new Set(list.map(({ length }) => length))];
	return (number) => lengths.some((length) => beginnings.has(number.slice(0, length)));
}
