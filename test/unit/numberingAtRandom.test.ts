import fc from 'fast-check';
import metadata from 'libphonenumber-js/metadata.max.json';

import { parseCallees } from '../../nodes/voice/input/callees';
import type { NumberRules } from '../../nodes/voice/input/phoneNumber';
import { ANY, codeOf, codes, countries, judge, read } from './judge';

/** What numbers may begin with that are written as inside a country, or as calls abroad are dialled. */
const beginnings = fc.constantFrom(
	...[
		'',
		'',
		'',
		'0',
		'00',
		'000',
		'06',
		'08',
		'1',
		'11',
		'8',
		'80',
		'9',
		'90',
		'9015',
		'15',
		'1115',
	],
	...[
		'01115',
		'0221015',
		'183',
		'1831',
		'180020',
		'17911',
		'086',
		'1001',
		'19',
		'011',
		'0011',
		'010',
	],
	...['810', '99', '119', '001', '0015', '008', '0549', '2', '3', '5', '7'],
);
const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{0,${most}}$`));

describe('whatever is accepted, the library reads as the same number:', () => {
	test('behind a plus', () => {
		let accepted = 0;
		const texts = fc.tuple(fc.constantFrom(...codes), beginnings, digits(14));
		fc.assert(
			fc.property(texts, fc.constantFrom('vendor', 'country'), ([code, first, rest], check) => {
				const text = `+${code}${first}${rest}`;
				const number = read(text, { check });
				if (number === undefined) return;
				accepted++;
				expect(`+${number}`).toBe(text);
				expect(judge(text)?.number).toBe(text);
				if (check === 'country') expect(isPossibleSomewhere(text)).toBe(true);
			}),
			{ numRuns: 15_000 },
		);
		expect(accepted).toBeGreaterThan(4000);
	});

	test('in any country, in groups or not', () => {
		let accepted = 0;
		const texts = fc.constantFrom(...countries).chain((country) =>
			fc.record({
				country: fc.constant(country),
				code: fc.constantFrom('', '', '', codeOf(country), `0${codeOf(country)}`),
				first: beginnings,
				rest: digits(12),
				mark: fc.constantFrom('', '', '-', ' ', ') '),
				at: fc.integer({ min: 1, max: 6 }),
				noOther: fc.boolean(),
				check: fc.constantFrom('vendor' as const, 'country' as const),
			}),
		);
		fc.assert(
			fc.property(texts, ({ country, code, first, rest, mark, at, noOther, check }) => {
				const bare = code + first + rest;
				const text = bare.slice(0, at) + mark + bare.slice(at);
				const number = read(text, { country, noOther, check });
				if (number === undefined) return;
				accepted++;
				expect(judge(`+${number}`)?.number).toBe(`+${number}`);
				if (noOther) expect(number.startsWith(codeOf(country))).toBe(true);
				// Digits alone may be international by rule, and 00 stands for + everywhere.
				if (number === bare || bare.startsWith('00')) return;
				const theirs = judge(text, country);
				if (reachesPeople(theirs)) expect(theirs?.number).toBe(`+${number}`);
			}),
			{ numRuns: 15_000 },
		);
		expect(accepted).toBeGreaterThan(1500);
	});

	test('digits alone are no other number than that of the entered digits or of the country', () => {
		fc.assert(
			fc.property(fc.constantFrom(...countries), digits(15), (country, text) => {
				const number = read(text, { country });
				if (number === undefined || number === text || text === `00${number}`) return;
				expect(number.startsWith(codeOf(country))).toBe(true);
				expect(text.endsWith(number.slice(codeOf(country).length))).toBe(true);
				const theirs = judge(text, country);
				if (reachesPeople(theirs)) expect(theirs?.number).toBe(`+${number}`);
			}),
			{ numRuns: 5000 },
		);
	});
});

/** Service numbers have lengths of their own, which a number inside a country isn't held against. */
const reachesPeople = (number: ReturnType<typeof judge>) =>
	/^(FIXED_LINE|MOBILE|FIXED_LINE_OR_MOBILE)$/.test(number?.getType() ?? '');

/** Whether any country of the calling code has numbers of that length. */
function isPossibleSomewhere(text: string): boolean {
	const { countryCallingCode: code, nationalNumber } = judge(text)!;
	const plans = [
		...countries.map((country) => metadata.countries[country] as unknown as [string, ...unknown[]]),
		...Object.values(
			(metadata as unknown as { nonGeographic: Record<string, [string, ...unknown[]]> })
				.nonGeographic,
		),
	];
	return plans.some(
		(plan) => plan[0] === code && (plan[3] as number[]).includes(nationalNumber.length),
	);
}

test('what a plain number is read as, it is read as in a list', () => {
	const texts = fc.tuple(fc.constantFrom('', '+'), fc.constantFrom('', ...codes), digits(14));
	const rules = fc.record({
		country: fc.option(fc.constantFrom(...countries), { nil: undefined }),
		noOther: fc.boolean(),
		check: fc.constantFrom('vendor' as const, 'country' as const),
	});
	const said = (value: unknown, given: Partial<NumberRules>) => {
		try {
			return parseCallees(value, { ...ANY, ...given });
		} catch (error) {
			return (error as Error).message;
		}
	};
	fc.assert(
		fc.property(texts, rules, ([plus, code, rest], given) => {
			const text = plus + code + rest;
			fc.pre(text !== '');
			expect(said(text, given)).toEqual(said([text], given));
			expect(said(text, given)).toEqual(said(` ${text}\n`, given));
		}),
		{ numRuns: 3000 },
	);
});
