import { DateTime } from 'luxon';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { runNode, type Scenario } from '../support/engine';
import * as samples from './support/samples';

// Loading contracts and n8n takes longer on a busy machine; nothing here is about time.
jest.setTimeout(60_000);

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

/** Runs the built node and returns the one request that arrived. */
async function wire(scenario: Scenario) {
	const { error, output } = await runNode(sandbox, { timezone: 'Asia/Shanghai', ...scenario });
	expect(error?.message).toBeUndefined();
	expect(sandbox.state.log).toHaveLength(1);
	return { ...sandbox.state.log[0], output: output.map(({ json }) => json) };
}

/** Drops what is null: the vendor's way to say that a field is not set. */
function withoutNulls(value: any): any {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (typeof value !== 'object' || value === null) return value;
	const set = Object.entries(value).filter(([, inner]) => inner !== null);
	return Object.fromEntries(set.map(([name, inner]) => [name, withoutNulls(inner)]));
}

const buka = {
	'content-type': 'application/json;charset=UTF-8',
	'api-key': 'bDqJFiq9',
	timestamp: expect.stringMatching(/^\d{10}$/),
};

test('ONBUKA: the sample of "file voice message"', async () => {
	const { method, path, headers, body, output } = await wire({
		node: 'onbuka',
		parameters: {
			resource: 'voiceMessage',
			operation: 'send',
			callee: '932111111111,932111111112',
			fileId: '12022022570cc2484c59d4f8b9745d34226285b1e.mp3',
			options: {
				appId: '4luaKsL2',
				calledInfo: 'calledInfo',
				displayNum: '1008122211',
				loopCount: 2,
				maxDuration: 50,
				maxRingingTime: 60,
			},
		},
	});
	expect([method, path]).toEqual(['POST', '/v3/voice/sendGroup']);
	expect(headers).toMatchObject(buka);
	expect(body).toEqual(JSON.parse(samples.ONBUKA_SEND_GROUP.replace(/,\n}$/, '}')));
	expect(output.map(({ calleeNumber }) => calleeNumber)).toEqual(['932111111111', '932111111112']);
});

const aiCall = {
	resource: 'groupCall',
	operation: 'createAi',
	taskName: '2024-06-03 10:42:05',
	scriptId: '123',
	maxCalls: 40,
	options: {
		appId: 'iaAJ6COV',
		displayNum: '1008122211',
		enableRecording: false,
		maxRingingTime: 60,
		sendTime: '2024-06-21T00:00:00',
		allowSendTime: { period: [{ strTime: '18:28', endTime: '19:28' }] },
	},
};

test.each([
	[
		'numbers in one text',
		{ calleeNumber: '8613242926514\n8613242926515', variables: { text1: '12' } },
		undefined,
	],
	[
		'an item for each number',
		{ calleeNumber: '={{ $json.phone }}', variables: { text1: '={{ $json.age }}' } },
		[
			{ phone: '+86 132 4292 6514', age: '12' },
			{ phone: '+86 132 4292 6515', age: '12' },
		],
	],
])('LAAFFIC: the sample of "AI group call", with %s', async (_, callees, items) => {
	const parameters = { ...aiCall, ...callees };
	const { method, path, headers, body } = await wire({ node: 'laaffic', parameters, items });
	expect([method, path]).toEqual(['POST', '/v3/voice/group/call/send/ai']);
	expect(headers).toMatchObject(buka);
	expect(body).toEqual(JSON.parse(samples.LAAFFIC_SEND_AI));
});

test('LAAFFIC: the same sample from a workflow in Berlin, six hours behind', async () => {
	const { body } = await wire({
		node: 'laaffic',
		timezone: 'Europe/Berlin',
		parameters: {
			...aiCall,
			calleeNumber: '8613242926514,8613242926515',
			variables: { text1: '12' },
			options: { ...aiCall.options, sendTime: '2024-06-20T18:00:00' },
		},
	});
	expect(body).toEqual(JSON.parse(samples.LAAFFIC_SEND_AI));
});

test('ITNIOTECH: the sample of "recallFlow/update"', async () => {
	const { method, path, headers, body, output } = await wire({
		node: 'itniotech',
		parameters: {
			resource: 'redialFlow',
			operation: 'update',
			keyId: '299',
			recallInterval: 30,
			recallNum: 1,
			recallType: 0,
			nodeList: {
				node: [
					{
						source: 1,
						voiceFileId: '120250811103439c1901f4c53b691b419ad8a143b.wav',
						hangUpSms: false,
						toSeat: true,
						sipGroupId: '1000038',
						outboundControl: 1,
						calloutRate: 1,
						toSeatType: 1,
					},
				],
			},
		},
	});
	expect([method, path]).toEqual(['POST', '/voice/recallFlow/update']);
	expect(headers).toMatchObject(buka);
	expect(body).toEqual(withoutNulls(JSON.parse(samples.ITNIOTECH_RECALL_UPDATE)));
	expect(output).toEqual([{ status: 'accepted', keyId: 299, code: '0', reason: 'success' }]);
});

test('ITNIOTECH: a sister’s sample of "group call"', async () => {
	const { path, body } = await wire({
		node: 'itniotech',
		parameters: {
			resource: 'groupCall',
			operation: 'create',
			numberList: '8613242926514',
			taskName: '2024-06-03 10:42:0511',
			source: 3,
			text: 'Mã xác nhận của bạn là 22294',
			lan: 'VN',
			loopCount: 1,
			maxCalls: 40,
			hangUpSms: true,
			smsAppId: '9obbP7Nl',
			smsContent: '123',
			senderId: '123',
			feedbackPush: false,
			feedbackValue: '0',
			successPush: false,
			successPushTime: 10,
			failedPush: false,
			ringPush: true,
			toSeat: true,
			sipGroupId: '1000019',
			outboundControl: 1,
			calloutRate: 1,
			toSeatType: 2,
			toSeatKey: '0',
			options: {
				appId: 'iaAJ6COV',
				displayNum: '1008122211',
				maxRingingTime: 60,
				sendTime: '2024-06-21 00:00:00',
				allowSendTime: { period: [{ strTime: '18:28', endTime: '19:28' }] },
			},
		},
	});
	expect(path).toBe('/voice/group/call/send');
	// The editor hides the details of triggers that are off, so they are not sent.
	const { feedbackValue, successPushTime, ...sample } = JSON.parse(samples.GROUP_CALL_SEND);
	expect(body).toEqual(sample);
	expect({ feedbackValue, successPushTime }).toEqual({ feedbackValue: 0, successPushTime: 10 });
});

describe('InnoPaaS', () => {
	const callees = {
		resource: 'voiceMessage',
		operation: 'send',
		mobile: '={{ $json.phone }}',
		variables: {
			variable: [{ value: '={{ $json.first }}' }, { value: '={{ $json.second }}' }],
		},
		countryCode: 'CN',
		templateId: '1000001',
	};
	const items = [
		{ phone: '8613011112222', first: '123', second: '456' },
		{ phone: '8618633334444', first: '321', second: '654' },
	];
	const mobile =
		'appId=sandbox-app&appKey=***' +
		'&mobile=8613011112222%2C123%7C456%3B8618633334444%2C321%7C654' +
		'&countryCode=CN&templateId=1000001';

	test('the sample of the field mobile', async () => {
		const { method, path, headers, body, raw, output } = await wire({
			node: 'innoPaas',
			parameters: callees,
			items,
		});
		expect([method, path]).toEqual(['POST', '/open/int-voice/batch-notify']);
		expect(headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
		expect(body).toMatchObject({ mobile: samples.INNOPAAS_MOBILE });
		expect(raw).toBe(`${mobile}&smsHangupStatus=0&sendType=2&maxRecallCount=0`);
		expect(output.map(({ calleeNumber, status }) => [calleeNumber, status])).toEqual([
			['8613011112222', 'accepted'],
			['8618633334444', 'accepted'],
		]);
	});

	test('a sample with everything in it, byte for byte', async () => {
		const tomorrow = DateTime.now().setZone('Asia/Shanghai').plus({ days: 1 });
		const { raw } = await wire({
			node: 'innoPaas',
			parameters: {
				...callees,
				sendType: '1',
				taskStartTime: tomorrow.toFormat('yyyy-MM-dd 17:00:00'),
				taskEndTime: tomorrow.toFormat('yyyy-MM-dd 23:59:59'),
				maxRecallCount: 2,
				recallInterval: 60,
				noConnected: true,
				noAnswer: false,
				options: {
					billUrl: 'https://example.com/voice/cdr',
					taskName: 'demo task',
					transData: 'order-42',
					ttsVoice: 'en-US',
				},
			},
			items,
		});
		const day = tomorrow.toFormat('yyyyMMdd');
		expect(raw).toBe(
			`${mobile}&billUrl=https%3A%2F%2Fexample.com%2Fvoice%2Fcdr&transData=order-42` +
				`&smsHangupStatus=0&sendType=1&taskStartTime=${day}170000&taskEndTime=${day}235959` +
				'&taskName=demo+task&maxRecallCount=2&recallInterval=60&noConnected=true&noAnswer=false' +
				'&ttsVoice=en-US',
		);
	});
});
