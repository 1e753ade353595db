import type { INodeParameters } from 'n8n-workflow';

import { inEditor, tomorrow } from './helpers';

/** What a page allows for a parameter. */
export interface Rule {
	/** Where it stands in the node's parameters, with dots between. */
	path: string;
	/** What the editor calls it. */
	label: string;
	/** As the message says it. */
	allowed: string;
	/** The least and the most, or any two values that are allowed. */
	good: [unknown, unknown];
	bad: unknown[];
	/** Whether the vendor needs it, or the editor always has a choice. */
	required?: boolean;
	/** What must be set for the parameter to be shown. */
	shownBy?: INodeParameters;
}

type More = Partial<Rule>;
export const required: More = { required: true };
export const x = (length: number) => 'x'.repeat(length);

export function whole(path: string, label: string, least: number, most: number, more?: More): Rule {
	const allowed = `a whole number from ${least} to ${most}`;
	const bad = [least - 1, most + 1, least + 0.5, `${most}x`, true];
	return { path, label, allowed, good: [least, most], bad, ...more };
}

export function atLeast(path: string, label: string, least: number, more?: More): Rule {
	const allowed = `a whole number of at least ${least}`;
	const bad = [least - 1, least + 0.5, 'many', [least]];
	return { path, label, allowed, good: [least, String(least)], bad, ...more };
}

export function text(path: string, label: string, most: number, more?: More): Rule {
	const allowed = `a text of up to ${most} characters`;
	return { path, label, allowed, good: ['x', x(most)], bad: [x(most + 1), { text: 'x' }], ...more };
}

/** A text of `least` characters and more. */
export const between = (least: number, most: number): More => ({
	allowed: `a text of ${least} to ${most} characters`,
	good: [x(least), x(most)],
	bad: [x(least - 1), x(most + 1)],
});

export function anyText(path: string, label: string, shownBy?: INodeParameters): Rule {
	const bad = [['x'], false];
	return { path, label, allowed: 'a text', good: ['one', 2], bad, required: true, shownBy };
}

export function oneOf(path: string, label: string, values: unknown[], more?: More): Rule {
	const allowed = `one of ${values.join(', ')}`;
	const good: Rule['good'] = [values[0], values.at(-1)];
	return { path, label, allowed, good, bad: ['other', 99, [values[0]]], ...more };
}

export function onOff(path: string, label: string, shownBy?: INodeParameters): Rule {
	const bad = ['yes', 2, 'on', [true], ['false'], { on: true }];
	return {
		path,
		label,
		allowed: 'true or false',
		good: [false, false],
		bad,
		required: true,
		shownBy,
	};
}

export function key(path: string, label: string, more: More): Rule {
	const bad = [10, -1, '#', '1.5'];
	return { path, label, allowed: 'a key from 0 to 9', good: ['0', 9], bad, ...more };
}

export function time(path: string, label: string, more?: More): Rule {
	return {
		path,
		label,
		allowed:
			'a date and time, e.g. 2026-01-31T09:30:00 (time zone of the workflow) ' +
			'or with an offset, 2026-01-31T09:30:00+01:00',
		good: [inEditor(tomorrow), tomorrow.plus({ hours: 1 }).toISO()],
		bad: ['tomorrow', '2026-02-30T10:00:00', '2026-11-21T25:00:00', '09:30', true],
		...more,
	};
}

export function timeOfDay(path: string, label: string, shownBy: INodeParameters): Rule {
	const bad = ['24:00', '9:00', '09:60', '09:00:00', 'nine'];
	const allowed = 'a time of day as HH:mm, from 00:00 to 23:59';
	return { path, label, allowed, good: ['00:00', '23:59'], bad, required: true, shownBy };
}

export function displayNumber(least: number, most: number): Rule {
	const ones = (length: number) => '1'.repeat(length);
	return {
		path: 'options.displayNum',
		label: 'Options → Display Number',
		allowed: `${least} to ${most} digits and nothing else`,
		good: [ones(least || 1), ones(most)],
		bad: [ones(most + 1), '+491511234567', 'me', ...(least > 0 ? [ones(least - 1)] : [])],
	};
}

/** Parameters with a value put at a path. */
export function withValue(target: unknown, path: string, value: unknown): INodeParameters {
	const [head, ...rest] = path.split('.');
	const inner = (target as Record<string, unknown> | undefined)?.[head];
	const put = rest.length === 0 ? value : withValue(inner, rest.join('.'), value);
	if (/^\d+$/.test(head)) {
		const rows = [...((target ?? []) as unknown[])];
		rows[Number(head)] = put;
		return rows as never;
	}
	return { ...(target as INodeParameters), [head]: put as never };
}

/** A found value as the message says it. */
export function found(value: unknown): string {
	if (Array.isArray(value)) return `a list of ${value.length} entries`;
	if (typeof value === 'object') return 'an object';
	if (typeof value !== 'string') return String(value);
	return value.length > 60 ? `a text of ${value.length} characters` : `"${value}"`;
}
