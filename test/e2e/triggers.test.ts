import { request } from 'node:http';
import { gzipSync } from 'node:zlib';

import type { VendorName } from '../../sandbox/state';
import { outputOf, type Execution } from '../../scripts/n8n';
import {
	AGENT_RINGING,
	AI_AGENT_REPORT,
	CALL_CENTER_REPORT,
	NUMBER_RECORD,
	VOICE_REPORT,
} from '../fixtures/shared/reports';
import { Listener, NEW } from './listener';
import { until } from './machine';
import { caller, listOf, TRIGGER, workflow, type Connection } from './workflow';
import { n8n, sandbox } from './world';

const VENDORS: VendorName[] = ['innopaas', 'onbuka', 'itniotech', 'laaffic'];
const BUKA = VENDORS.slice(1);

const listeners = {} as Record<VendorName, Listener>;
beforeAll(async () => {
	for (const vendor of VENDORS) listeners[vendor] = await new Listener(n8n, vendor).publish();
});

const itemsOf = (execution: Execution, node = 'Reports') =>
	outputOf(execution, node)[0].map(({ json }) => json);

/** What came out of the push that was the last. */
const newest = async (listener: Listener, count: number) =>
	itemsOf((await listener.executions(count))[0]);

describe.each(BUKA)('%s pushes', (vendor) => {
	test('a report: the workflow runs and gets it in the shape of a record', async () => {
		const listener = listeners[vendor];
		const { status } = await listener.push(VOICE_REPORT);
		expect(status).toBe(200);
		expect(await newest(listener, 1)).toEqual([
			{
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
			},
		]);
	});

	test('it again: the workflow runs, and sees by the ID that it is not new', async () => {
		const listener = listeners[vendor];
		expect((await listener.push(VOICE_REPORT)).status).toBe(200);
		const [again, first] = await listener.executions(2);
		expect(itemsOf(first, NEW.name)).toHaveLength(1);
		expect(itemsOf(again)).toHaveLength(1);
		expect(itemsOf(again, NEW.name)).toEqual([]);
	});
});

test('a campaign is sent, and the reports that come of it start the workflow', async () => {
	const listener = await new Listener(n8n, 'onbuka', { checkWithVendor: true }).publish();
	const callees = ['93211110001', '93211110002', '93211110003'];
	await sandbox.behave({ callees: [callees[0]], result: 'answered', key: '1' });
	await sandbox.behave({ callees: [callees[1]], result: 'busy' });
	await sandbox.behave({ callees: [callees[2]], result: 'notAnswered' });
	await sandbox.pushTo('onbuka', listener.url);
	const list = listOf(callees.map((number) => ({ number })));
	const call = caller('onbuka', '={{ $json.number }}');
	const connections: Connection[] = [...list.connections, ['Item', call.name]];
	const campaign = await n8n.importWorkflow(
		workflow('Campaign', [...list.nodes, call], connections),
	);
	const sent = itemsOf(await n8n.run(campaign, TRIGGER), call.name);
	await sandbox.hurry();
	await sandbox.pushTo('onbuka');
	const pushes = await sandbox.pushes();
	expect(pushes.map(({ httpStatus }) => httpStatus)).toEqual([200, 200, 200]);
	const executions = await listener.executions(3);
	const reports = executions.flatMap((execution) => itemsOf(execution));
	const toldOf = ({ voiceId, calleeNumber }: (typeof sent)[number]) =>
		reports.find((one) => one.voiceId === voiceId && one.calleeNumber === calleeNumber);
	expect(sent.map((one) => [toldOf(one)?.result, toldOf(one)?.key])).toEqual([
		['answered', '1'],
		['busy', undefined],
		['notAnswered', undefined],
	]);
});

test('every event of a list comes out, in its order', async () => {
	const listener = await new Listener(n8n, 'laaffic').publish();
	const all = [AGENT_RINGING, AI_AGENT_REPORT, NUMBER_RECORD, VOICE_REPORT, CALL_CENTER_REPORT];
	await listener.push(all);
	expect((await newest(listener, 1)).map(({ event }) => event)).toEqual([
		...['agentRinging', 'aiAgentReport', 'numberRecord', 'voiceReport', 'callCenterReport'],
	]);
});

test('what is not wanted is answered and starts nothing', async () => {
	const parameters = { events: ['voiceReport'], filters: { result: ['busy'] } };
	const listener = await new Listener(n8n, 'laaffic', parameters).publish();
	for (const body of [VOICE_REPORT, [AGENT_RINGING]]) {
		expect((await listener.push(body)).status).toBe(200);
	}
	expect((await listener.push({ ...VOICE_REPORT, sipCode: '486' })).status).toBe(200);
	expect(await newest(listener, 1)).toMatchObject([{ result: 'busy' }]);
	expect(await listener.ids()).toHaveLength(1);
});

describe('InnoPaaS, of whose pushes nobody knows the form:', () => {
	const given = { mobile: '8613012345678', callId: 'c-1', transData: 'order-42' };
	const item = { calleeNumber: '8613012345678', callId: 'c-1', transData: 'order-42', raw: given };

	test.each([
		['JSON', { data: given }],
		['a form', { data: new URLSearchParams(given) }],
		['an address', { method: 'GET', params: given, data: undefined }],
		['a form with files', { data: Object.entries(given), headers: {} }],
	])('%s is taken', async (form, options) => {
		const listener = await new Listener(n8n, 'innopaas').publish();
		const { data, ...rest } = options as { data: unknown };
		const body = form === 'a form with files' ? formData(data as Array<[string, string]>) : data;
		expect((await listener.push(body, rest)).status).toBe(200);
		expect(await newest(listener, 1)).toMatchObject([item]);
	});
});

function formData(fields: Array<[string, string]>): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

describe('an address', () => {
	test('is closed when the workflow is deactivated, and opened again', async () => {
		const listener = await new Listener(n8n, 'itniotech').publish();
		await listener.unpublish();
		expect((await listener.push(VOICE_REPORT)).status).toBe(404);
		await n8n.publish(listener.id);
		await listener.opened();
		expect((await listener.push(VOICE_REPORT)).status).toBe(200);
		expect(await listener.executions(1)).toHaveLength(1);
	});

	test('is not opened when Allowed Addresses can’t be read', async () => {
		const listener = new Listener(n8n, 'onbuka', { allowedAddresses: '10.0.0.0/33' });
		await listener.import();
		// n8n 1 refuses at once, n8n 2 says so afterwards.
		const refused = await n8n.publish(listener.id).catch(({ response }) => response.data);
		const said = async () => JSON.stringify(refused ?? (await n8n.publication(listener.id)));
		await until(
			'n8n has tried',
			async () => refused !== undefined || (await said()).includes('failed'),
		);
		expect(await said()).toContain('Allowed Addresses has \\"10.0.0.0/33\\"');
		expect((await listener.push(VOICE_REPORT)).status).toBe(404);
	});

	test('lets nobody in who is not allowed', async () => {
		const closed = await new Listener(n8n, 'onbuka', { allowedAddresses: '10.0.0.0/8' }).publish();
		expect((await closed.push(VOICE_REPORT)).status).toBe(403);
		// Without a proxy that n8n knows of, the header is only what somebody says.
		const headers = { 'X-Forwarded-For': '10.0.0.1' };
		expect((await closed.push(VOICE_REPORT, { headers })).status).toBe(403);
		expect(await closed.ids()).toEqual([]);
		const open = await new Listener(n8n, 'onbuka', {
			allowedAddresses: '127.0.0.0/8, ::1',
		}).publish();
		expect((await open.push(VOICE_REPORT)).status).toBe(200);
	});
});

describe('Check With Vendor', () => {
	/** The record of the vendor's page, which the sandbox has. */
	const TRUE = {
		voiceId: '2203031113381000002',
		callee: '8613500000000',
		answerTime: 1_645_166_570_000,
		hangupTime: 1_645_166_575_000,
		callDuration: 5,
		terminationCode: '200',
		costEur: '2',
		calledInfo: 'pay Eve',
	};
	let listener: Listener;
	beforeAll(async () => {
		listener = await new Listener(n8n, 'onbuka', { checkWithVendor: true }).publish();
	});

	test('keeps forged reports out', async () => {
		const lies = [{ callee: '8613500000001' }, { terminationCode: '486' }, { costEur: '9' }];
		for (const lie of lies) expect((await listener.push({ ...TRUE, ...lie })).status).toBe(400);
		expect((await listener.push([TRUE, { ...TRUE, ...lies[0] }])).status).toBe(400);
		expect(await listener.ids()).toEqual([]);
	});

	test('has reports come again that can’t be checked', async () => {
		expect((await listener.push({ ...TRUE, voiceId: '1' })).status).toBe(503);
		await sandbox.fault({ vendor: 'onbuka', status: 500, times: 2 });
		expect((await listener.push(TRUE)).status).toBe(503);
		expect(await listener.ids()).toEqual([]);
	});

	test('gives the record in place of the report', async () => {
		expect((await listener.push(TRUE)).status).toBe(200);
		const [item] = await newest(listener, 1);
		expect(item).toMatchObject({
			eventId: 'call:2203031113381000002',
			calleeNumber: '8613500000000',
			result: 'answered',
			cost: '2',
			currency: 'EUR',
		});
		expect(item).not.toHaveProperty('calledInfo');
	});
});

describe('whatever is sent, nothing is started by what is no report, and n8n lives:', () => {
	let listener: Listener;
	beforeAll(async () => {
		listener = await new Listener(n8n, 'laaffic').publish();
	});
	const report = JSON.stringify(VOICE_REPORT);
	const types = ['application/json', 'application/octet-stream', 'text/plain', 'text/xml'];

	test.each([
		...['', 'null', '0', '"x"', '[]', '{}', '[null]', '{"callee":"63123456788"}', '\0\0', 'a=b'],
		...[`{"__proto__":${report}}`, `{"constructor":{"prototype":${report}}}`, `${'['.repeat(9e5)}`],
		`${'['.repeat(1e5)}${']'.repeat(1e5)}`,
		`${report.slice(0, -1)},"new":${'{"a":'.repeat(9999)}1${'}'.repeat(9999)}}`,
	])('%.60s', async (body) => {
		for (const type of types) {
			const headers = { 'Content-Type': type };
			const { status } = await listener.push(body, { headers, transformRequest: (data) => data });
			// n8n itself reads JSON and XML before, and says 422 to what is none.
			expect([400, 422]).toContain(status);
		}
	});

	test.each([
		['another charset', { 'Content-Type': 'application/json; charset=gb18030x' }, report],
		['compressed, which it is not', { 'Content-Encoding': 'gzip' }, report],
		['a length that is not its own', { 'Content-Type': 'multipart/form-data; boundary=x' }, report],
	])('it says that it has %s', async (_, headers, body) => {
		const { status } = await listener.push(body, {
			headers: { 'Content-Type': 'application/json', ...headers } as never,
			transformRequest: (data) => data,
		});
		expect([400, 422, 500]).toContain(status);
	});

	test('somebody hangs up in the middle of it', async () => {
		await new Promise<void>((resolve) => {
			const headers = { 'Content-Length': 1000, 'Content-Type': 'application/octet-stream' };
			const sent = request(listener.url, { method: 'POST', headers });
			sent.on('error', () => resolve()).on('close', () => resolve());
			sent.write(report, () => sent.destroy());
		});
	});

	test('it has more than the 16 MB that n8n takes', async () => {
		const body = [{ ...VOICE_REPORT, calledInfo: 'x'.repeat(17e6) }];
		expect((await listener.push(body)).status).toBe(500);
	});

	test('and a report is taken after it, compressed, too', async () => {
		expect(await listener.ids()).toEqual([]);
		const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
		const { status } = await listener.push(gzipSync(report), { headers });
		expect(status).toBe(200);
		expect(await newest(listener, 1)).toHaveLength(1);
	});
});

test('10,000 reports in one request are one run', async () => {
	const listener = await new Listener(n8n, 'laaffic').publish();
	const all = Array.from({ length: 10_000 }, (_, at) => ({ ...VOICE_REPORT, voiceId: String(at) }));
	expect((await listener.push(all)).status).toBe(200);
	const items = await newest(listener, 1);
	expect(items.map(({ voiceId }) => voiceId)).toEqual(all.map(({ voiceId }) => voiceId));
});
