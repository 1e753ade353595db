import fc from 'fast-check';

import { allowedBy, readAllowedNumbers } from '../../nodes/voice/guards/allowedNumbers';

test.each<[unknown, string[] | undefined]>([
	['', undefined],
	['  ', undefined],
	['+4930123456', ['4930123456']],
	['+49 (30) 123-456, 0049151;\n 43.1', ['4930123456', '49151', '431']],
	['4915112345678,', ['4915112345678']],
	[4915112345678, ['4915112345678']],
])('%j is read as %j', (given, read) => {
	expect(readAllowedNumbers(given)).toEqual(read);
});

test.each([
	['anybody', '"anybody"'],
	['+49*', '"+49*"'],
	['030 123', '"030 123"'],
	['+', '"+"'],
	['+49 151, none', '"none"'],
	[',', '","'],
	['{}', '"{}"'],
])('%j lets nobody through, and says why', (given, found) => {
	expect(() => readAllowedNumbers(given)).toThrow(
		`Allowed Numbers in the credential is ${found}`.replace(
			' is ',
			given === ',' ? ' is ' : ' has ',
		),
	);
});

test.each([undefined, null, []])('an expression that gives %j lets nobody through', (given) => {
	expect(() => readAllowedNumbers(given)).toThrow(/has an expression that gives nothing/);
});

test('whose number begins like one of the list is allowed, and nobody else', () => {
	const digits = (most: number) => fc.stringMatching(new RegExp(`^[12]{1,${most}}$`));
	fc.assert(
		fc.property(fc.array(digits(4), { minLength: 1 }), digits(6), (list, number) => {
			expect(allowedBy(list)(number)).toBe(list.some((one) => number.startsWith(one)));
		}),
	);
});
