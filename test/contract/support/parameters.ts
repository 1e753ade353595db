import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { Field, Fields } from '../../../nodes/voice/input/fields';
import type { Callee, Operation } from '../../../nodes/voice/types';

/** A parameter of a node that ends up on the wire, with where it ends up. */
export interface Parameter {
	path: string;
	property: INodeProperties;
	field: Field;
}

/** Parameters that are shown and hidden together: those of the operation, or those of a row. */
export interface Level {
	path: string;
	properties: INodeProperties[];
	fields: Fields;
}

export const membersOf = ({ options }: INodeProperties) => options as INodeProperties[];

export const rowsOf = ({ options }: INodeProperties) => (options as INodePropertyCollection[])[0];

/** Paths on which an operation puts its callees and what is said to each. */
export function calleePaths({ callees: rule, fields }: Operation): string[] {
	if (rule === undefined) return [];
	const member = rule.variables ? fields[rule.variables] : undefined;
	const texts = member?.kind === 'group' ? Object.keys(member.fields) : [];
	const named = Object.fromEntries(texts.map((name) => [name, 'x']));
	const number = '4915112345678';
	const variants: Callee[] = [
		{ number, variables: member?.kind === 'rows' ? [] : {} },
		{ number, variables: member?.kind === 'rows' ? ['x'] : named },
	];
	return [...new Set(variants.flatMap((callee) => pathsIn(rule.write([callee]))))];
}

/** Every field of a value, at any depth, e.g. `nodeList[].keyId`. */
export function pathsIn(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => pathsIn(entry, `${path}[]`));
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([name, inner]) =>
		pathsIn(inner, path ? `${path}.${name}` : name),
	);
}

/** Every parameter of an operation that has a field of its own on the wire. */
export function parametersOf(operation: Operation): Parameter[] {
	const { callees: rule } = operation;
	const ofCallees = calleePaths(operation);
	const walk = (properties: INodeProperties[], fields: Fields, prefix: string): Parameter[] =>
		properties.flatMap((property) => {
			const member = fields[property.name];
			if (member === undefined) return [];
			if (member.kind === 'group') {
				const inner = walk(membersOf(property), member.fields, prefix);
				if (property.name !== rule?.variables) return inner;
				return inner.map((one) => ({
					...one,
					path: ofCallees.find((path) => path.endsWith(`.${one.path}`)) ?? one.path,
				}));
			}
			if (member.kind === 'rows') {
				// InnoPaaS writes its variables behind the number.
				if (property.name === rule?.variables) return [];
				return walk(rowsOf(property).values, member.fields, `${prefix}${property.name}[].`);
			}
			if (member.notSent) return [];
			const path = prefix + (member.as ?? property.name);
			return [member.list ? inList(path, property, member) : { path, property, field: member }];
		});
	return walk(operation.properties, operation.fields, '');
}

/** What one entry of a list may be. */
const inList = (path: string, property: INodeProperties, field: Field): Parameter => ({
	path: `${path}[]`,
	property,
	field: {
		...field,
		write(value, surroundings) {
			const written = field.write(value, surroundings);
			return Array.isArray(written) && written.length === 1 ? written[0] : undefined;
		},
	},
});

/** The operation's own level and those of its rows. */
export function levelsOf({ properties, fields }: Operation): Level[] {
	const rows = (of: INodeProperties[], by: Fields): Level[] =>
		of.flatMap((property) => {
			const member = by[property.name];
			if (member?.kind === 'group') return rows(membersOf(property), member.fields);
			if (member?.kind !== 'rows') return [];
			const { values } = rowsOf(property);
			return [{ path: property.name, properties: values, fields: member.fields }];
		});
	return [{ path: '', properties, fields }, ...rows(properties, fields)];
}

/** Names of parameters that `write` would skip, and of fields that no parameter fills. */
export function unmatched(properties: INodeProperties[], fields: Fields): string[] {
	const names = properties.map(({ name }) => name);
	return [
		...names.filter((name) => fields[name] === undefined),
		...Object.keys(fields).filter((name) => !names.includes(name)),
		...properties.flatMap((property) => {
			const member = fields[property.name];
			if (member?.kind === 'group') return unmatched(membersOf(property), member.fields);
			if (member?.kind === 'rows') return unmatched(rowsOf(property).values, member.fields);
			return [];
		}),
	];
}
