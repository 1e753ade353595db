import { wordsOf } from '../../voice/input/wire';
import { textOf } from '../callRecord/record';

/** A number of the vendor's by its name; itself where the page names none. */
export const named = (names: Map<string, string>, value: unknown): string | undefined =>
	names.get(wordsOf(value)) ?? textOf(value);

/** The texts of a list. */
export const textsOf = (value: unknown): string[] =>
	Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [];
