import type { INodeProperties } from 'n8n-workflow';

import { flag, integer } from '../../voice/input/fields';
import type { CallOperation } from '../../voice/types';
import { readTask } from '../answer';
import { maxCalls, taskFields, taskName, taskOptions, withTaskOptions } from '../parameters/task';
import { numberInfoList, readVariables, variables, variablesFields } from '../parameters/variables';
import { groupCallList } from './list';

/**
 * Makes a task in which an AI script talks to up to 200,000 numbers.
 *
 * @see https://www.laaffic.com/api/voice/callSendAI/
 */
export const createAiGroupCall: CallOperation = {
	kind: 'call',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Create AI Call',
		value: 'createAi',
		action: 'Create an AI group call',
		description: 'Let an AI script talk to many numbers',
	},
	method: 'POST',
	path: '/voice/group/call/send/ai',
	usesAppId: true,
	taskList: groupCallList,
	refusals: [
		...['-1', '-2', '-16', '-20', '-21', '-22', '-23', '-24', '-26'],
		...['-35', '-37', '-38', '-39', '-41', '-46', '-53', '-60'],
	],
	properties: [
		{
			displayName: 'Callees',
			name: 'calleeNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +49 151 12345678',
			description:
				'Numbers with + and country code (digits alone are taken to begin with one), separated by commas, semicolons, line breaks or spaces, or a list by expression. Items with equal settings share a task of up to 200,000 numbers.',
		},
		variables,
		taskName,
		{
			displayName: 'Script ID',
			name: 'scriptId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 123',
			description: 'ID of the AI script template, a whole number',
		},
		maxCalls,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: (
				[
					...taskOptions,
					{
						displayName: 'Callout Rate',
						name: 'calloutRate',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: 1,
						description: 'Outbound call multiplier',
					},
					{
						displayName: 'Enable Recording',
						name: 'enableRecording',
						type: 'boolean',
						default: false,
						description: 'Whether to record the conversations',
					},
				] as INodeProperties[]
			).sort((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	],
	fields: {
		...taskFields,
		...variablesFields,
		scriptId: integer(1),
		options: withTaskOptions({ calloutRate: integer(1), enableRecording: flag(0, 1) }),
	},
	callees: {
		parameter: 'calleeNumber',
		variables: 'variables',
		readVariables,
		digits: [6, 18],
		perRequest: 200_000,
		// The page's table has a list of numbers, its sample a list of objects; only the sample fits the texts.
		write: (callees) => ({ numberInfoList: numberInfoList(callees) }),
	},
	read: readTask,
};
