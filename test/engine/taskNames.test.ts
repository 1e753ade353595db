import type { INodeParameters } from 'n8n-workflow';

import { bySetting, called, innoPaas, jsonOf, numbers, run, sandbox, taskMakers } from './helpers';

/** The vendor refuses a name that was used before, which is what keeps a list from being called twice. */
describe.each(taskMakers)('the task name of $named', (sender) => {
	const { node, setting } = sender;
	const [anna, ben, carl] = numbers(3);
	const list = [{ number: anna }, { number: ben }, { number: carl }];
	const call = (more: INodeParameters = {}, items: object[] = list) =>
		run({ node, items: items as never, parameters: { ...sender.parameters, ...more } });
	const names = () => sandbox.state.tasks.map(({ taskName }) => taskName);

	test('is the one that was given', async () => {
		const { output } = await call({ taskName: 'Reminder' });
		expect(names()).toEqual(['Reminder']);
		expect(jsonOf(output)).toMatchObject(list.map(() => ({ taskName: 'Reminder' })));
	});

	test('comes from the item by expression, a task for each name', async () => {
		const items = list.map((item, index) => ({ ...item, name: ['Noon', 'Night', 'Noon'][index] }));
		await call({ taskName: '=Reminder {{ $json.name }}' }, items);
		expect(sandbox.state.tasks).toMatchObject([
			{ taskName: 'Reminder Noon', callees: 2 },
			{ taskName: 'Reminder Night', callees: 1 },
		]);
	});

	test.each(['', '={{ $json.missing }}', '   '])(
		'is derived when it is left empty as "%s"',
		async (taskName) => {
			const { output } = await call({ taskName });
			expect(names()).toEqual([expect.stringMatching(/^Voice \d{4}-\d\d-\d\d [0-9a-f]{16}$/)]);
			expect(jsonOf(output)[0].taskName).toBe(names()[0]);
		},
	);

	test('derived: the same list submitted again is known to be submitted, and nobody is called again', async () => {
		const first = await call();
		const { error, output } = await call();
		expect(error).toBeUndefined();
		expect(jsonOf(output)).toMatchObject(
			jsonOf(first.output).map(({ callee, keyId, taskName }) => ({
				...{ callee, keyId, taskName, status: 'accepted', alreadySubmitted: true },
				...{ code: '-41', reason: 'Task name already exists' },
			})),
		);
		expect(called()).toEqual([anna, ben, carl]);
	});

	test('derived: another order, other spaces and a repeated number are the same list', async () => {
		await call();
		const again = [{ number: `${carl}, +49 151 10000000` }, ...list];
		const { output } = await call({}, again);
		expect(jsonOf(output)).toMatchObject(Array(5).fill({ alreadySubmitted: true }));
		expect(called()).toEqual([anna, ben, carl]);
	});

	test.each([
		['other numbers', [...list.slice(1), { number: '4915199999999' }], {}],
		['other variables', list, { variables: { text1: 'tomorrow' } }],
		['another setting', list, { maxCalls: 17 }],
	])('derived: %s make another task', async (_, items, more) => {
		await call();
		expect((await call(more, items)).error).toBeUndefined();
		expect(new Set(names()).size).toBe(2);
	});

	test('derived: another account is another list', async () => {
		await call();
		const { error } = await call({ options: { appId: 'another' } });
		expect(error).toBeUndefined();
		expect(sandbox.state.tasks).toHaveLength(2);
	});

	const split = list.map((item, index) => ({ ...item, setting: setting[1 + (index % 2)] }));
	const callSplit = (taskName: string) => call({ ...bySetting(sender), taskName }, split);

	test('several tasks of one given name are told apart', async () => {
		const { output, error } = await callSplit('Reminder');
		expect(error).toBeUndefined();
		expect(names()).toEqual(['Reminder-1', 'Reminder-2']);
		expect(jsonOf(output).map(({ callee, taskName }) => [callee, taskName])).toEqual([
			[anna, 'Reminder-1'],
			[ben, 'Reminder-2'],
			[carl, 'Reminder-1'],
		]);
	});

	test('several tasks of one long name still have at most 64 characters', async () => {
		const { error } = await callSplit('x'.repeat(64));
		expect(error).toBeUndefined();
		expect(names()).toEqual([`${'x'.repeat(62)}-1`, `${'x'.repeat(62)}-2`]);
	});

	test('a number behind a shared name does not take the name of another task', async () => {
		const taken = { number: '4915188888888', setting: setting[1], name: 'Reminder-1' };
		const items = [...split.map((item) => ({ ...item, name: 'Reminder' })), taken];
		const { error } = await call({ ...bySetting(sender), taskName: '={{ $json.name }}' }, items);
		expect(error).toBeUndefined();
		expect([...names()].sort()).toEqual(['Reminder-1', 'Reminder-2', 'Reminder-3']);
	});

	test('several tasks submitted again are all refused', async () => {
		await callSplit('Reminder');
		const again = await run({
			node,
			items: split,
			parameters: { ...bySetting(sender), taskName: 'Reminder' },
			onError: 'continueErrorOutput',
		});
		expect(again.output).toEqual([]);
		expect(again.failed).toHaveLength(3);
		expect(called()).toEqual([anna, carl, ben]);
	});
});

test('InnoPaaS tells no tasks apart by their names, so a given name goes out as it is', async () => {
	await run({
		node: 'innoPaas',
		items: numbers(2).map((number, index) => ({ number, setting: innoPaas.setting[1 + index] })),
		parameters: { ...bySetting(innoPaas), options: { taskName: 'Reminder' } },
	});
	expect(sandbox.state.log.map(({ body }) => body)).toMatchObject([
		{ taskName: 'Reminder' },
		{ taskName: 'Reminder' },
	]);
});
