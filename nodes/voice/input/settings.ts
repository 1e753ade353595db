import { createHash } from 'node:crypto';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Account } from '../delivery/account';
import type { Operation, Problem, Settings } from '../types';
import { withoutHiddenTwins, type Values } from './display';
import { attachFiles, parameterReader, type Read } from './parameters';
import { write } from './payload';
import type { Body, Surroundings } from './wire';

/** What an item asks for, callees apart. */
export interface ReadSettings {
	settings: Settings;
	/** Values for the node alone, which are not sent. */
	local: Body;
	problems: Problem[];
	surroundings: Surroundings;
	/** What the editor shows; undefined where an expression failed. */
	values?: Values;
}

/**
 * Prepares the reading of all that is the same for many items; it is written and checked once.
 *
 * @param properties those of the operation, or a part of them
 */
export function settingsReader(
	ctx: IExecuteFunctions,
	operation: Operation,
	account: Account,
	properties: INodeProperties[],
): (item: number) => ReadSettings | Promise<ReadSettings> {
	const reader = parameterReader(ctx, properties, true);
	const surroundings: Surroundings = {
		now: new Date(),
		workflowZone: ctx.getTimezone(),
		vendorZone: account.timezone,
	};
	const known = new WeakMap<Read, ReadSettings>();
	/** A file that many items have is held once. */
	const byKey = new Map<string, Body>();
	let last: { given: Read; result: ReadSettings } | undefined;

	return (item) => {
		const given = reader.read(item);
		if (given === last?.given) return last.result;
		const result = known.get(given);
		if (result === undefined) return readAnew(item, given);
		last = { given, result };
		return result;
	};

	async function readAnew(item: number, given: Read): Promise<ReadSettings> {
		const { values } = given;
		const applying = withoutHiddenTwins(properties, values, ctx.getNode());
		const files = await attachFiles(ctx, item, values, applying, operation.fields);
		const { body, local, problems } = write(
			files.values,
			applying,
			operation.fields,
			surroundings,
			reader.raw,
		);
		// What couldn't be read is missing too; saying so twice helps nobody.
		const all = given.problems.length > 0 ? [...given.problems] : [...files.problems, ...problems];
		if (operation.usesAppId && body.appId === undefined) {
			if (account.appId) body.appId = account.appId;
			else
				all.push({
					parameter: 'App ID',
					message: 'is missing; set it in the credential or in Options',
				});
		}
		if (all.length === 0) all.push(...(operation.rules?.(body, surroundings) ?? []));
		const key = keyOf(body);
		const settings: Settings = { body: byKey.get(key) ?? body, key };
		const readable = given.problems.length === 0;
		const result = { settings, local, problems: all, surroundings, ...(readable && { values }) };
		// A file belongs to its item, even where the parameters are the same for all.
		if (files.found) byKey.set(key, settings.body);
		else known.set(given, result);
		return result;
	}
}

/** Bodies with files in them are long; a hash compares as well. */
function keyOf(body: Body): string {
	const text = JSON.stringify(body);
	return text.length < 1000 ? text : createHash('sha256').update(text).digest('hex');
}
