import { credentialsFor } from '../support/engine';
import {
	called,
	jsonOf,
	misbehave,
	number,
	once,
	peopleOf,
	run,
	sandbox,
	taskMakers,
} from './helpers';
import { lookUps, send, sends, unknown } from './sending';

describe.each(taskMakers)('$named, whose task name is a key', (sender) => {
	const people = peopleOf(sender);
	const others = people.map((_, index) => number(index + 3));
	const names = ['', 'Reminder'];
	const cases = names.flatMap((name) =>
		unknown.map(([what, fault, taken]) => [name, what, fault, taken] as const),
	);

	test.each(cases)(
		'task name "%s", %s: is looked up, sent again only if the list does not have it, and the calls are known',
		async (taskName, _, fault, taken) => {
			misbehave(fault);
			const { error, output } = await send(sender, { taskName });
			if (taken && taskName !== '') {
				// Any task may have a name that the user chose: that of a minute ago, for instance.
				expect(error?.message).toMatch(/^It is unknown whether .* which may be an earlier one/);
				expect(sends()).toEqual([people]);
				expect(called()).toEqual(people);
				return;
			}
			expect(error).toBeUndefined();
			const [task] = sandbox.state.tasks;
			expect(jsonOf(output)).toMatchObject(
				people.map((calleeNumber) => ({ calleeNumber, status: 'accepted', keyId: task.keyId })),
			);
			expect(sends()).toEqual(taken ? [people] : [people, people]);
			expect(lookUps()).toHaveLength(1);
			expect(called()).toEqual(people);
		},
	);

	test('the look-up is tried again, whatever keeps it from being answered', async () => {
		misbehave({ reset: 'after' });
		misbehave({ operation: 'groupCallQuery', status: 500 });
		misbehave({ operation: 'groupCallQuery', reset: 'before' });
		const { output } = await send(sender);
		expect(jsonOf(output)).toMatchObject(people.map(() => ({ status: 'accepted' })));
		expect(lookUps()).toHaveLength(3);
	});

	test('a chosen name that can’t be looked up leaves the outcome unknown', async () => {
		misbehave({ reset: 'after' });
		misbehave({ operation: 'groupCallQuery', status: 500, times: 9 });
		const { error } = await send(sender, { taskName: 'Reminder' });
		expect(error?.message).toMatch(/^It is unknown whether .*\(the connection broke\)/);
		expect(called()).toEqual(people);
	});

	test.each(['', 'Reminder'])(
		'task name "%s": is not sent again as long as the list can’t be had',
		async (taskName) => {
			misbehave({ reset: 'before' });
			misbehave({ operation: 'groupCallQuery', code: '-18', times: 9 });
			const { error } = await send(sender, { taskName });
			expect(error?.message).toMatch(/^It is unknown whether .*\(the connection broke\)/);
			expect(sends()).toHaveLength(1);
			expect(called()).toEqual([]);
		},
	);

	test('a derived name that is taken, by what kind of task nobody can say, is unknown', async () => {
		await send(sender);
		misbehave({ operation: 'groupCallQuery', code: '-18', times: 9 });
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether .*can’t be had/);
		expect(called()).toEqual(people);
	});

	test.each([
		['no list', { data: null }],
		['a list without its length', { data: { records: [] } }],
		['a list with nothing of what it has', { data: { total: 7, pages: 1, records: [] } }],
		['a list with something else in it', { data: { total: 1, pages: 1, records: [{ id: 1 }] } }],
		[
			'a list that has more than it shows',
			{ data: { total: 2, pages: 1, records: [{ taskId: 1, taskName: 'x', status: 0 }] } },
		],
		[
			'another page than the one asked for',
			{
				data: {
					total: 1,
					pages: 1,
					current: 2,
					records: [{ taskId: 1, taskName: 'x', status: 0 }],
				},
			},
		],
	])('%s proves nothing: the task is not sent again', async (_, { data }) => {
		misbehave({ reset: 'after' });
		const body = JSON.stringify({ code: 0, msg: 'success', data });
		misbehave({ operation: 'groupCallQuery', body, times: 9 });
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(sends()).toHaveLength(1);
	});

	test('a list that is behind does not make anybody be called twice: the name does not allow it', async () => {
		misbehave({ reset: 'after' });
		const empty = { code: 0, msg: 'success', data: { total: 0, pages: 0, records: [] } };
		misbehave({ operation: 'groupCallQuery', body: JSON.stringify(empty) });
		const { output } = await send(sender);
		expect(jsonOf(output)).toMatchObject(people.map(() => ({ status: 'accepted' })));
		expect(sends()).toHaveLength(2);
		expect(called()).toEqual(people);
	});

	test.each([
		['made hours before', { hours: 3 }],
		['made by a clock in another zone', { hours: -5 }],
	])('found by a derived name, but %s: nobody knows whose it is', async (_, off) => {
		await send(sender);
		const made = sandbox.state.now().minus(off);
		sandbox.state.tasks[0].createdTime = made.toFormat('yyyy-MM-dd HH:mm:ss');
		misbehave({ reset: 'before' });
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether .* which may be an earlier one/);
		expect(called()).toEqual(people);
	});

	test.each([
		['made just now', 'Asia/Shanghai', 'accepted'],
		['of an hour that is not now', 'UTC', 'unknown'],
	])('Call Again: a task of its own name that is %s', async (_, timezone, status) => {
		misbehave({ reset: 'after' });
		const credentials = { ...credentialsFor(sender.node, sandbox), timezone };
		const { output } = await run({
			...{ node: sender.node, items: [{ number: people[0] }], credentials, executionId: '7' },
			parameters: { ...sender.parameters, sending: { sameListAgain: 'call' } },
			onError: 'continueRegularOutput',
		});
		expect(jsonOf(output)).toMatchObject([{ status }]);
		expect(sends()).toHaveLength(1);
	});

	test.each([null, undefined, 'CANCELLED', '03', '3.0', {}, 7])(
		'a task whose status is %p may have come to nothing: unknown',
		async (status) => {
			const { output } = await send(sender);
			const { keyId, taskName } = jsonOf(output)[0];
			const createdTime = sandbox.state.now().toFormat('yyyy-MM-dd HH:mm:ss');
			const task = { taskId: keyId, taskName, numCnt: people.length, createdTime, status };
			const data = { total: 1, pages: 1, current: 1, records: [task] };
			const body = JSON.stringify({ code: 0, msg: 'success', data });
			misbehave({ operation: 'groupCallQuery', body, times: 9 });
			const { error } = await send(sender);
			expect(error?.message).toMatch(/^It is unknown whether/);
		},
	);

	test('a chosen name that another task had before is no proof that this one arrived', async () => {
		await send(sender, { taskName: 'Reminder', [sender.callees]: '4915177777777' });
		misbehave({ reset: 'before' });
		const { error } = await send(sender, { taskName: 'Reminder' });
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(called()).toEqual(['4915177777777']);
	});

	test('not even one for as many callees, if it is old', async () => {
		await send(sender, { taskName: 'Reminder' });
		const earlier = sandbox.state.now().minus({ minutes: 10 });
		sandbox.state.tasks[0].createdTime = earlier.toFormat('yyyy-MM-dd HH:mm:ss');
		misbehave({ reset: 'before' });
		const { error } = await send(sender, { taskName: 'Reminder', [sender.callees]: others.join() });
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(lookUps()).toHaveLength(1);
		expect(called()).toEqual(people);
	});

	test('a chosen name that is taken at the first attempt is a refusal', async () => {
		await send(sender, { taskName: 'Reminder' });
		const { error } = await send(sender, { taskName: 'Reminder' });
		expect(error?.message).toContain('Task name already exists (code -41)');
		expect(lookUps()).toEqual([]);
	});

	test('what may have arrived stays unknown when a later attempt is refused', async () => {
		misbehave({ reset: 'before' });
		misbehave({ ...sender.refusal, operation: sender.operationId });
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether .*\(the connection broke\)/);
		expect(sends()).toHaveLength(2);
	});

	test.each([
		[3, 'has failed'],
		[4, 'was cancelled'],
	])('a task with status %i, which %s, is not taken for an accepted one', async (status) => {
		await send(sender);
		sandbox.state.tasks[0].status = status;
		const { error } = await send(sender);
		expect(error?.message).toContain('Task name already exists (code -41)');
		expect(error?.description).toContain('was cancelled or has failed');
		expect(called()).toEqual(people);
	});

	test('a derived name that is taken, but that the list doesn’t have, is unknown', async () => {
		misbehave({ code: '-41', reason: 'Task name already exists' });
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether .*the vendor’s list has no such task/);
	});

	test('not one that seems to come from the future either, as in a wrong time zone', async () => {
		await send(sender, { taskName: 'Reminder' });
		const later = sandbox.state.now().plus({ hours: 3 });
		sandbox.state.tasks[0].createdTime = later.toFormat('yyyy-MM-dd HH:mm:ss');
		misbehave({ reset: 'before' });
		const { error } = await send(sender, { taskName: 'Reminder', [sender.callees]: others.join() });
		expect(error?.message).toMatch(/^It is unknown whether/);
	});

	test('a task behind many others of like names is found', async () => {
		await send(sender);
		const [{ taskName: name }] = sandbox.state.tasks;
		const [{ taskType }] = sandbox.state.tasks;
		sandbox.state.reset();
		misbehave({ reset: 'after' });
		const { vendor } = sender;
		const createdTime = sandbox.state.now().plus({ minutes: 1 }).toFormat('yyyy-MM-dd HH:mm:ss');
		for (let number = 0; number < 150; number++) {
			const taskName = `${name} ${number}`;
			sandbox.state.tasks.push({
				vendor,
				keyId: number,
				taskName,
				taskType,
				createdTime,
				callees: people.length,
				status: 0,
			});
		}
		const { output } = await send(sender);
		expect(jsonOf(output)).toMatchObject(people.map(() => ({ status: 'accepted' })));
		expect(lookUps()).toHaveLength(2);
	});

	test('with one attempt an unknown outcome stays unknown', async () => {
		misbehave({ reset: 'after' });
		const { error } = await send(sender, once({}));
		expect(error?.message).toMatch(/^It is unknown/);
		expect(sends()).toEqual([people]);
	});
});
