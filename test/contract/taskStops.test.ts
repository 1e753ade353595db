import { startSandbox, type Sandbox } from '../../sandbox/server';
import { codeOf } from './support/asked';
import { BODIES } from './support/groupCallBodies';
import {
	CANCELLED,
	DAY,
	FIRST,
	HOUR,
	SECOND,
	SUSPENDED,
	tasksIn,
	timeIn,
	WAITING,
} from './support/tasks';

let sandbox: Sandbox;
const { ask, again, behave, change, later, listed, make } = tasksIn(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

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
		expect(await again(vendor, id)).toBe('-54');
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
		await behave({ result: 'answered', callees: [SECOND], startsAfter: 1800 });
		const id = await make('itniotech', { sendTime: timeIn(HOUR) });
		later(HOUR + 600);
		expect(codeOf(await ask('itniotech', 'groupCallCancel', { taskIdList: [id] }))).toBe('0');
		later(DAY);
		expect(await listed('itniotech', id)).toMatchObject({ status: CANCELLED, callNum: 1 });
		expect(sandbox.state.phoneCalls.map(({ callee }) => callee)).toContain(FIRST);
		expect(sandbox.state.phoneCalls.map(({ callee }) => callee)).not.toContain(SECOND);
	});
});

describe('AI scripts and agents', () => {
	const scripted = (keyId: number) => ({ keyId, resendType: 0, scriptId: 123 });

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
		expect(await again('laaffic', id)).toBe('-54');
		expect(await change('laaffic', 'groupCallResendAi', scripted(id))).toBe('0');
		const second = await listed('laaffic', sandbox.state.tasks[1].keyId);
		expect(second).toMatchObject({ scriptId: 123, taskType: 2, numCnt: 2 });
	});

	test.each(['itniotech', 'laaffic'] as const)('%s: no such agent or script', async (vendor) => {
		expect(await change(vendor, 'groupCallSendAgent', { agentId: 111 })).toBe('-60');
		expect(await change(vendor, 'groupCallResendAi', scripted(9))).toBe('-24');
		expect(sandbox.state.calls).toEqual([]);
	});

	test('ITNIOTECH calls no ordinary task again with a script', async () => {
		const id = await make('itniotech');
		later(HOUR);
		const answer = await ask('itniotech', 'groupCallResendAi', {
			...BODIES.itniotech.groupCallResendAi,
			...scripted(id),
		});
		expect(answer).toEqual({ status: '-54', reason: expect.any(String), data: null });
	});

	test.each(['itniotech', 'laaffic'] as const)(
		'%s says to a callee alone the same when it calls again',
		async (vendor) => {
			const infos = { numberInfoList: [{ calleeNumber: FIRST, text1: 'Anna' }] };
			const id = await make(vendor, { ...infos, numberList: undefined });
			later(HOUR);
			expect(await again(vendor, id)).toBe('0');
			const said = sandbox.state.calls.map(({ variables }) => variables);
			expect(said).toEqual(Array(2).fill({ text1: 'Anna' }));
		},
	);
});
