import type { INodeProperties } from 'n8n-workflow';

import { choice, decimal, integer, rows, text, type Fields } from '../../voice/input/fields';
import type { ChangeOperation } from '../../voice/types';
import type { Body } from '../../voice/input/wire';
import { agentTransfer, agentTransferFields } from '../parameters/agentTransfer';
import { hangUpSms, hangUpSmsFields, hangUpSmsRule } from '../parameters/hangUpSms';
import { voiceSource, voiceSourceFields } from '../parameters/voiceSource';

const node: INodeProperties[] = [
	...voiceSource,
	{
		displayName: 'Language',
		name: 'lan',
		type: 'string',
		required: true,
		displayOptions: { show: { source: [3] } },
		default: '',
		placeholder: 'e.g. EN',
		description: 'Code from the vendor’s language table',
	},
	{
		displayName: 'Speaking Rate',
		name: 'speakingRate',
		type: 'number',
		typeOptions: { minValue: 0.25, maxValue: 4, numberPrecision: 2 },
		displayOptions: { show: { source: [3] } },
		default: 1,
		description: 'How fast the text is read, 0.25 to 4 times the usual speed',
	},
	{
		displayName: 'Voice Gender',
		name: 'ssmlGender',
		type: 'options',
		displayOptions: { show: { source: [3] } },
		options: [
			{ name: 'Female', value: 2 },
			{ name: 'Male', value: 1 },
			{ name: 'Vendor’s Choice', value: '' },
		],
		default: '',
		description: 'Voice the text is read with; female if both exist and none is chosen',
	},
	{
		displayName: 'Accent',
		name: 'accent',
		type: 'string',
		displayOptions: { show: { source: [3] } },
		default: '',
		placeholder: 'e.g. 91',
		description: 'Code from the vendor’s accent table, a whole number',
	},
	...hangUpSms.map((property) =>
		property.name === 'successPushTime'
			? { ...property, typeOptions: { ...property.typeOptions, minValue: 1 } }
			: property,
	),
	...agentTransfer,
	{
		displayName: 'Transfer Delay',
		name: 'delayTransfer',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		displayOptions: { show: { toSeat: [true], toSeatType: [2] } },
		default: 0,
		description: 'How many seconds to wait before the call is handed over',
	},
];

const nodeFields: Fields = {
	...voiceSourceFields,
	lan: text(),
	speakingRate: decimal(0.25, 4),
	ssmlGender: choice(1, 2),
	accent: integer(1),
	...hangUpSmsFields(1),
	...agentTransferFields('text'),
	delayTransfer: integer(0),
};

/** The vendor's sample sends a delay of 0 with a transfer that isn't by key, where none can be set. */
const withDelay = (row: Body): Body =>
	row.toSeat === 1 && row.toSeatType === 1 ? { ...row, delayTransfer: 0 } : row;

/**
 * Changes an automatic redial flow that has not begun.
 *
 * @see https://www.itniotech.com/api/voice/recallUpdate/
 */
export const updateRedialFlow: ChangeOperation = {
	kind: 'change',
	repeatable: true,
	resource: { name: 'Redial Flow', value: 'redialFlow' },
	operation: {
		name: 'Update',
		value: 'update',
		action: 'Update a redial flow',
		description: 'Change how and with what the callees of a task are called again',
	},
	method: 'POST',
	path: '/voice/recallFlow/update',
	refusals: ['-1', '-2', '-16', '-22'],
	properties: [
		{
			displayName: 'Redial Flow ID',
			name: 'keyId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 299',
			description: 'ID of the redial flow (not of its task), a whole number',
		},
		{
			displayName: 'Redial Interval',
			name: 'recallInterval',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1440, numberPrecision: 0 },
			required: true,
			default: 30,
			description: 'How many minutes lie between two rounds, 1 to 1440',
		},
		{
			displayName: 'Redial Rounds',
			name: 'recallNum',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
			required: true,
			default: 1,
			description: 'How many rounds of calls are made again, 1 to 10',
		},
		{
			displayName: 'Redial Whom',
			name: 'recallType',
			type: 'options',
			required: true,
			options: [
				{ name: 'All Callees', value: 0 },
				{ name: 'Only Failed Calls', value: 1 },
			],
			default: 1,
			description: 'Who is called again, judged by the round before',
		},
		{
			displayName: 'Redial Nodes',
			name: 'nodeList',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Node',
			default: {},
			description: 'What is played in each round; left empty, nothing of it changes',
			options: [{ displayName: 'Node', name: 'node', values: node }],
		},
	],
	fields: {
		keyId: integer(1),
		recallInterval: integer(1, 1440),
		recallNum: integer(1, 10),
		recallType: choice(0, 1),
		nodeList: rows('node', nodeFields, { complete: withDelay }),
	},
	rules: ({ nodeList }) =>
		((nodeList ?? []) as Body[]).flatMap((row, index) =>
			hangUpSmsRule(row, `Redial Nodes → Node ${index + 1} → `),
		),
	after: (_, { keyId }) => [{ keyId: keyId as number, success: true }],
};
