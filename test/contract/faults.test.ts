import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { VendorName } from '../../sandbox/state';
import { clientOf, QUERIES, signed } from './support/client';
import { contracts } from './support/contracts';

// A delay is asked for, not waited for.
jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(async () => {}) }));

let sandbox: Sandbox;
const client = clientOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(async () => {
	jest.mocked(sleep).mockClear();
	await client.control('delete', '/');
});

afterAll(async () => await sandbox.close());

const noAnswer = (error: { code?: string }) => ({
	http: 0,
	data: error.code as any,
	headers: {} as Record<string, string>,
});

/** Calls through ONBUKA, or says that no answer came. */
const call = async (vendor: VendorName = 'onbuka') => await client.call(vendor).catch(noAnswer);

/** Asks for the list of tasks, or says that no answer came. */
const list = async (vendor: keyof typeof QUERIES = 'itniotech') =>
	await client
		.buka(vendor, QUERIES[vendor], {
			...{ current: 1, size: 100 },
			params: { strTime: '2000-01-01 00:00:00', endTime: '2099-12-31 23:59:59' },
		})
		.catch(noAnswer);

/** Whether the request was taken, and how many numbers were called for it. */
async function taken() {
	const [entry] = await client.log();
	return { taken: entry.taken, calls: (await client.read('calls')).length };
}

const NOBODY = { taken: false, calls: 0 };
const BOTH = { taken: true, calls: 2 };

test.each([
	['innopaas', { code: '-10', message: 'no money', data: null }],
	['onbuka', { status: '-10', reason: 'no money', data: null }],
	['itniotech', { code: '-10', msg: 'no money', data: null }],
	['laaffic', { status: '-10', reason: 'no money', data: null }],
] as const)('code: %s refuses the request in its own words', async (vendor, body) => {
	await client.fault({ code: '-10', reason: 'no money' });
	expect(await call(vendor)).toMatchObject({ http: 200, data: body });
	expect(await taken()).toEqual(NOBODY);
});

test('code: there are words also when none are given', async () => {
	await client.fault({ code: '-10' });
	expect((await call()).data).toMatchObject({ status: '-10', reason: expect.stringMatching(/./) });
});

test('status: an HTTP status with a text, and nobody is called', async () => {
	await client.fault({ status: 503, body: '<h1>busy</h1>', headers: { 'Retry-After': '7' } });
	const { http, data, headers } = await call();
	expect([http, data, headers['retry-after']]).toEqual([503, '<h1>busy</h1>', '7']);
	expect(await taken()).toEqual(NOBODY);
	expect(await client.log()).toMatchObject([{ httpStatus: 503, answer: '<h1>busy</h1>' }]);
});

test('status: a redirect to another host', async () => {
	await client.fault({ status: 307, headers: { Location: 'https://example.com/' } });
	const { http, headers } = await call();
	expect([http, headers.location]).toEqual([307, 'https://example.com/']);
	expect(await taken()).toEqual(NOBODY);
});

test('status with taken: the answer is an error, but both are called', async () => {
	await client.fault({ status: 502, taken: true });
	expect(await call()).toMatchObject({ http: 502, data: '' });
	expect(await taken()).toEqual(BOTH);
});

test('body: the calls are made, and the answer is another text', async () => {
	await client.fault({ body: 'no JSON {' });
	expect(await call()).toMatchObject({ http: 200, data: 'no JSON {' });
	expect(await taken()).toEqual(BOTH);
});

test('reset before: the connection breaks, and nobody is called', async () => {
	await client.fault({ reset: 'before' });
	expect(await call()).toMatchObject({ http: 0, data: 'ECONNRESET' });
	expect(await taken()).toEqual(NOBODY);
});

test('reset after: the connection breaks, but both are called', async () => {
	await client.fault({ reset: 'after' });
	expect(await call()).toMatchObject({ http: 0, data: 'ECONNRESET' });
	expect(await taken()).toEqual(BOTH);
});

test('delayMs: the answer comes later, and is the usual one', async () => {
	await client.fault({ delayMs: 60_000 });
	expect((await call()).data).toMatchObject({ status: '0' });
	expect(jest.mocked(sleep).mock.calls).toEqual([[60_000]]);
	await call();
	expect(sleep).toHaveBeenCalledTimes(1);
});

test('delayMs: a request that is held when all is forgotten is taken from nobody', async () => {
	await client.fault({ delayMs: 60_000 });
	jest.mocked(sleep).mockImplementationOnce(async () => {
		await client.control('delete', '/');
	});
	expect(await call()).toMatchObject({ http: 0, data: 'ECONNRESET' });
	expect(await client.read('calls')).toEqual([]);
});

test('refuse: one of two numbers is refused, the other is called', async () => {
	await client.fault({ refuse: ['932111111112'], reason: 'do not call' });
	expect((await call()).data).toMatchObject({
		status: '0',
		data: [
			{ callee: '932111111111', terminationCode: '0', voiceId: expect.any(String) },
			{
				callee: '932111111112',
				terminationCode: expect.not.stringMatching(/^0$/),
				terminationReason: 'do not call',
				voiceId: null,
			},
		],
	});
	expect((await client.read('calls')).map(({ callee }) => callee)).toEqual(['932111111111']);
});

describe('a question for the list of tasks', () => {
	const operation = 'groupCallQuery';
	const NONE = { total: 0, size: 100, current: 1, pages: 0, records: [] };

	test.each(['itniotech', 'laaffic'] as const)('code: %s refuses it so', async (vendor) => {
		await client.fault({ operation, code: '-18', reason: 'not now' });
		const refused = { code: '-18', msg: 'not now', data: null };
		expect(await list(vendor)).toMatchObject({ http: 200, data: refused });
	});

	test.each([false, true])('status: an HTTP status, taken is %j', async (all) => {
		await client.fault({ operation, status: 503, body: 'busy', taken: all });
		expect(await list()).toMatchObject({ http: 503, data: 'busy' });
		expect(await taken()).toEqual(NOBODY);
	});

	test('body: the answer is another text', async () => {
		await client.fault({ operation, body: '{"code":0,"data":null}' });
		expect(await list()).toMatchObject({ http: 200, data: { code: 0, data: null } });
		expect(await taken()).toEqual(NOBODY);
	});

	test.each(['before', 'after'])('reset %s: the connection breaks', async (reset) => {
		await client.fault({ operation, reset });
		expect(await list()).toMatchObject({ http: 0, data: 'ECONNRESET' });
		expect(await taken()).toEqual(NOBODY);
	});

	test('delayMs: the answer comes later, and is the usual one', async () => {
		await client.fault({ operation, delayMs: 60_000 });
		expect((await list()).data).toEqual({ code: 0, msg: 'success', data: NONE });
		expect(jest.mocked(sleep).mock.calls).toEqual([[60_000]]);
	});
});

test('code: the balance is refused in its own words', async () => {
	await client.fault({ operation: 'getBalance', code: '-18', reason: 'not now' });
	const url = `${sandbox.urls.itniotech}/sms/getBalance`;
	const { data } = await axios.get(url, { headers: signed() });
	expect(data).toEqual({ status: '-18', reason: 'not now', data: null });
});

const promised = contracts.flatMap(({ paths }) =>
	Object.values(paths).flatMap((methods) =>
		Object.values(methods).map(({ operationId }) => operationId),
	),
);

test.each([...new Set(promised)])(
	'%s, as every operation of the contracts, can be struck',
	async (operation) => {
		expect((await client.fault({ operation, code: '-18' })).http).toBe(204);
	},
);

describe('which requests a fault strikes', () => {
	const codes = async (count: number, vendor?: VendorName) => {
		const found: string[] = [];
		for (let one = 0; one < count; one++) found.push((await call(vendor)).data.status);
		return found;
	};

	test('the next one alone, unless more are asked for', async () => {
		await client.fault({ code: '-18' });
		expect(await codes(3)).toEqual(['-18', '0', '0']);
	});

	test('times: so many in a row', async () => {
		await client.fault({ code: '-18', times: 2 });
		expect(await codes(3)).toEqual(['-18', '-18', '0']);
	});

	test('skip: the first ones pass', async () => {
		await client.fault({ code: '-18', skip: 2 });
		expect(await codes(4)).toEqual(['0', '0', '-18', '0']);
	});

	test('vendor: those of one vendor, and the others do not count', async () => {
		await client.fault({ code: '-18', vendor: 'onbuka', skip: 1 });
		expect((await call('innopaas')).data.code).toBe('200000');
		expect((await call('innopaas')).data.code).toBe('200000');
		expect(await codes(2)).toEqual(['0', '-18']);
	});

	test('operation: those of one operation, and the others do not count', async () => {
		await client.fault({ code: '-18', operation: 'groupCallQuery', skip: 1, times: 2 });
		expect((await call('itniotech')).data.code).toBe(0);
		expect([await list('laaffic'), await list('itniotech')]).toMatchObject(
			[0, '-18'].map((code) => ({ data: { code } })),
		);
		expect((await call('laaffic')).data.status).toBe('0');
		expect([await list('laaffic'), await list('laaffic')]).toMatchObject(
			['-18', 0].map((code) => ({ data: { code } })),
		);
	});

	test('operation: with a vendor, both have to match', async () => {
		await client.fault({ code: '-18', operation: 'groupCallQuery', vendor: 'laaffic' });
		expect((await list('itniotech')).data.code).toBe(0);
		expect((await call('laaffic')).data.status).toBe('0');
		expect((await list('laaffic')).data.code).toBe('-18');
	});

	test('operation: a fault without one strikes whatever comes', async () => {
		await client.fault({ code: '-18', skip: 1, times: 2 });
		expect((await list()).data.code).toBe(0);
		expect((await list()).data.code).toBe('-18');
		expect(await codes(2)).toEqual(['-18', '0']);
	});

	test('operation: a path that the vendor does not have is none', async () => {
		await client.fault({ code: '-18', operation: 'sendGroup' });
		expect((await client.buka('onbuka', '/nowhere', {})).http).toBe(404);
		expect((await client.log())[0]).not.toHaveProperty('operation');
		expect(await codes(1)).toEqual(['-18']);
	});

	test('two faults strike one after the other', async () => {
		await client.fault({ code: '-15' });
		await client.fault({ code: '-18' });
		expect(await codes(3)).toEqual(['-15', '-18', '0']);
	});

	test('none after a reset', async () => {
		await client.fault({ code: '-18' });
		await client.control('delete', '/');
		expect(await codes(1)).toEqual(['0']);
	});
});

test.each([
	['a word that is not there', { explode: true }, /explode|additional/],
	['a vendor that is not there', { vendor: 'acme' }, /vendor/],
	['an operation that is not there', { operation: 'groupCall' }, /operation/],
	['a status that is no failure', { status: 200 }, /status/],
	['zero times', { times: 0 }, /times/],
	['a text for a number', { delayMs: '1' }, /delayMs/],
])('%s is no fault: it is refused with what is wrong', async (_, fault, words) => {
	const { http, data } = await client.fault(fault);
	expect([http, data.message]).toEqual([400, expect.stringMatching(words)]);
	expect((await call()).data.status).toBe('0');
});
