import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { getExampleNumber } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';

import { isCountry } from '../../nodes/voice/input/numbering';
import { numberingPlanSource } from '../../scripts/numberingPlan';
import { countries, judge, read } from './judge';

test('the table is the one that the installed metadata give; else run `npm run numbering`', () => {
	const path = join(__dirname, '..', '..', 'nodes', 'voice', 'input', 'numberingPlan.ts');
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

	/** How a number's country may be given, beside not at all. */
	const given = (country: string) => [{}, { country }, { country, noOther: true }];

	test.each(['vendor', 'country'] as const)(
		'is read in E.164 and international format, whatever is given, against the %s',
		(check) => {
			const unread = samples.filter(({ country, example, number }) =>
				[example.number, example.formatInternational()].some((text) =>
					given(country).some((rules) => read(text, { check, ...rules }) !== number),
				),
			);
			expect(unread.map(({ country }) => country)).toEqual([]);
		},
	);

	test('is read as digits alone when no country is given, or one for all numbers', () => {
		const unread = samples.filter(({ country, number }) =>
			[{}, { country, noOther: true }].some((rules) => read(number, rules) !== number),
		);
		expect(unread.map(({ country }) => country)).toEqual([]);
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
