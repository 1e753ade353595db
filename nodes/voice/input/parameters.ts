import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { shown, type Values } from './display';
import type { Fields } from './fields';
import { quote } from './payload';
import { holdsExpression, NOT_PLAIN, straight } from './references';
import type { Problem } from '../types';

/**
 * What the editor holds for one item: resolved, and stripped of what it doesn't show; with a problem
 * for each expression that fails.
 */
export interface Read {
	values: Values;
	problems: Problem[];
}

export interface Reader {
	read: (item: number) => Read;
	/** The properties, without those members of collections that the user has not added. */
	properties: INodeProperties[];
	/** The parameters as they stand in the workflow, expressions not resolved. */
	raw: Values;
}

/** Most different readings that are remembered at a time. */
const REMEMBERED = 1000;

/**
 * Prepares the reading of an operation's parameters. What holds no expression is read once for all
 * items, plain field references straight from the item, everything else by n8n.
 *
 * @param recognise whether items for which the same values are read get the same object; not where
 *   n8n has to be asked
 */
export function parameterReader(
	ctx: IExecuteFunctions,
	all: INodeProperties[],
	recognise: boolean,
): Reader {
	const node = ctx.getNode();
	const items = ctx.getInputData();
	const constants: Values = {};
	const varying: Array<{ property: INodeProperties; resolver: Resolver }> = [];
	const properties: INodeProperties[] = [];
	const rawValues: Values = {};
	for (const property of all) {
		const { name, default: preset } = property;
		const raw: unknown = ctx.getNodeParameter(name, 0, preset, { rawExpressions: true });
		rawValues[name] = raw;
		// What the editor hides for all items n8n has taken out: the expression preset to it means nothing.
		if (holdsExpression(raw) && !(name in node.parameters)) constants[name] = null;
		else if (holdsExpression(raw)) varying.push({ property, resolver: resolverOf(ctx, name, raw) });
		else constants[name] = ctx.getNodeParameter(name, 0, preset);
		properties.push(withoutAbsent(property, raw));
	}
	const remembered = new Map<string, Read>();
	let last: { found: unknown[]; read: Read } | undefined;

	const make = (found: unknown[], problems: Problem[]): Read => {
		const values = { ...constants };
		for (let at = 0; at < found.length; at++) values[varying[at].property.name] = found[at];
		return { values: shown(values, properties, node), problems };
	};
	const read = (item: number): Read => {
		const found: unknown[] = [];
		const problems: Problem[] = [];
		let recognisable = recognise;
		for (const { property, resolver } of varying) {
			try {
				found.push(resolver.read(item, items[item].json));
				if (!resolver.wasStraight) recognisable = false;
			} catch (error) {
				const message = `has an expression that fails: ${reasonOf(error as Error)}`;
				problems.push({ parameter: property.displayName, message });
				found.push(undefined);
				recognisable = false;
			}
		}
		if (!recognisable) return make(found, problems);
		// Most lists have one setting for all, and a look at it is faster than a key.
		if (last !== undefined && sameTexts(found, last.found)) return last.read;
		const key = JSON.stringify(found);
		if (remembered.size === REMEMBERED) remembered.clear();
		const known = remembered.get(key) ?? make(found, problems);
		remembered.set(key, known);
		last = { found, read: known };
		return known;
	};
	return { read, properties, raw: rawValues };
}

/** n8n gives no reason for refusing a name in `$fromAI`, which it does with those that mean something to JavaScript. */
const reasonOf = ({ message }: Error) =>
	message === 'Invalid parameter key'
		? `${message}; n8n takes no $fromAI of that name ("callee" is one), so call it phone: $fromAI('phone')`
		: message;

/** Whether all values are texts, numbers or switches, and the same. Of lists it doesn't know. */
const sameTexts = (some: unknown[], others: unknown[]) =>
	some.every((value, at) => value === others[at]);

function withoutAbsent(property: INodeProperties, raw: unknown): INodeProperties {
	if (property.type !== 'collection' || typeof raw !== 'object' || raw === null) return property;
	const options = (property.options as INodeProperties[]).filter(({ name }) => name in raw);
	return { ...property, options };
}

/** Reads a parameter for an item. */
interface Resolver {
	read: (item: number, json: unknown) => unknown;
	/** Whether n8n was not needed for the value read last. */
	wasStraight: boolean;
}

/**
 * Reads straight where that gives what n8n would give. The first value is compared with n8n's own,
 * which knows names that it hands out to nobody (`callee` is one).
 */
function resolverOf(ctx: IExecuteFunctions, name: string, raw: unknown): Resolver {
	const ask = (item: number): unknown => ctx.getNodeParameter(name, item, null) ?? null;
	let fromJson = straight(raw);
	let compared = false;
	const resolver: Resolver = {
		wasStraight: false,
		read(item, json) {
			resolver.wasStraight = false;
			const value = fromJson?.(json) ?? null;
			if (fromJson === undefined || value === NOT_PLAIN) return ask(item);
			if (!compared) {
				compared = true;
				const trusted = fromJson;
				// Stays so if n8n throws or gives something else.
				fromJson = undefined;
				const asked = ask(item);
				if (JSON.stringify(asked) !== JSON.stringify(value)) return asked;
				fromJson = trusted;
			}
			resolver.wasStraight = true;
			return value;
		},
	};
	return resolver;
}

/**
 * Puts the base64 of the file in place of each binary property's name.
 *
 * @returns the values with files in them, a problem for each file that isn't there, and whether
 *   any parameter named a file
 */
export async function attachFiles(
	ctx: IExecuteFunctions,
	item: number,
	values: Values,
	properties: INodeProperties[],
	fields: Fields,
	path = '',
): Promise<{ values: Values; problems: Problem[]; found: boolean }> {
	let found = false;
	const attached = { ...values };
	const problems: Problem[] = [];
	for (const property of properties) {
		const member = fields[property.name];
		const value = values[property.name];
		if (member === undefined || value === undefined) continue;
		const parameter = path + property.displayName;
		if (member.kind === 'rows') {
			const { row } = member;
			const [{ displayName, values: members }] = property.options as Array<{
				displayName: string;
				values: INodeProperties[];
			}>;
			const entries = ((value as Values)[row] ?? []) as Values[];
			const inner = await Promise.all(
				entries.map(
					async (entry, index) =>
						await attachFiles(
							ctx,
							item,
							entry,
							members,
							member.fields,
							`${parameter} → ${displayName} ${index + 1} → `,
						),
				),
			);
			attached[property.name] = { [row]: inner.map((entry) => entry.values) };
			problems.push(...inner.flatMap((entry) => entry.problems));
			found ||= inner.some((entry) => entry.found);
		} else if (
			member.kind === 'field' &&
			member.file &&
			typeof value === 'string' &&
			value !== ''
		) {
			found = true;
			if (!Object.hasOwn(ctx.getInputData()[item].binary ?? {}, value)) {
				problems.push({
					parameter,
					message: `is ${quote(value)}, but the item has no such binary field; allowed is ${member.allowed}`,
				});
			} else {
				const content = await ctx.helpers
					.getBinaryDataBuffer(item, value)
					.catch((error: Error) => error);
				if (content instanceof Error) {
					const message = `is ${quote(value)}, but that file can’t be read: ${content.message}`;
					problems.push({ parameter, message });
					continue;
				}
				if (content.length === 0) {
					problems.push({ parameter, message: `is ${quote(value)}, but that file is empty` });
				}
				attached[property.name] = content.toString('base64');
			}
		}
	}
	return { values: attached, problems, found };
}
