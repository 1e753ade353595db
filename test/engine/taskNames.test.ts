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

	test('derived: the same list submitted again is repeated: nobody is called, and nobody is said to be', async () => {
		const first = await call();
		const { error, output } = await call();
		expect(error).toBeUndefined();
		expect(jsonOf(output)).toMatchObject(
			jsonOf(first.output).map(({ calleeNumber, keyId, taskName }) => ({
				...{ calleeNumber, keyId, taskName, status: 'repeated' },
				...{ code: '-41', reason: 'Task name already exists' },
			})),
		);
		expect(called()).toEqual([anna, ben, carl]);
	});

	test('derived: another order, other spaces and a repeated number are the same list', async () => {
		await call();
		const again = [{ number: `${carl}, +49 151 10000000` }, ...list];
		const { output } = await call({}, again);
		expect(jsonOf(output)).toMatchObject(Array(5).fill({ status: 'repeated' }));
		expect(called()).toEqual([anna, ben, carl]);
	});

	const hasVariables = sender.operation.callees?.variables !== undefined;
	const others: Array<[what: string, items: object[], more: INodeParameters]> = [
		['other numbers', [...list.slice(1), { number: '4915199999999' }], {}],
		['another setting', list, { [setting[0]]: setting[2] }],
		...(hasVariables
			? [['other variables', list, { variables: { text1: 'tomorrow' } }] as never]
			: []),
	];

	test.each(others)('derived: %s make another task', async (_, items, more) => {
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
	const callSplit = (taskName: string, items: object[] = split, onError?: 'continueErrorOutput') =>
		run({ node, items: items as never, parameters: { ...bySetting(sender), taskName }, onError });
	const shared =
		'Task Name is "Reminder" for 2 tasks, because their settings differ or one task can’t hold all numbers (items 0, 2; item 1); give each task a name of its own by an expression, make the settings equal, or leave it empty';

	test('given to several tasks is refused, for its order would decide who is protected', async () => {
		const { error } = await callSplit('Reminder');
		expect(error?.message).toBe(`${shared} [item 0]`);
		expect(error?.description).toBe('Items 1-2 have problems, too. Nobody was called.');
		expect(sandbox.state.log).toEqual([]);
	});

	test('given to several tasks: on the error output, beside a task that has its own', async () => {
		const items = [...split, { number: '4915188888888', setting: setting[1], name: 'Noon' }];
		const name = '={{ $json.name ?? "Reminder" }}';
		const { output, failed } = await callSplit(name, items, 'continueErrorOutput');
		expect(jsonOf(failed).map(({ error }) => error)).toEqual(
			[0, 1, 2].map((item) => `${shared} [item ${item}]`),
		);
		expect(jsonOf(output)).toMatchObject([{ taskName: 'Noon', status: 'accepted' }]);
		expect(called()).toEqual(['4915188888888']);
	});

	test('derived for several tasks: in another order, or with some of them, nobody is called twice', async () => {
		await callSplit('');
		for (const items of [[...split].reverse(), split.slice(0, 1).concat(split[2]), [split[1]]]) {
			const { output } = await callSplit('', items);
			expect(jsonOf(output)).toMatchObject(items.map(() => ({ status: 'repeated' })));
		}
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
