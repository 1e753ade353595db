import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../delivery/account';
import type { Operation, Problem } from '../types';
import { settingsReader } from './settings';
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
	const read = settingsReader(ctx, operation, account, operation.properties);
	const entries: Entry[] = [];
	const problems = new Map<number, Problem[]>();
	const count = ctx.getInputData().length;
	for (let item = 0; item < count; item++) {
		const found = read(item);
		const { settings, local, problems: wrong } = found instanceof Promise ? await found : found;
		if (wrong.length > 0) problems.set(item, wrong);
		else entries.push({ item, body: settings.body, local });
	}
	return { entries, problems };
}
