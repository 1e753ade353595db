/** From what a person enters to numbers a vendor takes: a text or a list, taken apart. */
import {
	CalleeError,
	canBeCut,
	groupsOf,
	hasPlus,
	PLAIN,
	readNumber,
	sum,
	twoReadings,
	type NumberRules,
} from './phoneNumber';

const SEPARATORS = /[,;\r\n\t\v\f\u0085\u2028\u2029]+/;
/** Numbers separated by nothing but spaces must be this long each, else they could be one number in groups. */
const SHORTEST_BETWEEN_SPACES = 10;
/** Groups that add up to as many digits as this could be a number of their own: none is shorter abroad. */
const SHORTEST_NUMBER = 7;

/**
 * Reads the value of a callee parameter, in a time that grows with its length and no faster.
 *
 * @param value one number, many in a text (commas, semicolons, line breaks, spaces), or an array of those
 * @returns numbers as digits, in order, repeated ones included
 * @throws CalleeError when there is no number, or anything in it is not certainly one
 */
export function parseCallees(value: unknown, rules: NumberRules): string[] {
	if (typeof value === 'string' && PLAIN.test(value)) {
		return [readNumber(value, rules)];
	}
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	const numbers = entries.flatMap((entry) => parseEntry(entry, rules, Array.isArray(value)));
	if (numbers.length === 0) throw new CalleeError('holds no number');
	return numbers;
}

function parseEntry(entry: unknown, rules: NumberRules, inArray: boolean): string[] {
	const pieces = toText(entry)
		.split(SEPARATORS)
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '');
	if (pieces.length === 0) {
		if (inArray) throw new CalleeError('is a list with an empty entry; take the entry out');
		throw new CalleeError('holds no number');
	}
	return pieces
		.flatMap(splitBeforePlus)
		.flatMap((piece) => splitAtSpaces(piece, rules))
		.map((piece) => readNumber(piece, rules));
}

function toText(entry: unknown): string {
	if (entry === null || entry === undefined) return '';
	if (typeof entry === 'string') return entry;
	if (typeof entry === 'number') {
		if (Number.isSafeInteger(entry) && entry > 0) return String(entry);
		throw new CalleeError(
			`is the number ${entry}, which is not an exact whole number; give phone numbers as text`,
		);
	}
	throw new CalleeError(
		`is ${Array.isArray(entry) ? 'a list in a list' : `a value of type ${typeof entry}`}; a phone number as text is needed`,
	);
}

/** A plus behind a space begins a number. Spaces in a row count as one. */
function splitBeforePlus(text: string): string[] {
	const pieces: string[][] = [];
	for (const word of text.split(/\s+/)) {
		if (pieces.length === 0 || word.startsWith('+')) pieces.push([word]);
		else pieces[pieces.length - 1].push(word);
	}
	return pieces.map((words) => words.join(' '));
}

/** Spaces separate numbers, but also groups inside one: both readings are weighed. */
function splitAtSpaces(text: string, { digits: [, most] }: NumberRules): string[] {
	const groups = groupsOf(text.replace(/^[ ([]*\+|^00/, ''));
	if (groups.some((group) => /\D/.test(group))) return [text];
	const count = sum(groups);
	if (count > most) {
		const words = text.split(' ');
		// A plus stands before a whole number: one that is too long is not several.
		if (words.length === 1 || hasPlus(text)) return [text];
		if (words.every((word) => sum(groupsOf(word)) >= SHORTEST_BETWEEN_SPACES)) return words;
		throw twoReadings(text);
	}
	const isLong = (part: string) => part.length >= SHORTEST_NUMBER;
	if (canBeCut(groups, (one, other) => isLong(one) && isLong(other))) throw twoReadings(text);
	return [text];
}
