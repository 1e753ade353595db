import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Duplicates } from '../calls/plan';
import type { CallingHours } from '../guards/callingHours';
import { guardsOf, hours, leastBalance, MOST_CALLEES, mostCallees } from '../guards/parameters';
import { problemError } from '../output/errors';
import { parameters, type Parameter } from './declaration';
import { flag, integer, type Field } from './fields';
import type { NumberCheck } from './numbering';
import { quote } from './payload';
import type { Values } from './display';
import { isTool } from '../calls/tool';
import { isUpload, type CallOperation, type Operation, type Problem } from '../types';

/**
 * How a run sends, whatever it says to the vendor: the settings of the collection Sending, which every
 * operation has. They are those of the run, not of an item, and take no expressions: a bad item must
 * not keep the others from being sent. Do Not Call alone does, see `readDoNotCall`.
 */
export interface Sending {
	duplicates: Duplicates;
	sameListAgain: 'skip' | 'call';
	numberCheck: NumberCheck;
	output: 'callee' | 'request';
	preview: boolean;
	/** Most requests under way at a time. */
	concurrency: number;
	/** Fewest milliseconds from the beginning of a delivery to that of the next. */
	requestInterval: number;
	/** Most attempts for a request. */
	maxAttempts: number;
	mostCallees: number;
	/** In the account's currency. */
	leastBalance?: number;
	callingHours?: CallingHours;
}

const FOR_CALLEES: Parameter[] = [
	{
		displayName: 'Duplicates',
		name: 'duplicates',
		type: 'options',
		default: 'once',
		noDataExpression: true,
		options: [
			{ name: 'Call Each Time', value: 'each', description: 'One call for each item' },
			{
				name: 'Call Once',
				value: 'once',
				description: 'Stops before the first call if its variables differ',
			},
			{
				name: 'Call Once, First Wins',
				value: 'first',
				description: 'With the variables of the first item',
			},
		],
		description:
			'What to do with a number that occurs twice among items of equal settings; called once, each of its items gets the outcome',
	},
	{
		displayName: 'Number Check',
		name: 'numberCheck',
		type: 'options',
		default: 'vendor',
		noDataExpression: true,
		options: [
			{
				name: 'By the Country’s Plan',
				value: 'country',
				description: 'As below, and as long as numbers of their country are',
			},
			{
				name: 'By the Vendor’s Limits',
				value: 'vendor',
				description: 'As many digits as the vendor takes, and a calling code that exists',
			},
		],
		description: 'How strictly numbers are checked before anybody is called',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'callee',
		noDataExpression: true,
		options: [
			{ name: 'One Item per Callee', value: 'callee' },
			{ name: 'One Item per Request', value: 'request' },
		],
		description:
			'What the output items stand for. A language model that uses the node as a tool gets an answer of its own, which is short.',
	},
];

/** Where those of a task are called again, each item has a request of its own. */
const TASKS_TWICE: Parameter = {
	...FOR_CALLEES[0],
	options: [
		{ name: 'Call Each Time', value: 'each', description: 'One task for each item' },
		{ name: 'Stop', value: 'once', description: 'Before the first call' },
	],
	description: 'What to do with a group call that several items name',
};

/** Where a task has a name, the day counts. */
const SAME_LIST_AGAIN: Parameter = {
	displayName: 'Same List Again',
	name: 'sameListAgain',
	type: 'options',
	default: 'skip',
	noDataExpression: true,
	options: [
		{ name: 'Call Again', value: 'call' },
		{ name: 'Don’t Call Again That Day', value: 'skip' },
	],
	description:
		'What to do with a group call without a Task Name to the same callees with the same content on the same day, or with the same call of an AI agent in the same execution. Not called again, it comes out as repeated.',
};

/** Elsewhere nothing is known of other executions. */
const SAME_CALL_AGAIN: Parameter = {
	...SAME_LIST_AGAIN,
	displayName: 'If an AI Agent Repeats a Call',
	options: [
		{ name: 'Call Again', value: 'call' },
		{ name: 'Don’t Call Again', value: 'skip' },
	],
	description:
		'What to do when an AI agent that uses this node as a tool makes the same call again in one execution; not called again, it comes out as repeated. A new execution always calls again.',
};

const CONCURRENCY: Parameter = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	default: 1,
	noDataExpression: true,
	description:
		'How many requests are under way at a time. With 1, the first request that fails is the only one that was sent.',
	is: integer(1, 10),
};

const MAX_ATTEMPTS: Parameter = {
	displayName: 'Tries per Request',
	name: 'maxAttempts',
	type: 'number',
	default: 3,
	noDataExpression: true,
	description:
		'How many times a request is tried as long as it is certain that it was not taken. A group call, which its name protects, is also tried again when no answer came and the vendor’s list of tasks does not have it.',
	is: integer(1, 10),
};

/** What rings no phone may be asked again more freely, see `exchange`. */
const MAX_ATTEMPTS_HARMLESS: Parameter = {
	...MAX_ATTEMPTS,
	description:
		'How many times a request is tried. What only reads is tried as often as it fails; what changes something, as long as it is certain that it was not taken, or doing it twice is the same as once.',
};

/** On once it is added, for whoever adds it wants it; a run that does not have it sends. */
const PREVIEW: Parameter = {
	displayName: 'Preview (Send Nothing)',
	name: 'preview',
	type: 'boolean',
	default: true,
	noDataExpression: true,
	description:
		'Whether to send nothing and output the requests that would be sent. To send them, turn it off or take it out.',
	is: flag(false, true),
	first: true,
};

const PREVIEW_OF_CALLS: Parameter = {
	...PREVIEW,
	displayName: 'Preview (Call Nobody)',
	description:
		'Whether to call nobody and output the requests that would be sent, so that a workflow can be tried. To call, turn it off or take it out.',
};

/** What pressing the button does, above whom it calls. */
export const RINGS_PHONES =
	'Execute rings real phones. To try it without calling anybody, add <b>Sending → Preview (Call Nobody)</b> below.';

const REQUEST_INTERVAL: Parameter = {
	displayName: 'Request Interval (Milliseconds)',
	name: 'requestInterval',
	type: 'number',
	default: 0,
	noDataExpression: true,
	description:
		'Least time between the beginnings of two requests, repeated ones and look-ups included',
	is: integer(0, 60_000),
};

const SETTINGS = parameters([
	...FOR_CALLEES,
	SAME_LIST_AGAIN,
	CONCURRENCY,
	MAX_ATTEMPTS,
	PREVIEW,
	REQUEST_INTERVAL,
	leastBalance,
	mostCallees,
]);
const HOURS = parameters(hours(true));

/**
 * The collection Sending of an operation, as the editor shows it: what its kind has use for.
 *
 * @param hasBalance whether the vendor tells what is left on the account
 */
export function sendingOf(operation: Operation, hasBalance: boolean): INodeProperties {
	const sending: Parameter = {
		displayName: 'Sending',
		name: 'sending',
		type: 'collection',
		placeholder: 'Add setting',
		default: {},
		noDataExpression: true,
		description: 'How this run sends. These settings hold for all items and take no expressions.',
		options: settingsOf(operation, hasBalance),
	};
	return parameters([sending]).properties[0];
}

function settingsOf(operation: Operation, hasBalance: boolean): Parameter[] {
	if (operation.kind !== 'call') {
		const changes = operation.kind === 'change' || isUpload(operation);
		return [MAX_ATTEMPTS_HARMLESS, REQUEST_INTERVAL, ...(changes ? [PREVIEW] : [])];
	}
	return [
		...(operation.callees ? FOR_CALLEES : [TASKS_TWICE]),
		sameAgain(operation),
		CONCURRENCY,
		MAX_ATTEMPTS,
		PREVIEW_OF_CALLS,
		REQUEST_INTERVAL,
		...guardsOf(operation, hasBalance),
	];
}

/** What decides whether the same is called again. */
export const sameAgain = ({ callees, taskList }: CallOperation): Parameter =>
	callees && taskList ? SAME_LIST_AGAIN : SAME_CALL_AGAIN;

/**
 * Reads how the run sends.
 *
 * @throws NodeOperationError when one of the settings is not allowed
 */
export function readSending(ctx: IExecuteFunctions): Sending {
	const node = ctx.getNode();
	// As it stands in the workflow: an expression, which only hand-written JSON can hold, is refused.
	const values = ctx.getNodeParameter('sending', 0, {}, { rawExpressions: true }) as Values;
	const problems: Problem[] = [];
	const read = reader(values, SETTINGS, 'Sending → ', problems);
	const sending = {
		duplicates: read('duplicates'),
		sameListAgain: read('sameListAgain'),
		numberCheck: read('numberCheck'),
		output: read('output'),
		// Whatever could mean yes: a wrong guess here must not ring a phone.
		preview: Boolean(values.preview),
		concurrency: read('concurrency'),
		requestInterval: read('requestInterval'),
		maxAttempts: read('maxAttempts'),
		mostCallees: read('mostCallees', isTool(node) ? MOST_CALLEES.tool : MOST_CALLEES.run),
		...(Object.hasOwn(values, 'leastBalance') && { leastBalance: read('leastBalance') }),
		...(Object.hasOwn(values, 'callingHours') && {
			callingHours: readHours(values.callingHours, problems),
		}),
	} as Sending;
	if (problems.length > 0) throw problemError(node, problems);
	return sending;
}

/** Reads settings one by one; what is not allowed is a problem. */
function reader(
	values: Values,
	{ properties, fields }: ReturnType<typeof parameters>,
	group: string,
	problems: Problem[],
) {
	return (name: string, otherwise?: number) => {
		const { displayName, default: preset } = properties.find((one) => one.name === name)!;
		const value = Object.hasOwn(values, name) ? values[name] : (otherwise ?? preset);
		const { allowed, write } = fields[name] as Field;
		const written = write(value, undefined as never);
		if (written === undefined) {
			const message = `is ${quote(value)}; allowed is ${allowed}`;
			problems.push({ parameter: group + displayName, message });
		}
		return written;
	};
}

/** Hours that were added and not filled in would be a guard that guards nobody. */
function readHours(given: unknown, problems: Problem[]): CallingHours {
	const values = Object(Object(given).hours) as Values;
	const parameter = 'Sending → Calling Hours';
	if (Object.keys(values).length === 0) {
		problems.push({ parameter, message: 'has no hours; add them, or take the setting out' });
	}
	const read = reader(values, HOURS, `${parameter} → `, problems);
	const [from, to, days, outside] = ['from', 'to', 'days', 'outside'].map((name) => read(name));
	if (from !== undefined && from === to) {
		const message = `is ${quote(to)}, as From is; for the whole day enter 00:00 and 23:59`;
		problems.push({ parameter: `${parameter} → To`, message });
	}
	return { from, to, days, outside } as CallingHours;
}
