import type { Parameter } from '../input/declaration';
import { decimal, integer, notSent, timeOfDay, zone } from '../input/fields';
import type { CallOperation } from '../types';

/** Most callees of a run where nobody says otherwise, and the same where an AI agent makes the calls. */
export const MOST_CALLEES = { run: 10_000, tool: 20 };

export const mostCallees: Parameter = {
	displayName: 'Most Callees',
	name: 'mostCallees',
	type: 'number',
	default: 10_000,
	noDataExpression: true,
	description:
		'A run that would call more people stops before the first call. Without this setting it is 10,000, and 20 where an AI agent uses the node as a tool.',
	is: integer(1),
};

const doNotCall: Parameter = {
	displayName: 'Do Not Call',
	name: 'doNotCall',
	type: 'string',
	default: '',
	placeholder: "e.g. {{ $('Do Not Call').all().map((row) => row.json.phone) }}",
	description:
		'Numbers that are never called, whatever the items say: a list, or a text with commas between them. It is read once for the run. An expression that yields nothing stops the run; an empty list is a list of nobody. It can’t be kept where those of a group call are called again.',
};

const WHEN: Parameter[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '09:00',
		placeholder: 'e.g. 09:00',
		noDataExpression: true,
		description: 'When calls may begin',
		is: timeOfDay(),
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		default: '20:00',
		placeholder: 'e.g. 20:00',
		noDataExpression: true,
		description: 'From when on no call may begin; before From it is that time of the next day',
		is: timeOfDay(),
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		default: [1, 2, 3, 4, 5],
		noDataExpression: true,
		options: [
			{ name: 'Friday', value: 5 },
			{ name: 'Monday', value: 1 },
			{ name: 'Saturday', value: 6 },
			{ name: 'Sunday', value: 7 },
			{ name: 'Thursday', value: 4 },
			{ name: 'Tuesday', value: 2 },
			{ name: 'Wednesday', value: 3 },
		],
		description: 'On which days calls may begin',
	},
];

const REFUSE = {
	name: 'Refuse',
	value: 'refuse',
	description: 'Nobody is called; each comes out as refused, with the next moment that is allowed',
};
const HOLD = {
	name: 'Hold',
	value: 'hold',
	description: 'The group call begins when it is allowed: its Send Time is set',
};

/** @param canHold whether the operation can be told when to begin */
export const hours = (canHold: boolean): Parameter[] => [
	...WHEN,
	{
		displayName: 'Outside',
		name: 'outside',
		type: 'options',
		default: 'refuse',
		noDataExpression: true,
		options: canHold ? [HOLD, REFUSE] : [REFUSE],
		description: 'What becomes of callees outside of these hours',
	},
];

const callingHours = (canHold: boolean): Parameter => ({
	displayName: 'Calling Hours',
	name: 'callingHours',
	type: 'fixedCollection',
	placeholder: 'Add Hours',
	default: {},
	noDataExpression: true,
	description:
		'When calls may begin, by the clock of Callee Time Zone in Options, else of the workflow. Redials that the vendor makes by itself may fall outside.',
	options: [{ displayName: 'Hours', name: 'hours', values: hours(canHold) }],
});

export const leastBalance: Parameter = {
	displayName: 'Least Balance',
	name: 'leastBalance',
	type: 'number',
	default: 0,
	noDataExpression: true,
	description:
		'Nobody is called if the account holds less, in its currency. The balance is read once, before the first call; if it can’t be read, the run stops.',
	is: decimal(0, 1_000_000_000),
};

/** Whose clock Calling Hours mean; the vendors know none. */
export const calleeTimeZone: Parameter = {
	displayName: 'Callee Time Zone',
	name: 'calleeTimeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Berlin',
	description:
		'Zone by whose clock Calling Hours in Sending are kept, the workflow’s if left out. An expression can take it from each item.',
	is: notSent(zone()),
};

/**
 * What keeps a run from calling whom it should not.
 *
 * @param hasBalance whether the vendor tells what is left on the account
 */
export const guardsOf = ({ starts }: CallOperation, hasBalance: boolean): Parameter[] => [
	callingHours(starts?.write !== undefined),
	doNotCall,
	...(hasBalance ? [leastBalance] : []),
	mostCallees,
];
