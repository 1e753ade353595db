import { DateTime } from 'luxon';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Task } from '../../sandbox/state';
import { callOf, clientOf, QUERIES, signed } from './support/client';
import { allows, complaints, contracts } from './support/contracts';
import * as samples from './support/samples';

let sandbox: Sandbox;
const client = clientOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

type TaskVendor = keyof typeof QUERIES;
const VENDORS = Object.keys(QUERIES) as TaskVendor[];
const VALID = {
	current: 1,
	size: 100,
	params: {
		strTime: '2000-01-01 00:00:00',
		endTime: '2099-12-31 23:59:59',
		statusList: [0, 6],
		idxAppId: 7,
		searchCondition: '2024',
	},
};
const { strTime, endTime } = VALID.params;

const contentOf = (vendor: TaskVendor) => {
	const { paths } = contracts.find(({ name }) => name === vendor)!;
	const { requestBody, responses } = paths[QUERIES[vendor]].post;
	return {
		request: requestBody!.content['application/json'].schema,
		answer: responses['200'].content['application/json'].schema,
	};
};

/** Asks for tasks of any time, unless the parameters say otherwise. */
const query = async (vendor: TaskVendor, params: object = {}, page: object = {}) =>
	await client.buka(vendor, QUERIES[vendor], {
		...{ current: 1, size: 100, ...page },
		params: { strTime, endTime, ...params },
	});

/** Puts a task where the vendor keeps its tasks. */
function task(given: Partial<Task>): void {
	const keyId = sandbox.state.nextId(1);
	const preset = { keyId, createdTime: '2024-06-04 14:49:17', callees: 1, status: 0 };
	sandbox.state.tasks.push({ vendor: 'itniotech', taskName: `task ${keyId}`, ...preset, ...given });
}

describe.each(VENDORS)('the contract of %s', (vendor) => {
	const { request, answer } = contentOf(vendor);

	test('allows what its page prints', () => {
		expect(complaints(request, JSON.parse(samples.GROUP_CALL_QUERY))).toEqual([]);
		expect(complaints(answer, JSON.parse(samples.GROUP_CALL_QUERY_ANSWER))).toEqual([]);
		expect(complaints(answer, { code: '-1', msg: 'Authentication error', data: null })).toEqual([]);
	});

	test('allows an answer with everything of its table', () => {
		const { records, ...data } = JSON.parse(samples.GROUP_CALL_QUERY_ANSWER).data;
		const { jobId: taskId, ...record } = records[0];
		const more = { taskId, createdTime: '2024-06-04 14:49:17', scriptId: 1, taskType: 2 };
		Object.assign(data, { total: 1, size: 10, current: 1, pages: 1 });
		const full = { ...data, records: [{ ...record, ...more }] };
		expect(complaints(answer, { code: '0', msg: 'success', data: full })).toEqual([]);
		expect(complaints(answer, { code: 0, msg: 'success', data: { records: [record] } })).toEqual([
			'/data/records/0 anyOf',
		]);
	});

	test.each([
		['a page is needed', { current: undefined }, '/current required'],
		['pages begin at 1', { current: 0 }, '/current minimum'],
		['a page is a number', { current: '1' }, '/current type'],
		['a size is needed', { size: undefined }, '/size required'],
		['a page has 1 task at least', { size: 0 }, '/size minimum'],
		['a page has 100 tasks at most', { size: 101 }, '/size maximum'],
		['a span is needed', { params: undefined }, '/params required'],
		['a span has a start', { params: { endTime } }, '/params/strTime required'],
		['a span has an end', { params: { strTime } }, '/params/endTime required'],
		[
			'a time has a blank in it',
			{ params: { strTime, endTime: '2024-06-03T15:13:01' } },
			'/params/endTime pattern',
		],
		[
			'a status is 6 at most',
			{ params: { strTime, endTime, statusList: [7] } },
			'/params/statusList/0 maximum',
		],
		[
			'an application is a number',
			{ params: { strTime, endTime, idxAppId: 'iaAJ6COV' } },
			'/params/idxAppId type',
		],
		[
			'a name is a text',
			{ params: { strTime, endTime, searchCondition: 5 } },
			'/params/searchCondition type',
		],
		['no field is unknown', { searchCondition: 'x' }, '/searchCondition additionalProperties'],
	])('%s', (_, change, complaint) => {
		expect(complaints(request, VALID)).toEqual([]);
		expect(complaints(request, JSON.parse(JSON.stringify({ ...VALID, ...change })))).toEqual([
			complaint,
		]);
	});
});

describe.each(VENDORS)('the task list of %s', (vendor) => {
	test('has the task that was made, with the ID its creation answered', async () => {
		const keyId = (await client.call(vendor)).data.data;
		const { http, data } = await query(vendor, {}, { size: 10 });
		const id =
			vendor === 'itniotech' ? { jobId: keyId } : { taskId: keyId, scriptId: 123, taskType: 2 };
		const record = {
			...{ ...id, taskName: callOf(vendor).body.taskName, status: 0, rate: '0', numCnt: 2 },
			...{ callNum: 0, success: 0, fail: 0, createdTime: sandbox.state.tasks[0].createdTime },
		};
		const page = { total: 1, size: 10, current: 1, pages: 1, records: [record] };
		expect([http, data]).toEqual([200, { code: 0, msg: 'success', data: page }]);
		expect(allows(contentOf(vendor).answer, data)).toBe(true);
	});

	test('has a task whose creation nobody answered', async () => {
		await client.fault({ reset: 'after' });
		await expect(client.call(vendor)).rejects.toThrow();
		const { records } = (await query(vendor)).data.data;
		expect(records).toMatchObject([{ taskName: callOf(vendor).body.taskName, numCnt: 2 }]);
	});

	test('is empty when nothing was made', async () => {
		const page = { total: 0, size: 100, current: 1, pages: 0, records: [] };
		expect((await query(vendor)).data).toEqual({ code: 0, msg: 'success', data: page });
	});

	test('has no tasks of the other vendor', async () => {
		for (const one of VENDORS) await client.call(one);
		expect((await query(vendor)).data.data.total).toBe(1);
	});

	test('calls nobody, and the log tells it from a request that does', async () => {
		await client.call(vendor);
		await query(vendor);
		const log = await client.log();
		expect(log.map(({ operation, taken }) => [operation, taken])).toEqual([
			[callOf(vendor).operationId, true],
			['groupCallQuery', false],
		]);
		expect(await client.read('calls')).toHaveLength(2);
		expect(await client.read('tasks')).toHaveLength(1);
	});

	test('is the same operation when its path is written otherwise', async () => {
		const path = `${QUERIES[vendor].toUpperCase()}/`;
		expect((await client.buka(vendor, path, VALID)).data).toMatchObject({ code: 0 });
		expect((await client.post(vendor, path, VALID)).data).toMatchObject({ code: '-1' });
		expect(await client.log()).toMatchObject(Array(2).fill({ operation: 'groupCallQuery' }));
	});

	test.each([
		['a stranger', { ...signed(), Sign: 'f'.repeat(32) }, '-1'],
		['an old time stamp', signed({ at: Date.now() / 1000 - 3600 }), '-16'],
	])('refuses %s in the words of this operation', async (_, headers, code) => {
		const { http, data } = await client.post(vendor, QUERIES[vendor], VALID, headers);
		expect([http, data]).toEqual([200, { code, msg: expect.any(String), data: null }]);
	});

	test.each([
		['too large a page', {}, { size: 101 }, 'size'],
		['a field it does not know', { colour: 'red' }, {}, 'colour'],
		['a start that does not exist', { strTime: '2024-02-30 00:00:00' }, {}, 'strTime'],
		['an end that does not exist', { endTime: '2024-06-03 24:30:00' }, {}, 'endTime'],
	])('refuses %s', async (_, params, page, says) => {
		const { http, data } = await query(vendor, params, page);
		const msg = expect.stringContaining(says);
		expect([http, data]).toEqual([200, { code: '-22', msg, data: null }]);
	});
});

describe('which tasks are listed', () => {
	const names = async (params: object = {}, page: object = {}) => {
		const { records } = (await query('itniotech', params, page)).data.data;
		return records.map(({ taskName }: Task) => taskName);
	};

	test('those of a span of time, with both its ends', async () => {
		for (const second of ['16', '17', '18', '19', '20']) {
			task({ taskName: second, createdTime: `2024-06-04 14:49:${second}` });
		}
		const span = { strTime: '2024-06-04 14:49:17', endTime: '2024-06-04 14:49:19' };
		expect(await names(span)).toEqual(['19', '18', '17']);
		expect(await names({ strTime: span.endTime, endTime: span.strTime })).toEqual([]);
	});

	test('times are those of Shanghai', async () => {
		await client.call('itniotech');
		const time = (minutes: number) =>
			DateTime.now().setZone('Asia/Shanghai').plus({ minutes }).toFormat('yyyy-MM-dd HH:mm:ss');
		expect(await names({ strTime: time(-1), endTime: time(1) })).toHaveLength(1);
		expect(await names({ strTime: time(1), endTime: time(2) })).toEqual([]);
		expect(await names({ strTime: time(-2), endTime: time(-1) })).toEqual([]);
	});

	test('the newest first, also within a second', async () => {
		task({ taskName: 'old', createdTime: '2024-06-04 14:49:16' });
		task({ taskName: 'new', createdTime: '2024-06-05 00:00:00' });
		task({ taskName: 'one' });
		task({ taskName: 'two' });
		expect(await names()).toEqual(['new', 'two', 'one', 'old']);
	});

	test('those with a part of the name, as it is written', async () => {
		task({ taskName: 'alert-1a2b' });
		task({ taskName: 'Alert 1a2b' });
		task({ taskName: 'alert-3c4d' });
		expect(await names({ searchCondition: 'alert-1a2b' })).toEqual(['alert-1a2b']);
		expect(await names({ searchCondition: '1a2b' })).toEqual(['Alert 1a2b', 'alert-1a2b']);
		expect(await names({ searchCondition: '.*' })).toEqual([]);
		expect(await names({ searchCondition: '' })).toHaveLength(3);
	});

	test('those of some status, or of any when the list is empty', async () => {
		for (const status of [0, 3, 4]) task({ taskName: String(status), status });
		expect(await names({ statusList: [3] })).toEqual(['3']);
		expect(await names({ statusList: [0, 4, 6] })).toEqual(['4', '0']);
		expect(await names({ statusList: [] })).toHaveLength(3);
	});

	test('a page of them, and how many there are', async () => {
		for (const taskName of ['1', '2', '3', '4', '5']) task({ taskName });
		expect(await names({}, { size: 2 })).toEqual(['5', '4']);
		expect(await names({}, { size: 2, current: 3 })).toEqual(['1']);
		expect(await names({}, { size: 2, current: 4 })).toEqual([]);
		const { data } = (await query('itniotech', {}, { size: 2, current: 2 })).data;
		expect(data).toMatchObject({ total: 5, size: 2, current: 2, pages: 3 });
	});

	test('LAAFFIC says of a task without a script that it is an ordinary one', async () => {
		task({ vendor: 'laaffic' });
		const { records } = (await query('laaffic')).data.data;
		expect(records).toMatchObject([{ scriptId: null, taskType: 1 }]);
		expect(allows(contentOf('laaffic').answer, (await query('laaffic')).data)).toBe(true);
	});
});
