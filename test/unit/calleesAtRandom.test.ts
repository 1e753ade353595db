import fc from 'fast-check';

import { hasLengthAbroad } from '../../nodes/voice/input/numbering';
import { parseCallees } from '../../nodes/voice/input/callees';
import { CalleeError } from '../../nodes/voice/input/phoneNumber';

const parse = (value: unknown, digits: readonly [number, number]) =>
	parseCallees(value, { digits, check: 'vendor' });

/** A number as the network knows it: a calling code, and no prefix of the country behind it. */
const numberOf = (fewest: number, most: number) =>
	fc
		.tuple(
			fc.constantFrom('1', '7', '34', '49', '86', '420', '971'),
			fc.constantFrom(...'2345679'),
			fc.array(fc.constantFrom(...'0123456789'), { minLength: most, maxLength: most }),
			fc.integer({ min: fewest, max: most }),
		)
		.map(([code, first, rest, length]) => (code + first + rest.join('')).slice(0, length));

/**
 * A number as people write it, in ways that have one reading: digits alone, or groups behind a + or 00
 * with spaces between those too short for a number, and no dot that could be that of a decimal.
 */
const written = (number: string) =>
	fc
		.record({
			prefix: fc.constantFrom('', '+', '00', '(+', '+ '),
			marks: fc.array(fc.constantFrom('', '', '', '-', '–', '.', ' '), {
				minLength: number.length,
				maxLength: number.length,
			}),
			bracketAt: fc.option(fc.nat(number.length - 3), { nil: NaN }),
			bracketed: fc.integer({ min: 2, max: 3 }),
		})
		.map(({ prefix, marks, bracketAt, bracketed }) => {
			const digits = [...number].map((digit, at) => {
				const allowed = (mark: string) =>
					prefix !== '' &&
					at > 0 &&
					(mark !== '.' || at < 4) &&
					(mark !== ' ' || (at < 5 && prefix !== '00'));
				const mark = allowed(marks[at]) ? marks[at] : '';
				const opening = prefix !== '' && at === bracketAt ? '(' : '';
				const closing = prefix !== '' && at === bracketAt + bracketed - 1 ? ')' : '';
				return mark + opening + digit + closing;
			});
			return prefix + digits.join('') + (prefix === '(+' ? ')' : '');
		})
		.filter(hasOneReading);

/** No 0 by itself, no three digits behind a lone dot, no two halves that are numbers themselves. */
function hasOneReading(text: string): boolean {
	const groups = text
		.replace(/^\D*00/, '')
		.split(/\D+/)
		.filter(Boolean);
	if (groups.slice(0, -1).includes('0') || /^[^.]*[.]\d{1,3}\D*$/.test(text)) return false;
	const halves = groups.map((_, cut) => [groups.slice(0, cut), groups.slice(cut)]);
	const isNumber = (part: string[]) => part.join('').length >= 7;
	if (halves.some((parts) => parts.every(isNumber))) return false;
	// Nor a number of the country with a local one behind it.
	if (hasLengthAbroad(groups.join(''))) return true;
	return !halves.some(
		([first, rest]) => hasLengthAbroad(first.join('')) && rest.join('').length >= 4,
	);
}

const separator = fc
	.tuple(fc.constantFrom('', ' '), fc.constantFrom(',', ';', '\n', '\r\n', '\t', ',,', ';\n'))
	.chain(([space, mark]) => fc.constantFrom(mark, mark + space, space + mark));

describe.each([
	[7, 15],
	[6, 18],
])('for numbers of %i to %i digits', (fewest, most) => {
	const digits = [fewest, most] as const;
	const numbers = fc.array(numberOf(fewest, most), { minLength: 1, maxLength: 12 });

	test('nothing is lost, doubled or moved, however numbers are written and separated', () => {
		const lists = numbers.chain((list) =>
			fc.tuple(
				fc.constant(list),
				fc.tuple(...list.map(written)),
				fc.array(separator, { minLength: list.length, maxLength: list.length }),
			),
		);
		fc.assert(
			fc.property(lists, ([list, texts, separators]) => {
				const text = texts.map((one, at) => one + separators[at]).join('');
				expect(parse(text, digits)).toEqual(list);
				expect(parse(texts, digits)).toEqual(list);
			}),
			{ numRuns: 300 },
		);
	});

	test('long numbers may be separated by spaces, numbers with a plus too', () => {
		const long = fc.array(numberOf(10, most), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(long, fc.constantFrom(' ', '  ', '\u00a0'), (list, space) => {
				expect(parse(list.join(space), digits)).toEqual(list);
			}),
		);
		fc.assert(
			fc.property(numbers, fc.constantFrom(' ', '  '), (list, space) => {
				expect(parse(list.map((number) => `+${number}`).join(space), digits)).toEqual(list);
			}),
		);
	});

	test('whatever is entered, nobody is called whose number was not', () => {
		const piece = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 12 }),
			fc.stringMatching(/^[0-9+ ,;.()[\]\n\t–-]{0,24}$/),
			numberOf(fewest, most),
			numberOf(fewest, most).chain(written),
			fc.constantFrom(',', ';', ' ', '\n', ' +', ' 00', '0'),
		);
		let read = 0;
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
				const text = pieces.join('');
				let found: string[];
				try {
					found = parse(text, digits);
				} catch (error) {
					expect(error).toBeInstanceOf(CalleeError);
					return;
				}
				read++;
				expect(found).not.toEqual([]);
				for (const number of found) {
					expect(number).toMatch(/^[1-9]\d*$/);
					expect(number.length).toBeGreaterThanOrEqual(fewest);
					expect(number.length).toBeLessThanOrEqual(most);
				}
				// All digits of the text are in a number, but for a 00 in front; none spans a separator.
				const bare = text.replace(/[,;\r\n\t]+/g, ',').replace(/[^\d,]/g, '');
				const entered = found.map((number) => `(00)?${number}`).join(',*');
				expect(bare).toMatch(new RegExp(`^,*${entered},*$`));
			}),
			{ numRuns: 1500 },
		);
		// Had hardly any text been read, nothing would be shown.
		expect(read).toBeGreaterThan(80);
	});
});
