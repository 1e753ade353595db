import { called, jsonOf, misbehave, numbers, once, sandbox, taskMakers } from './helpers';
import { lookUps, people, send, sends, unknown } from './sending';

describe.each(taskMakers)('$named, whose task name is a key', (sender) => {
	const names = ['', 'Reminder'];
	const cases = names.flatMap((name) =>
		unknown.map(([what, fault, taken]) => [name, what, fault, taken] as const),
	);

	test.each(cases)(
		'task name "%s", %s: is sent again, and the calls are known',
		async (taskName, _, fault, taken) => {
			misbehave(fault);
			const { error, output } = await send(sender, { taskName });
			expect(error).toBeUndefined();
			const [task] = sandbox.state.tasks;
			expect(jsonOf(output)).toMatchObject(
				people.map((callee) => ({ callee, status: 'accepted', keyId: task.keyId })),
			);
			expect(jsonOf(output).map((json) => json.alreadySubmitted)).toEqual(
				people.map(() => (taken ? true : undefined)),
			);
			expect(sends()).toEqual([people, people]);
			expect(lookUps()).toHaveLength(taken ? 1 : 0);
			expect(called()).toEqual(people);
		},
	);

	test('the look-up is tried again, whatever keeps it from being answered', async () => {
		misbehave({ reset: 'after' });
		misbehave({ operation: 'groupCallQuery', status: 500 });
		misbehave({ operation: 'groupCallQuery', reset: 'before' });
		const { output } = await send(sender, { taskName: 'Reminder' });
		expect(jsonOf(output)).toMatchObject(people.map(() => ({ status: 'accepted' })));
		expect(lookUps()).toHaveLength(3);
	});

	test('a chosen name that can’t be looked up leaves the outcome unknown', async () => {
		misbehave({ reset: 'after' });
		misbehave({ operation: 'groupCallQuery', status: 500, times: 9 });
		const { error } = await send(sender, { taskName: 'Reminder' });
		expect(error?.message).toMatch(/^It is unknown whether .*\(ECONNRESET\)/);
		expect(called()).toEqual(people);
	});

	test('a derived name that can’t be looked up was submitted all the same, without an ID', async () => {
		misbehave({ reset: 'after' });
		misbehave({ operation: 'groupCallQuery', code: '-18', times: 9 });
		const { output } = await send(sender);
		expect(jsonOf(output)).toMatchObject(
			people.map(() => ({ status: 'accepted', alreadySubmitted: true })),
		);
		expect(output[0].json).not.toHaveProperty('keyId');
	});

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
		const others = numbers(6).slice(3);
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
		misbehave({ code: '-10', reason: 'Low balance' });
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether .*\(ECONNRESET\)/);
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
		const others = numbers(6).slice(3);
		const { error } = await send(sender, { taskName: 'Reminder', [sender.callees]: others.join() });
		expect(error?.message).toMatch(/^It is unknown whether/);
	});

	test('a task behind many others of like names is found', async () => {
		misbehave({ reset: 'after' });
		const { vendor } = sender;
		const createdTime = sandbox.state.now().plus({ minutes: 1 }).toFormat('yyyy-MM-dd HH:mm:ss');
		for (let number = 0; number < 150; number++) {
			const taskName = `Reminder ${number}`;
			sandbox.state.tasks.push({
				vendor,
				keyId: number,
				taskName,
				createdTime,
				callees: 3,
				status: 0,
			});
		}
		const { output } = await send(sender, { taskName: 'Reminder' });
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
