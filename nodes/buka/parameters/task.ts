import type { Parameter } from '../../voice/input/declaration';
import { calleeTimeZone } from '../../voice/guards/parameters';
import {
	country,
	displayNumber,
	flag,
	integer,
	notSent,
	text,
	time,
	timeOfDay,
	wholeId,
} from '../../voice/input/fields';
import { TIME } from '../time';

/** @see https://www.itniotech.com/api/voice/callSend/ */
export const taskName: Parameter = {
	displayName: 'Task Name',
	name: 'taskName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reminder 2026-11-21',
	description:
		'Name of the task at the vendor, never used before. Left empty, it is derived from the day, the callees and the settings: the same list with the same settings submitted twice in a day is then one task at the vendor, and nobody is called twice.',
	is: text({ min: 2, max: 64 }),
};

/** The name of a task that exists. */
export const newName: Parameter = {
	...taskName,
	required: true,
	description: 'Name of the task at the vendor from now on; no other task may have it',
};

/** The longest call, whatever its name says. It is always sent: without it a call might not be ended at all. */
export const maxCalls: Parameter = {
	displayName: 'Max Call Duration (Seconds)',
	name: 'maxCalls',
	type: 'number',
	default: 60,
	description: 'When an answered call is ended',
	is: integer(1, 999),
};

/** @param most the vendors differ, and their pages do */
export const loopCount = (most: number): Parameter => ({
	displayName: 'Loop Count',
	name: 'loopCount',
	type: 'number',
	default: 1,
	description: 'How many times the announcement is played',
	is: integer(1, most),
});

/** The AI script that talks. */
export const scriptId: Parameter = {
	displayName: 'Script ID',
	name: 'scriptId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123',
	description:
		'ID of the AI script template, which is not that of an AI agent. The vendor lists none by its API and names no menu: take it from the console, or ask the vendor’s staff.',
	is: wholeId(),
};

const period: Parameter[] = [
	{
		displayName: 'Start Time',
		name: 'strTime',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 09:00',
		description: 'When calls may begin',
		is: timeOfDay(),
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 18:30',
		description: 'When calls must end',
		is: timeOfDay(),
	},
];

export const allowSendTime: Parameter = {
	displayName: 'Allowed Times',
	name: 'allowSendTime',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Period',
	default: {},
	description: 'Periods of the day in which calls are made, in the vendor’s time zone',
	options: [{ displayName: 'Period', name: 'period', values: period }],
	most: 3,
};

export const appId: Parameter = {
	displayName: 'App ID',
	name: 'appId',
	type: 'string',
	default: '',
	placeholder: 'e.g. iaAJ6COV',
	description:
		'Voice application to use in place of the one in the credential; the console has its ID under Account Management, Voice App Management',
	is: text(),
};

/** The country of numbers without calling code; the vendors know none. */
export const defaultCountry: Parameter = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. DE',
	description:
		'Country of numbers that are written as inside it, two letters: with DE, 0151 12345678 is called as 4915112345678. An expression can take it from each item.',
	is: notSent(country()),
};

/** @param fewest digits: 0 for tasks, 7 for messages */
export const displayNum = (fewest: number, most: number): Parameter => ({
	displayName: 'Display Number',
	name: 'displayNum',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1008122211',
	description:
		'Number the callee sees. Which ones the account may show the vendor’s pages do not say; ask its staff.',
	is: displayNumber(fewest, most),
});

export const maxRingingTime: Parameter = {
	displayName: 'Max Ringing Time (Seconds)',
	name: 'maxRingingTime',
	type: 'number',
	default: 60,
	description: 'How long to let it ring',
	is: integer(20, 120),
};

export const sendTime: Parameter = {
	displayName: 'Send Time',
	name: 'sendTime',
	type: 'dateTime',
	default: '',
	description:
		'When the calls begin; at once if left empty. A time without an offset is in the workflow’s time zone and is converted to the one in the credential.',
	is: time(TIME),
};

/** Of a task that exists. */
const sendTimeOfChange: Parameter = {
	...sendTime,
	description:
		'When the calls begin. Set it anew for a group call that is to begin later: without it the calls may begin at once, whatever was set before (a guess). A time without an offset is in the workflow’s time zone and is converted to the one in the credential.',
};

const callOptions = [allowSendTime, displayNum(0, 20), maxRingingTime];

/** Options of a task that is changed. */
export const changedOptions = [...callOptions, sendTimeOfChange];

/** Options of a task that is made, whoever it calls. */
export const changeableOptions = [...callOptions, sendTime];

/** Options of every task that is made. */
export const taskOptions = [...changeableOptions, appId, calleeTimeZone, defaultCountry];

/** Of tasks in which a machine talks. */
export const aiOptions: Parameter[] = [
	{
		displayName: 'Callout Rate',
		name: 'calloutRate',
		type: 'number',
		default: 1,
		description:
			'The vendor’s “outbound call multiplier”, of which its pages say no more; leave it at 1 unless the vendor tells you otherwise',
		is: integer(1),
	},
	{
		displayName: 'Enable Recording',
		name: 'enableRecording',
		type: 'boolean',
		default: false,
		description: 'Whether to record the conversations',
		is: flag(0, 1),
	},
];

/** The collection that holds what may be left out. */
export const optionsOf = (options: Parameter[]): Parameter => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});
