import fc from 'fast-check';

import { parseJson } from '../../nodes/voice/delivery/json';

test.each([
	['1234567890123456789', '1234567890123456789'],
	['-1234567890123456789', '-1234567890123456789'],
	['9007199254740991', 9007199254740991],
	['9007199254740992', '9007199254740992'],
	['{"id":[12345678901234567890,7]}', { id: ['12345678901234567890', 7] }],
	['1234567890123456790.0', '1234567890123456790.0'],
	['1234567890123456789.5', '1234567890123456789.5'],
	['1234567890123456789e3', '1234567890123456789e3'],
	['9.007199254740993e15', '9.007199254740993e15'],
	['[900719925474099.3E+1]', ['900719925474099.3E+1']],
	['-1e400', '-1e400'],
	['9007199254740.991e3', 9007199254740991],
	['1.5e3', 1500],
	['12345678901234567e-10', 1234567.8901234567],
	['0.12345678901234567890', 0.1234567890123456789],
])('%s keeps all its digits where a number can’t', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});

test.each([
	'"1234567890123456789"',
	'"a: 1234567890123456789, b"',
	'"\\" 1234567890123456789 \\\\"',
	'{"1234567890123456789":"\\\\\\"",":":"12345678901234567890"}',
])('%s: digits in a text stay as they are', (text) => {
	expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each([
	'[01234567890123456789]',
	'{12345678901234567890:1}',
	'[1234567890123456789',
	'"1234567890123456789',
	'1234567890123456789 1',
	'1234567890123456789.',
	'',
])('%p is no JSON because a long number is in it', (text) => {
	expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('where money is in it, all numbers are as they were written', () => {
	const text = '{"balance":99.990000,"gift":-0,"credit":1e2,"more":[1,"2.50","\\"3"]}';
	expect(parseJson(text, 'asWritten')).toEqual({
		...{ balance: '99.990000', gift: '-0', credit: '1e2' },
		more: ['1', '2.50', '"3'],
	});
	expect(() => parseJson('{1:2}', 'asWritten')).toThrow(SyntaxError);
});

/** What JSON.stringify wrote, but for numbers that are too large to be exact. */
const exact = (_: string, value: unknown) =>
	typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER ? String(value) : value;
const json = fc.json({ maxDepth: 4 });
const whole = fc.bigInt(-(10n ** 25n), 10n ** 25n);
const name = fc.stringMatching(/^[\d"\\:,{}[\] -]{0,30}$/);

test('all else is read as JSON.parse does', () => {
	fc.assert(
		fc.property(json, name, (value, text) => {
			const written = `{"long":"1234567890123456789","value":${value},"text":${JSON.stringify(text)}}`;
			expect(parseJson(written)).toEqual(JSON.parse(written, exact));
		}),
		{ numRuns: 1000 },
	);
});

test('each whole number is exact, as a number or as a text', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(name, whole)),
			fc.constantFrom('', ' ', '\n\t'),
			(rows, space) => {
				const written = rows.map(
					([text, number]) => `[${JSON.stringify(text)}${space},${space}${number}${space}]`,
				);
				expect(parseJson(`[${written.join(`${space},`)}]`)).toEqual(
					rows.map(([text, number]) => [
						text,
						Number.isSafeInteger(Number(number)) ? Number(number) : String(number),
					]),
				);
			},
		),
		{ numRuns: 1000 },
	);
});

test('an answer for 200,000 callees, and one with a very long text, are read', () => {
	const rows = Array.from({ length: 200_000 }, (_, index) => [`4915110${index}`, `"${index}\\`]);
	const texts = rows.map((row) => JSON.stringify(row).replace(']', ',1234567890123456789]'));
	expect(parseJson(`[${texts.join()}]`)).toEqual(
		rows.map((row) => [...row, '1234567890123456789']),
	);
	const long = '1234567890123456\\"'.repeat(1_000_000);
	expect(parseJson(`["${long}",1234567890123456789]`)).toEqual([
		JSON.parse(`"${long}"`),
		'1234567890123456789',
	]);
});
