import type { INodeProperties } from 'n8n-workflow';

import {
	displayNumber,
	group,
	integer,
	rows,
	text,
	time,
	timeOfDay,
	type Fields,
} from '../../voice/input/fields';
import { defaultCountry, defaultCountryField } from './defaultCountry';

/** The name and the longest call of a group call task. */
export const taskName: INodeProperties = {
	displayName: 'Task Name',
	name: 'taskName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reminder 2026-11-21',
	description:
		'Name of the task at the vendor, 2 to 64 characters, never used before. Left empty, it is derived from the day, the callees and the settings: the same list with the same settings submitted twice in a day is then one task at the vendor, and nobody is called twice.',
};

export const maxCalls: INodeProperties = {
	displayName: 'Max Call Duration',
	name: 'maxCalls',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 999, numberPrecision: 0 },
	required: true,
	default: 60,
	description: 'After how many seconds an answered call is ended, up to 999',
};

/** Options of every group call task. */
export const taskOptions: INodeProperties[] = [
	{
		displayName: 'Allowed Times',
		name: 'allowSendTime',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Period',
		default: {},
		description:
			'Up to three periods of the day in which calls are made, in the vendor’s time zone',
		options: [
			{
				displayName: 'Period',
				name: 'period',
				values: [
					{
						displayName: 'Start Time',
						name: 'strTime',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. 09:00',
						description: 'When calls may begin, as HH:mm',
					},
					{
						displayName: 'End Time',
						name: 'endTime',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. 18:30',
						description: 'When calls must end, as HH:mm',
					},
				],
			},
		],
	},
	{
		displayName: 'App ID',
		name: 'appId',
		type: 'string',
		default: '',
		placeholder: 'e.g. iaAJ6COV',
		description: 'Voice application to use in place of the one in the credential',
	},
	defaultCountry,
	{
		displayName: 'Display Number',
		name: 'displayNum',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1008122211',
		description: 'Number the callee sees, up to 20 digits',
	},
	{
		displayName: 'Max Ringing Time',
		name: 'maxRingingTime',
		type: 'number',
		typeOptions: { minValue: 20, maxValue: 120, numberPrecision: 0 },
		default: 60,
		description: 'How many seconds to let it ring, 20 to 120',
	},
	{
		displayName: 'Send Time',
		name: 'sendTime',
		type: 'dateTime',
		default: '',
		description:
			'When the calls begin; at once if left empty. A time without an offset is in the workflow’s time zone and is converted to the one in the credential.',
	},
];

/** @see https://www.itniotech.com/api/voice/callSend/ */
export const taskFields: Fields = {
	taskName: text({ min: 2, max: 64 }),
	maxCalls: integer(1, 999),
};

const taskOptionsFields: Fields = {
	allowSendTime: rows('period', { strTime: timeOfDay(), endTime: timeOfDay() }, { most: 3 }),
	appId: text(),
	defaultCountry: defaultCountryField,
	displayNum: displayNumber(0, 20),
	maxRingingTime: integer(20, 120),
	sendTime: time('yyyy-MM-dd HH:mm:ss'),
};

export const withTaskOptions = (more: Fields = {}) => group({ ...taskOptionsFields, ...more });
