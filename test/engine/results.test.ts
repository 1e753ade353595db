import { sleep } from 'n8n-workflow';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Behaviour } from '../../sandbox/behaviours';

import { callOf } from '../support/profiles';
import { itemsOf, jsonOf, misbehave, numbers, run, sandbox } from './helpers';

/** What each vendor's records say of a call, and whether they name its task. */
const VENDORS = [
	{ named: 'ONBUKA', node: 'onbuka', vendor: 'onbuka', namesTask: false },
	{ named: 'ITNIOTECH', node: 'itniotech', vendor: 'itniotech', namesTask: false },
	{ named: 'LAAFFIC', node: 'laaffic', vendor: 'laaffic', namesTask: true },
] as const;

/** Pauses pass at once, and clocks with them. */
const pauses = sleep as jest.Mock;
const onlyTheClock = { doNotFake: ['setTimeout', 'setInterval', 'setImmediate', 'nextTick'] };
beforeEach(() => {
	jest.useFakeTimers({ ...(onlyTheClock as object), now: Date.now() });
	pauses.mockReset().mockImplementation(async (milliseconds: number) => {
		jest.setSystemTime(Date.now() + milliseconds);
	});
});
afterEach(() => {
	jest.useRealTimers();
	pauses.mockReset().mockImplementation(async () => {});
});

const [anna, ben, carl] = numbers(3);
const behaves = (...behaviours: Behaviour[]) => {
	for (const one of behaviours) sandbox.state.behaviours.say(one);
};
const passes = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1000);
const asked = (operation?: string) =>
	sandbox.state.log.filter((entry) => operation === undefined || entry.operation === operation);

describe.each(VENDORS)('$named', ({ node, vendor, namesTask }) => {
	const send = async (callees: string[]) => {
		const parameters = { resource: 'voiceMessage', operation: 'send', fileId: 'hello.mp3' };
		const items = callees.map((number) => ({ number }));
		const { output, error } = await run({
			...{ node, items, parameters: { ...parameters, callee: '={{ $json.number }}' } },
		});
		expect(error).toBeUndefined();
		sandbox.state.log.length = 0;
		return output.map(({ json }) => ({ json }));
	};
	const { parameter: callees } = callOf(`${vendor}.groupCall.create`).callees!;
	const create = async (numbers: string[], more: INodeParameters = {}) => {
		const items = numbers.map((number) => ({ number }));
		const { output, error } = await run({
			...{ node, items },
			parameters: {
				...{ resource: 'groupCall', operation: 'create', source: 1, voiceFileId: 'hello.mp3' },
				...{ [callees]: '={{ $json.number }}', loopCount: 1, maxCalls: 60, ...more },
			},
		});
		expect(error).toBeUndefined();
		sandbox.state.log.length = 0;
		return output.map(({ json }) => ({ json }));
	};
	const results = async (
		items: INodeExecutionData[],
		more: INodeParameters = {},
		onError?: 'continueErrorOutput',
	) => {
		const parameters = { resource: 'callRecord', operation: 'getResults', ...more };
		return await run({ ...{ node, items, parameters }, ...(onError && { onError }) });
	};

	describe('voice messages', () => {
		test('give each item its result, once all calls are over', async () => {
			behaves(
				{ callees: [anna], result: 'answered', key: '1' },
				{ callees: [ben], result: 'busy' },
				{ callees: [carl], result: 'notAnswered', startsAfter: 100 },
			);
			const sent = await send([anna, ben, carl]);
			const { output, error } = await results(sent);
			expect(error).toBeUndefined();
			expect(itemsOf(output)).toEqual([0, 1, 2]);
			expect(jsonOf(output)).toMatchObject([
				{ calleeNumber: anna, result: 'answered', key: '1', voiceId: sent[0].json.voiceId },
				{ calleeNumber: ben, result: 'busy', voiceId: sent[1].json.voiceId },
				{ calleeNumber: carl, result: 'notAnswered', voiceId: sent[2].json.voiceId },
			]);
		});

		test('are looked for again only as long as they are open, and less and less often', async () => {
			behaves({ callees: [carl], result: 'answered', startsAfter: 150 });
			await results(await send([anna, ben, carl]));
			const ofOne = asked('recordGroup');
			// Who is left is asked for alone.
			expect(new Set(ofOne.map(({ path }) => path)).size).toBe(1);
			expect(asked('recordGroupQuery')).toHaveLength(3);
			const waits = pauses.mock.calls.map(([milliseconds]) => Number(milliseconds));
			expect(waits[0]).toBe(10_000);
			expect(waits).toEqual([...waits].sort((a, b) => a - b));
			expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
		});

		test('that are not over in time come out as pending, and a hint says so', async () => {
			behaves({ callees: [ben], result: 'answered', startsAfter: 3600 });
			const sent = await send([anna, ben]);
			const { output, error, stored } = await results(sent, { waitUpTo: 2 });
			expect(error).toBeUndefined();
			expect(jsonOf(output)).toMatchObject([{ result: 'answered' }, { result: 'pending' }]);
			const [{ hints }] = stored.data.resultData.runData.Node;
			expect(JSON.stringify(hints)).toContain('1 of 2 are still pending.');
			const waited = pauses.mock.calls.reduce((sum, [wait]) => sum + Number(wait), 0);
			expect(waited).toBe(120_000);
		});

		test('are asked for once with Wait Up To at 0', async () => {
			const sent = await send([anna]);
			const { output } = await results(sent, { waitUpTo: 0 });
			expect(jsonOf(output)).toMatchObject([
				{ result: 'pending', voiceId: sent[0].json.voiceId, calleeNumber: anna },
			]);
			expect(asked()).toHaveLength(1);
			expect(pauses).not.toHaveBeenCalled();
		});

		test('the same call in two items is one question, and two items', async () => {
			const [sent] = await send([anna]);
			passes(60);
			const { output } = await results([sent, { json: { ...sent.json } }]);
			expect(itemsOf(output)).toEqual([0, 1]);
			expect(jsonOf(output)).toMatchObject([{ result: 'answered' }, { result: 'answered' }]);
			expect(output[0].json).not.toBe(output[1].json);
			expect(asked()).toHaveLength(1);
		});

		test('a call that the vendor does not know stays pending', async () => {
			const [sent] = await send([anna]);
			passes(60);
			const other = { json: { voiceId: '99', submittedAt: sent.json.submittedAt } };
			const { output, error } = await results([sent, other], { waitUpTo: 0 });
			expect(error).toBeUndefined();
			expect(jsonOf(output)).toMatchObject([
				{ result: 'answered' },
				{ voiceId: '99', result: 'pending' },
			]);
		});

		test.each([
			{ body: '{"code":0,"msg":"success","status":"0","reason":"success","data":null}' },
			{ code: '-24', reason: 'Data not found' },
		])('a call that has no record yet holds up no other: %j', async (says) => {
			const sent = await send([anna]);
			passes(3 * 24 * 3600);
			misbehave({ operation: 'recordGroup', ...says });
			const items = ['99', sent[0].json.voiceId].map((voiceId) => ({ json: { voiceId } }));
			const { output, error } = await results(items, { waitUpTo: 0 });
			expect(error).toBeUndefined();
			expect(jsonOf(output)).toMatchObject([{ result: 'pending' }, { result: 'answered' }]);
		});

		test('without the time of submission the last hours are looked through', async () => {
			const sent = await send([anna, ben]);
			passes(3 * 3600);
			const bare = sent.map(({ json: { voiceId } }) => ({ json: { voiceId } }));
			const { output } = await results(bare, { options: { lookBack: 4 } });
			expect(jsonOf(output)).toMatchObject([{ result: 'answered' }, { result: 'answered' }]);
			expect(asked('recordGroupQuery')).toHaveLength(1);
		});

		test('a time of submission that is still to come hides nobody’s result', async () => {
			const sent = await send(numbers(12));
			passes(60);
			const submittedAt = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
			const items = sent.map(({ json }) => ({ json: { ...json, submittedAt } }));
			const { output } = await results(items, { waitUpTo: 0 });
			expect(new Set(jsonOf(output).map(({ result }) => result))).toEqual(new Set(['answered']));
		});

		test('when the vendor stays away, what is known comes out, and a hint says why', async () => {
			behaves({ callees: [carl], result: 'answered', startsAfter: 100 });
			const sent = await send([anna, ben, carl]);
			misbehave({ status: 503, skip: 1, times: 1000 });
			passes(30);
			const { output, error, stored } = await results(sent, { waitUpTo: 1 });
			expect(error).toBeUndefined();
			expect(jsonOf(output)).toMatchObject([
				{ result: 'answered' },
				{ result: 'answered' },
				{ result: 'pending' },
			]);
			const [{ hints }] = stored.data.resultData.runData.Node;
			expect(JSON.stringify(hints)).toContain('did not answer the last time');
		});

		test('when the vendor never answers, that is an error of every item', async () => {
			const sent = await send([anna, ben]);
			misbehave({ status: 503, times: 1000 });
			const { error } = await results(sent, { waitUpTo: 1 });
			expect(error?.message).toContain('did not give what was asked for');
			misbehave({ status: 503, times: 1000 });
			const { failed, output } = await results(sent, { waitUpTo: 0 }, 'continueErrorOutput');
			expect(output).toEqual([]);
			expect(itemsOf(failed)).toEqual([0, 1]);
		});

		test('a refused account ends the waiting at once', async () => {
			const sent = await send([anna]);
			misbehave({ code: '-1', reason: 'Authentication error', times: 1000 });
			const { error } = await results(sent, { waitUpTo: 60 });
			expect(error?.message).toContain('Authentication error');
			expect(pauses).not.toHaveBeenCalled();
		});

		test('few among many are asked for one by one', async () => {
			const sent = await send(numbers(450));
			passes(60);
			const { output } = await results([sent[0], sent[449]]);
			expect(jsonOf(output)).toMatchObject([{ result: 'answered' }, { result: 'answered' }]);
			expect(asked().length).toBeLessThanOrEqual(3);
		});

		test('many are read page by page', async () => {
			const sent = await send(numbers(450));
			passes(60);
			const { output } = await results(sent);
			expect(new Set(output.map(({ json }) => json.result))).toEqual(new Set(['answered']));
			expect(jsonOf(output).map(({ voiceId }) => voiceId)).toEqual(
				sent.map(({ json }) => json.voiceId),
			);
			expect(asked()).toHaveLength(5);
		});
	});

	describe('group calls', () => {
		const byTask = { by: 'keyId' };

		test('give each callee its result, once the task is over', async () => {
			behaves({ callees: [ben], result: 'busy' }, { callees: [carl], result: 'voicemail' });
			const sent = await create([anna, ben, carl]);
			const { output, error } = await results(sent, byTask);
			expect(error).toBeUndefined();
			const [{ keyId }] = jsonOf(sent);
			expect(itemsOf(output)).toEqual([0, 1, 2]);
			expect(jsonOf(output)).toMatchObject([
				{ calleeNumber: anna, result: 'answered', keyId: String(keyId), attempts: 1 },
				{ calleeNumber: ben, result: 'busy', keyId: String(keyId), attempts: 1 },
				{ calleeNumber: carl, keyId: String(keyId), attempts: 1 },
			]);
			// Only the newest pages tell a voicemail from a person.
			expect(jsonOf(output)[2].result).toBe(namesTask ? 'voicemail' : 'answered');
			expect(jsonOf(output).some((json) => 'ambiguous' in json)).toBe(false);
		});

		test('who has not answered is pending as long as the task may call again', async () => {
			behaves(
				{ callees: [ben], result: 'busy' },
				{ callees: [carl], result: 'answered', startsAfter: 7200 },
			);
			const sent = await create([anna, ben, carl]);
			passes(60);
			const { output } = await results(sent, { ...byTask, waitUpTo: 0 });
			expect(jsonOf(output)).toMatchObject([
				// A record that names no task may be that of another call.
				{ calleeNumber: anna, result: namesTask ? 'answered' : 'pending' },
				{ calleeNumber: ben, result: 'pending' },
				{ calleeNumber: carl, result: 'pending' },
			]);
		});

		test('a task that called the same number at the same time makes it ambiguous', async () => {
			const one = await create([anna, ben], { taskName: 'one' });
			behaves({ callees: [anna], result: 'busy' });
			const other = await create([anna], { taskName: 'other' });
			const { output } = await results([...one, ...other], byTask);
			const [first, alone, second] = jsonOf(output);
			expect(alone).toMatchObject({ calleeNumber: ben, result: 'answered' });
			expect(alone).not.toHaveProperty('ambiguous');
			if (namesTask) {
				expect(first).not.toHaveProperty('ambiguous');
				expect(second).not.toHaveProperty('ambiguous');
			} else {
				expect(first).toMatchObject({ ambiguous: true });
				expect(second).toMatchObject({ ambiguous: true });
			}
		});

		test('a task that the vendor does not know stays pending', async () => {
			const items = [{ json: { keyId: 99, calleeNumber: anna } }];
			const { output, error } = await results(items, { ...byTask, waitUpTo: 0 });
			expect(error).toBeUndefined();
			expect(jsonOf(output)).toEqual([{ calleeNumber: anna, result: 'pending', keyId: '99' }]);
		});

		const waitFor = async (keyId: unknown, more: INodeParameters = {}) =>
			await run({
				...{ node, items: [{ keyId: keyId as number }] },
				parameters: {
					...{ resource: 'groupCall', operation: 'waitUntilFinished' },
					...{ keyId: '={{ $json.keyId }}', ...more },
				},
			});

		test('one that no list has is unknown at the end, so that a loop ends, and the user reads why', async () => {
			const { output, error, stored } = await waitFor(999999, { options: { lookBackDays: 3 } });
			expect(error).toBeUndefined();
			const reason =
				'Group call 999999 is not in the vendor’s list of the last 3 days; check the ID, or set Options → Look Back (Days)';
			expect(jsonOf(output)).toEqual([{ keyId: '999999', result: 'unknown', reason }]);
			const [{ hints }] = stored.data.resultData.runData.Node;
			expect(hints?.map(({ message }) => message)).toEqual([`1 of 1 unknown: ${reason}.`]);
		});

		test('one that the list did not have yet is still waited for', async () => {
			const [{ json }] = await create([anna]);
			const [task] = sandbox.state.tasks.splice(0);
			pauses.mockImplementationOnce(async (milliseconds: number) => {
				jest.setSystemTime(Date.now() + milliseconds);
				sandbox.state.tasks.push(task);
			});
			const { output } = await waitFor(json.keyId);
			expect(jsonOf(output)).toMatchObject([{ result: 'finished' }]);
		});

		test('results by voice ID are refused for its items, and the user reads what to set', async () => {
			const [sent] = await create([anna]);
			const { error, output } = await results([sent]);
			expect(output).toEqual([]);
			expect(error?.message).toBe(
				'Voice ID is missing; needed is an ID of letters, digits, -, _ and . alone. This item has no voiceId but a keyId, so it comes from a group call: set Find Calls By to Group Call and Number [item 0]',
			);
		});

		test('are waited for until they are finished, with their counts', async () => {
			behaves({ callees: [ben], result: 'busy', startsAfter: 90 });
			const [{ json }] = await create([anna, ben]);
			const parameters = { resource: 'groupCall', operation: 'waitUntilFinished' };
			const { output, error } = await run({
				...{ node, items: [{ json }] },
				parameters: { ...parameters, keyId: '={{ $json.keyId }}' },
			});
			expect(error).toBeUndefined();
			expect(jsonOf(output)).toMatchObject([
				{ keyId: String(json.keyId), result: 'finished', statusName: 'finished', numCnt: 2 },
			]);
			expect(pauses).toHaveBeenCalled();
		});

		test('one item for each callee comes out where it is asked for', async () => {
			behaves({ callees: [ben], result: 'busy' });
			const [{ json }] = await create([anna, ben]);
			await send([carl]);
			const parameters = { resource: 'groupCall', operation: 'waitUntilFinished' };
			const { output } = await run({
				...{ node, items: [{ json }] },
				parameters: { ...parameters, keyId: '={{ $json.keyId }}', output: 'callees' },
			});
			const mine = jsonOf(output).filter(({ calleeNumber }) => calleeNumber !== carl);
			expect(mine.map(({ calleeNumber, result }) => [calleeNumber, result]).sort()).toEqual([
				[anna, 'answered'],
				[ben, 'busy'],
			]);
			expect(itemsOf(output).every((item) => item === 0)).toBe(true);
		});

		test('one that was cancelled is over', async () => {
			const [{ json }] = await create([anna], { options: {} });
			const task = sandbox.state.tasks.find(({ keyId }) => keyId === json.keyId)!;
			task.status = 4;
			const parameters = { resource: 'groupCall', operation: 'waitUntilFinished' };
			const { output } = await run({
				...{ node, items: [{ json }] },
				parameters: { ...parameters, keyId: '={{ $json.keyId }}' },
			});
			expect(jsonOf(output)).toMatchObject([{ result: 'cancelled' }]);
			expect(pauses).not.toHaveBeenCalled();
		});
	});
});
