import { DateTime, IANAZone } from 'luxon';
import type { INodePropertyTypeOptions } from 'n8n-workflow';

import { isCountry } from './numbering';
import { readTime, writeTime } from './time';
import { Refusal, type Surroundings, type Wire } from './wire';

/** How one parameter is checked and written. */
export interface Field {
	kind: 'field';
	/** What is allowed, as the end of the sentence "allowed is ...". */
	allowed: string;
	/** The same in short, as the end of the description in the editor, e.g. `1 to 9`. */
	bounds?: string;
	/** The bounds of a number, as the editor keeps them. */
	typeOptions?: Pick<INodePropertyTypeOptions, 'minValue' | 'maxValue' | 'numberPrecision'>;
	/** Undefined when the value is not what `allowed` says, a refusal when there is more to say. */
	write: (value: unknown, surroundings: Surroundings) => Wire | Refusal | undefined;
	/** The vendor's name where the editor's must differ; with dots where it lies in an object of the body. */
	as?: string;
	/** Set when the parameter is for this node alone and stays out of the body. */
	notSent?: boolean;
	/** Set when it writes a list. */
	list?: boolean;
	/** Set when the parameter names a binary property: `write` then gets the file as base64. */
	file?: boolean;
}

/** A collection: its fields lie in the body beside the others. */
export interface Group {
	kind: 'group';
	fields: Fields;
}

/** A fixedCollection with many rows: a list of objects in the body. */
export interface Rows {
	kind: 'rows';
	/** Name of the rows inside the fixedCollection. */
	row: string;
	most?: number;
	fields: Fields;
	/** What a row lacks in the editor but needs on the wire. */
	complete?: (row: { [name: string]: Wire }) => { [name: string]: Wire };
}

export type Fields = { [parameter: string]: Field | Group | Rows };

const field = (
	allowed: string,
	write: Field['write'],
	editor: Pick<Field, 'bounds' | 'typeOptions'> = {},
): Field => ({ kind: 'field', allowed, write, ...editor });

export const group = (fields: Fields): Group => ({ kind: 'group', fields });

export const rows = (
	row: string,
	fields: Fields,
	more: Pick<Rows, 'most' | 'complete'> = {},
): Rows => ({ kind: 'rows', row, fields, ...more });

/**
 * A text of `min` to `max` characters. What a vendor counts as one, a symbol or each half of it, is
 * not documented, so a text must be in the range either way.
 */
export function text({ min = 1, max = Infinity } = {}): Field {
	const bounds =
		max === Infinity ? undefined : `${min === 1 ? 'up to' : `${min} to`} ${max} characters`;
	const write = (value: unknown) => {
		const written = asText(value);
		if (written === undefined) return undefined;
		// A symbol has one or two of JavaScript's characters.
		const isLong = written.length >= 2 * min || [...written].length >= min;
		return isLong && written.length <= max ? written : undefined;
	};
	return field(bounds ? `a text of ${bounds}` : 'a text', write, { bounds });
}

/** A text that has a given form. */
export function pattern(form: RegExp, allowed: string, bounds?: string): Field {
	const write = (value: unknown) => {
		const written = asText(value);
		return written !== undefined && form.test(written) ? written : undefined;
	};
	return field(allowed, write, { bounds });
}

/** Numbers count as text, unless they have lost digits on the way. */
function asText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
	return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value);
}

/** A number that is shown to the callee: digits alone, as the vendor wants them. */
export const displayNumber = (min: number, max: number): Field =>
	pattern(
		new RegExp(`^\\d{${min},${max}}$`),
		`${min} to ${max} digits and nothing else`,
		`${min === 0 ? 'up to' : `${min} to`} ${max} digits`,
	);

/** An http or https address of at most `max` characters. */
export function address(max: number): Field {
	const bounds = `up to ${max} characters`;
	const write = (value: unknown) => {
		if (typeof value !== 'string' || value.length > max || !URL.canParse(value)) return undefined;
		return /^https?:$/.test(new URL(value).protocol) ? value : undefined;
	};
	return field(`an http or https URL of ${bounds}`, write, { bounds });
}

/** A whole number from `min` to `max`, written as a number or, where the vendor takes only text, as text. */
export function integer(
	min: number,
	max = Number.MAX_SAFE_INTEGER,
	as: 'number' | 'text' = 'number',
): Field {
	const isOpen = max === Number.MAX_SAFE_INTEGER;
	const write = (value: unknown) => {
		const number = toNumber(value);
		if (number === undefined || !Number.isSafeInteger(number) || number < min || number > max) {
			return undefined;
		}
		return as === 'text' ? String(number) : number;
	};
	return field(`a whole number ${isOpen ? `of at least ${min}` : `from ${min} to ${max}`}`, write, {
		bounds: isOpen ? undefined : `${min} to ${max}`,
		typeOptions: { minValue: min, ...(!isOpen && { maxValue: max }), numberPrecision: 0 },
	});
}

/** A number from `min` to `max`. */
export function decimal(min: number, max: number): Field {
	const write = (value: unknown) => {
		const number = toNumber(value);
		return number === undefined || number < min || number > max ? undefined : number;
	};
	return field(`a number from ${min} to ${max}`, write, {
		bounds: `${min} to ${max}`,
		typeOptions: { minValue: min, maxValue: max, numberPrecision: 2 },
	});
}

/** An ID that may stand in a path: letters, digits, `-`, `_` and `.`; a path goes up with dots alone. */
export const id = (): Field =>
	field('an ID of letters, digits, -, _ and . alone', (value) => {
		if (isRounded(value)) return ROUNDED;
		const written = asText(value);
		return written !== undefined && /^(?!\.+$)[\w.-]+$/.test(written) ? written : undefined;
	});

/** An ID that the vendor takes as a number: above 0, and one that JavaScript can hold. */
export const wholeId = (): Field => {
	const write = (value: unknown) => {
		if (isRounded(value)) return TOO_LARGE;
		const written = asText(value)?.trim() ?? '';
		if (!/^0*[1-9]\d*$/.test(written)) return undefined;
		return Number.isSafeInteger(Number(written)) ? Number(written) : TOO_LARGE;
	};
	return field('a whole number of at least 1', write, { bounds: 'a whole number' });
};

/**
 * Several IDs: a list, or a text with commas, semicolons, spaces or line breaks between them. One that comes
 * twice counts once.
 *
 * @param one how each of them is checked and written
 */
export const several = (one: Field): Field => ({
	...field(`${one.allowed}, or several of them`, (value, surroundings) => {
		const given =
			typeof value === 'string' ? value.split(/[,;\s]+/).filter(Boolean) : [value].flat();
		const written = new Set<Wire>();
		for (const entry of given) {
			const wire = one.write(entry, surroundings);
			if (wire === undefined || wire instanceof Refusal) return wire;
			written.add(wire);
		}
		return written.size > 0 ? [...written] : undefined;
	}),
	list: true,
});

/** A whole number that may have been another one before it was read as a number. */
const isRounded = (value: unknown) => Number.isInteger(value) && !Number.isSafeInteger(value);
const ROUNDED = new Refusal(
	'a number too large to be exact, so that it may be another ID by now; give the ID as text',
);
const TOO_LARGE = new Refusal(
	`which is too large: the vendor takes it as a number, and above ${Number.MAX_SAFE_INTEGER} it would be sent as another one`,
);

function toNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !/^-?\d+([.]\d+)?$/.test(value.trim())) return undefined;
	return Number(value);
}

/** A switch: a boolean in the editor, one of two values on the wire. */
export function flag<T extends Wire>(off: T, on: T): Field {
	return field('true or false', (value) =>
		typeof value === 'boolean' ? (value ? on : off) : undefined,
	);
}

/** One of the vendor's values. */
export function choice(...values: Array<string | number>): Field {
	return field(`one of ${values.join(', ')}`, (value) =>
		values.includes(value as string | number) ? (value as string | number) : undefined,
	);
}

/** A country that has a numbering plan. */
export const country = (): Field =>
	field('the two letters of a country, e.g. DE', (value) =>
		isCountry(value) ? value.toUpperCase() : undefined,
	);

/** A zone with a clock of its own. */
export const zone = (): Field =>
	field('the name of a time zone, e.g. Europe/Berlin', (value) =>
		typeof value === 'string' && IANAZone.isValidZone(value) ? value : undefined,
	);

/** A key of a telephone as a number or a text. */
export const key = (as: 'number' | 'text'): Field => {
	const digit = integer(0, 9, as);
	return { ...digit, allowed: 'a key from 0 to 9' };
};

/**
 * A point in time, written in the vendor's zone. See `readTime`; the form `format` is read, too.
 */
export function time(format: string): Field {
	return field(
		'a date and time, e.g. 2026-01-31T09:30:00 (time zone of the workflow) or with an offset, 2026-01-31T09:30:00+01:00',
		(value, { workflowZone, vendorZone }) => {
			const read = readTime(value, format, workflowZone);
			return read instanceof DateTime ? writeTime(read, format, vendorZone) : read;
		},
	);
}

/** A time of day, `HH:mm`. */
export const timeOfDay = (): Field =>
	pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:mm, from 00:00 to 23:59', 'as HH:mm');

/** A file from a binary property, written as base64 under another name. */
export const file = (as: string): Field => ({
	...field('the name of a binary property with a file in it', (value) =>
		typeof value === 'string' && value !== '' ? value : undefined,
	),
	as,
	file: true,
});

/** The same for a parameter that changes how others are read and is itself not sent. */
export const notSent = (field: Field): Field => ({ ...field, notSent: true });
