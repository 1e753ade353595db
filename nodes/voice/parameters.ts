import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { shown, type Values } from './display';
import type { Fields } from './fields';
import { quote } from './payload';
import { holdsExpression, NOT_PLAIN, straight } from './references';
import type { Problem } from './types';

/**
 * What the editor holds for one item: resolved, and stripped of what it doesn't show; with a problem
 * for each expression that fails.
 */
export interface Read {
	values: Values;
	problems: Problem[];
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
	properties: INodeProperties[],
	recognise: boolean,
): (item: number) => Read {
	const node = ctx.getNode();
	const items = ctx.getInputData();
	const constants: Values = {};
	const varying: Array<{ property: INodeProperties; resolve: Resolver }> = [];
	for (const property of properties) {
		const { name, default: preset } = property;
		const raw = ctx.getNodeParameter(name, 0, preset, { rawExpressions: true });
		if (holdsExpression(raw)) varying.push({ property, resolve: resolver(ctx, name, raw) });
		else constants[name] = ctx.getNodeParameter(name, 0, preset);
	}
	const remembered = new Map<string, Read>();

	return (item) => {
		const values = { ...constants };
		const problems: Problem[] = [];
		const found: unknown[] = [];
		let recognisable = recognise;
		for (const { property, resolve } of varying) {
			try {
				const { value, isStraight } = resolve(item, items[item].json);
				values[property.name] = value;
				found.push(value);
				recognisable &&= isStraight;
			} catch (error) {
				const message = `has an expression that fails: ${(error as Error).message}`;
				problems.push({ parameter: property.displayName, message });
				recognisable = false;
			}
		}
		if (!recognisable) return { values: shown(values, properties, node), problems };
		const key = JSON.stringify(found);
		const known = remembered.get(key);
		if (known !== undefined) return known;
		if (remembered.size === REMEMBERED) remembered.clear();
		const read = { values: shown(values, properties, node), problems };
		remembered.set(key, read);
		return read;
	};
}

type Resolver = (item: number, json: unknown) => { value: unknown; isStraight: boolean };

/**
 * Reads a parameter for an item, straight where that is what n8n would give. The first value is
 * compared with n8n's own, which knows names that it hands out to nobody (`callee` is one).
 */
function resolver(ctx: IExecuteFunctions, name: string, raw: unknown): Resolver {
	const ask = (item: number): unknown => ctx.getNodeParameter(name, item, null);
	let read = straight(raw);
	let compared = false;
	return (item, json) => {
		const value = read?.(json) ?? null;
		if (read === undefined || value === NOT_PLAIN) return { value: ask(item), isStraight: false };
		if (!compared) {
			const reader = read;
			// Stays so if n8n throws or gives something else.
			read = undefined;
			compared = true;
			const asked = ask(item) ?? null;
			if (JSON.stringify(asked) !== JSON.stringify(value))
				return { value: asked, isStraight: false };
			read = reader;
		}
		return { value, isStraight: true };
	};
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
			if (ctx.getInputData()[item].binary?.[value] === undefined) {
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
