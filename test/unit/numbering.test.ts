import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
	getExampleNumber,
	parsePhoneNumberFromString,
	type CountryCode,
} from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';

import { CalleeError, parseCallees, type NumberRules } from '../../nodes/voice/callees';
import { isCountry } from '../../nodes/voice/numbering';
import { numberingPlanSource } from '../../scripts/numberingPlan';

const countries = Object.keys(metadata.countries) as CountryCode[];
const codes = [
	...Object.keys(metadata.country_calling_codes),
	...Object.keys((metadata as unknown as { nonGeographic: object }).nonGeographic),
];
const codeOf = (country: CountryCode) => (metadata.countries[country] as unknown as string[])[0];

/** The library that the table is made from, as the judge of what a text means. */
const judge = (text: string, country?: CountryCode) =>
	parsePhoneNumberFromString(text, { defaultCountry: country }, metadata);

/** The widest bounds of a vendor. */
const ANY = { digits: [6, 18], check: 'vendor' } as const;

/** The number that a text is read as; undefined when it is refused. */
function read(text: string, rules: Partial<NumberRules> = {}): string | undefined {
	try {
		const numbers = parseCallees(text, { ...ANY, ...rules });
		return numbers.length === 1 ? numbers[0] : undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(CalleeError);
		return undefined;
	}
}

test('the table is the one that the installed metadata give; else run `npm run numbering`', () => {
	const path = join(__dirname, '..', '..', 'nodes', 'voice', 'numberingPlan.ts');
	expect(readFileSync(path, 'utf8')).toBe(numberingPlanSource());
});

test('countries are those of the metadata, in any case', () => {
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const pairs = letters.flatMap((one) => letters.map((other) => one + other));
	expect(pairs.filter(isCountry).sort()).toEqual([...countries].sort());
	expect(['de', 'De', 'dE'].filter((name) => !isCountry(name))).toEqual([]);
	const none = ['', '-', '--', 'D', 'DEU', ' DE', '49', 49, null, undefined, ['DE']];
	expect(none.filter(isCountry)).toEqual([]);
});

describe('every example number of the metadata', () => {
	const samples = countries.map((country) => {
		const example = getExampleNumber(country, examples, metadata)!;
		return { country, example, number: example.number.slice(1) };
	});

	test.each([
		['E.164', {}],
		['international format', {}],
		['digits alone', {}],
	])('is read in %s, with any check, with and without its country', (form) => {
		const unread = samples.flatMap(({ country, example, number }) => {
			const text = { 'E.164': example.number, 'digits alone': number }[form];
			return (['vendor', 'country'] as const).flatMap((check) =>
				[{}, { country }, { country, noOther: true }]
					.filter((given) => form !== 'digits alone' || !('country' in given) || given.noOther)
					.filter((given) => {
						const rules = { check, ...given };
						return read(text ?? example.formatInternational(), rules) !== number;
					})
					.map(() => country),
			);
		});
		expect(unread).toEqual([]);
	});

	test('is read in national format with its country, but for the form that needs more', () => {
		const unread = samples.filter(
			({ country, example, number }) => read(example.formatNational(), { country }) !== number,
		);
		// Argentina's mobile numbers have a 15 inside the country and a 9 abroad, at another place.
		expect(unread.map(({ country }) => country)).toEqual(['AR']);
		expect(read('011 15-2345-6789', { country: 'AR' })).toBeUndefined();
	});

	test('is read when all numbers are of its country, in every national format with groups', () => {
		const unread = samples.filter(({ country, example, number }) => {
			const text = example.formatNational();
			return /\D/.test(text) && read(text, { country, noOther: true }) !== number;
		});
		expect(unread.map(({ country }) => country)).toEqual(['AR']);
	});

	/*
	 * With digits alone, a country without national prefix leaves open whether its calling code is
	 * one: the rest is as long as a number of the country, and so is the whole.
	 */
	const OPEN = ['AD', 'IT', 'TK', 'WS'];

	test('is read as digits alone with its country, but where both readings are long enough', () => {
		const unread = samples.filter(({ country, number }) => read(number, { country }) !== number);
		expect(unread.map(({ country }) => country)).toEqual(OPEN);
	});

	test('goes out by default as digits alone, when it is a sample of the vendors’ pages', () => {
		// The second and third are valid; the first is longer than Afghanistan's numbers.
		for (const number of ['932111111111', '91856321412', '8613242926514', '8613011112222']) {
			expect(read(number)).toBe(number);
		}
		expect(read('932111111111', { check: 'country' })).toBeUndefined();
	});
});

/** Valid numbers of each kind, made from the metadata's own patterns; the same ones each time. */
const KINDS = [
	...['fixed', 'mobile', 'toll-free', 'premium', 'personal'],
	...['voicemail', 'company', 'pager', 'internet', 'shared cost'],
];
const valid = countries.flatMap((country) => {
	const [code, , , , , , , , , , , types] = metadata.countries[country] as unknown as [
		...string[],
		Array<[string] | 0> | undefined,
	];
	return ((types ?? []) as Array<[string] | 0>).flatMap((type, index) => {
		if (type === 0 || type[0] === '') return [];
		const pattern = fc.stringMatching(new RegExp(`^(?:${type[0]})$`));
		return fc
			.sample(pattern, { numRuns: 20, seed: 1 })
			.map((rest) => ({ country, kind: KINDS[index], number: `${code as string}${rest}` }))
			.filter(({ number }) => judge(`+${number}`)?.number === `+${number}`)
			.filter(({ number }) => judge(`+${number}`)!.isValid());
	});
});

describe('valid numbers made from the metadata', () => {
	const LONGEST = 18;
	const named = (some: typeof valid) => [
		...new Set(some.map(({ country, kind }) => `${country} ${kind}`)),
	];

	test('are read behind a plus, but for services that begin like a prefix', () => {
		expect(valid.length).toBeGreaterThan(15_000);
		const unread = valid
			.filter(({ number }) => number.length <= LONGEST)
			.filter(({ number }) => read(`+${number}`, { check: 'country' }) !== number);
		expect(named(unread).sort()).toEqual([
			// 90 stands in front of a collect call.
			'BR premium',
			// 8 is Belarus's prefix, and 80 the same with a 0 behind it.
			'BY toll-free',
			// 00 stands in front of numbers that are not reached from abroad.
			...['ID toll-free', 'IN toll-free', 'JP toll-free', 'KR toll-free', 'UY toll-free'],
		]);
	});

	test('are read as written inside their country, if they are fixed-line or mobile', () => {
		const unread = valid
			.filter(({ kind }) => kind === 'fixed' || kind === 'mobile')
			.map((one) => ({ ...one, text: judge(`+${one.number}`)!.formatNational() }))
			// Digits alone may be international, and a group that is a 0 may be a prefix to leave out.
			.filter(({ text }) => /\D/.test(text) && !/\D0\D/.test(text))
			.filter(({ country, text, number }) => read(text, { country }) !== number);
		expect(named(unread)).toEqual([
			// A 15 inside the country is a 9 abroad, at another place.
			'AR mobile',
			// Its numbers got a 0 that belongs to them, where older ones have one to take off.
			...['GA fixed', 'GA mobile'],
			// 390 with another seven digits may be a number behind 39.
			'VA mobile',
		]);
	});
});

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
				expect(judge(text, country)?.number).toBe(`+${number}`);
			}),
			{ numRuns: 5000 },
		);
	});
});

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
