import fc from 'fast-check';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';

import { parseCallees } from '../../nodes/voice/input/callees';
import type { NumberRules } from '../../nodes/voice/input/phoneNumber';

/** As people and tables write numbers, also without the 0 that a table has lost; and a country. */
const written = fc
	.tuple(
		fc.oneof(
			fc.stringMatching(/^[1-9]\d{4,12}$/),
			fc.stringMatching(/^(\+|00|0|)[1-9]\d{1,3}([ -]?\d){5,9}$/),
		),
		fc.constantFrom(...getCountries()),
		fc.boolean(),
	)
	.map(([text, country, hasCode]) => ({
		country,
		text: hasCode ? getCountryCallingCode(country) + text.replace(/^(\+|0+)/, '') : text,
	}));
const LISTED = { check: 'vendor', digits: [3, 18] } as const;
const ways: Array<[name: string, callee: Partial<NumberRules>, list: Partial<NumberRules>]> = [
	['Default Country', {}, { isList: true }],
	['Default Country by an expression', {}, { country: undefined, anyCountry: true }],
	['InnoPaaS’s Country Code', { noOther: true }, { noOther: true, isList: true }],
	['its Country Code by an expression', { noOther: true }, { country: undefined }],
];

const read = (value: unknown, rules: NumberRules): string[] | undefined => {
	try {
		return parseCallees(value, rules);
	} catch {
		return undefined;
	}
};

test.each(ways)(
	'with %s the same text is the same number in the list and in an item, or the run stops',
	(_, ofCallee, ofList) => {
		fc.assert(
			fc.property(written, ({ text, country }) => {
				const callee = read(text, {
					...{ check: 'vendor', digits: [7, 15], country },
					...ofCallee,
				});
				const listed = read([text], { ...LISTED, country, ...ofList });
				fc.pre(callee !== undefined && listed !== undefined);
				expect(listed).toEqual(callee);
			}),
			{ numRuns: 500 },
		);
	},
);
