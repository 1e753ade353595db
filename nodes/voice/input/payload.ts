import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { Values } from './display';
import type { Field, Fields, Rows } from './fields';
import { holdsExpression } from './references';
import type { Operation, Problem, Request } from '../types';
import { Refusal, type Body, type Surroundings, type Wire } from './wire';

/**
 * Writes shown values as the vendor wants them and checks each on the way.
 *
 * @param values the parameters the editor shows, see `shown`
 * @param raw the same as they stand in the workflow: what was added to a collection and an expression leaves
 *   empty is a problem, what the user left empty is none
 * @returns the part of the body that stands in `fields`, what is for the node alone, and a problem for
 *   every value that is missing or not allowed; empty optional values are left out
 */
export function write(
	values: Values,
	properties: INodeProperties[],
	fields: Fields,
	surroundings: Surroundings,
	raw: Values = {},
	path = '',
): Written {
	const written: Written = { body: {}, local: {}, problems: [] };
	writeInto(written, values, properties, fields, surroundings, raw, path, false);
	return written;
}

interface Written {
	body: Body;
	/** What is for the node alone. */
	local: Body;
	problems: Problem[];
}

function writeInto(
	written: Written,
	values: Values,
	properties: INodeProperties[],
	fields: Fields,
	surroundings: Surroundings,
	raw: Values,
	path: string,
	inCollection: boolean,
): void {
	const { body, local, problems } = written;
	for (const property of properties) {
		const { name } = property;
		const member = fields[name];
		if (member === undefined || !(name in values)) continue;
		const value = values[name];
		const parameter = path + property.displayName;
		const inner = membersOf(raw[name]);
		if (member.kind !== 'field' && !isObject(value)) {
			if (!isEmpty(value)) {
				problems.push({ parameter, message: `is ${quote(value)}; allowed are its fields` });
			}
		} else if (member.kind === 'group') {
			const members = property.options as INodeProperties[];
			const group = `${parameter} → `;
			writeInto(written, value as Values, members, member.fields, surroundings, inner, group, true);
		} else if (member.kind === 'rows') {
			const rows = writeRows(value as Values, property, member, surroundings, inner, parameter);
			if (rows.list.length > 0) body[name] = rows.list;
			problems.push(...rows.problems);
		} else if (isEmpty(value) || (inCollection && isEmptyList(value))) {
			if (isNeeded(property, inCollection)) problems.push(missing(parameter, member));
			// What was added was meant to say something.
			else if (inCollection && holdsExpression(raw[name])) {
				problems.push(gaveNothing(parameter, member));
			}
		} else {
			const wire = member.write(value, surroundings);
			if (wire === undefined) problems.push(notAllowed(parameter, value, member));
			else if (wire instanceof Refusal) problems.push(refused(parameter, value, wire));
			else put(member.notSent ? local : body, member.as ?? name, wire);
		}
	}
}

/** Puts a value at a name, or with dots between into an object of the body: `params.strTime`. */
function put(body: Body, path: string, wire: Wire): void {
	const [name, ...inner] = path.split('.');
	if (inner.length === 0) body[name] = wire;
	else put((body[name] ??= {}) as Body, inner.join('.'), wire);
}

function writeRows(
	value: Values,
	property: INodeProperties,
	{ row, most, fields, complete }: Rows,
	surroundings: Surroundings,
	raw: Values,
	parameter: string,
): { list: Wire[]; problems: Problem[] } {
	const rowsOf = (property.options as INodePropertyCollection[])[0];
	const entries = (value?.[row] ?? []) as Values[];
	const rawEntries = [raw[row]].flat();
	const written = entries.map((entry, index) =>
		write(
			entry,
			rowsOf.values,
			fields,
			surroundings,
			membersOf(rawEntries[index]),
			`${parameter} → ${rowsOf.displayName} ${index + 1} → `,
		),
	);
	const problems = written.flatMap((entry) => entry.problems);
	if (most !== undefined && entries.length > most) {
		problems.push({
			parameter,
			message: `has ${entries.length} entries; at most ${most} are allowed`,
		});
	}
	return { list: written.map(({ body }) => complete?.(body) ?? body), problems };
}

/**
 * A switch, a choice or a number that came out empty is missing, whether the vendor needs it or not:
 * the editor always has a value there, and what the vendor would do without it nobody chose. Only in
 * a collection, to which the user adds what they like, an empty one is as good as none.
 */
function isNeeded({ required, type, options }: INodeProperties, inCollection: boolean): boolean {
	if (required) return true;
	if (inCollection || !['boolean', 'number', 'options'].includes(type)) return false;
	return !options?.some((option) => 'value' in option && option.value === '');
}

const membersOf = (raw: unknown): Values => (isObject(raw) ? (raw as Values) : {});

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

export function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

const missing = (parameter: string, { allowed }: Field): Problem => ({
	parameter,
	message: `is missing; needed is ${allowed}`,
});

const gaveNothing = (parameter: string, { allowed }: Field): Problem => ({
	parameter,
	message: `was added, but its expression gives nothing for this item; take it out, or correct the expression: allowed is ${allowed}`,
});

const notAllowed = (parameter: string, value: unknown, { allowed }: Field): Problem => ({
	parameter,
	message: `is ${quote(value)}; allowed is ${allowed}`,
});

const refused = (parameter: string, value: unknown, { why }: Refusal): Problem => ({
	parameter,
	message: `is ${quote(value)}, ${why}`,
});

/** Nothing was chosen. */
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** A found value as a person may read it: short, and what it is where that isn't plain. */
export function quote(value: unknown): string {
	if (typeof value === 'string') {
		return value.length > 60 ? `a text of ${value.length} characters` : `"${value}"`;
	}
	if (typeof value === 'object' && value !== null) {
		return Array.isArray(value) ? `a list of ${value.length} entries` : 'an object';
	}
	return String(value);
}

/** The body of a request as the vendor wants it: the settings, then the callees. */
export function payload(
	operation: Pick<Operation, 'callees' | 'order'>,
	{ body, callees }: Request,
): Body {
	const whole = { ...body, ...operation.callees?.write(callees) };
	if (!operation.order) return whole;
	const order = operation.order.filter((name) => name in whole);
	return Object.fromEntries(order.map((name) => [name, whole[name]]));
}
