import { when, type Parameter } from '../../voice/input/declaration';
import { flag, integer, key, text } from '../../voice/input/fields';
import type { Problem } from '../../voice/types';
import type { Body } from '../../voice/input/wire';

const smsAppId: Parameter = {
	displayName: 'SMS App ID',
	name: 'smsAppId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 9obbP7Nl',
	description: 'ID of an SMS application of the account, which the vendor’s staff sets up',
	is: text(),
};

/**
 * The SMS that follows a call, with what triggers it.
 *
 * @param shortestDelay seconds: the group call page allows 0, the redial page begins at 1
 * @param namesApp the redial page has no SMS application
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const hangUpSms = (shortestDelay: number, namesApp: boolean): Parameter[] => [
	{
		displayName: 'Hang-Up SMS',
		name: 'hangUpSms',
		type: 'boolean',
		default: false,
		description: 'Whether to send an SMS after the call, on at least one of four triggers',
		is: flag(0, 1),
	},
	...when({ hangUpSms: [true] }, [
		...(namesApp ? [smsAppId] : []),
		{
			displayName: 'SMS Content',
			name: 'smsContent',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Sorry we missed you. Call us back on 100812221.',
			description: 'Text of the SMS',
			is: text({ max: 1000 }),
		},
		{
			displayName: 'SMS Sender ID',
			name: 'senderId',
			type: 'string',
			default: '',
			placeholder: 'e.g. MyShop',
			description: 'What the SMS names as its sender',
			is: text({ max: 32 }),
		},
		{
			displayName: 'SMS on Key Press',
			name: 'feedbackPush',
			type: 'boolean',
			default: false,
			description: 'Whether to send the SMS when the callee presses a key',
			is: flag(0, 1),
		},
		...when({ feedbackPush: [true] }, [
			{
				displayName: 'SMS Key',
				name: 'feedbackValue',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. 1',
				description: 'The key that triggers the SMS',
				is: key('text'),
			},
		]),
		{
			displayName: 'SMS on Answered Call',
			name: 'successPush',
			type: 'boolean',
			default: false,
			description: 'Whether to send the SMS when the call was answered',
			is: flag(0, 1),
		},
		...when({ successPush: [true] }, [
			{
				displayName: 'SMS Delay (Seconds)',
				name: 'successPushTime',
				type: 'number',
				default: 10,
				description: 'How long after the answered call the SMS is sent',
				is: integer(shortestDelay, 9999),
			},
		]),
		{
			displayName: 'SMS on Failed Call',
			name: 'failedPush',
			type: 'boolean',
			default: false,
			description: 'Whether to send the SMS when the call failed',
			is: flag(0, 1),
		},
		{
			displayName: 'SMS on Ringing',
			name: 'ringPush',
			type: 'boolean',
			default: false,
			description: 'Whether to send the SMS when the phone rang',
			is: flag(0, 1),
		},
	]),
];

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
