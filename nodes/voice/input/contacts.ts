import { createHash } from 'node:crypto';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Account } from '../delivery/account';
import { parseCallees } from './callees';
import type { CalleeError, NumberRules } from './phoneNumber';
import type { Values } from './display';
import { isCountry, type NumberCheck } from './numbering';
import { attachFiles, parameterReader, type Read, type Reader } from './parameters';
import { isEmpty, write } from './payload';
import type { Callee, Contact, Operation, Problem, Settings, Variables } from '../types';
import type { Body, Surroundings } from './wire';

/** The contacts of a run, and what is wrong with the items that gave none. */
export interface Reading {
	contacts: Contact[];
	/** Problems by item. */
	problems: Map<number, Problem[]>;
}

/**
 * Reads and checks every item. Nothing is sent before this is done for all of them.
 */
export async function readContacts(
	ctx: IExecuteFunctions,
	operation: Operation,
	account: Account,
	numberCheck: NumberCheck,
): Promise<Reading> {
	const { callees: rule, properties } = operation;
	const ofCallees = properties.filter(
		({ name }) => name === rule?.parameter || name === rule?.variables,
	);
	const ofSettings = properties.filter((property) => !ofCallees.includes(property));
	const readCallees = parameterReader(ctx, ofCallees, false);
	const readSettings = settingsReader(ctx, operation, account, ofSettings, numberCheck);

	const contacts: Contact[] = [];
	const problems = new Map<number, Problem[]>();
	const count = ctx.getInputData().length;
	for (let item = 0; item < count; item++) {
		const found = readSettings(item);
		// Waiting for what is there already takes longer than all the rest.
		const settings = found instanceof Promise ? await found : found;
		const read = readCallees.read(item);
		const callees = calleesOf(read, readCallees, operation, settings);
		if (callees.problems.length > 0 || settings.problems.length > 0) {
			problems.set(item, [...callees.problems, ...settings.problems]);
		} else contacts.push({ item, settings: settings.settings, callees: callees.callees });
	}
	return { contacts, problems };
}

interface ReadSettings {
	settings: Settings;
	problems: Problem[];
	surroundings: Surroundings;
	/** Undefined where it can't be said how numbers are read, because their country is wrong. */
	rules?: NumberRules;
}

/** Settings that are the same for many items are written and checked once. */
function settingsReader(
	ctx: IExecuteFunctions,
	operation: Operation,
	account: Account,
	properties: INodeProperties[],
	numberCheck: NumberCheck,
): (item: number) => ReadSettings | Promise<ReadSettings> {
	const reader = parameterReader(ctx, properties, true);
	const surroundings: Surroundings = {
		now: new Date(),
		workflowZone: ctx.getTimezone(),
		vendorZone: account.timezone,
	};
	const known = new WeakMap<Read, ReadSettings>();
	/** A file that many items have is held once. */
	const byKey = new Map<string, Settings>();
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
		const files = await attachFiles(ctx, item, values, properties, operation.fields);
		const { body, problems } = write(
			files.values,
			properties,
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
		const settings = byKey.get(key) ?? { body, key };
		const rules =
			given.problems.length === 0 ? numberRules(operation, values, numberCheck) : undefined;
		const result = { settings, problems: all, surroundings, rules };
		// A file belongs to its item, even where the parameters are the same for all.
		if (files.found) byKey.set(key, settings);
		else known.set(given, result);
		return result;
	}
}

/** How an item's numbers are read; undefined when their country is wrong, which has a problem of its own. */
export function numberRules(
	{ callees }: Operation,
	values: Values,
	check: NumberCheck,
): NumberRules | undefined {
	if (callees === undefined) return undefined;
	const { digits, country: parameter } = callees;
	const country = parameter
		? values[parameter]
		: (values.options as Values | undefined)?.defaultCountry;
	if (isCountry(country)) return { digits, country, noOther: parameter !== undefined, check };
	return isEmpty(country) && parameter === undefined ? { digits, check } : undefined;
}

const NO_VARIABLES: Variables = {};

function calleesOf(
	{ values, problems: unread }: Read,
	{ properties, raw }: Reader,
	{ callees: rule, fields }: Operation,
	{ surroundings, rules }: ReadSettings,
): { callees: Callee[]; problems: Problem[] } {
	if (rule === undefined) return { callees: [], problems: [] };
	if (unread.length > 0) return { callees: [], problems: unread };
	const { body, problems } = write(values, properties, fields, surroundings, raw);
	const variables = (rule.variables ? rule.readVariables?.(body) : undefined) ?? NO_VARIABLES;
	if (rules === undefined) return { callees: [], problems };
	try {
		const numbers = parseCallees(values[rule.parameter], rules);
		return { callees: numbers.map((number) => ({ number, variables })), problems };
	} catch (error) {
		const property = properties.find(({ name }) => name === rule.parameter);
		const parameter = property?.displayName ?? rule.parameter;
		return {
			callees: [],
			problems: [{ parameter, message: (error as CalleeError).message }, ...problems],
		};
	}
}

/** Bodies with files in them are long; a hash compares as well. */
function keyOf(body: Body): string {
	const text = JSON.stringify(body);
	return text.length < 1000 ? text : createHash('sha256').update(text).digest('hex');
}
