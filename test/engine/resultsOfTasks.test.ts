import { sleep, type INodeParameters } from 'n8n-workflow';

import type { Behaviour } from '../../sandbox/behaviours';
import { settle } from '../../sandbox/phone';
import { jsonOf, misbehave, number, run, sandbox } from './helpers';
import {
	DATE_ALONE,
	happen,
	NOON,
	onlyThisWorld,
	VENDORS,
	type Happening,
	type Named,
} from './results/world';

/** Whose calls are a task's, where others call the same people. */

beforeEach(() => {
	onlyThisWorld();
	jest.useFakeTimers({ doNotFake: DATE_ALONE, now: NOON });
	jest.mocked(sleep).mockImplementation(async (milliseconds) => {
		jest.setSystemTime(Date.now() + milliseconds);
	});
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
	jest
		.mocked(sleep)
		.mockReset()
		.mockImplementation(async () => {});
});

const passes = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1000);
const [anna, ben] = [0, 1].map(number);
/** Records that name no task. */
const NAMELESS: Named[] = ['onbuka', 'itniotech'];

describe.each(VENDORS)('%s', (vendor) => {
	const does = (
		kind: Happening['kind'],
		result: Behaviour['result'],
		more: Partial<Happening> & Partial<Behaviour> = {},
	) => {
		const { startsAfter = 0, ...others } = more;
		const call = { result, startsAfter };
		return happen(
			{
				...{
					kind,
					ago: 0,
					people: [0],
					first: [call],
					second: { result: 'answered', startsAfter },
				},
				...{ redials: 0, all: false, later: 0, others: 0, ...others },
			},
			vendor,
			Math.round(Date.now() / 1000),
		)!;
	};
	const resultOf = async (keyId: number, callee = anna) => {
		const items = [{ keyId, calleeNumber: callee, submittedAt: new Date(NOON).toISOString() }];
		const parameters: INodeParameters = { resource: 'callRecord', operation: 'getResults' };
		const { output, error } = await run({
			...{ node: vendor, items, parameters: { ...parameters, by: 'keyId', waitUpTo: 0 } },
		});
		expect(error).toBeUndefined();
		return output[0].json;
	};
	const callees = async (keyId: number, waitUpTo = 0, items = [{}]) => {
		const parameters = { resource: 'groupCall', operation: 'waitUntilFinished', output: 'callees' };
		const { output, error } = await run({
			...{ node: vendor, items, parameters: { ...parameters, keyId, waitUpTo } },
		});
		expect(error).toBeUndefined();
		return jsonOf(output).map(({ calleeNumber, result }) => [calleeNumber, result]);
	};

	test('a call that is under way holds up no task that is finished', async () => {
		const { keyId } = does('task', 'busy');
		passes(10);
		settle(sandbox.state);
		does('messages', 'answered', { startsAfter: 3600 });
		passes(10);
		expect(await resultOf(keyId!)).toMatchObject({ result: 'busy', attempts: 1 });
	});

	test('who was called after a task was over has not answered it', async () => {
		const { keyId } = does('task', 'busy');
		passes(3600);
		settle(sandbox.state);
		does('messages', 'answered', { people: [0, 1] });
		passes(60);
		expect(await resultOf(keyId!)).toMatchObject({ result: 'busy', attempts: 1 });
		expect(await callees(keyId!)).toEqual([[anna, 'busy']]);
	});

	test('whose own record is gone gets no later call’s answer', async () => {
		const { keyId } = does('task', 'busy');
		passes(70 * 24 * 3600);
		settle(sandbox.state);
		does('messages', 'answered');
		passes(60);
		expect(await resultOf(keyId!)).toMatchObject({ calleeNumber: anna, result: 'pending' });
	});

	test('a task that was stopped before it called anybody has nobody’s answer', async () => {
		const { keyId } = does('task', 'busy', { startsAfter: 7200, fate: { status: 4, after: 900 } });
		passes(60);
		does('task', 'answered');
		passes(840);
		settle(sandbox.state);
		const { result, ambiguous } = await resultOf(keyId!);
		expect([result, ambiguous]).toEqual(
			NAMELESS.includes(vendor) ? ['unknown', true] : ['pending', undefined],
		);
	});

	test('where no task called anybody, a message is not taken for its call', async () => {
		const { keyId } = does('task', 'busy', { fate: { status: 3, after: 0 } });
		settle(sandbox.state);
		passes(60);
		does('messages', 'answered');
		passes(60);
		expect(await resultOf(keyId!)).toMatchObject({ result: 'pending' });
	});

	if (vendor !== 'onbuka') {
		test('the rounds of a redial flow are its task’s', async () => {
			const { keyId } = does('task', 'busy', { redials: 2, people: [0, 1] });
			passes(600);
			for (const callee of [anna, ben]) {
				expect(await resultOf(keyId!, callee)).toMatchObject({ result: 'answered', attempts: 2 });
			}
		});

		test('a task that was made of it again has calls of its own', async () => {
			const { keyId } = does('task', 'busy');
			passes(60);
			settle(sandbox.state);
			does('again', 'answered', { all: true });
			passes(60);
			expect(await resultOf(keyId!)).toMatchObject({ result: 'busy', attempts: 1 });
		});
	}

	test('callees that could not be had are asked for again', async () => {
		const { keyId } = does('task', 'busy', { people: [0, 1] });
		passes(60);
		misbehave({ operation: 'recordGroupQuery', status: 500, times: 3 });
		const sorted = (await callees(keyId!, 1)).toSorted();
		expect(sorted).toEqual([
			[anna, 'busy'],
			[ben, 'busy'],
		]);
	});

	test('callees come out once, however many items name their task', async () => {
		const { keyId } = does('task', 'busy', { people: [0, 1] });
		// A node that makes a group call gives out an item for each callee.
		expect(await callees(keyId!, 0, [{}, {}])).toEqual([[undefined, 'pending']]);
		passes(60);
		for (const waitUpTo of [0, 1]) {
			expect((await callees(keyId!, waitUpTo, [{}, {}])).toSorted()).toEqual([
				[anna, 'busy'],
				[ben, 'busy'],
			]);
		}
	});

	test('who was called beside a task is not passed off as its callee', async () => {
		const { keyId } = does('task', 'busy', { people: [0, 1] });
		does('messages', 'notAnswered', { people: [2] });
		passes(60);
		const parameters = { resource: 'groupCall', operation: 'waitUntilFinished', output: 'callees' };
		const { output } = await run({ node: vendor, parameters: { ...parameters, keyId } });
		const isSure = jsonOf(output).map(({ calleeNumber, ambiguous }) => [calleeNumber, !ambiguous]);
		expect(isSure.toSorted()).toEqual(
			NAMELESS.includes(vendor)
				? [anna, ben, number(2)].map((callee) => [callee, false])
				: [anna, ben].map((callee) => [callee, true]),
		);
	});

	test('a task of which the vendor tells no details holds up no other', async () => {
		const [stopped, whole] = [
			does('task', 'busy', { startsAfter: 7200, fate: { status: 4, after: 30 } }),
			does('task', 'busy', { people: [1] }),
		].map(({ keyId }) => ({ keyId }));
		passes(600);
		misbehave({ operation: 'groupCallDetail', code: '-24', reason: 'Data not found', times: 9 });
		const items = [
			{ ...stopped, calleeNumber: anna },
			{ ...whole, calleeNumber: ben },
		];
		const parameters = { resource: 'callRecord', operation: 'getResults', by: 'keyId' };
		const { output, error } = await run({
			...{ node: vendor, items, parameters: { ...parameters, waitUpTo: 0 } },
		});
		expect(error).toBeUndefined();
		expect(jsonOf(output)[1]).toMatchObject({ calleeNumber: ben, result: 'busy' });
	});
});
