import { BODIES } from './support/groupCallBodies';
import { complaints } from './support/contracts';
import { promisedBy, type BukaVendor } from './support/promised';

/** The pages' own samples; those of guides and sisters are among the valid bodies. */
const SAMPLES: Array<[BukaVendor, string, string]> = [
	[
		'laaffic',
		'groupCallUpdateAi',
		'{"keyId":12,"displayNum":"123","taskName":"2024-06-03 10:42:05","sendTime":"2024-06-03 10:42:05","maxCalls":40,"allowSendTime":[{"strTime":"12:00","endTime":"12:01"}],"scriptId":1234,"maxRingingTime":20,"enableRecording":0}',
	],
	[
		'itniotech',
		'groupCallResendAi',
		'{"keyId":123,"taskName":"2024-06-03 10:42:05","maxCalls":40,"displayNum":"1008122211","sendTime":null,"resendType":1,"scriptId":1,"maxRingingTime":60,"enableRecording":1,"allowSendTime":[{"strTime":"10:00","endTime":"22:00"}]}',
	],
	['itniotech', 'groupCallProvisional', '{"jobIdList":[123,123]}'],
	['itniotech', 'groupCallCancel', '{"taskIdList":[123,456]}'],
	[
		'laaffic',
		'groupCallQuery',
		'{"current":1,"size":10,"params":{"strTime":"2024-01-01 00:00:00","endTime":"2024-06-03 15:13:01","taskType":3,"statusList":[]}}',
	],
	[
		'laaffic',
		'recallFlowQueryPage',
		'{"current":1,"size":10,"params":{"strTime":"2024-01-01 00:00:00","endTime":"2024-06-03 15:13:01","taskName":"task"}}',
	],
	['itniotech', 'recallFlowQueryDetail', '{"keyId":12}'],
	[
		'itniotech',
		'recallFlowUpdate',
		'{"keyId":299,"recallType":0,"recallInterval":30,"recallNum":1,"recallIntent":["101"],"nodeList":[{"scriptId":123}]}',
	],
	['laaffic', 'recallFlowCancel', '{"type":1,"id":12}'],
];

/** The answers that the pages print. */
const ANSWERS: Array<[BukaVendor, string, string]> = [
	['itniotech', 'groupCallResendAi', '{"status":"0","reason":"success","data":123123}'],
	['laaffic', 'groupCallResendAi', '{"status":"0","reason":"success","data":123123}'],
	['laaffic', 'groupCallUpdateAi', '{"status":"0","reason":"success","data":null}'],
	['itniotech', 'groupCallProvisional', '{"code":"0","msg":"success","data":null}'],
	['itniotech', 'groupCallCancel', '{"code":"0","msg":"success","data":null}'],
	['laaffic', 'groupCallCancel', '{"code":"0","msg":"success","data":null}'],
	['laaffic', 'recallFlowCancel', '{"status":0,"reason":"success","data":null}'],
	['itniotech', 'recallFlowCancel', '{"code":0,"msg":"success","data":null}'],
	[
		'itniotech',
		'recallFlowQueryDetail',
		'{"code":0,"msg":"success","data":{"keyId":1,"recallInterval":1,"recallNum":1,"recallType":1,"status":1,"nodeList":[{"keyId":1427,"taskId":5009612,"nodeStatus":2,"scriptId":123}],"total":574,"size":1,"current":1,"searchCount":true,"pages":574}}',
	],
	[
		'laaffic',
		'groupCallQuery',
		'{"code":0,"msg":"success","data":{"records":[{"taskId":5000602,"taskName":"a","status":0,"rate":"0","numCnt":1,"callNum":0,"success":0,"fail":0}]}}',
	],
];

test.each(SAMPLES)('%s %s: the request that the page prints is allowed', (vendor, name, body) => {
	expect(complaints(promisedBy(vendor, name).request, JSON.parse(body))).toEqual([]);
});

test.each(ANSWERS)('%s %s: the answer that the page prints is allowed', (vendor, name, body) => {
	expect(complaints(promisedBy(vendor, name).answer, JSON.parse(body))).toEqual([]);
});

const all = Object.entries(BODIES).flatMap(([vendor, bodies]) =>
	Object.entries(bodies).map(([name, body]) => [vendor as BukaVendor, name, body] as const),
);

describe.each(all)('%s %s', (vendor, name, body) => {
	const { request } = promisedBy(vendor, name);

	test('allows what keeps the rules, and nothing that it does not know', () => {
		expect(complaints(request, body)).toEqual([]);
		expect(complaints(request, { ...body, colour: 'red' })).toEqual([
			'/colour additionalProperties',
		]);
	});

	test.each(request.required ?? [])('cannot do without %s', (field) => {
		expect(complaints(request, { ...body, [field]: undefined })).toContain(`/${field} required`);
	});
});

/** What is changed to break a rule, and the complaint. */
type Broken = [rule: string, names: string[], change: object, complaint: string];

const RESEND = ['groupCallResend', 'groupCallResendAi'];
const UPDATE = ['groupCallUpdate', 'groupCallUpdateAi'];
const SEND = ['groupCallSend', 'groupCallSendAi', 'groupCallSendAgent'];
const VOICE = ['groupCallSend', 'groupCallUpdate', 'groupCallResend'];
const AI = ['groupCallSendAi', 'groupCallUpdateAi', 'groupCallResendAi'];
const QUERY = ['groupCallQuery', 'recallFlowQueryPage', 'seatGroupQuery'];
const span = { strTime: '2024-01-01 00:00:00', endTime: '2024-06-03 15:13:01' };
const off = { feedbackPush: 0, successPush: 0, failedPush: 0, ringPush: 0 };

const BROKEN: Broken[] = [
	['a task is a number', [...UPDATE, ...RESEND], { keyId: '123' }, '/keyId type'],
	['a name is 2 long', [...SEND, ...UPDATE, ...RESEND], { taskName: 'x' }, '/taskName minLength'],
	['or 64', [...UPDATE, ...RESEND], { taskName: 'x'.repeat(65) }, '/taskName maxLength'],
	['20 digits', [...SEND, ...RESEND], { displayNum: '4'.repeat(21) }, '/displayNum pattern'],
	['all or unreached', RESEND, { resendType: 2 }, '/resendType enum'],
	['a time', [...SEND, ...UPDATE, ...RESEND], { sendTime: '2024-06-21' }, '/sendTime pattern'],
	['999 seconds', [...SEND, ...UPDATE, ...RESEND], { maxCalls: 1000 }, '/maxCalls maximum'],
	['rings at least', [...SEND, ...RESEND], { maxRingingTime: 19 }, '/maxRingingTime minimum'],
	['rings at most', UPDATE, { maxRingingTime: 121 }, '/maxRingingTime maximum'],
	[
		'three periods',
		[...UPDATE, ...RESEND],
		{ allowSendTime: Array(4).fill({ strTime: '10:00', endTime: '11:00' }) },
		'/allowSendTime maxItems',
	],
	['a source', VOICE, { source: 4 }, '/source enum'],
	['a file ID', VOICE, { source: 1 }, '/voiceFileId required'],
	['a file', VOICE, { source: 2, uploadName: 'a.mp3' }, '/baseFile required'],
	['a text', VOICE, { text: undefined }, '/text required'],
	['its language', VOICE, { lan: undefined }, '/lan required'],
	['1000 characters', VOICE, { text: 'x'.repeat(1001) }, '/text maxLength'],
	['9 loops', VOICE, { loopCount: 10 }, '/loopCount maximum'],
	['a trigger', VOICE, off, ' anyOf'],
	['content of an SMS', VOICE, { smsContent: undefined }, '/smsContent required'],
	['a key', VOICE, { feedbackValue: undefined }, '/feedbackValue required'],
	['a key from 0 to 9', VOICE, { feedbackValue: '10' }, '/feedbackValue pattern'],
	['9999 seconds', VOICE, { successPushTime: 10_000 }, '/successPushTime maximum'],
	[
		'a wait',
		['groupCallSend', 'groupCallUpdate'],
		{ successPushTime: undefined },
		'/successPushTime required',
	],
	['agents', VOICE, { sipGroupId: undefined }, '/sipGroupId required'],
	['100 at once', VOICE, { calloutRate: 101 }, '/calloutRate maximum'],
	['a key to agents', VOICE, { toSeatKey: undefined }, '/toSeatKey required'],
	['a script is a number', AI, { scriptId: '123' }, '/scriptId type'],
	['recorded or not', AI, { enableRecording: 2 }, '/enableRecording enum'],
	['an agent is a number', ['groupCallSendAgent'], { agentId: 'x' }, '/agentId type'],
	['a callee', SEND, { numberList: [], numberInfoList: [] }, 'minItems'],
	['a task to suspend', ['groupCallProvisional'], { jobIdList: [] }, '/jobIdList minItems'],
	['a task to cancel', ['groupCallCancel'], { taskIdList: ['1'] }, '/taskIdList/0 type'],
	['pages begin at 1', QUERY, { current: 0 }, '/current minimum'],
	['100 on a page', QUERY, { size: 101 }, '/size maximum'],
	['agents have type 3', ['groupCallQuery'], { params: { ...span, taskType: 1 } }, 'taskType'],
	['a span', ['recallFlowQueryPage'], { params: {} }, '/params/strTime required'],
	['a flow is a number', ['recallFlowQueryDetail'], { keyId: '12' }, '/keyId type'],
	[
		'a day between rounds',
		['recallFlowUpdate'],
		{ recallInterval: 1441 },
		'/recallInterval maximum',
	],
	['10 rounds', ['recallFlowUpdate'], { recallNum: 11 }, '/recallNum maximum'],
	['whom to call', ['recallFlowUpdate'], { recallType: 2 }, '/recallType enum'],
	['intents are texts', ['recallFlowUpdate'], { recallIntent: [101] }, '/recallIntent/0 type'],
	['one form', ['recallFlowUpdate'], { nodeList: [{ scriptId: 1, toSeat: 0 }] }, 'maxProperties'],
	['some form', ['recallFlowUpdate'], { nodeList: [{}] }, '/nodeList/0/source required'],
	['what an ID is of', ['recallFlowCancel'], { type: 4 }, '/type enum'],
	['an ID', ['recallFlowCancel'], { id: 0 }, '/id minimum'],
];

describe.each(BROKEN)('a rule of the pages: %s', (_, names, change, complaint) => {
	const broken = all.filter(([, name]) => names.includes(name));

	test.each(broken)('%s %s', (vendor, name, body) => {
		const { request } = promisedBy(vendor, name);
		const told = complaints(request, JSON.parse(JSON.stringify({ ...body, ...change })));
		expect(told).toContainEqual(expect.stringContaining(complaint));
	});
});

describe('where the vendors differ', () => {
	const told = (vendor: BukaVendor, name: string, change: object) =>
		complaints(promisedBy(vendor, name).request, { ...BODIES[vendor][name], ...change });

	test('ONBUKA has to be told how long a second call lasts, the others whom to call', () => {
		const without = { maxCalls: undefined };
		expect(told('onbuka', 'groupCallResend', without)).toEqual(['/maxCalls required']);
		expect(told('itniotech', 'groupCallResend', without)).toEqual([]);
		expect(told('onbuka', 'groupCallResend', { resendType: undefined })).toEqual([]);
		expect(told('laaffic', 'groupCallResend', { resendType: undefined })).toHaveLength(1);
	});

	test('LAAFFIC takes no application for a second call, and has a voice and delays', () => {
		const appId = { appId: 'x' };
		expect(told('laaffic', 'groupCallResend', appId)).toEqual(['/appId additionalProperties']);
		const delayed = { delayPlay: 1000 };
		expect(told('laaffic', 'groupCallSend', delayed)).toEqual(['/delayPlay maximum']);
		expect(told('onbuka', 'groupCallSend', delayed)).toEqual(['/delayPlay additionalProperties']);
	});

	test('callees: ONBUKA takes numbers, LAAFFIC numbers with texts, ITNIOTECH either', () => {
		const list = { numberList: ['8613242926514'] };
		const infos = { numberInfoList: [{ calleeNumber: '8613242926514' }] };
		expect(told('onbuka', 'groupCallSend', infos)).toContain(
			'/numberInfoList additionalProperties',
		);
		expect(told('laaffic', 'groupCallSend', list)).toContain('/numberList additionalProperties');
		expect(told('itniotech', 'groupCallSend', { ...infos, numberList: undefined })).toEqual([]);
		expect(told('itniotech', 'groupCallSend', infos)).toEqual([' oneOf']);
	});

	test('digits: 6 to 18 on the newest pages, 7 to 15 on the others', () => {
		const infos = (digits: number) => ({ numberInfoList: [{ calleeNumber: '4'.repeat(digits) }] });
		for (const [digits, taken] of [
			[5, false],
			[6, true],
			[18, true],
			[19, false],
		] as const) {
			expect([digits, told('laaffic', 'groupCallSend', infos(digits)).length === 0]).toEqual([
				digits,
				taken,
			]);
			expect([digits, told('itniotech', 'groupCallSendAgent', infos(digits)).length === 0]).toEqual(
				[digits, taken],
			);
		}
		for (const [digits, taken] of [
			[6, false],
			[7, true],
			[15, true],
			[16, false],
		] as const) {
			const list = { numberList: ['4'.repeat(digits)] };
			expect([digits, told('onbuka', 'groupCallSend', list).length === 0]).toEqual([digits, taken]);
		}
	});
});
