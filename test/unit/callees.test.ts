import { parseCallees } from '../../nodes/voice/input/callees';
import { CalleeError } from '../../nodes/voice/input/phoneNumber';

const DIGITS = [7, 15] as const;
const parse = (value: unknown, digits: readonly [number, number] = DIGITS) =>
	parseCallees(value, { digits, check: 'vendor' });
const allowed = 'allowed are 7 to 15 digits with the country code, e.g. 4915112345678';

const A = '4915112345678';
const B = '4915112345679';

test.each<[string, unknown, string[]]>([
	['one number', '4915112345678', [A]],
	['a plus', '+4915112345678', [A]],
	['the prefix 00', '004915112345678', [A]],
	['groups with spaces', '+49 151 12345678', [A]],
	['groups with non-breaking spaces', '+49\u00a0151\u00a012345678', [A]],
	['a space behind the plus', '+ 49 151 12345678', [A]],
	['the prefix 00 and spaces', '0049 151 12345678', [A]],
	['the prefix 00 by itself', '00 49 151 12345678', [A]],
	['dots', '+49.151.123.456.78', [A]],
	['dashes', '+49-151-1234-5678', [A]],
	['typographic dashes', '+49\u2010151\u2013123456\u201478', [A]],
	['dashes with spaces around', '+49 - 151 - 12345678', [A]],
	['brackets', '(+49) [151] 12345678', [A]],
	['the area code in brackets', '+1 (212) 555-0123', ['12125550123']],
	['blanks around it', '  4915112345678\n', [A]],
	['the fewest digits', '1234567', ['1234567']],
	['the most digits', '123456789012345', ['123456789012345']],
	['a number that is not text', 4915112345678, [A]],
	['a number of 15 digits that is not text', 917199254740991, ['917199254740991']],
	['commas', `${A},${B}`, [A, B]],
	['semicolons', `${A};${B}`, [A, B]],
	['line breaks', `${A}\n${B}`, [A, B]],
	['line breaks of Windows', `${A}\r\n${B}\r\n`, [A, B]],
	['tabs', `${A}\t${B}`, [A, B]],
	['a comma and a space', `${A}, ${B}`, [A, B]],
	['separators in a row and at the ends', `,;\n${A},,; \n${B};`, [A, B]],
	['a space between long numbers', `${A} ${B}`, [A, B]],
	['several spaces between long numbers', `${A}   ${B}  4915112345670`, [A, B, '4915112345670']],
	['a space in front of a plus', '+49 151 12345678 +49 151 12345679', [A, B]],
	['a plus on the second alone', `${A} +${B}`, [A, B]],
	['a thousand spaces around it', `${' '.repeat(1000)}${A}${' '.repeat(1000)}`, [A]],
	['a thousand spaces between', `${A}${' '.repeat(1000)}${B}`, [A, B]],
	['a list', [A, `+${B}`], [A, B]],
	['a list of numbers', [4915112345678, 4915112345679], [A, B]],
	['a list of texts with several numbers each', [`${A},${B}`, '1234567'], [A, B, '1234567']],
	['the same number twice', `${A},+${A}`, [A, A]],
])('%s', (_, value, numbers) => {
	expect(parse(value)).toEqual(numbers);
});

describe('nothing is guessed:', () => {
	const twoReadings = (text: string) =>
		`has "${text}", which can be read as one number or as several; separate numbers with commas`;
	const decimal = (text: string) =>
		`has "${text}", which looks like a decimal number; give phone numbers as text`;
	const write = 'write it with + and the country’s calling code, or set Default Country in Options';
	const noCountry = (text: string) => `has "${text}", which has no country code; ${write}`;
	const anyCountry = (text: string) =>
		`has "${text}", which has no + and could be a number of any country; ${write}`;
	const noCode = (text: string) =>
		`has "${text}", which begins with no calling code that there is; ${write}`;
	const tooLong = (length: number) =>
		`has a text of ${length} characters, which is longer than a number can be; ${allowed}`;
	const notDigits = (text: string) => `has "${text}", which holds more than digits; ${allowed}`;
	const inexact = (number: string) =>
		`is the number ${number}, which is not an exact whole number; give phone numbers as text`;

	test.each<[string, unknown, string]>([
		['nothing', '', 'holds no number'],
		['blanks', ' \n\t ', 'holds no number'],
		['separators alone', ',;\n', 'holds no number'],
		['null', null, 'holds no number'],
		['undefined', undefined, 'holds no number'],
		['an empty list', [], 'holds no number'],
		['an empty entry', [A, ''], 'is a list with an empty entry; take the entry out'],
		['a blank entry', [' ', A], 'is a list with an empty entry; take the entry out'],
		['a null entry', [A, null], 'is a list with an empty entry; take the entry out'],
		['a list in a list', [[A]], 'is a list in a list; a phone number as text is needed'],
		['an object', { A }, 'is a value of type object; a phone number as text is needed'],
		['an object in a list', [{}], 'is a value of type object; a phone number as text is needed'],
		['a switch', true, 'is a value of type boolean; a phone number as text is needed'],
		['letters', 'John', notDigits('John')],
		['an extension', `${A} ext 5`, notDigits(`${A} ext 5`)],
		['letters in the number', '49151CALLME', notDigits('49151CALLME')],
		['a slash', '49/15112345678', notDigits('49/15112345678')],
		['digits of another script', '٤٩١٥١١٢٣٤٥٦٧٨', notDigits('٤٩١٥١١٢٣٤٥٦٧٨')],
		['two plus signs', '++4915112345678', notDigits('++4915112345678')],
		['a plus inside', '49+15112345678', notDigits('49+15112345678')],
		['an American number', '(415) 555-2671', anyCountry('(415) 555-2671')],
		['one in dashes', '415-555-2671', anyCountry('415-555-2671')],
		['one in dots', '415.555.2671', anyCountry('415.555.2671')],
		['one in spaces', '212 555 0123', anyCountry('212 555 0123')],
		['a calling code without a plus', '49 151 12345678', anyCountry('49 151 12345678')],
		['a calling code in brackets', '(49) 151 12345678', anyCountry('(49) 151 12345678')],
		['no calling code', '999123456789', noCode('999123456789')],
		['no calling code behind a plus', '+2101234567', noCode('+2101234567')],
		['a plus and 00', '+004915112345678', noCountry('+004915112345678')],
		['two plus signs apart', '+ +4915112345678', `has "+", which holds no digit; ${allowed}`],
		['signs for the direction of writing', `\u202a+${A}\u202c`, notDigits(`\u202a+${A}\u202c`)],
		['wide digits', '+４９１５１１２３４５６７８', notDigits('+４９１５１１２３４５６７８')],
		[
			'very many digits',
			'1'.repeat(1_000_000),
			`has a text of 1000000 characters, which has 1000000 digits; ${allowed}`,
		],
		['a file', 'QUJD+/x='.repeat(15_000), tooLong(120_000)],
		['very many dots', '1.'.repeat(500_000), tooLong(1_000_000)],
		['very many brackets', '('.repeat(1_000_000), tooLong(1_000_000)],
		['very many plus signs', '+'.repeat(1_000_000), tooLong(1_000_000)],
		[
			'very many spaces',
			'1 '.repeat(500_000),
			'has a text of 999999 characters, which can be read as one number or as several; separate numbers with commas',
		],
		['dashes alone', '---', `has "---", which holds no digit; ${allowed}`],
		['a plus alone', '+', `has "+", which holds no digit; ${allowed}`],
		['00 alone', '00', `has "00", which holds no digit; ${allowed}`],
		['one digit too few', '123456', `has "123456", which has 6 digits; ${allowed}`],
		[
			'one digit too many',
			'1234567890123456',
			`has "1234567890123456", which has 16 digits; ${allowed}`,
		],
		['one digit too few as a number', 123456, `has "123456", which has 6 digits; ${allowed}`],
		['a national number', '015112345678', noCountry('015112345678')],
		['a national number with a plus', '+015112345678', noCountry('+015112345678')],
		['the American prefix', '011 49 1511234', anyCountry('011 49 1511234')],
		['the American prefix alone', '011491511234', noCountry('011491511234')],
		['zeros behind 00', '000 49 1511234', noCountry('000 49 1511234')],
		[
			'a zero in brackets',
			'+49 (0) 151 12345678',
			'has "+49 (0) 151 12345678" with a 0 by itself, which is not dialled from abroad; leave it out',
		],
		[
			'a zero in brackets with blanks',
			'+49( 0 )15112345678',
			'has "+49( 0 )15112345678" with a 0 by itself, which is not dialled from abroad; leave it out',
		],
		['a decimal', '4915112345678.0', decimal('4915112345678.0')],
		['a decimal with two places', '491511234567.50', decimal('491511234567.50')],
		['a decimal with a plus', '+4915112345678.0', decimal('+4915112345678.0')],
		['decimals with spaces', `${A}.0 ${B}.0`, decimal(`${A}.0`)],
		['a decimal comma', '4915112345678,0', noCountry('0')],
		['digits in thousands', '4,915,112,345,678', `has "4", which has 1 digits; ${allowed}`],
		['a power of ten', '4.915112345678E12', notDigits('4.915112345678E12')],
		['a broken number', 4915112345678.5, inexact('4915112345678.5')],
		['a number too large to be exact', 2 ** 53, inexact('9007199254740992')],
		['no number', NaN, inexact('NaN')],
		['infinity', [Infinity], inexact('Infinity')],
		['a negative number', -4915112345678, inexact('-4915112345678')],
		['zero', 0, inexact('0')],
		['two short numbers or one long', '1234567 7654321', twoReadings('1234567 7654321')],
		['a long and a short group', `${A} 1234567`, twoReadings(`${A} 1234567`)],
		[
			'a plus in front of long groups',
			`+${A} ${B}`,
			`has "+${A} ${B}", which has 26 digits; ${allowed}`,
		],
		['two numbers in groups of four', '683 4000 683 4001', twoReadings('683 4000 683 4001')],
		['a number behind one with a plus', '+6851234 6855678', twoReadings('+6851234 6855678')],
		['a dash between numbers', '1234567-7654321', twoReadings('1234567-7654321')],
		['a dash with blanks between numbers', '1234567 - 7654321', twoReadings('1234567 - 7654321')],
		...[
			'+49 [0] 151 1234567',
			'+49-0-151-1234567',
			'+49.0.151.1234567',
			'49 0 1511234567',
			'0 151 12345678',
		].map((text): [string, unknown, string] => [
			`a zero by itself in ${text}`,
			text,
			`has "${text}" with a 0 by itself, which is not dialled from abroad; leave it out`,
		]),
		...['+49 15112345678.0', '49-15112345678.0', '(4915112345678.0)', '491511234567.000'].map(
			(text): [string, unknown, string] => [`a decimal in ${text}`, text, decimal(text)],
		),
		[
			'two grouped numbers',
			'49 151 123456 49 151 123457',
			twoReadings('49 151 123456 49 151 123457'),
		],
		['a dash between long numbers', `${A} - ${B}`, twoReadings(`${A} - ${B}`)],
		['a good number before a bad one', `${A},5`, `has "5", which has 1 digits; ${allowed}`],
		['a good entry before a bad one', [A, '5'], `has "5", which has 1 digits; ${allowed}`],
	])('%s', (_, value, message) => {
		expect(() => parse(value)).toThrow(new CalleeError(message));
		expect(() => parse(value)).toThrow(CalleeError);
	});
});

test.each([
	['commas', ','],
	['line breaks', '\r\n'],
	['spaces', ' '],
	['spaces and plus signs', ' +'],
])('200,000 numbers separated by %s', (_, separator) => {
	const many = Array.from({ length: 200_000 }, (_unused, index) => `49151${10_000_000 + index}`);
	expect(parse(many.join(separator))).toEqual(many);
});

test('an operation has its own bounds', () => {
	const bounds = [6, 18] as const;
	expect(parse('123456,123456789012345678', bounds)).toEqual(['123456', '123456789012345678']);
	expect(() => parse('123456.0', bounds)).toThrow('looks like a decimal number');
	expect(() => parse('12345', bounds)).toThrow('has 5 digits; allowed are 6 to 18 digits');
	expect(() => parse('1234567890123456789', bounds)).toThrow('has 19 digits; allowed are 6 to 18');
	expect(() => parse('491511234 491511235', bounds)).toThrow('as one number or as several');
	expect(() => parse('4915112345 49151123', bounds)).toThrow('as one number or as several');
});
