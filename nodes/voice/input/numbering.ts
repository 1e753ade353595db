import { NUMBERING_PLAN } from './numberingPlan';

/**
 * What the world's numbering plans say about digits: which calling codes there are, and which digits
 * are a number of a country. By prefixes and lengths alone, so that what fits need not exist.
 */

/** A row of the table: lengths are those of numbers without calling code and prefix. */
interface Plan {
	/** Two letters; - where the calling code belongs to no country. */
	country: string;
	code: string;
	/** Dialled in front of a number inside the country; empty where nothing is. */
	prefix: string;
	/** Whether numbers are written with the prefix. */
	isWritten: boolean;
	/** What may be dialled in front of a number inside the country, where that is more than the prefix. */
	dialled?: RegExp;
	/** What becomes of what `dialled` captures. */
	becomes?: string;
	/** Lengths of numbers that begin with 0. */
	zero: readonly number[];
	/** Lengths of fixed-line and mobile numbers. */
	callable: readonly number[];
	/** Lengths of all numbers. */
	all: readonly number[];
	/** What is dialled inside the country in front of a number abroad, where that isn't 00 alone. */
	abroad?: RegExp;
}

/** What is wrong with digits, as the end of the sentence `has "..."`; undefined when nothing is. */
export type Fault = string | undefined;

export const NO_CODE = 'which begins with no calling code that there is';

/** What a number is held against: the vendor's count of digits alone, or the country's lengths too. */
export type NumberCheck = 'vendor' | 'country';

const PLANS = NUMBERING_PLAN.trim().split('\n').map(planOf);
const BY_CODE = new Map<string, Plan>();
for (const plan of PLANS) {
	const first = BY_CODE.get(plan.code);
	// Countries that share a calling code are not told apart: all have lengths, the first the prefix.
	BY_CODE.set(plan.code, first === undefined ? plan : withLengths(first, plan));
}
// What is no number of a country may still be one of another with the same calling code.
const BY_COUNTRY = new Map(
	PLANS.map((plan) => [plan.country, { ...plan, all: (BY_CODE.get(plan.code) as Plan).all }]),
);

function planOf(row: string): Plan {
	const [country, code, prefix, dialled, zero, callable, all, abroad, becomes] = row.split(' ');
	return {
		country,
		code,
		prefix: prefix.replace(/[-()]/g, ''),
		isWritten: /^\d/.test(prefix),
		dialled: dialled === '=' ? undefined : atStart(dialled),
		becomes: becomes === '-' ? undefined : becomes,
		zero: zero === '-' ? [] : lengthsOf(zero),
		callable: lengthsOf(callable),
		all: lengthsOf(all === '=' ? callable : all),
		abroad: abroad === '-' ? undefined : atStart(abroad),
	};
}

function atStart(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})`);
}

function lengthsOf(ranges: string): number[] {
	return ranges.split(',').flatMap((range) => {
		const [first, last = first] = range.split('-').map(Number);
		return Array.from({ length: last - first + 1 }, (_, index) => first + index);
	});
}

function withLengths(plan: Plan, other: Plan): Plan {
	const both = (some: readonly number[], others: readonly number[]) =>
		[...new Set([...some, ...others])].sort((a, b) => a - b);
	return {
		...plan,
		zero: both(plan.zero, other.zero),
		callable: both(plan.callable, other.callable),
		all: both(plan.all, other.all),
	};
}

/** Whether these are the two letters, in any case, of a country that has a numbering plan. */
export const isCountry = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z]{2}$/i.test(value) && BY_COUNTRY.has(value.toUpperCase());

/** @throws when there is no such country, see `isCountry` */
function countryPlan(country: string): Plan {
	const plan = BY_COUNTRY.get(country.toUpperCase());
	if (plan === undefined) throw new Error(`No country ${country}`);
	return plan;
}

/** The calling code of a country. */
export const callingCodeOf = (country: string): string => countryPlan(country).code;

/** No calling code is the beginning of another. */
function codePlan(digits: string): Plan | undefined {
	return (
		BY_CODE.get(digits[0]) ?? BY_CODE.get(digits.slice(0, 2)) ?? BY_CODE.get(digits.slice(0, 3))
	);
}

/** What is wrong with digits that begin with a calling code. */
export function faultAbroad(digits: string, check: NumberCheck): Fault {
	const plan = codePlan(digits);
	if (plan === undefined) return NO_CODE;
	const rest = digits.slice(plan.code.length);
	const { code, prefix } = plan;
	const left = withoutPrefix(rest, plan);
	// What is left may be too long: then more than the prefix is wrong, and still the prefix.
	const isInside = left !== undefined && (fits(left, plan.all) || left.length > longest(plan));
	if (isInside && prefix !== '' && rest.startsWith(prefix) && !rest.startsWith('0')) {
		return `which has the national prefix ${prefix} behind the calling code ${code}; leave it out`;
	}
	if (rest.startsWith('0') && (isInside || !fits(rest, plan.zero))) {
		return `which has a 0 behind the calling code ${code} that is not dialled from abroad; leave it out`;
	}
	if (isInside) {
		return `which is written behind the calling code ${code} as it is dialled inside the country; write it as it is dialled from abroad`;
	}
	if (check === 'country' && !fits(rest, plan.all)) {
		return `which has ${rest.length} digits behind the calling code ${code}, where ${inWords(plan.all)} are possible`;
	}
	return undefined;
}

/** The calling code that digits begin with; empty where they begin with none. */
export const codeIn = (digits: string): string => codePlan(digits)?.code ?? '';

/** Whether digits that begin with a calling code have the length of any number of its countries. */
export const hasLengthAbroad = (digits: string): boolean => {
	const plan = codePlan(digits);
	return plan !== undefined && fits(digits.slice(plan.code.length), plan.all);
};

/** Whether digits that begin with a calling code have the length of a fixed-line or mobile number. */
export function fitsAbroad(digits: string): boolean {
	if (faultAbroad(digits, 'country') !== undefined) return false;
	const { code, callable } = codePlan(digits) as Plan;
	return fits(digits.slice(code.length), callable);
}

/** How digits without calling code can be read as a number of a country. */
export interface Inside {
	/** With the calling code, when they are as long as a fixed-line or mobile number. */
	number?: string;
	/** The national prefix stood in front. */
	prefixed?: true;
	/** Set when they are as long as another number of the country's, of a service for instance. */
	special?: true;
	/** Set when more than a prefix would have to be taken off. */
	needsMore?: true;
	/** Set when they begin as calls to other countries are dialled there. */
	abroad?: true;
}

/** Reads digits as they are dialled inside a country. */
export function readInside(digits: string, country: string): Inside {
	const plan = countryPlan(country);
	if (plan.abroad?.test(digits)) return { abroad: true };
	if (captures(digits, plan)) return { needsMore: true };
	const left = withoutPrefix(digits, plan);
	const whole = internationally(digits, plan);
	const bare = left === undefined ? undefined : internationally(left, plan);
	if (bare !== undefined) return { number: bare, prefixed: true };
	if (whole !== undefined) return { number: whole };
	const isSpecial = fits(digits, plan.all) || (left !== undefined && fits(left, plan.all));
	return isSpecial ? { special: true } : {};
}

/** How digits behind a 00 begin, where that is not simply how the country dials abroad. */
export const dialsAbroadOtherwise = (digits: string, country: string): boolean =>
	(countryPlan(country).abroad?.exec(`00${digits}`)?.[0].length ?? 0) > 2;

/** Whether a country's numbers are written with what is dialled in front of them inside it. */
export const writesPrefix = (country: string): boolean => countryPlan(country).isWritten;

/** What is dialled inside a country in front of its numbers; empty where nothing is. */
export const prefixOf = (country: string): string => countryPlan(country).prefix;

function internationally(rest: string, { code, callable }: Plan): string | undefined {
	const number = code + rest;
	return fits(rest, callable) && faultAbroad(number, 'vendor') === undefined ? number : undefined;
}

/** What is left of a number without what is dialled in front inside the country, if that is there. */
function withoutPrefix(rest: string, { prefix, dialled, becomes }: Plan): string | undefined {
	if (dialled === undefined) {
		return prefix !== '' && rest.startsWith(prefix) ? rest.slice(prefix.length) : undefined;
	}
	const found = dialled.exec(rest);
	if (found === null || found[0] === '') return undefined;
	const captured = found.length > 1 && found[found.length - 1] !== undefined;
	return captured && becomes !== undefined
		? rest.replace(dialled, becomes)
		: rest.slice(found[0].length);
}

const captures = (rest: string, { dialled }: Plan): boolean =>
	dialled?.exec(rest)?.some((group, index) => index > 0 && group !== undefined) ?? false;

const fits = (rest: string, lengths: readonly number[]): boolean => lengths.includes(rest.length);
const longest = ({ all }: Plan): number => all[all.length - 1];

/** `7, 9 to 11` */
function inWords(lengths: readonly number[]): string {
	const ends = lengths.filter((length) => !lengths.includes(length + 1));
	return lengths
		.filter((length) => !lengths.includes(length - 1))
		.map((start, at) => (start === ends[at] ? `${start}` : `${start} to ${ends[at]}`))
		.join(', ');
}
