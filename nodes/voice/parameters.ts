import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { shown, type Values } from './display';
import type { Fields } from './fields';
import { quote } from './payload';
import type { Problem } from './types';

/**
 * What the editor holds for one item: resolved, and stripped of what it doesn't show; with a problem
 * for each expression that fails.
 */
export interface Read {
	values: Values;
	problems: Problem[];
}

/**
 * Prepares the reading of an operation's parameters. What holds no expression is read once for all
 * items; if nothing does, every item gets the same object.
 */
export function parameterReader(
	ctx: IExecuteFunctions,
	properties: INodeProperties[],
): (item: number) => Read {
	const node = ctx.getNode();
	const constants: Values = {};
	const varying: INodeProperties[] = [];
	for (const property of properties) {
		const { name, default: preset } = property;
		const raw = ctx.getNodeParameter(name, 0, preset, { rawExpressions: true });
		if (holdsExpression(raw)) varying.push(property);
		else constants[name] = ctx.getNodeParameter(name, 0, preset);
	}
	if (varying.length === 0) {
		const read = { values: shown(constants, properties, node), problems: [] };
		return () => read;
	}
	return (item) => {
		const values = { ...constants };
		const problems: Problem[] = [];
		for (const { name, displayName } of varying) {
			try {
				values[name] = ctx.getNodeParameter(name, item, null);
			} catch (error) {
				const message = `has an expression that fails: ${(error as Error).message}`;
				problems.push({ parameter: displayName, message });
			}
		}
		return { values: shown(values, properties, node), problems };
	};
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
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
