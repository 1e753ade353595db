import { DateTime } from 'luxon';

import { calleesParameter, type CalleeRule } from '../../voice/input/calleesParameter';
import { parameters, type Parameter } from '../../voice/input/declaration';
import { calleeTimeZone } from '../../voice/guards/parameters';
import { address, country, flag, integer, pattern, text, time } from '../../voice/input/fields';
import type { CallOperation, Problem } from '../../voice/types';
import type { Body, Surroundings } from '../../voice/input/wire';
import { readCallId } from '../answer';

const TIME = 'yyyyMMddHHmmss';
const DAYS_AHEAD = 8;
/** Three days in minutes: the longest that all redials together may take. */
const LONGEST_REDIAL_SPAN = 3 * 24 * 60;

const callees: CalleeRule = {
	parameter: 'mobile',
	variables: 'variables',
	country: 'countryCode',
	readVariables: ({ variables }) => ((variables ?? []) as Body[]).map(({ value }) => String(value)),
	// The page gives no length; 15 digits are the most an international number has (E.164).
	digits: [7, 15],
	perRequest: 1000,
	write: (callees) => ({
		mobile: callees
			.map(({ number, variables }) => [number, (variables as string[]).join('|')])
			.map(([number, values]) => (values === '' ? number : `${number},${values}`))
			.join(';'),
	}),
};

const declared: Parameter[] = [
	calleesParameter(callees),
	{
		displayName: 'Country',
		name: 'countryCode',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CN',
		description:
			'Country of the numbers, two letters. Numbers may be written as inside it, such as 0151 12345678 with DE; digits alone must begin with its calling code.',
		is: country(),
	},
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 1000001',
		description:
			'ID of a voice template that was made and approved in the vendor’s console; its pages name no menu',
		is: text(),
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		description: 'Values of the template’s variables, in the order of the template',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. 4711',
						description: 'Without semicolon, comma, vertical bar and line break',
						// A separator in a value would end it, and what follows could ring another number.
						is: pattern(/^[^;,|\r\n\u2028\u2029]+$/, 'a text without ; , | and line breaks'),
					},
				],
			},
		],
	},
	{
		displayName: 'Begin',
		name: 'sendType',
		type: 'options',
		options: [
			{ name: 'At a Set Time', value: '1' },
			{ name: 'Immediately', value: '2' },
		],
		default: '2',
		description: 'When the calls begin',
	},
	{
		displayName: 'Start Time',
		name: 'taskStartTime',
		type: 'dateTime',
		required: true,
		displayOptions: { show: { sendType: ['1'] } },
		default: '',
		description:
			'When the calls begin, at most 8 days ahead. A time without an offset is in the workflow’s time zone.',
		is: time(TIME),
	},
	{
		displayName: 'End Time',
		name: 'taskEndTime',
		type: 'dateTime',
		displayOptions: { show: { sendType: ['1'] } },
		default: '',
		description: 'When the calls end',
		is: time(TIME),
	},
	{
		displayName: 'Redial Attempts',
		name: 'maxRecallCount',
		type: 'number',
		default: 0,
		description: 'How often a callee is called again after a failed call',
		is: integer(0, 3, 'text'),
	},
	{
		displayName: 'Redial Interval (Minutes)',
		name: 'recallInterval',
		type: 'number',
		required: true,
		displayOptions: { show: { maxRecallCount: [{ _cnd: { gt: 0 } }] } },
		default: 60,
		description: 'How long to wait between two attempts, which all lie within 3 days',
		is: integer(1, LONGEST_REDIAL_SPAN, 'text'),
	},
	{
		displayName: 'Redial When Not Connected',
		name: 'noConnected',
		type: 'boolean',
		displayOptions: { show: { maxRecallCount: [{ _cnd: { gt: 0 } }] } },
		default: true,
		description: 'Whether to call again when the phone could not be reached',
		is: flag('false', 'true'),
	},
	{
		displayName: 'Redial When Not Answered',
		name: 'noAnswer',
		type: 'boolean',
		displayOptions: { show: { maxRecallCount: [{ _cnd: { gt: 0 } }] } },
		default: true,
		description: 'Whether to call again when nobody answered',
		is: flag('false', 'true'),
	},
	{
		displayName: 'Hang-Up SMS',
		name: 'smsHangupStatus',
		type: 'boolean',
		default: false,
		description: 'Whether to send an SMS after the call',
		is: flag('0', '1'),
	},
	{
		displayName: 'SMS Template ID',
		name: 'smsTemplateId',
		type: 'string',
		required: true,
		displayOptions: { show: { smsHangupStatus: [true] } },
		default: '',
		placeholder: 'e.g. 2000001',
		description:
			'ID of an SMS template that was made and approved in the vendor’s console; its pages name no menu',
		is: text(),
	},
	{
		displayName: 'SMS When',
		name: 'smsSendType',
		type: 'options',
		displayOptions: { show: { smsHangupStatus: [true] } },
		options: [
			{ name: 'After an Answered Call', value: '0' },
			{ name: 'By Length of the Call', value: '3' },
			{ name: 'To Everybody', value: '1' },
			{ name: 'When Not Connected', value: '2' },
		],
		default: '0',
		description: 'Who gets the SMS',
	},
	{
		displayName: 'SMS From Call Length (Seconds)',
		name: 'smsSendLimit',
		type: 'number',
		required: true,
		displayOptions: { show: { smsHangupStatus: [true], smsSendType: ['3'] } },
		default: 1,
		description: 'The SMS is sent when the call lasted as long or longer',
		is: integer(1, undefined, 'text'),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			calleeTimeZone,
			{
				displayName: 'Display Number',
				name: 'displayNum',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1008122211',
				description: 'Number the callee sees, if the operator assigned one',
				is: pattern(/^\d+$/, 'digits and nothing else'),
			},
			{
				displayName: 'Pass-Through Data',
				name: 'transData',
				type: 'string',
				default: '',
				placeholder: 'e.g. order-42',
				description: 'Text that comes back in the call detail record',
				is: text({ max: 50 }),
			},
			{
				displayName: 'Report URL (Billing URL)',
				name: 'billUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/voice/cdr',
				description:
					'Address the vendor pushes call detail records to. What came of the calls comes in no other way: take the Production URL of an InnoPaaS Trigger.',
				is: address(250),
			},
			{
				displayName: 'Task Name',
				name: 'taskName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Reminder',
				description: 'Name of the task in the vendor’s console',
				is: text(),
			},
			{
				displayName: 'TTS Voice',
				name: 'ttsVoice',
				type: 'string',
				default: '',
				placeholder: 'e.g. en-US',
				description: 'Language a text template is read in; that of the country if left empty',
				is: text(),
			},
		],
	},
];

/** Every parameter is a text on the wire, the order is that of the vendor's table. */
const ORDER = [
	'mobile',
	'countryCode',
	'templateId',
	'billUrl',
	'transData',
	'displayNum',
	'smsHangupStatus',
	'smsTemplateId',
	'smsSendType',
	'smsSendLimit',
	'sendType',
	'taskStartTime',
	'taskEndTime',
	'taskName',
	'maxRecallCount',
	'recallInterval',
	'noConnected',
	'noAnswer',
	'ttsVoice',
];

const timeIn = (time: unknown, zone: string) => DateTime.fromFormat(String(time), TIME, { zone });

function rules(body: Body, { now, vendorZone }: Surroundings): Problem[] {
	const problems: Problem[] = [];
	const attempts = Number(body.maxRecallCount);
	const span = attempts * Number(body.recallInterval ?? 0);
	if (span > LONGEST_REDIAL_SPAN) {
		problems.push({
			parameter: 'Redial Interval (Minutes)',
			message: `is ${body.recallInterval} minutes, with ${attempts} attempts ${span} minutes in all; at most ${LONGEST_REDIAL_SPAN} (3 days) are allowed`,
		});
	}
	const read = (time: unknown) => timeIn(time, vendorZone);
	if (body.taskStartTime !== undefined) {
		const start = read(body.taskStartTime);
		// A day of grace, because the zone is a guess. What the vendor does with the past is not known.
		if (start < DateTime.fromJSDate(now).minus({ days: 1 })) {
			problems.push({
				parameter: 'Start Time',
				message: `is ${start.toISO()}, which is in the past; allowed is from now to ${DAYS_AHEAD} days ahead`,
			});
		}
		if (start > DateTime.fromJSDate(now).plus({ days: DAYS_AHEAD })) {
			problems.push({
				parameter: 'Start Time',
				message: `is ${start.toISO()}, more than ${DAYS_AHEAD} days ahead; at most ${DAYS_AHEAD} days are allowed`,
			});
		}
		if (body.taskEndTime !== undefined && read(body.taskEndTime) <= start) {
			problems.push({ parameter: 'End Time', message: 'is not after Start Time' });
		}
	}
	return problems;
}

/**
 * Calls many numbers with a template of the vendor's console, one or several texts of its own for
 * each number.
 *
 * @see https://docs.innopaas.com/api-reference/api-reference-en/voice-api/voice-api/voice-message
 */
export const sendVoiceMessage: CallOperation = {
	kind: 'call',
	resource: { name: 'Voice Message', value: 'voiceMessage' },
	operation: {
		name: 'Send',
		value: 'send',
		action: 'Send a voice message',
		description: 'Call one or many numbers with a voice template',
	},
	method: 'POST',
	path: '/open/int-voice/batch-notify',
	...parameters(declared),
	rules,
	order: ORDER,
	callees,
	sample: {
		calleeNumber: '4915112345678',
		status: 'accepted',
		submittedAt: '2026-11-21T08:30:00.000Z',
		callId: 'demo-call-id-1',
		code: '200000',
		reason: 'success',
	},
	starts: {
		read: ({ taskStartTime }, vendorZone) =>
			taskStartTime === undefined ? undefined : timeIn(taskStartTime, vendorZone).toJSDate(),
	},
	read: readCallId,
};
