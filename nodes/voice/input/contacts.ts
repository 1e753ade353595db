import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../delivery/account';
import { parseCallees } from './callees';
import type { CalleeError, NumberRules } from './phoneNumber';
import type { Values } from './display';
import { isCountry, type NumberCheck } from './numbering';
import { parameterReader, type Read, type Reader } from './parameters';
import { isEmpty, write } from './payload';
import { settingsReader, type ReadSettings } from './settings';
import type { Sending } from './sending';
import type {
	CallOperation,
	Callee,
	Contact,
	Operation,
	Problem,
	Settings,
	Variables,
} from '../types';

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
	operation: CallOperation,
	account: Account,
	{ numberCheck, callingHours }: Sending,
): Promise<Reading> {
	const { callees: rule, properties } = operation;
	const ofCallees = properties.filter(
		({ name }) => name === rule?.parameter || name === rule?.variables,
	);
	const ofSettings = properties.filter((property) => !ofCallees.includes(property));
	const readCallees = parameterReader(ctx, ofCallees, false);
	const readSettings = settingsReader(ctx, operation, account, ofSettings);
	const rulesFor = rulesReader(operation, numberCheck);
	const settingsOf = callingHours ? zoned : ({ settings }: ReadSettings) => settings;

	const contacts: Contact[] = [];
	const problems = new Map<number, Problem[]>();
	const count = ctx.getInputData().length;
	for (let item = 0; item < count; item++) {
		const found = readSettings(item);
		// Waiting for what is there already takes longer than all the rest.
		const settings = found instanceof Promise ? await found : found;
		const read = readCallees.read(item);
		const callees = calleesOf(read, readCallees, operation, settings, rulesFor(settings));
		if (callees.problems.length > 0 || settings.problems.length > 0) {
			problems.set(item, [...callees.problems, ...settings.problems]);
		} else contacts.push({ item, settings: settingsOf(settings), callees: callees.callees });
	}
	return { contacts, problems };
}

/** Where the clock counts, those of different zones don't share a request. */
function zoned({ settings, local: { calleeTimeZone } }: ReadSettings): Settings {
	const zone = calleeTimeZone as string | undefined;
	return zone === undefined ? settings : { ...settings, zone };
}

/** Items of the same settings read their numbers in the same way. */
function rulesReader(operation: CallOperation, check: NumberCheck) {
	let last: { settings: ReadSettings; rules?: NumberRules } | undefined;
	return (settings: ReadSettings): NumberRules | undefined => {
		if (last?.settings !== settings) {
			const { values } = settings;
			last = { settings, rules: values && numberRules(operation, values, check) };
		}
		return last.rules;
	};
}

/** How an item's numbers are read; undefined when their country is wrong, which has a problem of its own. */
export function numberRules(
	{ callees }: Pick<Operation, 'callees'>,
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
	{ callees: rule, fields }: CallOperation,
	{ surroundings }: ReadSettings,
	rules: NumberRules | undefined,
): { callees: Callee[]; problems: Problem[] } {
	if (rule === undefined) return { callees: [], problems: [] };
	if (unread.length > 0) return { callees: [], problems: unread };
	const { body, problems } = write(values, properties, fields, surroundings, raw);
	const said = rule.readVariables?.(body) ?? (body as Record<string, string>);
	const variables = rule.variables ? said : NO_VARIABLES;
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
