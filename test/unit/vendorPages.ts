import type { Values } from '../../nodes/voice/input/display';
import type { Callee } from '../../nodes/voice/types';
import { operationOf, type WithEndpoint } from '../support/profiles';

/*
 * What each vendor's page says about its parameters: the name on the wire, a value given in the
 * editor, the value the page's types ask for, when it applies, and whether it must then be there.
 */
export type Choice = Record<string, unknown>;
type When = (choice: Choice) => boolean;
export type Row = [wire: string, given: unknown, sent: unknown, when: When, needed?: 'needed'];

/** The value comes from the combination that is being tried. */
export const CHOSEN = Symbol('chosen');

const always: When = () => true;
const never: When = () => false;
const uploaded: When = ({ source }) => source === 1;
const fromFile: When = ({ source }) => source === 2;
const spoken: When = ({ source }) => source === 3;
const sms: When = ({ hangUpSms }) => hangUpSms === true;
const smsOnKey: When = ({ hangUpSms, feedbackPush }) => hangUpSms === true && feedbackPush === true;
const smsOnAnswer: When = ({ hangUpSms, successPush }) =>
	hangUpSms === true && successPush === true;
const agent: When = ({ toSeat }) => toSeat === true;
const agentByKey: When = ({ toSeat, toSeatType }) => toSeat === true && toSeatType === 2;

const bit = (name: string) => (choice: Choice) => (choice[name] ? 1 : 0);
const same = (name: string) => (choice: Choice) => choice[name];

const VOICE: Row[] = [
	['source', CHOSEN, same('source'), always, 'needed'],
	['voiceFileId', 'v1.mp3', 'v1.mp3', uploaded, 'needed'],
	['uploadName', 'reminder.mp3', 'reminder.mp3', fromFile, 'needed'],
	['baseFile', 'UklGRg==', 'UklGRg==', fromFile, 'needed'],
	['text', 'Good morning', 'Good morning', spoken, 'needed'],
	['lan', 'EN', 'EN', spoken, 'needed'],
];

const HANG_UP_SMS: Row[] = [
	['hangUpSms', CHOSEN, bit('hangUpSms'), always],
	['smsContent', 'Call us back', 'Call us back', sms, 'needed'],
	['senderId', 'Shop', 'Shop', sms],
	['feedbackPush', CHOSEN, bit('feedbackPush'), sms],
	['feedbackValue', '7', '7', smsOnKey, 'needed'],
	['successPush', CHOSEN, bit('successPush'), sms],
	['successPushTime', 30, 30, smsOnAnswer, 'needed'],
	['failedPush', CHOSEN, bit('failedPush'), sms],
	['ringPush', CHOSEN, bit('ringPush'), sms],
];

/** The page of group calls types the key as Integer, that of redials as String. */
const agentOf = (key: unknown): Row[] => [
	['toSeat', CHOSEN, bit('toSeat'), always],
	['sipGroupId', '1000038', 1000038, agent, 'needed'],
	['outboundControl', 1, 1, agent, 'needed'],
	['calloutRate', 3, 3, agent, 'needed'],
	['toSeatType', CHOSEN, same('toSeatType'), agent, 'needed'],
	['toSeatKey', '0', key, agentByKey, 'needed'],
];

const GROUP_CALL: Row[] = [
	['taskName', 'Reminder', 'Reminder', always],
	...VOICE,
	['loopCount', 2, 2, always, 'needed'],
	['maxCalls', 45, 45, always, 'needed'],
	...HANG_UP_SMS,
	['smsAppId', 'sms1', 'sms1', sms, 'needed'],
	...agentOf(0),
];

const TASK_OPTIONS: Row[] = [
	['appId', 'app1', 'app1', always],
	['displayNum', '1008122211', '1008122211', always],
	['sendTime', '2026-01-31T09:30:00Z', '2026-01-31 17:30:00', always],
	['maxRingingTime', 25, 25, always],
	[
		'allowSendTime',
		{ period: [{ strTime: '09:00', endTime: '18:30' }] },
		[{ strTime: '09:00', endTime: '18:30' }],
		always,
	],
];

const AI_CALL: Row[] = [
	['taskName', 'Reminder', 'Reminder', always],
	['scriptId', '123', 123, always, 'needed'],
	['maxCalls', 40, 40, always, 'needed'],
];

const AI_OPTIONS: Row[] = [
	...TASK_OPTIONS,
	['enableRecording', true, 1, always],
	['calloutRate', 2, 2, always],
];

const VOICE_MESSAGE_OPTIONS: Row[] = [
	['displayNum', '1008122211', '1008122211', always],
	['appId', 'app1', 'app1', always],
	['maxDuration', 50, 50, always],
	['maxRingingTime', 60, 60, always],
	['loopCount', 2, 2, always],
	['calledInfo', 'order 4711', 'order 4711', always],
];

export const REDIAL: Row[] = [
	['keyId', '299', 299, always, 'needed'],
	['recallInterval', 30, 30, always, 'needed'],
	['recallNum', 2, 2, always, 'needed'],
	['recallType', 0, 0, always, 'needed'],
	// Of the newer copy of the page, for AI agents.
	['recallIntent', '101', ['101'], never],
];

const REDIAL_NODE: Row[] = [
	...VOICE,
	['scriptId', '123', 123, never],
	['speakingRate', 1.25, 1.25, spoken],
	['ssmlGender', 2, 2, spoken],
	['accent', '91', 91, spoken],
	...HANG_UP_SMS,
	...agentOf('0'),
	// "Effective if toSeat=1 and toSeatType=2"; the page's sample sends 0 with toSeatType=1.
	['delayTransfer', 5, (choice: Choice) => (choice.toSeatType === 2 ? 5 : 0), agent],
];

const scheduled: When = ({ sendType }) => sendType === '1';
const redialled: When = ({ maxRecallCount }) => Number(maxRecallCount) > 0;
const smsAfter: When = ({ smsHangupStatus }) => smsHangupStatus === true;
const smsByLength: When = (choice) => smsAfter(choice) && choice.smsSendType === '3';

/** In the order of the page; everything is a String there. */
const INNOPAAS: Row[] = [
	['countryCode', 'CN', 'CN', always, 'needed'],
	['templateId', '1000001', '1000001', always, 'needed'],
	['smsHangupStatus', CHOSEN, (choice: Choice) => String(bit('smsHangupStatus')(choice)), always],
	// The page does not say so, but which SMS would it be?
	['smsTemplateId', '2000001', '2000001', smsAfter, 'needed'],
	['smsSendType', CHOSEN, same('smsSendType'), smsAfter],
	['smsSendLimit', 20, '20', smsByLength, 'needed'],
	['sendType', CHOSEN, same('sendType'), always],
	// Nor this, but a set time has to be set.
	['taskStartTime', '2026-01-03T09:30:00Z', '20260103173000', scheduled, 'needed'],
	['taskEndTime', '2026-01-03T10:30:00Z', '20260103183000', scheduled],
	['maxRecallCount', CHOSEN, (choice: Choice) => String(choice.maxRecallCount), always],
	['recallInterval', 90, '90', redialled, 'needed'],
	['noConnected', false, 'false', redialled],
	['noAnswer', true, 'true', redialled],
];

const INNOPAAS_OPTIONS: Row[] = [
	['billUrl', 'https://example.com/cdr', 'https://example.com/cdr', always],
	['transData', 'order-42', 'order-42', always],
	['displayNum', '1008122211', '1008122211', always],
	['taskName', 'Reminder', 'Reminder', always],
	['ttsVoice', 'en-US', 'en-US', always],
];

const BUKA_CHOICES = {
	source: [1, 2, 3],
	hangUpSms: [true, false],
	feedbackPush: [true, false],
	successPush: [true, false],
	failedPush: [true, false],
	ringPush: [true, false],
	toSeat: [true, false],
	toSeatType: [2, 1],
};

export interface Page {
	operation: WithEndpoint;
	rows: Row[];
	options: Row[];
	choices?: Record<string, unknown[]>;
	callees?: Callee[];
	/** What the callees are on the wire. */
	sent?: Values;
	/** The parameters stand in a row of a list, not in the body itself. */
	inRow?: boolean;
}

const two: Callee[] = ['86130000001', '86130000002'].map((number) => ({ number, variables: {} }));
const twoWithTexts = two.map(({ number }) => ({ number, variables: { text1: '12' } }));

export const PAGES: Array<[string, Page]> = [
	[
		'ITNIOTECH: Group Call → Create',
		{
			operation: operationOf('itniotech.groupCall.create'),
			rows: GROUP_CALL,
			options: TASK_OPTIONS,
			choices: BUKA_CHOICES,
			callees: two,
			sent: { numberList: ['86130000001', '86130000002'] },
		},
	],
	[
		'ITNIOTECH: Redial Flow → Update',
		{ operation: operationOf('itniotech.redialFlow.update'), rows: REDIAL, options: [] },
	],
	[
		'ITNIOTECH: Redial Flow → Update → a redial node',
		{
			operation: operationOf('itniotech.redialFlow.update'),
			rows: REDIAL_NODE,
			options: [],
			choices: BUKA_CHOICES,
			inRow: true,
		},
	],
	[
		'LAAFFIC: Group Call → Create AI Call',
		{
			operation: operationOf('laaffic.groupCall.createAi'),
			rows: AI_CALL,
			options: AI_OPTIONS,
			callees: twoWithTexts,
			sent: {
				numberInfoList: [
					{ calleeNumber: '86130000001', text1: '12' },
					{ calleeNumber: '86130000002', text1: '12' },
				],
			},
		},
	],
	[
		'ONBUKA: Voice Message → Send',
		{
			operation: operationOf('onbuka.voiceMessage.send'),
			rows: [['fileId', 'v1.mp3', 'v1.mp3', always, 'needed']],
			options: VOICE_MESSAGE_OPTIONS,
			callees: two,
			sent: { callee: '86130000001,86130000002' },
		},
	],
	[
		'InnoPaaS: Voice Message → Send',
		{
			operation: operationOf('innopaas.voiceMessage.send'),
			rows: INNOPAAS,
			options: INNOPAAS_OPTIONS,
			choices: {
				sendType: ['1', '2'],
				maxRecallCount: [0, 1, 2, 3],
				smsHangupStatus: [true, false],
				smsSendType: ['0', '1', '2', '3'],
			},
			callees: two.map(({ number }) => ({ number, variables: ['123', '456'] })),
			sent: { mobile: '86130000001,123|456;86130000002,123|456' },
		},
	],
];
