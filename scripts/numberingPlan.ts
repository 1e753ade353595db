import metadata from 'libphonenumber-js/metadata.max.json';
import { version } from 'libphonenumber-js/package.json';
import { isDisjointWith, JS, NFA } from 'refa';

type Format = [pattern: string, form: string, leading?: string[], prefixRule?: string | 0];

/** What the library's metadata has of a country, by position: see its METADATA.md. */
type Country = [
	code: string,
	idd: string,
	pattern: string,
	lengths: number[],
	formats: Format[] | 0,
	prefix: string | 0 | undefined,
	prefixRule: unknown,
	dialled: string | 0 | undefined,
	becomes: string | 0 | undefined,
	optional: unknown,
	leading: unknown,
	types: Array<[pattern: string, lengths?: number[]] | 0> | undefined,
];

const countries = metadata.countries as unknown as Record<string, Country>;
const ofNoCountry = (metadata as unknown as { nonGeographic: Record<string, Country> })
	.nonGeographic;

/** The source of `nodes/voice/input/numberingPlan.ts`, made from the metadata of the installed library. */
export function numberingPlanSource(): string {
	// The country whose plan holds for a calling code that several share comes first.
	const codes = Object.entries(metadata.country_calling_codes as Record<string, string[]>);
	const rows = [
		...codes.flatMap(([, sharing]) => sharing.map((name) => row(name, countries[name]))),
		...Object.values(ofNoCountry).map((plan) => row('-', plan)),
	];
	return `${HEADER}${rows.join('\n')}\n\`;\n`;
}

const HEADER = `/*
 * Made by \`npm run numbering\` from the metadata of libphonenumber-js ${version} (MIT), which come from
 * Google's libphonenumber (Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0).
 * Not to be edited.
 *
 * A row for each country; of those that share a calling code, the one whose plan holds for it first:
 *
 * 1. the country's two letters, - where the calling code belongs to none
 * 2. the calling code
 * 3. the national prefix, in brackets where some numbers are written without it
 * 4. a pattern of what may stand in front of a number inside the country, = for the prefix alone;
 *    where it captures anything, the number needs more than the prefix being taken off
 * 5. the lengths of numbers that begin with 0
 * 6. the lengths of fixed-line and mobile numbers
 * 7. the lengths of all numbers, = for the same
 * 8. a pattern of what is dialled in the country in front of a number abroad, - for 00
 * 9. what becomes of what the pattern captures, - where nothing does
 *
 * Lengths are those of the number without calling code and prefix.
 */
export const NUMBERING_PLAN = String.raw\`
`;

function row(name: string, country: Country) {
	const [code, idd, pattern, all, , prefix, , dialled, becomes, , , types] = country;
	// A type without lengths of its own has those of the country.
	const callable = [types?.[0], types?.[1]].flatMap((type) => (type ? (type[1] ?? all) : []));
	const lengths = ranges(callable.length > 0 ? callable : all);
	return [
		name,
		code,
		prefix ? (isWritten(country, prefix) ? prefix : `(${prefix})`) : '-',
		!dialled || dialled === prefix ? '=' : dialled,
		ranges(all.filter((length) => mayBeginWithZero(pattern, length))) || '-',
		lengths,
		ranges(all) === lengths ? '=' : ranges(all),
		name === '-' || idd === '00' ? '-' : idd,
		becomes || '-',
	].join(' ');
}

/** Whether a country writes the prefix with every fixed-line and mobile number. */
function isWritten(country: Country, prefix: string): boolean {
	const [code, , , , own, , , , , , , types] = country;
	const [first] = metadata.country_calling_codes[code as '49'];
	const numbers = [types?.[0], types?.[1]].flatMap((type) => (type ? [automatonOf(type[0])] : []));
	// Countries that share a calling code write numbers as the first of them does.
	return (own || countries[first][4] || [])
		.filter(([, , , rule]) => !inFront(rule || '').startsWith(prefix))
		.map(([pattern, , leading]) =>
			NFA.fromIntersection(automatonOf(pattern), automatonOf(`(?:${leading?.at(-1) ?? ''})\\d*`)),
		)
		.every((format) => numbers.every((some) => isDisjointWith(some, format)));
}

/** The digits that a rule such as `(0$1)` puts in front of a number's first group. */
const inFront = (rule: string) => rule.replace(/\$.*/, '').replace(/\D/g, '');

/** `5-7,9` for 5, 6, 7 and 9. */
function ranges(lengths: number[]): string {
	const sorted = [...new Set(lengths)].sort((a, b) => a - b);
	const starts = sorted.filter((length) => !sorted.includes(length - 1));
	const ends = sorted.filter((length) => !sorted.includes(length + 1));
	return starts.map((start, at) => (start === ends[at] ? start : `${start}-${ends[at]}`)).join(',');
}

/** Whether any number that the pattern matches has this length and a 0 in front. */
function mayBeginWithZero(pattern: string, length: number): boolean {
	const zero = automatonOf(`0\\d{${length - 1}}`);
	return !isDisjointWith(automatonOf(pattern), zero);
}

function automatonOf(pattern: string): NFA {
	const { expression, maxCharacter } = JS.Parser.fromLiteral({
		source: pattern,
		flags: '',
	}).parse();
	return NFA.fromRegex(expression, { maxCharacter });
}
