import { complaints, pairOf } from './support/contracts';
import * as samples from './support/samples';
import { VALID } from './support/valid';

/** What the page says, what is changed to break it (undefined: left out), and the complaint. */
type Broken = [rule: string, change: Record<string, unknown>, complaint: string];

const out = undefined;
const long = (length: number) => 'x'.repeat(length);
const digits = (length: number) => '4'.repeat(length);
const numbers = (count: number) =>
	Array.from({ length: count }, (_, at) => String(8_613_000_000_000 + at));
const missing = (...names: string[]) =>
	names.map((name): Broken => [`${name} is required`, { [name]: out }, `/${name} required`]);

/** Times, numbers to show and rings: the same words on all pages of the Buka platform. */
const common: Broken[] = [
	['ringing lasts 20 seconds at least', { maxRingingTime: 19 }, '/maxRingingTime minimum'],
	['ringing lasts 120 seconds at most', { maxRingingTime: 121 }, '/maxRingingTime maximum'],
	['ringing is an integer', { maxRingingTime: '60' }, '/maxRingingTime type'],
	['appId is a text', { appId: 5 }, '/appId type'],
	['no field is unknown', { maxRingTime: 60 }, '/maxRingTime additionalProperties'],
];

const tasks: Broken[] = [
	...missing('appId', 'taskName', 'maxCalls'),
	['a task name has 2 characters at least', { taskName: 'x' }, '/taskName minLength'],
	['a task name has 64 characters at most', { taskName: long(65) }, '/taskName maxLength'],
	['a display number has 20 digits at most', { displayNum: digits(21) }, '/displayNum pattern'],
	['a display number has only digits', { displayNum: '+4930' }, '/displayNum pattern'],
	['a call lasts 999 seconds at most', { maxCalls: 1000 }, '/maxCalls maximum'],
	['a send time is a date and a time', { sendTime: '2024-06-21' }, '/sendTime pattern'],
	['a send time has a blank in it', { sendTime: '2024-06-21T00:00:00' }, '/sendTime pattern'],
	[
		'three periods are allowed at most',
		{ allowSendTime: Array(4).fill({ strTime: '18:28', endTime: '19:28' }) },
		'/allowSendTime maxItems',
	],
	[
		'a period begins at hours and minutes',
		{ allowSendTime: [{ strTime: '18', endTime: '19:28' }] },
		'/allowSendTime/0/strTime pattern',
	],
	[
		'a period ends at hours and minutes',
		{ allowSendTime: [{ strTime: '18:28', endTime: '24:28' }] },
		'/allowSendTime/0/endTime pattern',
	],
];

/** Announcement, SMS and agents: the same on the pages of group call and redial. */
const voice: Broken[] = [
	...missing('source'),
	['a source is 1, 2 or 3', { source: 4 }, '/source enum'],
	['source 1 needs a file ID', { source: 1 }, '/voiceFileId required'],
	['source 2 needs a name', { source: 2, baseFile: 'AA==' }, '/uploadName required'],
	['source 2 needs a file', { source: 2, uploadName: 'a.mp3' }, '/baseFile required'],
	['source 3 needs a text', { text: out }, '/text required'],
	['source 3 needs a language', { lan: out }, '/lan required'],
	[
		'a name has 5 characters at least',
		{ source: 2, uploadName: '.mp3', baseFile: 'AA==' },
		'/uploadName minLength',
	],
	[
		'a name has 32 characters at most',
		{ source: 2, uploadName: long(33), baseFile: 'AA==' },
		'/uploadName maxLength',
	],
	[
		'a file is base64',
		{ source: 2, uploadName: 'a.mp3', baseFile: 'not base64!' },
		'/baseFile pattern',
	],
	['a text has 1000 characters at most', { text: long(1001) }, '/text maxLength'],
	['hangUpSms is 0 or 1', { hangUpSms: 2 }, '/hangUpSms enum'],
	['hangUpSms is a number', { hangUpSms: true }, '/hangUpSms type'],
	['a hang-up SMS needs its content', { smsContent: out }, '/smsContent required'],
	['an SMS has 1000 characters at most', { smsContent: long(1001) }, '/smsContent maxLength'],
	['a sender has 32 characters at most', { senderId: long(33) }, '/senderId maxLength'],
	['a hang-up SMS has one trigger at least', { feedbackPush: 0, successPush: 0 }, ' anyOf'],
	['feedbackPush is 0 or 1', { feedbackPush: 2 }, '/feedbackPush enum'],
	['an SMS by key needs the key', { feedbackValue: out }, '/feedbackValue required'],
	['a key has one digit', { feedbackValue: '10' }, '/feedbackValue pattern'],
	['a key is a digit', { feedbackValue: '#' }, '/feedbackValue pattern'],
	['successPush is 0 or 1', { successPush: 2 }, '/successPush enum'],
	['an SMS after the call needs its delay', { successPushTime: out }, '/successPushTime required'],
	['the delay is 9999 at most', { successPushTime: 10_000 }, '/successPushTime maximum'],
	['failedPush is 0 or 1', { failedPush: 2 }, '/failedPush enum'],
	['ringPush is 0 or 1', { ringPush: 2 }, '/ringPush enum'],
	['toSeat is 0 or 1', { toSeat: 2 }, '/toSeat enum'],
	['a transfer needs a group', { sipGroupId: out }, '/sipGroupId required'],
	['a group is a number', { sipGroupId: '1000019' }, '/sipGroupId type'],
	['a transfer needs a controller', { outboundControl: out }, '/outboundControl required'],
	['a controller is 1', { outboundControl: 2 }, '/outboundControl enum'],
	['a transfer needs a rate', { calloutRate: out }, '/calloutRate required'],
	['a rate is 1 at least', { calloutRate: 0 }, '/calloutRate minimum'],
	['a rate is 100 at most', { calloutRate: 101 }, '/calloutRate maximum'],
	['a transfer needs its condition', { toSeatType: out }, '/toSeatType required'],
	['a condition is 1 or 2', { toSeatType: 3 }, '/toSeatType enum'],
	['a transfer by key needs the key', { toSeatKey: out }, '/toSeatKey required'],
];

const info = (calleeNumber: string, text1 = '12') => ({
	numberInfoList: [{ calleeNumber, text1 }],
});

const BROKEN: Record<string, Broken[]> = {
	batchNotify: [
		...missing('appId', 'appKey', 'mobile', 'countryCode', 'templateId'),
		[
			'numbers are separated by semicolons',
			{ mobile: '8613011112222 8618633334444' },
			'/mobile pattern',
		],
		['a number comes before its variables', { mobile: ',123' }, '/mobile pattern'],
		['numbers are digits', { mobile: '+8613011112222' }, '/mobile pattern'],
		['1000 numbers at most', { mobile: numbers(1001).join(';') }, '/mobile pattern'],
		['a country is an abbreviation', { countryCode: '86' }, '/countryCode pattern'],
		['an address has 250 characters at most', { billUrl: long(251) }, '/billUrl maxLength'],
		['data has 50 characters at most', { transData: long(51) }, '/transData maxLength'],
		['no display number is left out, not empty', { displayNum: '' }, '/displayNum pattern'],
		['smsHangupStatus is 0 or 1', { smsHangupStatus: '2' }, '/smsHangupStatus enum'],
		['everything is a text', { smsHangupStatus: 1 }, '/smsHangupStatus type'],
		['smsSendType is 0 to 3', { smsSendType: '4' }, '/smsSendType enum'],
		['an SMS by length needs the length', { smsSendLimit: out }, '/smsSendLimit required'],
		['the length is 1 at least', { smsSendLimit: '0' }, '/smsSendLimit pattern'],
		['the length is an integer', { smsSendLimit: '1.5' }, '/smsSendLimit pattern'],
		['sendType is 1 or 2', { sendType: '3' }, '/sendType enum'],
		['a start has 14 digits', { taskStartTime: '2020-09-02 17:00:00' }, '/taskStartTime pattern'],
		['an end has 14 digits', { taskEndTime: '20200902' }, '/taskEndTime pattern'],
		['a scheduled task has a start', { taskStartTime: out }, '/taskStartTime required'],
		['3 redials at most', { maxRecallCount: '4' }, '/maxRecallCount enum'],
		['redials are a text', { maxRecallCount: 2 }, '/maxRecallCount type'],
		['redials need an interval', { recallInterval: out }, '/recallInterval required'],
		['an interval is in minutes', { recallInterval: '1h' }, '/recallInterval pattern'],
		['noConnected is true or false', { noConnected: '1' }, '/noConnected enum'],
		['noAnswer is true or false', { noAnswer: 'TRUE' }, '/noAnswer enum'],
		['no field is unknown', { callee: '8613011112222' }, '/callee additionalProperties'],
	],
	sendGroup: [
		...common,
		...missing('callee', 'fileId', 'appId'),
		['numbers have 7 digits at least', { callee: digits(6) }, '/callee pattern'],
		['numbers have 15 digits at most', { callee: digits(16) }, '/callee pattern'],
		['numbers are separated by commas', { callee: '932111111111;932111111112' }, '/callee pattern'],
		['1000 numbers at most', { callee: numbers(1001).join(',') }, '/callee pattern'],
		['numbers are one text', { callee: numbers(2) }, '/callee type'],
		['a display number has 7 digits at least', { displayNum: digits(6) }, '/displayNum pattern'],
		['a display number has 15 digits at most', { displayNum: digits(16) }, '/displayNum pattern'],
		['a call lasts 1 second at least', { maxDuration: 0 }, '/maxDuration minimum'],
		['a call lasts 120 seconds at most', { maxDuration: 121 }, '/maxDuration maximum'],
		['played once at least', { loopCount: 0 }, '/loopCount minimum'],
		['played three times at most', { loopCount: 4 }, '/loopCount maximum'],
		[
			'information has 1000 characters at most',
			{ calledInfo: long(1001) },
			'/calledInfo maxLength',
		],
	],
	groupCallSend: [
		...common,
		...tasks,
		...voice,
		...missing('loopCount'),
		['numbers are required', { numberList: out }, ' oneOf'],
		['numbers are a list', { numberList: digits(12) }, '/numberList type'],
		['a list holds a number', { numberList: [] }, '/numberList minItems'],
		['200,000 numbers at most', { numberList: numbers(200_001) }, '/numberList maxItems'],
		['numbers are texts', { numberList: [8613242926514] }, '/numberList/0 type'],
		['numbers have 7 digits at least', { numberList: [digits(6)] }, '/numberList/0 pattern'],
		['numbers have 15 digits at most', { numberList: [digits(16)] }, '/numberList/0 pattern'],
		['numbers have no plus', { numberList: ['+4915112345678'] }, '/numberList/0 pattern'],
		['a language is on the list', { lan: 'FR' }, '/lan enum'],
		['played once at least', { loopCount: 0 }, '/loopCount minimum'],
		['played nine times at most', { loopCount: 10 }, '/loopCount maximum'],
		['a hang-up SMS needs its application', { smsAppId: out }, '/smsAppId required'],
		['failedPush is needed for an SMS', { failedPush: out }, '/failedPush required'],
		['ringPush is needed for an SMS', { ringPush: out }, '/ringPush required'],
		['the delay is 0 at least', { successPushTime: -1 }, '/successPushTime minimum'],
		['a transfer key is a number', { toSeatKey: '0' }, '/toSeatKey type'],
		['a transfer key has one digit', { toSeatKey: 10 }, '/toSeatKey maximum'],
	],
	groupCallSendAi: [
		...common,
		...tasks,
		...missing('numberInfoList', 'scriptId'),
		['a list holds a number', { numberInfoList: [] }, '/numberInfoList minItems'],
		[
			'200,000 numbers at most',
			{ numberInfoList: numbers(200_001).map((calleeNumber) => ({ calleeNumber })) },
			'/numberInfoList maxItems',
		],
		[
			'each has a number',
			{ numberInfoList: [{ text1: '12' }] },
			'/numberInfoList/0/calleeNumber required',
		],
		['numbers have 6 digits at least', info(digits(5)), '/numberInfoList/0/calleeNumber pattern'],
		['numbers have 18 digits at most', info(digits(19)), '/numberInfoList/0/calleeNumber pattern'],
		[
			'texts have 30 characters at most',
			info(digits(9), long(31)),
			'/numberInfoList/0/text1 maxLength',
		],
		[
			'there are ten texts',
			{ numberInfoList: [{ calleeNumber: digits(9), text11: 'x' }] },
			'/numberInfoList/0/text11 additionalProperties',
		],
		['a script is a number', { scriptId: '123' }, '/scriptId type'],
		['enableRecording is 0 or 1', { enableRecording: 2 }, '/enableRecording enum'],
		['a rate is an integer', { calloutRate: 1.5 }, '/calloutRate type'],
	],
	recallFlowUpdate: [
		...missing('keyId', 'recallInterval', 'recallNum', 'recallType'),
		['an ID is a number', { keyId: '299' }, '/keyId type'],
		['an interval is 1 minute at least', { recallInterval: 0 }, '/recallInterval minimum'],
		['an interval is 1440 minutes at most', { recallInterval: 1441 }, '/recallInterval maximum'],
		['one round at least', { recallNum: 0 }, '/recallNum minimum'],
		['ten rounds at most', { recallNum: 11 }, '/recallNum maximum'],
		['recallType is 0 or 1', { recallType: 2 }, '/recallType enum'],
		['nodes are a list', { nodeList: {} }, '/nodeList type'],
		['no field is unknown', { recallCount: 1 }, '/recallCount additionalProperties'],
	],
};

/** Rules of the redial page that hold for each of its nodes. */
const OF_NODES: Broken[] = [
	...voice,
	...missing('hangUpSms', 'toSeat'),
	['a rate of speech is 0.25 at least', { speakingRate: 0.24 }, '/speakingRate minimum'],
	['a rate of speech is 4 at most', { speakingRate: 4.01 }, '/speakingRate maximum'],
	['a voice is male or female', { ssmlGender: 3 }, '/ssmlGender enum'],
	['an accent is a number', { accent: '91' }, '/accent type'],
	['the delay is 1 at least', { successPushTime: 0 }, '/successPushTime minimum'],
	['a transfer key is a text', { toSeatKey: 0 }, '/toSeatKey type'],
	['a delay of the transfer is in seconds', { delayTransfer: '5' }, '/delayTransfer type'],
	['no field is unknown', { smsAppId: '1' }, '/smsAppId additionalProperties'],
];

/** JSON has no undefined: a field that is undefined is left out. */
const json = (body: object) => JSON.parse(JSON.stringify(body));

describe.each(Object.entries(BROKEN))('the contract of %s', (operationId, broken) => {
	const { schema } = pairOf(operationId);
	const valid = VALID[operationId];

	test('allows a body that keeps all rules', () => {
		expect(complaints(schema, valid)).toEqual([]);
	});

	test.each(broken)('%s', (_, change, complaint) => {
		expect(complaints(schema, json({ ...valid, ...change }))).toContain(complaint);
	});
});

test.each(OF_NODES)('a node of recallFlowUpdate: %s', (_, change, complaint) => {
	const { schema } = pairOf('recallFlowUpdate');
	const valid = VALID.recallFlowUpdate;
	const nodeList = [valid.nodeList[0], { ...valid.nodeList[0], ...change }];
	expect(complaints(schema, json({ ...valid, nodeList }))).toContain(`/nodeList/1${complaint}`);
});

test.each([
	['sendGroup', samples.ONBUKA_SEND_GROUP.replace(/,\n}$/, '}')],
	['groupCallSendAi', samples.LAAFFIC_SEND_AI],
	['recallFlowUpdate', samples.ITNIOTECH_RECALL_UPDATE],
])('the contract of %s allows the sample of its page', (operationId, sample) => {
	expect(complaints(pairOf(operationId).schema, JSON.parse(sample))).toEqual([]);
});

test('numbers with texts break a rule of ITNIOTECH’s group call as numbers alone do', () => {
	const { schema } = pairOf('groupCallSend');
	const { numberList: _, ...rest } = VALID.groupCallSend;
	const entry = { calleeNumber: '8613242926514', text1: '12' };
	const having = (numberInfoList: unknown) => complaints(schema, { ...rest, numberInfoList });
	expect(having([entry])).toEqual([]);
	const at = '/numberInfoList/0';
	expect(having([{ ...entry, calleeNumber: digits(16) }])).toEqual([`${at}/calleeNumber pattern`]);
	expect(having([{ ...entry, text1: long(31) }])).toEqual([`${at}/text1 maxLength`]);
	expect(complaints(schema, { ...VALID.groupCallSend, numberInfoList: [entry] })).toEqual([
		' oneOf',
	]);
});
