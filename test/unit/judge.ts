import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.max.json';

import { parseCallees } from '../../nodes/voice/input/callees';
import { CalleeError, type NumberRules } from '../../nodes/voice/input/phoneNumber';

export const countries = Object.keys(metadata.countries) as CountryCode[];
export const codes = [
	...Object.keys(metadata.country_calling_codes),
	...Object.keys((metadata as unknown as { nonGeographic: object }).nonGeographic),
];
export const codeOf = (country: CountryCode) =>
	(metadata.countries[country] as unknown as string[])[0];

/** The library that the table is made from, as the judge of what a text means. */
export const judge = (text: string, country?: CountryCode) =>
	parsePhoneNumberFromString(text, { defaultCountry: country }, metadata);

/** The widest bounds of a vendor. */
export const ANY = { digits: [6, 18], check: 'vendor' } as const;

/** The number that a text is read as; undefined when it is refused. */
export function read(text: string, rules: Partial<NumberRules> = {}): string | undefined {
	try {
		const numbers = parseCallees(text, { ...ANY, ...rules });
		return numbers.length === 1 ? numbers[0] : undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(CalleeError);
		return undefined;
	}
}
