import { startSandbox, type Sandbox } from '../../sandbox/server';
import { codeOf } from './support/asked';
import { complaints } from './support/contracts';
import { promisedBy } from './support/promised';
import { CALLING, CANCELLED, DAY, FINISHED, FIRST, SECOND, tasksIn, timeIn } from './support/tasks';

let sandbox: Sandbox;
const { ask, again, behave, control, later, listed, make } = tasksIn(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

const ALL = 0;
const UNREACHED = 1;
/** States of a flow. */
const PENDING = 0;
const RUNNING = 1;
const DONE = 2;
const MINUTE = 60;

const VENDORS = ['itniotech', 'laaffic'] as const;

describe.each(VENDORS)('a redial flow of %s', (vendor) => {
	const add = async (taskId: number, settings: object = {}) =>
		await control('post', '/redialFlows', {
			...{ vendor, taskId, recallType: UNREACHED, recallInterval: 30, recallNum: 2 },
			...settings,
		});
	/** What the vendor says of a flow. */
	const flow = async (keyId: number) => {
		const answer = await ask(vendor, 'recallFlowQueryDetail', { keyId });
		expect(complaints(promisedBy(vendor, 'recallFlowQueryDetail').answer, answer)).toEqual([]);
		return answer.data;
	};
	/** Who was called in which round, with what came of it. */
	const book = async (keyId: number) =>
		(await control('get', `/book?vendor=${vendor}&keyId=${keyId}`)).data.map((one: any) => [
			one.round,
			one.callee,
			one.attempts[0]?.result,
		]);

	test('calls those again who were not reached in the round before', async () => {
		await behave({ result: 'busy' });
		await behave({ result: 'answered', callees: [FIRST], attempt: 2 });
		const id = await make(vendor);
		const { http, data } = await add(id);
		expect(http).toBe(201);
		expect(await flow(data.keyId)).toMatchObject({ status: PENDING, recallNum: 2 });
		later(MINUTE);
		expect(await listed(vendor, id)).toMatchObject({ status: CALLING, success: 0, fail: 2 });
		later(31 * MINUTE);
		const [first, second] = (await flow(data.keyId)).nodeList;
		expect([first.nodeStatus, second.nodeStatus]).toEqual([DONE, PENDING]);
		expect(await flow(data.keyId)).toMatchObject({ status: RUNNING });
		later(DAY);
		expect(await book(id)).toEqual([
			[0, FIRST, 'busy'],
			[0, SECOND, 'busy'],
			[1, FIRST, 'answered'],
			[1, SECOND, 'busy'],
			[2, SECOND, 'busy'],
		]);
		expect(await listed(vendor, id)).toMatchObject({ status: FINISHED, success: 1, fail: 1 });
		const { status, nodeList } = await flow(data.keyId);
		expect(status).toBe(DONE);
		const tasks = nodeList.map(({ taskId }: any) => taskId);
		expect(new Set([id, ...tasks]).size).toBe(3);
	});

	test('calls all again if it is told so', async () => {
		const id = await make(vendor);
		await add(id, { recallType: ALL, recallNum: 3, recallInterval: 1 });
		later(DAY);
		expect((await book(id)).map(([round]: [number]) => round)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
		expect(await listed(vendor, id)).toMatchObject({ status: FINISHED, callNum: 2, success: 2 });
	});

	test('calls nobody again if everybody was reached', async () => {
		const id = await make(vendor);
		const { data } = await add(id);
		later(DAY);
		expect(await book(id)).toHaveLength(2);
		expect(await flow(data.keyId)).toMatchObject({ status: DONE });
		expect(await listed(vendor, id)).toMatchObject({ status: FINISHED });
	});

	test('calls those again who said what is looked for', async () => {
		await behave({ result: 'answered', intent: '102' });
		await behave({ result: 'answered', callees: [SECOND], intent: '101' });
		const numberInfoList = [{ calleeNumber: FIRST }, { calleeNumber: SECOND }];
		const id = await make(vendor, { numberInfoList }, 'groupCallSendAgent');
		await add(id, { recallIntent: ['101'], recallNum: 1 });
		later(DAY);
		const rounds = (await book(id)).map(([round, callee]: [number, string]) => [round, callee]);
		expect(rounds).toEqual([
			[0, FIRST],
			[0, SECOND],
			[1, SECOND],
		]);
	});

	test('waits for as long as it is told, after the last call of the round before', async () => {
		await behave({ result: 'busy' });
		await behave({ result: 'busy', callees: [SECOND], startsAfter: 600 });
		const id = await make(vendor);
		await add(id, { recallInterval: 7, recallNum: 1 });
		later(DAY);
		const { data } = await control('get', `/book?keyId=${id}`);
		const [, late, redial] = data;
		expect(redial.submittedAt - late.attempts[0].hungUpAt).toBe(7 * MINUTE * 1000);
	});

	test('that is changed while it is pending goes as it was changed', async () => {
		await behave({ result: 'busy' });
		const id = await make(vendor);
		const { data } = await add(id);
		const nodeList = [{ source: 1, voiceFileId: 'other.mp3', hangUpSms: 0, toSeat: 0 }];
		const changed = { keyId: data.keyId, recallType: ALL, recallInterval: 5, recallNum: 1 };
		expect(codeOf(await ask(vendor, 'recallFlowUpdate', { ...changed, nodeList }))).toBe('0');
		later(DAY);
		expect((await book(id)).map(([round]: [number]) => round)).toEqual([0, 0, 1, 1]);
		expect(sandbox.state.phoneCalls.at(-1)!.of.voiceFileId).toBe('other.mp3');
	});

	test.each([
		['the flow', 1],
		['its task’s flow', 2],
		['its first node', 3],
	])('that is cancelled by %s calls nobody', async (_, type) => {
		await behave({ result: 'busy' });
		const id = await make(vendor);
		const { keyId, nodeList } = (await add(id)).data;
		const of = [keyId, id, nodeList[0].keyId][type - 1];
		expect(codeOf(await ask(vendor, 'recallFlowCancel', { type, id: of }))).toBe('0');
		later(DAY);
		expect(await book(id)).toHaveLength(2);
		expect(await listed(vendor, id)).toMatchObject({ status: FINISHED });
	});

	test('whose second node is cancelled has one round', async () => {
		await behave({ result: 'busy' });
		const id = await make(vendor);
		const { nodeList } = (await add(id)).data;
		await ask(vendor, 'recallFlowCancel', { type: 3, id: nodeList[1].keyId });
		later(DAY);
		expect((await book(id)).map(([round]: [number]) => round)).toEqual([0, 0, 1, 1]);
		expect(await listed(vendor, id)).toMatchObject({ status: FINISHED });
	});

	test('ends with its task', async () => {
		await behave({ result: 'busy' });
		const id = await make(vendor);
		await add(id);
		later(MINUTE);
		expect(codeOf(await ask(vendor, 'groupCallCancel', { taskIdList: [id] }))).toBe('0');
		later(DAY);
		expect(await book(id)).toHaveLength(2);
		expect(await listed(vendor, id)).toMatchObject({ status: CANCELLED });
	});

	test('is for a task that is under way and has none', async () => {
		const id = await make(vendor, { sendTime: timeIn(MINUTE) });
		expect((await add(id)).http).toBe(201);
		expect((await add(id)).http).toBe(400);
		expect((await add(id + 999)).http).toBe(400);
		const second = await make(vendor, { taskName: 'second' });
		later(DAY);
		expect((await add(second)).http).toBe(400);
	});
});

test('the records of LAAFFIC name the round’s task and that of the flow', async () => {
	await behave({ result: 'busy' });
	const id = await make('laaffic');
	const settings = { recallType: ALL, recallInterval: 1, recallNum: 1 };
	const { data } = await control('post', '/redialFlows', {
		...{ vendor: 'laaffic', taskId: id, ...settings },
	});
	later(DAY);
	const iso = (seconds: number) => timeIn(seconds).replace(' ', 'T') + '+08:00';
	const params = { strTime: iso(-MINUTE), endTime: iso(2 * DAY) };
	const answer = await ask('laaffic', 'recordGroupQuery', { current: 1, size: 9, params });
	expect(complaints(promisedBy('laaffic', 'recordGroupQuery').answer, answer)).toEqual([]);
	const [{ taskId }] = sandbox.state.redialFlows.find(
		({ keyId }) => keyId === data.keyId,
	)!.nodeList;
	const found = answer.data.records.map((one: any) => [
		one.taskId,
		one.sourceTaskId,
		one.outRecallCount,
	]);
	expect(found).toEqual([...Array(2).fill([taskId, id, 1]), ...Array(2).fill([id, undefined, 0])]);
});

test('a task that is made again names the one before it', async () => {
	const id = await make('laaffic');
	later(MINUTE);
	expect(await again('laaffic', id)).toBe('0');
	expect(sandbox.state.phoneCalls.at(-1)!.of.sourceKeyId).toBe(id);
	expect((await control('get', `/book?keyId=${id}`)).data).toHaveLength(2);
});
