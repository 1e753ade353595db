import { DateTime } from 'luxon';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { askerOf, codeOf } from './support/asked';
import { BODIES } from './support/groupCallBodies';
import { complaints } from './support/contracts';
import { promisedBy, type BukaVendor } from './support/promised';

// Loading contracts and n8n takes longer on a busy machine; nothing here is about time.
jest.setTimeout(60_000);

let sandbox: Sandbox;
const ask = askerOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

const VENDORS = ['onbuka', 'itniotech', 'laaffic'] as const;
const WAITING = 0;
const CALLING = 1;
const FINISHED = 2;
const CANCELLED = 4;
const SUSPENDED = 5;

/** A time of the vendors, so many seconds from the beginning of the test. */
const timeIn = (seconds: number) =>
	DateTime.now().setZone('Asia/Shanghai').plus({ seconds }).toFormat('yyyy-MM-dd HH:mm:ss');
const HOUR = 3600;
const DAY = 24 * HOUR;
const later = (seconds: number) => (sandbox.state.clockOffset = seconds);

/** Makes a task and gives its ID. */
async function make(vendor: BukaVendor, change: object = {}, operation = 'groupCallSend') {
	const answer = await ask(vendor, operation, { ...BODIES[vendor][operation], ...change });
	expect(codeOf(answer)).toBe('0');
	return answer.data as number;
}

/** So many callees that a task is calling for minutes, in the form that the vendor takes. */
function many(vendor: BukaVendor): object {
	const numbers = Array.from({ length: 100 }, (_, at) => String(8_613_000_000_000 + at));
	return vendor === 'laaffic'
		? { numberInfoList: numbers.map((calleeNumber) => ({ calleeNumber })) }
		: { numberList: numbers };
}

/** What the list says of a task. */
async function listed(vendor: BukaVendor, id: number, filters: object = {}) {
	const span = { strTime: timeIn(-DAY), endTime: timeIn(2 * DAY) };
	const body = { current: 1, size: 100, params: { ...span, ...filters } };
	const answer = await ask(vendor, 'groupCallQuery', body);
	expect(complaints(promisedBy(vendor, 'groupCallQuery').answer, answer)).toEqual([]);
	return answer.data.records.find((one: any) => (one.jobId ?? one.taskId) === id);
}

const change = async (vendor: BukaVendor, operation: string, body: object) =>
	codeOf(await ask(vendor, operation, { ...BODIES[vendor][operation], ...body }));
const once = async (vendor: BukaVendor, keyId: number, body: object = {}) =>
	await change(vendor, 'groupCallResend', { keyId, resendType: 0, ...body });

describe.each(VENDORS)('a task of %s', (vendor) => {
	test('waits, calls and is finished', async () => {
		const id = await make(vendor);
		expect(await listed(vendor, id)).toMatchObject({ status: WAITING, rate: '0', callNum: 0 });
		later(HOUR);
		const counts = { status: FINISHED, rate: '100', numCnt: 2, callNum: 2 };
		expect(await listed(vendor, id)).toMatchObject(counts);
	});

	test('is calling while some of its calls are not over', async () => {
		const id = await make(vendor, { ...many(vendor), sendTime: timeIn(HOUR) });
		later(HOUR - 60);
		expect((await listed(vendor, id)).status).toBe(WAITING);
		later(HOUR + 50);
		const { status, callNum, rate } = await listed(vendor, id);
		expect([status, callNum > 0, callNum < 100, rate === '100']).toEqual([
			CALLING,
			true,
			true,
			false,
		]);
		later(HOUR + DAY);
		expect((await listed(vendor, id)).status).toBe(FINISHED);
	});

	test('is changed while it waits, and not later', async () => {
		const id = await make(vendor, { sendTime: timeIn(HOUR) });
		const changed = { keyId: id, taskName: 'another name', sendTime: timeIn(2 * HOUR) };
		expect(await change(vendor, 'groupCallUpdate', changed)).toBe('0');
		later(HOUR + 60);
		expect(await listed(vendor, id)).toMatchObject({ status: WAITING, taskName: 'another name' });
		later(3 * HOUR);
		expect(await change(vendor, 'groupCallUpdate', changed)).toBe('-54');
	});

	test('that is changed without a time to begin at, begins at once', async () => {
		const id = await make(vendor, { sendTime: timeIn(DAY) });
		const changed = { keyId: id, sendTime: undefined };
		expect(await change(vendor, 'groupCallUpdate', changed)).toBe('0');
		later(HOUR);
		expect((await listed(vendor, id)).status).toBe(FINISHED);
	});

	test('is called again when it is finished, in a task of another name', async () => {
		const id = await make(vendor);
		expect(await once(vendor, id)).toBe('-54');
		later(HOUR);
		const { taskName } = sandbox.state.tasks[0];
		expect(await once(vendor, id, { taskName })).toBe('-41');
		expect(await once(vendor, id)).toBe('0');
		expect(sandbox.state.tasks).toMatchObject([{}, { callees: 2, taskName: 'once more' }]);
		expect(sandbox.state.calls.map(({ callee }) => callee)).toEqual(
			Array(2).fill(['8613242926514', '8613242926515']).flat(),
		);
		expect(await once(vendor, id)).toBe('-41');
		expect(sandbox.state.tasks).toHaveLength(2);
	});

	test('of another vendor or none is not there', async () => {
		const other = vendor === 'onbuka' ? 'laaffic' : 'onbuka';
		const id = await make(other);
		expect(await listed(vendor, id)).toBeUndefined();
		expect(await once(vendor, id)).toBe('-24');
		expect(await change(vendor, 'groupCallUpdate', { keyId: id })).toBe('-24');
		expect(await change(vendor, 'groupCallUpdate', { keyId: 9 })).toBe('-24');
	});

	test('cannot have the name of another one', async () => {
		const id = await make(vendor);
		await make(vendor, { taskName: 'second' });
		const named = { keyId: id, taskName: 'second' };
		expect(await change(vendor, 'groupCallUpdate', named)).toBe('-41');
		expect(sandbox.state.tasks[0].taskName).not.toBe('second');
	});

	test('is found by a part of its text', async () => {
		const id = await make(vendor, { text: 'Good morning' });
		expect(await listed(vendor, id, { searchCondition: 'morn' })).toBeDefined();
		expect(await listed(vendor, id, { searchCondition: 'evening' })).toBeUndefined();
	});
});

describe.each(['onbuka', 'itniotech'] as const)('the detail of a task of %s', (vendor) => {
	test('agrees with the list, and has what was asked for', async () => {
		const id = await make(vendor);
		for (const offset of [0, HOUR]) {
			later(offset);
			const answer = await ask(vendor, 'groupCallDetail', undefined, { id });
			expect(complaints(promisedBy(vendor, 'groupCallDetail').answer, answer)).toEqual([]);
			const { callNum, ...seen } = await listed(vendor, id);
			const asked = { appId: 'iaAJ6COV', text: 'hello', maxCalls: 40, sipGroupName: 'Sales' };
			expect(answer).toMatchObject({ code: 0, data: { ...seen, ...asked, callTotal: callNum } });
			expect(answer.data.finishTime === null).toBe(offset < HOUR);
		}
	});

	test('is not there for a task that is not', async () => {
		const answer = await ask(vendor, 'groupCallDetail', undefined, { id: 1 });
		expect(answer).toMatchObject({ code: '-24', data: null });
		const noId = await ask(vendor, 'groupCallDetail', undefined, { id: 'abc' });
		expect(noId).toMatchObject({ code: '-22', data: null });
	});
});

describe('stopping tasks', () => {
	const stops = [
		['itniotech', 'groupCallProvisional', 'jobIdList', SUSPENDED],
		['itniotech', 'groupCallCancel', 'taskIdList', CANCELLED],
		['laaffic', 'groupCallCancel', 'taskIdList', CANCELLED],
	] as const;

	test.each(stops)('%s %s: calls that have not begun are never made', async (vendor, ...stop) => {
		const [operation, list, status] = stop;
		const start = HOUR;
		const id = await make(vendor, { sendTime: timeIn(start) });
		const both = await make(vendor, { taskName: 'second', sendTime: timeIn(start) });
		expect(await ask(vendor, operation, { [list]: [id, both] })).toEqual({
			...{ code: '0', msg: 'success', data: null },
		});
		later(DAY);
		for (const one of [id, both]) {
			expect(await listed(vendor, one)).toMatchObject({ status, callNum: 0, rate: '0' });
		}
		expect(await once(vendor, id)).toBe('-54');
	});

	test.each(stops)('%s %s: one that is not right, and none is', async (vendor, ...stop) => {
		const [operation, list] = stop;
		const id = await make(vendor, { sendTime: timeIn(HOUR) });
		expect(codeOf(await ask(vendor, operation, { [list]: [id, 9] }))).toBe('-54');
		expect((await listed(vendor, id)).status).toBe(WAITING);
		later(DAY);
		expect(codeOf(await ask(vendor, operation, { [list]: [id] }))).toBe('-54');
	});

	test('a suspended task is cancelled, but a cancelled one is not suspended', async () => {
		const id = await make('itniotech');
		const suspend = async () =>
			codeOf(await ask('itniotech', 'groupCallProvisional', { jobIdList: [id] }));
		expect(await suspend()).toBe('0');
		expect(await suspend()).toBe('-54');
		const cancel = await ask('itniotech', 'groupCallCancel', { taskIdList: [id] });
		expect(codeOf(cancel)).toBe('0');
		expect(await suspend()).toBe('-54');
	});

	test.each([
		['groupCallProvisional', 'taskIdList'],
		['groupCallCancel', 'jobIdList'],
	])('ITNIOTECH does not know the list of the other one in %s', async (operation, list) => {
		const id = await make('itniotech');
		expect(codeOf(await ask('itniotech', operation, { [list]: [id] }))).toBe('-22');
		expect((await listed('itniotech', id)).status).toBe(WAITING);
	});

	test('some calls are made before a task is stopped', async () => {
		const id = await make('itniotech', { ...many('itniotech'), sendTime: timeIn(HOUR) });
		later(HOUR + 50);
		expect(codeOf(await ask('itniotech', 'groupCallCancel', { taskIdList: [id] }))).toBe('0');
		later(DAY);
		const { status, callNum } = await listed('itniotech', id);
		expect(status).toBe(CANCELLED);
		expect(callNum).toBeGreaterThan(0);
		expect(callNum).toBeLessThan(100);
	});
});

describe('AI scripts and agents', () => {
	const again = (keyId: number) => ({ keyId, resendType: 0, scriptId: 123 });

	test.each(['itniotech', 'laaffic'] as const)(
		'%s lists tasks of agents when asked for them, and no others then',
		async (vendor) => {
			const agents = await make(vendor, {}, 'groupCallSendAgent');
			const ordinary = await make(vendor);
			expect(await listed(vendor, agents)).toBeUndefined();
			expect(await listed(vendor, agents, { taskType: 3 })).toMatchObject({
				...{ taskId: agents, scriptId: 110, taskType: 3 },
			});
			expect(await listed(vendor, ordinary, { taskType: 3 })).toBeUndefined();
		},
	);

	test('LAAFFIC changes an AI task as such, and calls again', async () => {
		const id = await make('laaffic', { sendTime: timeIn(HOUR) }, 'groupCallSendAi');
		expect(await change('laaffic', 'groupCallUpdate', { keyId: id })).toBe('-54');
		const other = { keyId: id, scriptId: 1234 };
		expect(await change('laaffic', 'groupCallUpdateAi', { ...other, scriptId: 9 })).toBe('-60');
		expect(await change('laaffic', 'groupCallUpdateAi', other)).toBe('0');
		expect(await listed('laaffic', id)).toMatchObject({ scriptId: 1234, taskType: 2 });
		later(2 * HOUR);
		expect(await once('laaffic', id)).toBe('-54');
		expect(await change('laaffic', 'groupCallResendAi', again(id))).toBe('0');
		const second = await listed('laaffic', sandbox.state.tasks[1].keyId);
		expect(second).toMatchObject({ scriptId: 123, taskType: 2, numCnt: 2 });
	});

	test.each(['itniotech', 'laaffic'] as const)('%s: no such agent or script', async (vendor) => {
		expect(await change(vendor, 'groupCallSendAgent', { agentId: 111 })).toBe('-60');
		expect(await change(vendor, 'groupCallResendAi', again(9))).toBe('-24');
		expect(sandbox.state.calls).toEqual([]);
	});

	test('ITNIOTECH calls no ordinary task again with a script', async () => {
		const id = await make('itniotech');
		later(HOUR);
		const answer = await ask('itniotech', 'groupCallResendAi', {
			...BODIES.itniotech.groupCallResendAi,
			...again(id),
		});
		expect(answer).toEqual({ status: '-54', reason: expect.any(String), data: null });
	});
});
