import { choice, integer, text } from '../../voice/input/fields';
import type { CallOperation } from '../../voice/types';
import type { Body } from '../../voice/input/wire';
import { readTask } from '../answer';
import { agentTransfer, agentTransferFields } from '../parameters/agentTransfer';
import { hangUpSms, hangUpSmsFields, hangUpSmsRule } from '../parameters/hangUpSms';
import { maxCalls, taskFields, taskName, taskOptions, withTaskOptions } from '../parameters/task';
import {
	hasVariables,
	numberInfoList,
	readVariables,
	variables,
	variablesFields,
} from '../parameters/variables';
import { voiceSource, voiceSourceFields } from '../parameters/voiceSource';
import { groupCallList } from './list';

/** The languages of the page, each with the vendor's own code. */
const languages = [
	{ name: 'Arabic', value: 'ARB' },
	{ name: 'Bengali (Bangladesh)', value: 'BD' },
	{ name: 'English', value: 'EN' },
	{ name: 'German', value: 'DE' },
	{ name: 'Hindi', value: 'IN' },
	{ name: 'Indonesian', value: 'IDN' },
	{ name: 'Italian', value: 'IT' },
	{ name: 'Japanese', value: 'JP' },
	{ name: 'Korean', value: 'KR' },
	{ name: 'Portuguese', value: 'PT' },
	{ name: 'Russian', value: 'RU' },
	{ name: 'Spanish', value: 'ES' },
	{ name: 'Thai', value: 'TH' },
	{ name: 'Vietnamese', value: 'VN' },
];

const [hangUpSwitch, ...hangUpDetails] = hangUpSms;

/**
 * Makes a task that plays an announcement to up to 200,000 numbers.
 *
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const createGroupCall: CallOperation = {
	kind: 'call',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Create',
		value: 'create',
		action: 'Create a group call',
		description: 'Play a file or a text to many numbers, with hang-up SMS and transfer to agents',
	},
	method: 'POST',
	path: '/voice/group/call/send',
	usesAppId: true,
	taskList: groupCallList,
	properties: [
		{
			displayName: 'Callees',
			name: 'numberList',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +49 151 12345678',
			description:
				'Numbers with + and country code (digits alone are taken to begin with one), separated by commas, semicolons, line breaks or spaces, or a list by expression. Items with equal settings share a task of up to 200,000 numbers.',
		},
		variables,
		taskName,
		...voiceSource,
		{
			displayName: 'Language',
			name: 'lan',
			type: 'options',
			required: true,
			displayOptions: { show: { source: [3] } },
			options: languages,
			default: 'EN',
			description: 'Language the text is read in',
		},
		{
			displayName: 'Loop Count',
			name: 'loopCount',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 },
			required: true,
			default: 1,
			description: 'How many times the announcement is played, 1 to 9',
		},
		maxCalls,
		hangUpSwitch,
		{
			displayName: 'SMS App ID',
			name: 'smsAppId',
			type: 'string',
			required: true,
			displayOptions: { show: { hangUpSms: [true] } },
			default: '',
			placeholder: 'e.g. 9obbP7Nl',
			description: 'SMS application of the account',
		},
		...hangUpDetails,
		...agentTransfer,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: taskOptions,
		},
	],
	fields: {
		...taskFields,
		...variablesFields,
		...voiceSourceFields,
		lan: choice(...languages.map(({ value }) => value)),
		loopCount: integer(1, 9),
		...hangUpSmsFields(0),
		smsAppId: text(),
		...agentTransferFields('number'),
		options: withTaskOptions(),
	},
	rules: (body) => hangUpSmsRule(body),
	callees: {
		parameter: 'numberList',
		variables: 'variables',
		readVariables,
		digits: [7, 15],
		perRequest: 200_000,
		// The page knows numbers only; a newer page of the vendor has objects with texts in them.
		write: (callees): Body =>
			callees.some((callee) => hasVariables(callee.variables))
				? { numberInfoList: numberInfoList(callees) }
				: { numberList: callees.map(({ number }) => number) },
	},
	read: readTask,
};
