import type { INodeParameters } from 'n8n-workflow';

import { sendingOf } from '../../nodes/voice/input/sending';
import { asTool, BEFORE, eachRun, outputs } from './agent';
import {
	bodies,
	bySetting,
	called,
	itemsOf,
	jsonOf,
	misbehave,
	numbers,
	once,
	resenders,
	run,
	sandbox,
	senders,
} from './helpers';
import { numbersIn } from '../support/numbersIn';
import { beforeRun, countTries, retryOnFail } from './tries';

const [anna, ben, carl] = numbers(3);
const list = [anna, ben, carl].map((number) => ({ number }));
const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

const taskOf = (number: string) => sandbox.state.calls.find(({ callee }) => callee === number)?.id;
/** Names that the vendor took, apart from those of the tasks that were there before. */
const names = () => bodies().flatMap(({ taskName }) => (taskName ? [String(taskName)] : []));

/** Those that ask for calls; how many callees a task has is read before them. */
const asked = () => bodies().filter((body) => 'resendType' in body);

/** Every task of the tests has one number in it, which is also its ID; nobody in it was reached. */
describe.each(resenders)('$named', (sender) => {
	const { node, parameters, operationId: operation } = sender;
	const call = (more: INodeParameters = {}, items: object[] = list) =>
		run({ node, items: items as never, parameters: { ...parameters, ...more } });

	test('makes a new task of each, and says which', async () => {
		const { output, error } = await call();
		expect(error).toBeUndefined();
		expect(called()).toEqual([anna, ben, carl]);
		expect(itemsOf(output)).toEqual([0, 1, 2]);
		expect(jsonOf(output)).toEqual(
			[anna, ben, carl].map((number, index) => ({
				...{ status: 'accepted', keyId: taskOf(number), taskName: names()[index] },
				...{ submittedAt: expect.any(String), code: '0', reason: 'success' },
			})),
		);
	});

	test('calls those who were not reached, unless all are asked for', async () => {
		await call({}, list.slice(0, 1));
		await call({ resendType: 0 }, list.slice(0, 1));
		expect(asked().map(({ resendType }) => resendType)).toEqual([1, 0]);
	});

	test.each(['', null])(
		'whom to call is asked for where an expression gives %j',
		async (nothing) => {
			const { error } = await call({ resendType: '={{ $json.whom }}' }, [
				{ number: anna, whom: nothing },
			]);
			expect(error?.message).toBe('Call Whom is missing; needed is one of 0, 1 [item 0]');
			expect(asked()).toEqual([]);
		},
	);

	test('calls again at every execution: what it is named is of that run alone', async () => {
		for (const executionId of ['1', '2']) {
			const { output } = await run({ node, parameters, items: list.slice(0, 1), executionId });
			expect(jsonOf(output)).toMatchObject([{ status: 'accepted' }]);
		}
		expect(new Set(names()).size).toBe(2);
		expect(called()).toEqual([anna, anna]);
	});

	test('Preview shows what would arrive, and nothing arrives', async () => {
		const { output } = await call({ sending: { preview: true } });
		expect(asked()).toEqual([]);
		expect(jsonOf(output)).toMatchObject(
			[anna, ben, carl].map((number) => ({ preview: true, body: { keyId: Number(number) } })),
		);
		expect(jsonOf(output)[0]).not.toHaveProperty('calleeCount');
	});

	test('nobody left to be called is a refusal that says what to do', async () => {
		misbehave({ operation, code: '-34', reason: 'No number left' });
		const { error } = await call({}, list.slice(0, 1));
		expect(error?.message).toMatch(/did not take the request: No number left \(code -34\)$/);
		expect(error?.description).toMatch(/set Call Whom to All Callees/);
		expect(called()).toEqual([]);
	});

	describe('a task that two items name', () => {
		const twice = [{ number: anna }, { number: ben }, { number: anna }];
		const message = `Group Call is ${anna} for items 0, 2, so its callees would be called 2 times; name it once, or set Sending → Duplicates to Call Each Time`;

		test.each([{}, { duplicates: 'once' }, { duplicates: 'first' }])(
			'is a problem before anything is sent, with %j',
			async (sending) => {
				const { error } = await call({ sending }, twice);
				expect(error?.message).toBe(`${message} [item 0]`);
				expect(error?.description).toBe('Item 2 has problems, too. Nobody was called.');
				expect(asked()).toEqual([]);
			},
		);

		test('also where their settings differ', async () => {
			const items = twice.map((item, index) => ({
				...item,
				setting: sender.setting[1 + (index % 2)],
			}));
			const { error } = await run({ node, items, parameters: bySetting(sender) });
			expect(error?.message).toBe(`${message} [item 0]`);
		});

		test('does not keep the others from being called on the error output', async () => {
			const done = await run({ node, parameters, items: twice, onError: 'continueErrorOutput' });
			expect(itemsOf(done.failed)).toEqual([0, 2]);
			expect(itemsOf(done.output)).toEqual([1]);
			expect(called()).toEqual([ben]);
		});

		test('is called each time if that was chosen', async () => {
			const { output } = await call({ sending: { duplicates: 'each' } }, twice);
			expect(jsonOf(output)).toMatchObject(twice.map(() => ({ status: 'accepted' })));
			expect(called()).toEqual([anna, ben, anna]);
			expect(new Set(names()).size).toBe(3);
		});
	});

	test('a name for two tasks is a problem before anything is sent', async () => {
		const { error } = await call({ taskName: 'Once more' });
		expect(error?.message).toBe(
			'Task Name is "Once more" for 3 tasks (item 0; item 1; item 2); give each task a name of its own by an expression, or leave it empty [item 0]',
		);
		expect(asked()).toEqual([]);
	});

	test('the request is what an error is about, and requests are what is counted', async () => {
		misbehave({ operation, ...sender.refusal, skip: 1 });
		const { error } = await call();
		expect(error?.message).toBe(
			`${sender.profile.name} did not take the request: ${sender.refusal.reason} (code ${sender.refusal.code}). Accepted 1, refused 1, not tried 1.`,
		);
		expect(called()).toEqual([anna]);
	});

	test('One Item per Request, left from another operation, changes nothing', async () => {
		const { output } = await call({ sending: { output: 'request' } });
		expect(jsonOf(output)).toMatchObject(list.map(() => ({ status: 'accepted' })));
		expect(jsonOf(output)[0]).not.toHaveProperty('calleeCount');
	});

	test.each([
		['is not there', { reset: 'before' }, 2],
		['is there', { reset: 'after' }, 1],
	] as const)(
		'no answer, and a new task that %s: nobody is called twice, and nobody is forgotten',
		async (_, fault, times) => {
			misbehave({ operation, ...fault });
			const { output, error } = await call({}, list.slice(0, 1));
			expect(error).toBeUndefined();
			expect(jsonOf(output)).toMatchObject([{ status: 'accepted', keyId: taskOf(anna) }]);
			expect(
				asked()
					.map(numbersIn)
					.filter((tasks) => tasks.length > 0),
			).toHaveLength(times);
			expect(new Set(names()).size).toBe(1);
			expect(called()).toEqual([anna]);
		},
	);

	describe('with Retry On Fail', () => {
		beforeEach(() => {
			beforeRun(retryOnFail);
			countTries();
		});

		test.each(onErrors)('calls nobody twice when no answer came (%s)', async (onError) => {
			misbehave({ operation, reset: 'after' });
			await run({ node, parameters: once(parameters), items: list.slice(0, 1), onError });
			expect(called()).toEqual([anna]);
		});

		test.each([
			['an option, as of $now', { options: { displayNum: '={{ String(10000000 + $vars.try) }}' } }],
			['a setting', { maxCalls: '={{ 60 + $vars.try }}' }],
			['the name', { taskName: '=Try {{ $vars.try }}' }],
			['whom to call', { resendType: '={{ $vars.try % 2 }}' }],
		])('calls nobody twice when %s is another one at each try', async (_, more) => {
			misbehave({ operation, reset: 'after' });
			const { error } = await run({
				...{ node, parameters: { ...once(parameters), ...more }, items: list.slice(0, 1) },
			});
			expect(error?.message).toMatch(/^It is unknown whether .* took the request/);
			expect(asked().map(numbersIn)).toHaveLength(1);
			expect(called()).toEqual([anna]);
		});

		test('sends only what was refused again', async () => {
			misbehave({ operation, ...sender.refusal, skip: 1 });
			const { output } = await run({ node, parameters: once(parameters), items: list });
			expect(asked().map(numbersIn)).toEqual([[anna], [ben], [ben], [carl]]);
			expect(itemsOf(output)).toEqual([0, 1, 2]);
			expect(called()).toEqual([anna, ben, carl]);
		});

		test('a task that stands in another item at the next try is not called again', async () => {
			// A third try would be as the first.
			jest.restoreAllMocks();
			beforeRun((workflow) => Object.assign(retryOnFail(workflow), { maxTries: 2 }));
			countTries();
			misbehave({ operation, reset: 'after' });
			const keyId = `={{ ["${anna}", "${ben}"][($itemIndex + $vars.try) % 2] }}`;
			const { error } = await run({
				...{ node, parameters: { ...once(parameters), keyId }, items: list.slice(0, 2) },
			});
			expect(error?.message).toMatch(
				/^It is unknown whether .* What is to be called again has changed since an earlier try/,
			);
			expect(called()).toEqual([ben]);
		});
	});

	describe('as a tool', () => {
		test('an agent that repeats itself calls once, and reads so at once', async () => {
			eachRun([[anna], [anna], [ben]]);
			const [first, again, other] = outputs(await asTool(sender));
			expect(first).toMatchObject([{ status: 'accepted' }]);
			expect(again).toMatchObject([{ message: BEFORE, status: 'repeated', keyId: taskOf(anna) }]);
			expect(Object.keys(again[0])[0]).toBe('message');
			expect(other).toMatchObject([{ status: 'accepted' }]);
			expect(called()).toEqual([anna, ben]);
		});

		test('also with other settings: who is called is the same', async () => {
			const call = { ...sender, parameters: { ...parameters, maxCalls: '={{ 60 + $runIndex }}' } };
			eachRun([[anna], [anna]]);
			const [, again] = outputs(await asTool(call));
			expect(again).toMatchObject([{ status: 'repeated' }]);
			expect(called()).toEqual([anna]);
		});

		test('what nobody knows of is not called again, and stays unknown', async () => {
			misbehave({ operation, reset: 'after' });
			eachRun([[anna], [anna]]);
			const [, again] = outputs(await asTool(sender, { sending: { maxAttempts: 1 } }));
			expect(again).toMatchObject([{ status: 'unknown' }]);
			expect(again[0].message).toMatch(new RegExp(`^${BEFORE} It is unknown whether`));
			expect(called()).toEqual([anna]);
		});

		test('calls again if that was chosen', async () => {
			eachRun([[anna], [anna]]);
			await asTool(sender, { sending: { sameListAgain: 'call' } });
			expect(called()).toEqual([anna, anna]);
		});

		test('of calls at the same time one is made', async () => {
			const runs = await Promise.all([1, 2].map(async () => await asTool(sender)));
			const statuses = runs.flatMap(({ output }) => jsonOf(output).map(({ status }) => status));
			expect(statuses.sort()).toEqual(['accepted', 'repeated']);
			expect(called()).toEqual([anna]);
		});
	});
});

test.each(['itniotech', 'laaffic'] as const)(
	'%s as a tool: those of a task are called once, by whichever operation',
	async (node) => {
		const [resend, resendAi] = ['resend', 'resendAi'].map((name) =>
			resenders.find(({ key }) => key === `${node}.groupCall.${name}`)!,
		);
		for (const [first, second] of [
			[resend, resendAi],
			[resendAi, resend],
		]) {
			const executionId = `${first.key} first`;
			await asTool(first, { executionId });
			sandbox.state.log.length = 0;
			const { output } = await asTool(second, { executionId });
			expect(jsonOf(output)).toMatchObject([{ message: BEFORE, status: 'repeated' }]);
			expect(asked()).toEqual([]);
			sandbox.state.reset();
		}
	},
);

test('there are operations that call those of a task again', () => {
	expect(resenders.map(({ key }) => key).sort()).toEqual([
		'itniotech.groupCall.resend',
		'itniotech.groupCall.resendAi',
		'laaffic.groupCall.resend',
		'laaffic.groupCall.resendAi',
		'onbuka.groupCall.resend',
	]);
	expect(senders.some(({ key }) => /resend/.test(key))).toBe(false);
});

test.each(resenders)(
	'$named has no setting in Sending that means nothing to it',
	({ operation }) => {
		const { options } = sendingOf(operation, false);
		expect(options!.map(({ name }) => name).sort()).toEqual([
			...['callingHours', 'concurrency', 'doNotCall', 'duplicates', 'maxAttempts', 'mostCallees'],
			...['preview', 'requestInterval', 'sameListAgain'],
		]);
	},
);
