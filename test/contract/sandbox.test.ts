import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import express from 'express';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { VendorName } from '../../sandbox/state';
import { BUKA, callOf, clientOf, INNOPAAS, MESSAGE, signed } from './support/client';
import { allows, contracts, pairOf } from './support/contracts';

let sandbox: Sandbox;
const client = clientOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(async () => void (await client.control('delete', '/')));

afterEach(() => jest.restoreAllMocks());

afterAll(async () => await sandbox.close());

const BUKA_VENDORS = ['onbuka', 'itniotech', 'laaffic'] as const;
const ALL: VendorName[] = ['innopaas', ...BUKA_VENDORS];
/** The code, whichever way the vendor spells it. */
const codeOf = ({ data }: { data: any }) => String(data.status ?? data.code);
const nobodyCalled = async () => expect(await client.read('calls')).toEqual([]);

describe.each(ALL)('%s', (vendor) => {
	test('has no other paths and methods', async () => {
		const headers = signed();
		const nowhere =
			vendor === 'innopaas'
				? await client.post(vendor, '/nowhere', new URLSearchParams(INNOPAAS).toString())
				: await client.post(vendor, '/nowhere', {}, headers);
		expect(nowhere.http).toBe(404);
		const { status } = await axios.put(
			sandbox.urls[vendor] + callOf(vendor).path,
			vendor === 'innopaas' ? new URLSearchParams(INNOPAAS) : {},
			{ headers: { ...headers }, validateStatus: () => true },
		);
		expect(status).toBe(405);
	});
});

describe.each(BUKA_VENDORS)('the account of %s', (vendor) => {
	const { path, body } = callOf(vendor);

	test.each([
		['a wrong secret', signed({ secret: 'wrong' }), '-1'],
		['a wrong key', signed({ key: 'wrong' }), '-1'],
		['a key that is not the signed one', { ...signed(), 'Api-Key': 'other' }, '-1'],
		['no signature', {}, '-1'],
		['an old time stamp', signed({ at: Date.now() / 1000 - 3600 }), '-16'],
		['a time stamp from the future', signed({ at: Date.now() / 1000 + 3600 }), '-16'],
		[
			'the headers that the page prints, which are years old',
			{ Sign: '05d7a50893e22a5c4bb3216ae3396c7c', Timestamp: '1630468800', 'Api-Key': 'bDqJFiq9' },
			'-16',
		],
	])('%s is refused, and nobody is called', async (_, headers, code) => {
		const answer = await client.post(vendor, path, body, headers);
		expect([answer.http, codeOf(answer)]).toEqual([200, code]);
		await nobodyCalled();
	});

	test('a signature in upper case is taken', async () => {
		const { Sign, ...headers } = signed();
		const answer = await client.post(vendor, path, body, { ...headers, Sign: Sign.toUpperCase() });
		expect(codeOf(answer)).toBe('0');
	});

	test('the balance is told, and refused to a stranger', async () => {
		const url = sandbox.urls[vendor] + (vendor === 'itniotech' ? '/sms' : '/v3') + '/getBalance';
		const told = await axios.get(url, { headers: signed() });
		expect(told.data).toMatchObject({ status: '0', balance: expect.any(String) });
		const refused = await axios.get(url, { headers: { ...signed(), Sign: 'f'.repeat(32) } });
		expect(refused.data).toMatchObject({ status: '-1', reason: expect.any(String) });
	});
});

test.each([
	['a wrong key', { ...INNOPAAS, appKey: 'wrong' }],
	['a wrong ID', { ...INNOPAAS, appId: 'wrong' }],
	['no account', {}],
])('InnoPaaS refuses %s', async (_, account) => {
	const form = new URLSearchParams({ ...account, ...MESSAGE } as Record<string, string>);
	const answer = await client.post('innopaas', callOf('innopaas').path, form.toString());
	expect([answer.http, answer.data.code, answer.data.data]).toEqual([200, '500006', null]);
	await nobodyCalled();
});

describe('what only the vendor can know', () => {
	test.each(['itniotech', 'laaffic'] as const)('%s: a task name is taken', async (vendor) => {
		expect(codeOf(await client.call(vendor))).toBe('0');
		expect(codeOf(await client.call(vendor))).toBe('-41');
		expect(await client.read('calls')).toHaveLength(2);
		expect(await client.read('tasks')).toMatchObject([
			{ vendor, taskName: callOf(vendor).body.taskName, callees: 2 },
		]);
	});

	test('the two vendors do not share task names', async () => {
		expect(codeOf(await client.call('itniotech'))).toBe('0');
		expect(codeOf(await client.call('laaffic'))).toBe('0');
	});

	test.each([
		['-53', 'a hang-up SMS without a trigger', { feedbackPush: 0, successPush: 0 }],
		['-35', 'no list of numbers', { numberList: undefined }],
		['-35', 'a list without a number', { numberList: [] }],
		['-38', 'a text without a language', { lan: undefined }],
		['-38', 'a language without a text', { text: undefined }],
		['-22', 'a number with a plus', { numberList: ['+4915112345678'] }],
		['-22', 'too many loops', { loopCount: 10 }],
	])('ITNIOTECH answers %s to %s', async (code, _, change) => {
		const { path, body } = callOf('itniotech');
		const answer = await client.buka('itniotech', path, { ...body, ...change });
		expect([answer.http, codeOf(answer)]).toEqual([200, code]);
		await nobodyCalled();
	});

	test.each([
		['-60', 'a script that is not there', { scriptId: 124 }],
		['-35', 'no list of numbers', { numberInfoList: undefined }],
		['-35', 'a list without a number', { numberInfoList: [] }],
	])('LAAFFIC answers %s to %s', async (code, _, change) => {
		const { path, body } = callOf('laaffic');
		const answer = await client.buka('laaffic', path, { ...body, ...change });
		expect([answer.http, codeOf(answer)]).toEqual([200, code]);
		await nobodyCalled();
	});

	test('ITNIOTECH changes a redial flow that is there, and no other', async () => {
		const { path, fixture } = pairOf('itniotech.redialFlow.update');
		const body = fixture.valid;
		expect(codeOf(await client.buka('itniotech', path, body))).toBe('0');
		expect(codeOf(await client.buka('itniotech', path, { ...body, keyId: 300 }))).toBe('-22');
	});

	test.each([
		['redials over more than three days', { maxRecallCount: '3', recallInterval: '1441' }],
		['a start in more than eight days', { sendType: '1', taskStartTime: '20990902170000' }],
		['a start that is no time', { sendType: '1', taskStartTime: '20260231170000' }],
	])('InnoPaaS refuses %s', async (_, change) => {
		expect(codeOf(await client.innopaas({ ...MESSAGE, ...change }))).toBe('500001');
		await nobodyCalled();
	});
});

describe('the log', () => {
	test.each(ALL)('shows the request of %s as it came, without its secrets', async (vendor) => {
		await client.call(vendor);
		const log = JSON.stringify(await client.log());
		expect(log).toContain(vendor === 'innopaas' ? '8613011112222' : 'maxRingingTime');
		expect(log).not.toContain(INNOPAAS.appKey);
		expect(log).not.toContain(BUKA.secret);
		expect(log).not.toMatch(/"sign":"[0-9a-f]/i);
	});

	test.each([
		['in a form', '', new URLSearchParams({ ...INNOPAAS, appKey: 'a-real-key' }).toString()],
		['in JSON', '', { ...INNOPAAS, appKey: 'a-real-key' }],
		['in the address', '?appId=sandbox-app&appKey=a-real-key', undefined],
	])('also hides a key that is not the sandbox’s, %s', async (_, query, body) => {
		await client.post('innopaas', callOf('innopaas').path + query, body);
		const log = JSON.stringify(await client.log());
		expect(log).toContain('500006');
		expect(log).not.toContain('a-real-key');
	});

	test('has what was sent, not what the contract presets', async () => {
		const { path, body: valid } = callOf('onbuka');
		const { maxRingingTime: _, ...body } = valid;
		await client.buka('onbuka', path, body);
		expect((await client.log())[0].body).toEqual(body);
	});

	test('is the same at every vendor, and empty after a reset', async () => {
		await client.call('laaffic');
		const { data } = await axios.get(`${sandbox.urls.innopaas}/_sandbox/log`);
		expect(data).toHaveLength(1);
		expect((await client.control('delete', '/')).http).toBe(204);
		expect(await client.log()).toEqual([]);
		expect(await client.read('tasks')).toEqual([]);
		await nobodyCalled();
	});
});

describe('call detail records', () => {
	/** Lets the calls happen: what was pushed of them. */
	async function pushes() {
		await client.control('post', '/hurry', { pushes: true });
		return await client.read('pushes');
	}

	test('are pushed to billUrl for every number, with transData in them', async () => {
		const received: any[] = [];
		const app = express();
		app.use(express.json());
		app.post('/cdr', (req, res) => {
			received.push({ record: req.body, given: req.query.order });
			res.status(202).end();
		});
		const server = app.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		const billUrl = `http://127.0.0.1:${port}/cdr?order=42`;
		const { data } = await client.innopaas({ ...MESSAGE, billUrl, transData: 'order-42' });
		const pushed = await pushes();
		server.close();

		const { callId } = data.data;
		const { schemas } = contracts.find(({ name }) => name === 'innopaas')!.components;
		expect(received.map(({ record, given }) => [given, record.mobile, record.callId])).toEqual([
			['42', '8613011112222', callId],
			['42', '8618633334444', callId],
		]);
		for (const { record } of received) {
			expect(record.transData).toBe('order-42');
			expect(allows(schemas.Cdr, record)).toBe(true);
		}
		expect(pushed.map(({ httpStatus }) => httpStatus)).toEqual([202, 202]);
	});

	test('that nobody takes are listed with what went wrong', async () => {
		await client.innopaas({ ...MESSAGE, billUrl: 'http://127.0.0.1:1/cdr' });
		expect((await pushes())[0]).toMatchObject({ error: expect.stringContaining('ECONNREFUSED') });
	});

	test.each([
		'https://cdr.invalid/cdr',
		'http://127.cdr.invalid/cdr',
		'http://localhost.cdr.invalid/cdr',
	])('never leave this machine for %s', async (billUrl) => {
		const posts = jest.spyOn(axios, 'post');
		const { data } = await client.innopaas({ ...MESSAGE, billUrl });
		expect(data.code).toBe('200000');
		expect(await pushes()).toEqual([]);
		expect(posts.mock.calls.map(([url]) => url)).not.toContain(billUrl);
	});
});
