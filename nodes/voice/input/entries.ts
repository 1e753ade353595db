import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../delivery/account';
import type { Operation, Problem } from '../types';
import { parameterReader } from './parameters';
import { write } from './payload';
import { settingsReader, type ReadSettings } from './settings';
import type { Body } from './wire';

/** What an item asks for, where nobody is called. */
export interface Entry {
	item: number;
	body: Body;
	/** Values for the node alone. */
	local: Body;
}

/** Reads and checks every item. Nothing is sent before this is done for all of them. */
export async function readEntries(
	ctx: IExecuteFunctions,
	operation: Operation,
	account: Account,
): Promise<{ entries: Entry[]; problems: Map<number, Problem[]> }> {
	const { properties, own = [] } = operation;
	const shared = properties.filter(({ name }) => !own.includes(name));
	const read = settingsReader(ctx, operation, account, shared);
	const readOwn = ownReader(ctx, operation);
	const entries: Entry[] = [];
	const problems = new Map<number, Problem[]>();
	const count = ctx.getInputData().length;
	for (let item = 0; item < count; item++) {
		const found = read(item);
		const settings = found instanceof Promise ? await found : found;
		const { body, problems: wrong } = readOwn?.(item, settings) ?? NOTHING;
		const all = wrong.length > 0 ? [...wrong, ...settings.problems] : settings.problems;
		if (all.length > 0) problems.set(item, all);
		else {
			const whole = readOwn ? { ...settings.settings.body, ...body } : settings.settings.body;
			entries.push({ item, body: whole, local: settings.local });
		}
	}
	return { entries, problems };
}

const NOTHING: { body: Body; problems: Problem[] } = { body: {}, problems: [] };

/** Reads the parameters in which items differ; the others are then read and checked once for all that have the same. */
function ownReader(ctx: IExecuteFunctions, { properties, own, fields }: Operation) {
	if (own === undefined) return undefined;
	const apart = properties.filter(({ name }) => own.includes(name));
	const reader = parameterReader(ctx, apart, false);
	return (item: number, { surroundings }: ReadSettings): typeof NOTHING => {
		const { values, problems } = reader.read(item);
		if (problems.length > 0) return { body: {}, problems };
		return write(values, reader.properties, fields, surroundings, reader.raw);
	};
}
