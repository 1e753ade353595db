import { when, type Parameter } from '../../voice/input/declaration';
import { flag, integer, key } from '../../voice/input/fields';
import { agentGroup } from './ids';

/**
 * Handing a call over to a group of agents.
 *
 * @param keyAs the group call page types the key as a number, the redial page as a text
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const agentTransfer = (keyAs: 'number' | 'text'): Parameter[] => [
	{
		displayName: 'Transfer to Agent',
		name: 'toSeat',
		type: 'boolean',
		default: false,
		description: 'Whether to hand the call over to an agent',
		is: flag(0, 1),
	},
	...when({ toSeat: [true] }, [
		agentGroup,
		{
			displayName: 'Transfer Outbound Control',
			name: 'outboundControl',
			type: 'options',
			required: true,
			options: [{ name: 'Proportional', value: 1 }],
			default: 1,
			description: 'How many calls are made for the agents that are free',
		},
		{
			displayName: 'Transfer Callout Rate',
			name: 'calloutRate',
			type: 'number',
			required: true,
			default: 1,
			description: 'How many calls are made for each free agent',
			is: integer(1, 100),
		},
		{
			displayName: 'Transfer When',
			name: 'toSeatType',
			type: 'options',
			required: true,
			options: [
				{ name: 'The Announcement Has Ended', value: 1 },
				{ name: 'The Callee Presses a Key', value: 2 },
			],
			default: 1,
			description: 'What makes the vendor hand the call over',
		},
		...when({ toSeatType: [2] }, [
			{
				displayName: 'Transfer Key',
				name: 'toSeatKey',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. 0',
				description: 'The key that hands the call over',
				is: key(keyAs),
			},
		]),
	]),
];
