import type { INodeProperties } from 'n8n-workflow';

import { flag, integer, key, text, type Fields } from '../../voice/input/fields';
import type { Problem } from '../../voice/types';
import type { Body } from '../../voice/input/wire';

/** The SMS that follows a call, with what triggers it. */
export const hangUpSms: INodeProperties[] = [
	{
		displayName: 'Hang-Up SMS',
		name: 'hangUpSms',
		type: 'boolean',
		default: false,
		description: 'Whether to send an SMS after the call, on at least one of four triggers',
	},
	{
		displayName: 'SMS Content',
		name: 'smsContent',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		displayOptions: { show: { hangUpSms: [true] } },
		default: '',
		placeholder: 'e.g. Sorry we missed you. Call us back on 100812221.',
		description: 'Text of the SMS, up to 1000 characters',
	},
	{
		displayName: 'Sender ID',
		name: 'senderId',
		type: 'string',
		displayOptions: { show: { hangUpSms: [true] } },
		default: '',
		placeholder: 'e.g. MyShop',
		description: 'What the SMS names as its sender, up to 32 characters',
	},
	{
		displayName: 'SMS on Key Press',
		name: 'feedbackPush',
		type: 'boolean',
		displayOptions: { show: { hangUpSms: [true] } },
		default: false,
		description: 'Whether to send the SMS when the callee presses a key',
	},
	{
		displayName: 'Key',
		name: 'feedbackValue',
		type: 'string',
		required: true,
		displayOptions: { show: { hangUpSms: [true], feedbackPush: [true] } },
		default: '',
		placeholder: 'e.g. 1',
		description: 'The key that triggers the SMS, 0 to 9',
	},
	{
		displayName: 'SMS on Answered Call',
		name: 'successPush',
		type: 'boolean',
		displayOptions: { show: { hangUpSms: [true] } },
		default: false,
		description: 'Whether to send the SMS when the call was answered',
	},
	{
		displayName: 'SMS Delay',
		name: 'successPushTime',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 9999, numberPrecision: 0 },
		required: true,
		displayOptions: { show: { hangUpSms: [true], successPush: [true] } },
		default: 10,
		description: 'How many seconds after the answered call the SMS is sent',
	},
	{
		displayName: 'SMS on Failed Call',
		name: 'failedPush',
		type: 'boolean',
		displayOptions: { show: { hangUpSms: [true] } },
		default: false,
		description: 'Whether to send the SMS when the call failed',
	},
	{
		displayName: 'SMS on Ringing',
		name: 'ringPush',
		type: 'boolean',
		displayOptions: { show: { hangUpSms: [true] } },
		default: false,
		description: 'Whether to send the SMS when the phone rang',
	},
];

/**
 * @param shortestDelay seconds: the group call page allows 0, the redial page begins at 1
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const hangUpSmsFields = (shortestDelay: number): Fields => ({
	hangUpSms: flag(0, 1),
	smsContent: text({ max: 1000 }),
	senderId: text({ max: 32 }),
	feedbackPush: flag(0, 1),
	feedbackValue: key('text'),
	successPush: flag(0, 1),
	successPushTime: integer(shortestDelay, 9999),
	failedPush: flag(0, 1),
	ringPush: flag(0, 1),
});

/** The vendor's code -53: an SMS without a trigger would never be sent. */
export function hangUpSmsRule(body: Body, path = ''): Problem[] {
	const triggers = [body.feedbackPush, body.successPush, body.failedPush, body.ringPush];
	if (body.hangUpSms !== 1 || triggers.includes(1)) return [];
	return [
		{
			parameter: `${path}Hang-Up SMS`,
			message:
				'is on, but none of its triggers is; turn on at least one of SMS on Key Press, SMS on Answered Call, SMS on Failed Call and SMS on Ringing',
		},
	];
}
