/**
 * From what a person enters to numbers a vendor takes. A wrong digit rings a stranger, so whatever
 * can be read in two ways is refused rather than guessed.
 */

/** Thrown with a sentence on what was found and what is allowed. */
export class CalleeError extends Error {}

/** What most numbers look like; it can be read in one way only, so the long way is not needed. */
const PLAIN = /^\+?[1-9]\d*$/;
const SEPARATORS = /[,;\r\n\t\v\f\u0085\u2028\u2029]+/;
const DECORATION = /[\s.()[\]\u2010-\u2015-]/;
/** Numbers separated by nothing but spaces must be this long each, else they could be one number in groups. */
const SHORTEST_BETWEEN_SPACES = 10;
/** Groups that add up to as many digits as this could be a number of their own: none is shorter abroad. */
const SHORTEST_NUMBER = 7;

/**
 * Reads the value of a callee parameter.
 *
 * @param value one number, many in a text (commas, semicolons, line breaks, spaces), or an array of those
 * @param digits fewest and most digits of a number
 * @returns numbers as digits, in order, repeated ones included
 * @throws CalleeError when there is no number, or anything in it is not certainly one
 */
export function parseCallees(value: unknown, digits: readonly [number, number]): string[] {
	if (typeof value === 'string' && PLAIN.test(value)) {
		const number = value.startsWith('+') ? value.slice(1) : value;
		if (number.length >= digits[0] && number.length <= digits[1]) return [number];
	}
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	const numbers = entries.flatMap((entry) => parseEntry(entry, digits, Array.isArray(value)));
	if (numbers.length === 0) throw new CalleeError('holds no number');
	return numbers;
}

function parseEntry(entry: unknown, digits: readonly [number, number], inArray: boolean): string[] {
	const pieces = toText(entry)
		.split(SEPARATORS)
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '');
	if (pieces.length === 0) {
		if (inArray) throw new CalleeError('is a list with an empty entry; take the entry out');
		throw new CalleeError('holds no number');
	}
	return pieces
		.flatMap((piece) => splitAtSpaces(piece, digits))
		.map((piece) => toDigits(piece, digits));
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

/** Spaces separate numbers, but also groups inside one: both readings are weighed. */
function splitAtSpaces(text: string, digits: readonly [number, number]): string[] {
	const starts = text.split(/\s+(?=\+)/);
	if (starts.length > 1) return starts.flatMap((piece) => splitAtSpaces(piece, digits));
	const hasPlus = /^[\s([]*\+/.test(text);
	const groups = groupsOf(text.replace(/^[\s([]*\+|^00/, ''));
	if (groups.some((group) => /\D/.test(group))) return [text];
	if (sum(groups) <= digits[1]) {
		if (!couldBeSeveral(groups)) return [text];
	} else {
		// A plus stands before a whole number: one that is too long is not several.
		if (hasPlus) return [text];
		const words = text.split(/\s+/);
		if (words.length === 1) return [text];
		if (words.every((word) => sum(groupsOf(word)) >= SHORTEST_BETWEEN_SPACES)) return words;
	}
	throw new CalleeError(
		`has "${text}", which can be read as one number or as several; separate numbers with commas`,
	);
}

const groupsOf = (text: string) => text.split(DECORATION).filter((group) => group !== '');
const sum = (groups: string[]) => groups.join('').length;

/** Whether the groups can be cut in two so that each part is as long as a number. */
function couldBeSeveral(groups: string[]): boolean {
	return groups.some((_, cut) => {
		const parts = [groups.slice(0, cut), groups.slice(cut)];
		return parts.every((part) => sum(part) >= SHORTEST_NUMBER);
	});
}

/** Takes `+`, a leading `00`, spaces, dots, dashes and brackets off, then wants digits of the right count. */
function toDigits(text: string, [fewest, most]: readonly [number, number]): string {
	const allowed = `allowed are ${fewest} to ${most} digits with the country code, e.g. 4915112345678`;
	if (groupsOf(text).slice(0, -1).includes('0')) {
		throw new CalleeError(
			`has "${text}" with a 0 by itself, which is not dialled from abroad; leave it out`,
		);
	}
	if (/^[^.]*\d[^.]*[.]\d{1,3}\D*$/.test(text)) {
		throw new CalleeError(
			`has "${text}", which looks like a decimal number; give phone numbers as text`,
		);
	}
	const bare = text
		.replace(/^[\s([]*\+/, '')
		.split(DECORATION)
		.join('')
		.replace(/^00/, '');
	if (bare === '') throw new CalleeError(`has "${text}", which holds no digit; ${allowed}`);
	if (/\D/.test(bare)) {
		throw new CalleeError(`has "${text}", which holds more than digits; ${allowed}`);
	}
	if (bare.startsWith('0')) {
		throw new CalleeError(`has "${text}", which has no country code; ${allowed}`);
	}
	if (bare.length < fewest || bare.length > most) {
		throw new CalleeError(`has "${text}", which has ${bare.length} digits; ${allowed}`);
	}
	return bare;
}
