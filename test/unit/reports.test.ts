import { innoPaasReports } from '../../nodes/InnoPaas/reports';
import { itniotechReports } from '../../nodes/Itniotech/reports';
import { laafficReports } from '../../nodes/Laaffic/reports';
import { onbukaReports } from '../../nodes/Onbuka/reports';
import {
	AGENT_RINGING,
	AI_AGENT_REPORT,
	CALL_CENTER_REPORT,
	NUMBER_RECORD,
	VOICE_REPORT,
} from '../fixtures/shared/reports';
import { push, send } from '../support/webhook';

const itemOf = async (pushed: object) => (await push(laafficReports, pushed)).items?.[0];
const isRefused = { status: 400, message: 'This is no report' };

describe('an item for', () => {
	test('a voice report has the shape of a record', async () => {
		expect(await itemOf(VOICE_REPORT)).toEqual({
			event: 'voiceReport',
			eventId: 'voiceReport:22121121451211349002',
			calleeNumber: '63123456788',
			result: 'answered',
			key: '1',
			voiceId: '22121121451211349002',
			calledAt: '2022-12-13T21:52:48+08:00',
			answeredAt: '2022-12-13T21:53:02+08:00',
			hungUpAt: '2022-12-13T21:53:15+08:00',
			ringDuration: 12,
			callDuration: 13,
			chargedDuration: 20,
			cost: '0.023625',
			calledInfo: 'order 4711',
			sipCode: '200',
			terminationCode: '0',
			terminationReason: 'success',
		});
	});

	test('an AI agent report has the shape of a record, too', async () => {
		expect(await itemOf([AI_AGENT_REPORT])).toEqual({
			event: 'aiAgentReport',
			eventId: 'aiAgentReport:22121121451211349003',
			calleeNumber: '63123456789',
			result: 'answered',
			voiceId: '22121121451211349003',
			calledAt: '2022-12-13T21:52:48+08:00',
			answeredAt: '2022-12-13T21:53:02+08:00',
			hungUpAt: '2022-12-13T21:53:15+08:00',
			callDuration: 13,
			chargedDuration: 20,
			cost: '0.023625',
			aiAgentChargedDuration: 60,
			aiAgentCost: '0.1',
			intent: '101',
			terminationCode: '0',
		});
	});

	test('an agent’s ringing says whose phone rings, and which have rung before', async () => {
		expect(await itemOf([AGENT_RINGING])).toEqual({
			event: 'agentRinging',
			eventId: 'agentRinging:250918183554315000287-1344C025cb_001',
			calleeNumber: '9113500000002',
			callId: '250918183554315000287',
			keyId: '561235',
			transferFrom: 'groupCall',
			ringingAt: '2025-09-18T18:35:00+08:00',
			agentAccount: '1344C025cb_001',
			agentGroupName: 'Sales',
			rangBefore: ['1344C025cb_002'],
		});
	});

	test('a call center report has the shape of a record, and the agent', async () => {
		expect(await itemOf(CALL_CENTER_REPORT)).toEqual({
			event: 'callCenterReport',
			eventId: 'callCenterReport:23111713424802472',
			calleeNumber: '918613237978737',
			result: 'answered',
			calledAt: '2023-11-17T13:42:30+08:00',
			answeredAt: '2023-11-17T13:42:33+08:00',
			hungUpAt: '2023-11-17T13:42:48+08:00',
			callDuration: 15,
			cost: '0.01',
			currency: 'USD',
			sipCode: '200',
			callId: '23111714122312000001',
			callSessionId: '23111713424802472',
			callerNumber: '91778800001',
			callType: 'outgoing',
			hungUpBy: 'agent',
			agentName: '0705C049_053',
			agentGroupName: 'TAOTAO',
			countryCode: '91',
			labels: ['Intended customers', 'High level'],
		});
	});

	test('a number record says nothing of a result, and gives no key to a recording', async () => {
		expect(await itemOf(NUMBER_RECORD)).toEqual({
			event: 'numberRecord',
			eventId: 'numberRecord:230101-1',
			calleeNumber: '447700900123',
			callerNumber: '442071234567',
			number: '442071234567',
			numberType: 'FIXED',
			callId: '230101-1',
			callType: 'outgoing',
			startedAt: '2023-11-17T13:42:30+08:00',
			endedAt: '2023-11-17T13:42:48+08:00',
			callDuration: 13,
			chargedDuration: 60,
			cost: '0.02',
			countryCode: '44',
			country: 'United Kingdom',
			recordingFileUrl: 'https://files.example.com/1.wav',
			sipCode: '200',
		});
	});
});

describe('the ID of an event', () => {
	test('is the same when the vendor pushes it again, and another for a redial', async () => {
		const first = await itemOf(VOICE_REPORT);
		expect((await itemOf({ ...VOICE_REPORT }))?.eventId).toBe(first?.eventId);
		expect((await itemOf({ ...VOICE_REPORT, outRecallCount: 0 }))?.eventId).toBe(first?.eventId);
		expect((await itemOf({ ...VOICE_REPORT, outRecallCount: 1 }))?.eventId).not.toBe(
			first?.eventId,
		);
	});

	test('is made of all that was said where nothing has an ID', async () => {
		const { voiceId: _, ...report } = VOICE_REPORT;
		const { callee, ...rest } = report;
		const found = await itemOf(report);
		expect(found?.eventId).toMatch(/^voiceReport:[\da-f]{32}$/);
		expect((await itemOf({ ...rest, callee }))?.eventId).toBe(found?.eventId);
		expect((await itemOf({ ...rest, callee: '1' }))?.eventId).not.toBe(found?.eventId);
	});

	test('keeps every digit of a number that is too large for JavaScript', async () => {
		const body = '{"voiceId":22121121451211349002,"callee":63123456788,"sipCode":486}';
		const { items } = await send(onbukaReports, { body });
		expect(items).toMatchObject([
			{ voiceId: '22121121451211349002', calleeNumber: '63123456788', result: 'busy' },
		]);
	});
});

describe('a list', () => {
	const all = [AI_AGENT_REPORT, VOICE_REPORT, AGENT_RINGING, CALL_CENTER_REPORT, NUMBER_RECORD];
	const names = [
		'aiAgentReport',
		'voiceReport',
		'agentRinging',
		'callCenterReport',
		'numberRecord',
	];

	test('gives an item for each event, in its order', async () => {
		for (const trigger of [laafficReports, itniotechReports]) {
			const { items } = await push(trigger, all);
			expect(items?.map(({ event }) => event)).toEqual(names);
		}
	});

	test('leaves out what is no event', async () => {
		const { items } = await push(laafficReports, [null, 1, 'x', [], {}, VOICE_REPORT, { a: 1 }]);
		expect(items).toHaveLength(1);
	});

	test('of events that are not wanted is answered and starts nothing', async () => {
		expect(await push(laafficReports, all, { events: ['numberRecord'] })).toMatchObject({
			status: 200,
			items: [{ event: 'numberRecord' }],
		});
		expect(await push(laafficReports, VOICE_REPORT, { events: ['numberRecord'] })).toEqual({
			status: 200,
			items: undefined,
		});
	});
});

const MANY = 1_000_001;
test.each<[string, unknown]>([
	[
		'a report with a million fields',
		{ ...VOICE_REPORT, ...Object.fromEntries(Array.from({ length: MANY }, (_, at) => [at, 1])) },
	],
	['a million reports', Array(MANY).fill({ taskId: 1 })],
	['a list of a million numbers', [VOICE_REPORT, Array(MANY).fill(1)]],
])('%s is more than any vendor pushes: it is refused before it costs much', async (_, body) => {
	const refused = { status: 400, message: 'This is more than a vendor reports at a time' };
	expect(await push(laafficReports, body)).toEqual(refused);
	expect(await push(innoPaasReports, body)).toEqual(refused);
});

describe('filters', () => {
	test('of the result leave in what has none', async () => {
		const busy = { ...VOICE_REPORT, sipCode: '486' };
		const given = [VOICE_REPORT, busy, AGENT_RINGING];
		const { items } = await push(laafficReports, given, { filters: { result: ['busy'] } });
		expect(items?.map(({ result }) => result)).toEqual(['busy', undefined]);
		expect((await push(laafficReports, given, { filters: { result: [] } })).items).toHaveLength(3);
	});

	test('of the task leave out what names none', async () => {
		const ofTask = { ...VOICE_REPORT, taskId: 7 };
		const given = [ofTask, VOICE_REPORT, AGENT_RINGING];
		const { items } = await push(laafficReports, given, { filters: { keyId: '7, 8' } });
		expect(items?.map(({ keyId }) => keyId)).toEqual(['7']);
		expect((await push(laafficReports, given, { filters: { keyId: ' ' } })).items).toHaveLength(3);
	});
});

test('ONBUKA takes the events that its pages name', async () => {
	expect((await push(onbukaReports, [VOICE_REPORT, CALL_CENTER_REPORT])).items).toHaveLength(2);
	expect(await push(onbukaReports, [AGENT_RINGING])).toEqual(isRefused);
});

test('Simplify off adds what the vendor wrote, without secrets', async () => {
	const given = { ...VOICE_REPORT, password: 'x', new: { token: 'x', field: 1 } };
	const { items } = await push(laafficReports, given, { simplify: false });
	expect(items?.[0].raw).toEqual({ ...VOICE_REPORT, new: { field: 1 } });
});

test('what is named like a prototype is none', async () => {
	const body = JSON.stringify(VOICE_REPORT).replace('{', '{"__proto__":{"callee":"1","x":1},');
	const { items } = await send(laafficReports, { body }, { simplify: false });
	expect(items).toMatchObject([{ calleeNumber: '63123456788' }]);
	expect(items?.[0].raw).not.toHaveProperty('x');
	expect({}).not.toHaveProperty('x');
});

describe('whatever type a body says it has', () => {
	const body = JSON.stringify(VOICE_REPORT);
	test.each([
		'application/json;charset=UTF-8',
		'application/octet-stream',
		'text/plain',
		'text/html; charset=gb18030',
		'application/x-www-form-urlencoded',
		'',
	])('%s: JSON is read', async (contentType) => {
		expect((await send(laafficReports, { body, contentType })).items).toHaveLength(1);
		const marked = Buffer.from(`\uFEFF${body}`);
		expect((await send(laafficReports, { body: marked, contentType })).items).toHaveLength(1);
	});

	test.each([
		...['', ' ', 'null', 'true', '0', '"x"', '[]', '{}', '[[]]', '{"a":', 'a=b', '\0', '<a/>'],
		...[
			'{"callee":"63123456788"}',
			'{"voiceId":{},"callee":[],"sipCode":"200"}',
			'{"callid":null}',
		],
		...['[['.repeat(50_000), `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
		`{"__proto__":${body}}`,
		`{"constructor":${body}}`,
		`${body.slice(0, -1)},"new":${'['.repeat(5000)}${']'.repeat(5000)}}`,
	])('%.40s is no report and starts nothing', async (given) => {
		for (const contentType of ['application/json', 'application/octet-stream']) {
			expect(await send(laafficReports, { body: given, contentType })).toEqual(isRefused);
		}
	});

	test('bytes of another alphabet lose no number', async () => {
		const named = Buffer.from(JSON.stringify({ ...VOICE_REPORT, calledInfo: 'é' }), 'latin1');
		const { items } = await send(laafficReports, { body: named });
		expect(items).toMatchObject([{ calleeNumber: '63123456788' }]);
		const wide = Buffer.from(body, 'utf16le');
		const contentType = 'application/json; charset=utf-16le';
		expect((await send(laafficReports, { body: wide, contentType })).items).toHaveLength(1);
	});

	test('a form with files is no report', async () => {
		const contentType = 'multipart/form-data';
		const sent = { contentType, read: { data: VOICE_REPORT, files: {} } };
		expect(await send(laafficReports, sent)).toEqual(isRefused);
	});
});

describe('InnoPaaS, whose pages do not say what it pushes:', () => {
	const item = {
		event: 'callDetailRecord',
		eventId: expect.stringMatching(/^callDetailRecord:[\da-f]{32}$/),
		calleeNumber: '8613012345678',
		callId: 'c-1',
		transData: 'order-42',
		guessed: ['calleeNumber', 'callId', 'transData'],
	};
	const given = { mobile: '8613012345678', callId: 'c-1', transData: 'order-42', price: '0.1' };
	const form = new URLSearchParams(given).toString();

	test.each([
		['JSON', { body: JSON.stringify(given) }],
		['a list', { body: JSON.stringify([given]) }],
		['a form', { body: form, contentType: 'application/x-www-form-urlencoded' }],
		['a form with files', { contentType: 'multipart/form-data', read: { data: given, files: {} } }],
		['an address', { query: given }],
	])('%s is read', async (_, sent) => {
		const { items } = await send(innoPaasReports, sent);
		expect(items).toEqual([{ ...item, raw: given }]);
	});

	test('other names are guessed, in an object in it, too', async () => {
		const other = { data: { Call_ID: 'c-1', to: '+8613012345678', 'trans-data': 'order-42' } };
		expect((await push(innoPaasReports, other)).items).toEqual([{ ...item, raw: other }]);
	});

	test('of a name that comes twice in a form nothing is lost', async () => {
		const contentType = 'application/x-www-form-urlencoded';
		const body = 'callId=c-1&mobile=8613012345678&mobile=8613012345679';
		const { items } = await send(innoPaasReports, { body, contentType });
		expect(items?.[0].raw).toEqual({ callId: 'c-1', mobile: ['8613012345678', '8613012345679'] });
	});

	test('what is not there is not guessed', async () => {
		const [found] = (await push(innoPaasReports, { to: 'Ann', status: 1, apiKey: 'x' })).items!;
		expect(found).toEqual({
			event: 'callDetailRecord',
			eventId: item.eventId,
			guessed: [],
			raw: { to: 'Ann', status: 1 },
		});
	});

	test.each(['', 'null', '[]', '{}', '[{}]', '"x"', 'x'])('%j starts nothing', async (body) => {
		expect(await send(innoPaasReports, { body })).toEqual(isRefused);
		const contentType = 'text/plain';
		expect(await send(innoPaasReports, { body, contentType })).toEqual(isRefused);
	});
});
