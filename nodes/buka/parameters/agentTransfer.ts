import type { INodeProperties } from 'n8n-workflow';

import { choice, flag, integer, key, type Fields } from '../../voice/input/fields';

/** Handing a call over to a group of agents. */
export const agentTransfer: INodeProperties[] = [
	{
		displayName: 'Transfer to Agent',
		name: 'toSeat',
		type: 'boolean',
		default: false,
		description: 'Whether to hand the call over to an agent',
	},
	{
		displayName: 'Agent Group ID',
		name: 'sipGroupId',
		type: 'string',
		required: true,
		displayOptions: { show: { toSeat: [true] } },
		default: '',
		placeholder: 'e.g. 1000038',
		description: 'The group whose agents take the calls, a whole number',
	},
	{
		displayName: 'Outbound Control',
		name: 'outboundControl',
		type: 'options',
		required: true,
		displayOptions: { show: { toSeat: [true] } },
		options: [{ name: 'Proportional', value: 1 }],
		default: 1,
		description: 'How many calls are made for the agents that are free',
	},
	{
		displayName: 'Callout Rate',
		name: 'calloutRate',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		required: true,
		displayOptions: { show: { toSeat: [true] } },
		default: 1,
		description: 'How many calls are made for each free agent, 1 to 100',
	},
	{
		displayName: 'Transfer When',
		name: 'toSeatType',
		type: 'options',
		required: true,
		displayOptions: { show: { toSeat: [true] } },
		options: [
			{ name: 'The Announcement Has Ended', value: 1 },
			{ name: 'The Callee Presses a Key', value: 2 },
		],
		default: 1,
		description: 'What makes the vendor hand the call over',
	},
	{
		displayName: 'Transfer Key',
		name: 'toSeatKey',
		type: 'string',
		required: true,
		displayOptions: { show: { toSeat: [true], toSeatType: [2] } },
		default: '',
		placeholder: 'e.g. 0',
		description: 'The key that hands the call over, 0 to 9',
	},
];

/**
 * @param keyAs the group call page types the key as a number, the redial page as a text
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const agentTransferFields = (keyAs: 'number' | 'text'): Fields => ({
	toSeat: flag(0, 1),
	sipGroupId: integer(1),
	outboundControl: choice(1),
	calloutRate: integer(1, 100),
	toSeatType: choice(1, 2),
	toSeatKey: key(keyAs),
});
