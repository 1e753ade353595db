/**
 * Reads one number. A wrong digit rings a stranger, so whatever can be read in two ways is refused
 * rather than guessed.
 */
import {
	callingCodeOf,
	codeIn,
	dialsAbroadOtherwise,
	faultAbroad,
	fitsAbroad,
	hasLengthAbroad,
	NO_CODE,
	prefixOf,
	readInside,
	writesPrefix,
	type Inside,
	type NumberCheck,
} from './numbering';
import { quote } from './payload';

/** Thrown with a sentence on what was found and what is allowed. */
export class CalleeError extends Error {}

/** How numbers are read that stand without `+` and `00`, and what numbers are held against. */
export interface NumberRules {
	/** Fewest and most digits the vendor takes. */
	digits: readonly [number, number];
	/** Two letters of the country whose numbers may be written as inside it, see `isCountry`. */
	country?: string;
	/** Set when all numbers are that country's: digits alone then begin with its calling code. */
	noOther?: boolean;
	/** Set when numbers of other countries may all the same stand beside them, because nobody calls these. */
	isList?: boolean;
	/** Set when the country differs from item to item: digits alone have to be as long as a number with its calling code. */
	anyCountry?: boolean;
	check: NumberCheck;
}

/** What most numbers look like; it stands for one number only, so it need not be taken apart. */
export const PLAIN = /^\+?[1-9]\d*$/;
const DECORATION = /[\s.()[\]\u2010-\u2015-]/;
/** A number has at most 18 digits; with all its decoration it is no longer than this. */
const LONGEST = 60;

export const hasPlus = (text: string) => /^[ ([]*\+/.test(text);
export const groupsOf = (text: string) => text.split(DECORATION).filter((group) => group !== '');
export const sum = (groups: string[]) => groups.reduce((count, group) => count + group.length, 0);

/** Whether the groups can be cut in two so that the parts are such as are looked for. */
export function canBeCut(groups: string[], are: (one: string, other: string) => boolean): boolean {
	return groups.some((_, cut) => are(groups.slice(0, cut).join(''), groups.slice(cut).join('')));
}

export const twoReadings = (text: string) =>
	new CalleeError(
		`has ${quote(text)}, which can be read as one number or as several; separate numbers with commas`,
	);

/** A number as digits, or what is wrong with it, as the end of the sentence `has "..."`. */
type Read = string | { fault: string };

/**
 * Reads what can be no more than one number.
 *
 * @returns its digits, calling code first
 * @throws CalleeError when it is not certainly one
 */
export function readNumber(text: string, rules: NumberRules): string {
	const read = PLAIN.test(text) ? readPlain(text, rules) : readWritten(text, rules);
	if (typeof read === 'string') return read;
	throw new CalleeError(`has ${quote(text)}${read.fault}`);
}

const readPlain = (text: string, rules: NumberRules): Read =>
	text.startsWith('+') ? international(text.slice(1), rules) : alone(text, rules);

/** Takes `+`, a leading `00`, spaces, dots, dashes and brackets off, then wants digits. */
function readWritten(text: string, rules: NumberRules): Read {
	if (text.length > LONGEST) {
		return { fault: `, which is longer than a number can be; ${allowed(rules)}` };
	}
	const plus = hasPlus(text);
	const groups = groupsOf(text.replace(/^[ ([]*\+/, ''));
	// Where national numbers are read, a 0 in front by itself may be the prefix.
	const { country } = rules;
	const isPrefix = !plus && country !== undefined && prefixOf(country) === '0';
	if (groups.slice(isPrefix ? 1 : 0, -1).includes('0')) {
		return { fault: ' with a 0 by itself, which is not dialled from abroad; leave it out' };
	}
	if (/^[^.]*\d[^.]*[.]\d{1,3}\D*$/.test(text)) {
		return { fault: ', which looks like a decimal number; give phone numbers as text' };
	}
	const isBehind00 = !plus && groups.length > 0 && groups[0].startsWith('00');
	const bare = groups.join('').slice(isBehind00 ? 2 : 0);
	if (bare === '') return { fault: `, which holds no digit; ${allowed(rules)}` };
	if (/\D/.test(bare)) return { fault: `, which holds more than digits; ${allowed(rules)}` };
	if (isBehind00 && country !== undefined && dialsAbroadOtherwise(bare, country)) {
		return dialledAbroad(rules);
	}
	if (plus || isBehind00) {
		const read = international(bare, rules);
		if (typeof read === 'string' && couldHaveAnother(groups, isBehind00)) throw twoReadings(text);
		return read;
	}
	if (text === bare) return alone(bare, rules);
	return decorated(bare, groups, /^[([]/.test(text), rules);
}

/** Digits of a local number that could stand behind another: none has fewer. */
const SHORTEST_LOCAL = 4;

/**
 * Whether a number that is longer than those of its country could be one of them with a local number behind
 * it, as in "+376 312 345 - 312 346".
 */
function couldHaveAnother(groups: string[], isBehind00: boolean): boolean {
	const digits = (some: string[]) => some.join('').slice(isBehind00 ? 2 : 0);
	if (hasLengthAbroad(digits(groups))) return false;
	return groups.some((_, cut) => {
		const [first, rest] = [groups.slice(0, cut), groups.slice(cut)];
		return cut > 0 && sum(rest) >= SHORTEST_LOCAL && hasLengthAbroad(digits(first));
	});
}

/** Digits that begin with a calling code. */
function international(digits: string, rules: NumberRules): Read {
	const { country, noOther, isList, check } = rules;
	if (digits.startsWith('0')) return { fault: `, which has no country code; ${advice(rules)}` };
	const [fewest, most] = rules.digits;
	if (digits.length < fewest || digits.length > most) {
		return { fault: `, which has ${digits.length} digits; ${allowed(rules)}` };
	}
	const fault = faultAbroad(digits, check);
	if (fault === NO_CODE) return { fault: `, ${fault}; ${advice(rules)}` };
	if (fault !== undefined) return { fault: `, ${fault}` };
	if (noOther && !isList && country !== undefined && !digits.startsWith(callingCodeOf(country))) {
		const code = callingCodeOf(country);
		return {
			fault: `, which does not begin with the calling code of Country ${nameOf(rules)}, ${code}; correct it, or set Country to its country, by an expression if the list has several`,
		};
	}
	return digits;
}

/** Digits and nothing else, as the vendors' pages have numbers: they are meant to be international. */
function alone(digits: string, rules: NumberRules): Read {
	const { country, noOther, anyCountry } = rules;
	if (anyCountry && !fitsAbroad(digits)) {
		return { fault: `, which could be a number of any country; ${advice(rules)}` };
	}
	if (country === undefined || noOther) return international(digits, rules);
	const inside = readInside(digits, country);
	const isOther = inside.number !== undefined && inside.number !== digits;
	if (prefixOf(country) !== '' && digits.startsWith(callingCodeOf(country))) {
		// A list that has lost its zeros begins like this, too, but is then too short.
		if (isOther && !fitsAbroad(digits)) return ambiguous(rules);
		return international(digits, rules);
	}
	if (inside.abroad || inside.needsMore || !fitsAbroad(digits)) return national(inside, rules);
	return isOther ? ambiguous(rules) : international(digits, rules);
}

/** Digits in groups, as people write numbers of their own country. */
function decorated(
	digits: string,
	groups: string[],
	isBracketed: boolean,
	rules: NumberRules,
): Read {
	const { country, noOther } = rules;
	if (country === undefined) {
		return { fault: `, which has no + and could be a number of any country; ${advice(rules)}` };
	}
	const inside = readInside(digits, country);
	if (canBeCut(groups, areOfCountry(inside, country))) throw twoReadings(groups.join(' '));
	const behind = behindOwnCode(digits, country);
	if (inside.number !== undefined) {
		const hasCode = !inside.prefixed && couldHaveCode(digits, groups, country, behind);
		return hasCode ? ambiguous(rules) : national(inside, rules);
	}
	const mayHaveCode =
		behind.number === digits || (!noOther && !inside.special && fitsAbroad(digits));
	if (inside.abroad || inside.needsMore || !mayHaveCode) return national(inside, rules);
	// A calling code is a group of its own, and not in brackets: "(415) 555-26711" is no number of Switzerland.
	const hasCode = groups[0] === codeIn(digits) && !isBracketed;
	return hasCode ? international(digits, rules) : ambiguous(rules);
}

/** What stands behind the country's own calling code, if digits begin with that; it may have the prefix. */
function behindOwnCode(digits: string, country: string): Inside {
	const code = callingCodeOf(country);
	return digits.startsWith(code) ? readInside(digits.slice(code.length), country) : {};
}

/** Whether digits that are as long as a number of the country may rather begin with a calling code. */
function couldHaveCode(digits: string, groups: string[], country: string, behind: Inside): boolean {
	const isOwn = behind.number !== undefined;
	// Without its 0, a German number is not written as in Germany.
	if (writesPrefix(country)) return isOwn || behind.special === true || fitsAbroad(digits);
	if (/^[17]$/.test(groups[0]) && fitsAbroad(digits)) return true;
	// Italy's mobile numbers with 393 have up to ten digits: that is no 39.
	const isAreaCode = /^\d\d[1-9]$/.test(groups[0]) && groups[0] !== callingCodeOf(country);
	return isOwn && !(isAreaCode && digits.length <= 10 && prefixOf(country) === '');
}

/** Whether two parts are numbers of a country by themselves, each with its prefix where it has one. */
const areOfCountry = (whole: Inside, country: string) => (one: string, other: string) => {
	const parts = [readInside(one, country), readInside(other, country)];
	if (parts.some(({ number }) => number === undefined)) return false;
	if (prefixOf(country) === '') return whole.number === undefined;
	return parts.every(({ prefixed }) => prefixed);
};

/** What was read as a number of the country, or why it is none. */
function national({ number, needsMore, abroad }: Inside, rules: NumberRules): Read {
	if (number !== undefined) return international(number, rules);
	if (abroad) return dialledAbroad(rules);
	const why = needsMore
		? `needs more than its prefix taken off in ${nameOf(rules)}`
		: `has not the length of a fixed-line or mobile number of ${nameOf(rules)}`;
	return { fault: `, which ${why}; ${advice(rules)}` };
}

const ambiguous = (rules: NumberRules): Read => ({
	fault: `, which can be read as a number of ${nameOf(rules)} or with a calling code in front; ${advice(rules)}`,
});

const dialledAbroad = (rules: NumberRules): Read => ({
	fault: `, which begins as calls abroad are dialled in ${nameOf(rules)}; ${advice(rules)}`,
});

const nameOf = ({ country }: NumberRules) => country?.toUpperCase();

const allowed = ({ digits: [fewest, most] }: NumberRules) =>
	`allowed are ${fewest} to ${most} digits with the country code, e.g. 4915112345678`;

const advice = ({ country }: NumberRules) =>
	`write it with + and the country’s calling code${
		country === undefined ? ', or set Default Country in Options' : ''
	}`;
