import type { Parameter } from '../../voice/input/declaration';
import { country, notSent } from '../../voice/input/fields';

/** The country of numbers without calling code; the vendors know none. */
export const defaultCountry: Parameter = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. DE',
	description:
		'Country of numbers that are written as inside it, two letters: with DE, 0151 12345678 is called as 4915112345678. An expression can take it from each item.',
	is: notSent(country()),
};
