import { DateTime } from 'luxon';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { complaints } from './support/contracts';
import { promisedBy } from './support/promised';
import {
	CALLING,
	DAY,
	FINISHED,
	FIRST,
	HOUR,
	SECOND,
	tasksIn,
	timeIn,
	WAITING,
} from './support/tasks';

let sandbox: Sandbox;
const { ask, again, behave, change, control, later, listed, make } = tasksIn(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

const VENDORS = ['onbuka', 'itniotech', 'laaffic'] as const;

describe.each(VENDORS)('a task of %s', (vendor) => {
	test('waits, calls and is finished', async () => {
		const id = await make(vendor);
		expect(await listed(vendor, id)).toMatchObject({ status: WAITING, rate: '0', callNum: 0 });
		later(HOUR);
		const counts = { status: FINISHED, rate: '100', numCnt: 2, callNum: 2 };
		expect(await listed(vendor, id)).toMatchObject(counts);
	});

	test('is calling while some of its calls are not over', async () => {
		await behave({ result: 'answered', callees: [SECOND], startsAfter: 1800 });
		const id = await make(vendor, { sendTime: timeIn(HOUR) });
		later(HOUR - 60);
		expect((await listed(vendor, id)).status).toBe(WAITING);
		later(HOUR + 600);
		const counts = { status: CALLING, rate: '50', callNum: 1, success: 1, fail: 0 };
		expect(await listed(vendor, id)).toMatchObject(counts);
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
		expect(await again(vendor, id)).toBe('-54');
		later(HOUR);
		const { taskName } = sandbox.state.tasks[0];
		expect(await again(vendor, id, { taskName })).toBe('-41');
		expect(await again(vendor, id)).toBe('0');
		expect(sandbox.state.tasks).toMatchObject([{}, { callees: 2, taskName: 'once more' }]);
		expect(sandbox.state.calls.map(({ callee }) => callee)).toEqual(
			Array(2).fill(['8613242926514', '8613242926515']).flat(),
		);
		expect(await again(vendor, id)).toBe('-41');
		expect(sandbox.state.tasks).toHaveLength(2);
	});

	test('calls those again who have not answered, until nobody is left', async () => {
		for (const result of ['notAnswered', 'busy', 'rejected', 'voicemail', 'failed']) {
			sandbox.state.reset();
			await behave({ result, callees: [SECOND] });
			const id = await make(vendor);
			later(HOUR);
			expect(await listed(vendor, id)).toMatchObject({ success: 1, fail: 1 });
			expect(await again(vendor, id, { resendType: 1 })).toBe('0');
			expect(sandbox.state.calls.map(({ callee }) => callee)).toEqual([FIRST, SECOND, SECOND]);
			await behave({ result: 'answered' });
			later(2 * HOUR);
			const second = { keyId: sandbox.state.tasks[1].keyId, taskName: 'a third time' };
			expect(await again(vendor, second.keyId, { ...second, resendType: 1 })).toBe('-34');
		}
		expect(sandbox.state.tasks).toHaveLength(2);
	});

	test('is not called again without money, and not made of a file that is not there', async () => {
		const id = await make(vendor);
		later(HOUR);
		const nothing = { vendor, balance: '0', gift: '0', credit: '0' };
		await control('put', '/balance', nothing);
		expect(await again(vendor, id)).toBe('-10');
		await control('put', '/balance', { ...nothing, balance: '1' });
		const file = { source: 1, voiceFileId: 'no-such-file.mp3' };
		expect(await again(vendor, id, file)).toBe('-24');
		expect(await change(vendor, 'groupCallSend', { ...file, taskName: 'x y' })).toBe('-24');
		expect(sandbox.state.tasks).toHaveLength(1);
	});

	test('leaves records that agree with its counts', async () => {
		await behave({ result: 'busy', callees: [SECOND] });
		const id = await make(vendor);
		later(HOUR);
		const iso = (seconds: number) =>
			DateTime.now().setZone('Asia/Shanghai').plus({ seconds }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
		const params = { strTime: iso(-HOUR), endTime: iso(2 * HOUR) };
		const { data } = await ask(vendor, 'recordGroupQuery', { current: 1, size: 9, params });
		const codes = data.records.map((one: any) => [one.callee, one.terminationCode]);
		expect(codes.sort()).toEqual([
			[FIRST, '200'],
			[SECOND, '486'],
		]);
		expect(await listed(vendor, id)).toMatchObject({ callNum: 2, success: 1, fail: 1 });
	});

	test('of another vendor or none is not there', async () => {
		const other = vendor === 'onbuka' ? 'laaffic' : 'onbuka';
		const id = await make(other);
		expect(await listed(vendor, id)).toBeUndefined();
		expect(await again(vendor, id)).toBe('-24');
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

	test('adds up what its records say', async () => {
		await behave({ result: 'answered', callees: [FIRST], key: '3', callDuration: 25 });
		await behave({ result: 'notAnswered', callees: [SECOND] });
		const id = await make(vendor, { sendTime: timeIn(HOUR) });
		later(2 * HOUR);
		const { data } = await ask(vendor, 'groupCallDetail', undefined, { id });
		expect(data).toMatchObject({
			...{ success: 1, fail: 1, successRate: '50', keyFeedbackNum: 1 },
			...{ callDuration: 25, chargeLen: 40, acd: '25', callTotal: 2 },
		});
		// It rang for as long as the task allows.
		const last = sandbox.state.phoneCalls.at(-1)!.course!.hungUpAt;
		expect(DateTime.fromSQL(data.finishTime, { zone: 'Asia/Shanghai' }).toMillis()).toBe(
			Math.floor(last / 1000) * 1000,
		);
	});

	test('is not there for a task that is not', async () => {
		const answer = await ask(vendor, 'groupCallDetail', undefined, { id: 1 });
		expect(answer).toMatchObject({ code: '-24', data: null });
		const noId = await ask(vendor, 'groupCallDetail', undefined, { id: 'abc' });
		expect(noId).toMatchObject({ code: '-22', data: null });
	});
});
