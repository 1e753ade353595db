import type { INode } from 'n8n-workflow';

import { shown, type Values } from '../../nodes/voice/input/display';
import type { Field, Rows } from '../../nodes/voice/input/fields';
import { write } from '../../nodes/voice/input/payload';
import type { Operation } from '../../nodes/voice/types';
import type { Body, Surroundings } from '../../nodes/voice/input/wire';
import { operationOf } from '../support/profiles';

const NODE = { name: 'Voice', typeVersion: 1, parameters: {} } as INode;

const SURROUNDINGS: Surroundings = {
	now: new Date('2026-01-31T00:00:00Z'),
	workflowZone: 'UTC',
	vendorZone: 'Asia/Shanghai',
};

const groupCall = operationOf('itniotech.groupCall.create');
const redialFlow = operationOf('itniotech.redialFlow.update');
const aiCall = operationOf('laaffic.groupCall.createAi');
const voiceMessage = operationOf('onbuka.voiceMessage.send');
const innoPaasMessage = operationOf('innopaas.voiceMessage.send');

/** The settings of an operation, without the callees. */
function written(operation: Operation, values: Values) {
	const { properties, callees, fields, rules } = operation;
	const settings = properties.filter(
		({ name }) => name !== callees?.parameter && name !== callees?.variables,
	);
	const given = shown(values, settings, NODE);
	const { body, problems } = write(given, settings, fields, SURROUNDINGS);
	return {
		body,
		problems: problems.length > 0 ? problems : (rules?.(body, SURROUNDINGS) ?? []),
	};
}

/** What a person reads about them. */
const complaints = (operation: Operation, values: Values) =>
	written(operation, values).problems.map(({ parameter, message }) => `${parameter} ${message}`);

describe('a fresh node, where only what has no preset is filled in,', () => {
	test.each<[string, Operation, Values, Body]>([
		[
			'calls through InnoPaaS at once and, unlike the vendor by itself, redials nobody',
			innoPaasMessage,
			{ countryCode: 'CN', templateId: '1' },
			{
				countryCode: 'CN',
				templateId: '1',
				sendType: '2',
				maxRecallCount: '0',
				smsHangupStatus: '0',
			},
		],
		[
			'redials through InnoPaaS after an hour whoever could not be reached or did not answer',
			innoPaasMessage,
			{ countryCode: 'CN', templateId: '1', maxRecallCount: 1 },
			{
				countryCode: 'CN',
				templateId: '1',
				sendType: '2',
				maxRecallCount: '1',
				recallInterval: '60',
				noConnected: 'true',
				noAnswer: 'true',
				smsHangupStatus: '0',
			},
		],
		[
			'makes a group call without SMS and agents',
			groupCall,
			{ voiceFileId: 'v1.mp3' },
			{ source: 1, voiceFileId: 'v1.mp3', loopCount: 1, maxCalls: 60, hangUpSms: 0, toSeat: 0 },
		],
		[
			'makes a group call with one call for each agent, handed over after the announcement',
			groupCall,
			{ voiceFileId: 'v1.mp3', toSeat: true, sipGroupId: 7 },
			{
				source: 1,
				voiceFileId: 'v1.mp3',
				loopCount: 1,
				maxCalls: 60,
				hangUpSms: 0,
				toSeat: 1,
				sipGroupId: 7,
				outboundControl: 1,
				calloutRate: 1,
				toSeatType: 1,
			},
		],
		['lets an AI call for a minute', aiCall, { scriptId: 123 }, { scriptId: 123, maxCalls: 60 }],
		[
			'redials once, and only failed calls',
			redialFlow,
			{ keyId: 299 },
			{ keyId: 299, recallInterval: 30, recallNum: 1, recallType: 1 },
		],
	])('%s', (_, operation, values, body) => {
		expect(written(operation, values)).toEqual({ body, problems: [] });
	});
});

test('the pages that need an App ID and a task name get them', () => {
	const all = [groupCall, aiCall, voiceMessage, redialFlow, innoPaasMessage];
	expect(all.filter(({ usesAppId }) => usesAppId)).toEqual([groupCall, aiCall, voiceMessage]);
	expect(all.filter(({ taskList }) => taskList)).toEqual([groupCall, aiCall]);
});

describe('a hang-up SMS', () => {
	const voice = { source: 1, voiceFileId: 'v1.mp3' };
	const sms = { ...voice, hangUpSms: true, smsContent: 'Call back', smsAppId: 's1' };
	const noTrigger =
		'Hang-Up SMS is on, but none of its triggers is; turn on at least one of SMS on Key Press, SMS on Answered Call, SMS on Failed Call and SMS on Ringing';

	test('needs a trigger, or it would never be sent', () => {
		expect(complaints(groupCall, sms)).toEqual([noTrigger]);
	});

	test.each([
		['a key', { feedbackPush: true, feedbackValue: '1' }],
		['an answered call', { successPush: true, successPushTime: 0 }],
		['a failed call', { failedPush: true }],
		['ringing', { ringPush: true }],
	])('may be triggered by %s alone', (_, trigger) => {
		expect(complaints(groupCall, { ...sms, ...trigger })).toEqual([]);
	});

	test('that is off needs none', () => {
		expect(complaints(groupCall, { ...sms, hangUpSms: false })).toEqual([]);
	});

	test('is named with its redial node', () => {
		const node = [{ ...sms, ringPush: true }, sms, voice];
		const flow = { keyId: '299', recallInterval: 30, recallNum: 1, recallType: 1 };
		expect(complaints(redialFlow, { ...flow, nodeList: { node } })).toEqual([
			`Redial Rounds → Round 2 → ${noTrigger}`,
		]);
		expect(complaints(redialFlow, flow)).toEqual([]);
	});

	test('may follow a group call at once, but a redial after a second at the earliest', () => {
		const answered = { ...sms, successPush: true, successPushTime: 0 };
		const flow = { keyId: '299', recallInterval: 30, recallNum: 1, recallType: 1 };
		expect(complaints(groupCall, answered)).toEqual([]);
		expect(complaints(redialFlow, { ...flow, nodeList: { node: [answered] } })).toEqual([
			'Redial Rounds → Round 1 → SMS Delay (Seconds) is 0; allowed is a whole number from 1 to 9999',
		]);
	});
});

describe.each([
	['a group call', groupCall, { voiceFileId: 'v1.mp3' }],
	['an AI call', aiCall, { scriptId: 1 }],
])('the allowed times of %s', (_, operation, settings) => {
	const during = (...period: Values[]) =>
		complaints(operation, { ...settings, options: { allowSendTime: { period } } });
	const morning = { strTime: '09:00', endTime: '12:00' };

	test('are three periods at most', () => {
		expect(during(morning, morning, morning)).toEqual([]);
		expect(during(morning, morning, morning, morning)).toEqual([
			'Options → Allowed Times has 4 entries; at most 3 are allowed',
		]);
	});

	test('have a beginning and an end', () => {
		expect(during(morning, { strTime: '9:00', endTime: '' })).toEqual([
			'Options → Allowed Times → Period 2 → Start Time is "9:00"; allowed is a time of day as HH:mm, from 00:00 to 23:59',
			'Options → Allowed Times → Period 2 → End Time is missing; needed is a time of day as HH:mm, from 00:00 to 23:59',
		]);
	});
});

describe('InnoPaaS', () => {
	const call = { countryCode: 'CN', templateId: '1000001' };

	test.each([
		[1, 4320, []],
		[2, 2160, []],
		[3, 1440, []],
		[
			3,
			1441,
			[
				'Redial Interval (Minutes) is 1441 minutes, with 3 attempts 4323 minutes in all; at most 4320 (3 days) are allowed',
			],
		],
		[0, 4320, []],
	])('redials within three days: %i times after %i minutes', (attempts, minutes, wanted) => {
		const values = { ...call, maxRecallCount: attempts, recallInterval: minutes };
		expect(complaints(innoPaasMessage, values)).toEqual(wanted);
	});

	test('redials only whom the user wants', () => {
		const values = { ...call, maxRecallCount: 1, noConnected: true, noAnswer: false };
		expect(written(innoPaasMessage, values).body).toMatchObject({
			noConnected: 'true',
			noAnswer: 'false',
		});
	});

	test('gets the variables in the order of the rows', () => {
		const { readVariables } = innoPaasMessage.callees!;
		expect(readVariables!({ variables: [{ value: '4711' }, { value: 'Ann' }] })).toEqual([
			'4711',
			'Ann',
		]);
		expect(readVariables!({})).toEqual([]);
	});

	const scheduled = (taskStartTime: string, taskEndTime = '') =>
		complaints(innoPaasMessage, { ...call, sendType: '1', taskStartTime, taskEndTime });

	test('starts eight days ahead at most', () => {
		expect(scheduled('2026-02-08T00:00:00Z')).toEqual([]);
		expect(scheduled('2026-02-08T00:00:01Z')).toEqual([
			'Start Time is 2026-02-08T08:00:01.000+08:00, more than 8 days ahead; at most 8 days are allowed',
		]);
	});

	test('ends after it starts', () => {
		expect(scheduled('2026-02-01T09:00:00Z', '2026-02-01T09:00:01Z')).toEqual([]);
		expect(scheduled('2026-02-01T09:00:00Z', '2026-02-01T09:00:00Z')).toEqual([
			'End Time is not after Start Time',
		]);
		expect(scheduled('2026-02-01T09:00:00+01:00', '2026-02-01T08:30:00Z')).toEqual([]);
	});

	test('minds no time that is left over from a scheduled call', () => {
		const values = { ...call, sendType: '2', taskStartTime: 'tomorrow', taskEndTime: '2000' };
		expect(complaints(innoPaasMessage, values)).toEqual([]);
	});

	test.each([';', ',', '|', '\n', '\r', '\u2028'])(
		'takes no variable with %j in it, behind which another number could stand',
		(mark) => {
			const { value } = (innoPaasMessage.fields.variables as Rows).fields;
			const sent = (text: string) => (value as Field).write(text, SURROUNDINGS);
			expect(sent(`4711${mark}8613000000`)).toBeUndefined();
			expect(sent('4711 8613000000')).toBe('4711 8613000000');
		},
	);
});

test('callees with variables are objects, those without are numbers alone', () => {
	const write = (...all: Array<Record<string, string>>): Body =>
		groupCall.callees!.write(all.map((variables, at) => ({ number: `861300000${at}`, variables })));
	expect(write({}, {})).toEqual({ numberList: ['8613000000', '8613000001'] });
	expect(write({}, { text1: 'Ben' })).toEqual({
		numberInfoList: [{ calleeNumber: '8613000000' }, { calleeNumber: '8613000001', text1: 'Ben' }],
	});
	expect(aiCall.callees!.write([{ number: '8613000000', variables: {} }])).toEqual({
		numberInfoList: [{ calleeNumber: '8613000000' }],
	});
});
