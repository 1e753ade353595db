import { WorkflowExecute } from 'n8n-core';
import type { IRun, Workflow } from 'n8n-workflow';

import {
	bodies,
	bySetting,
	called,
	innoPaas,
	itemsOf,
	jsonOf,
	misbehave,
	numbers,
	onbuka,
	once,
	peopleOf,
	redialFlow,
	requested,
	requestsOf,
	run,
	senders,
	type Sender,
} from './helpers';
import { beforeRun, countTries } from './tries';

const { parse, stringify } = jest.requireActual<{
	parse: (text: string) => IRun['data'];
	stringify: (value: unknown) => string;
}>('flatted');

const [anna, ben, carl] = numbers(3);
const items = [anna, ben, carl].map((number) => ({ number }));
const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** Anna and Carl have the same setting, Ben another: the second request is his. */
const split = ({ setting }: Sender) =>
	items.map((item, index) => ({ ...item, setting: setting[1 + (index % 2)] }));
const splitRequests = (sender: Sender) =>
	requestsOf(sender, [anna, ben, carl], (index) => index % 2);

/** n8n runs a node again that throws, or whose first item has an `error`: all its items. */
describe.each(senders)('$named with Retry On Fail', (sender) => {
	const { node } = sender;
	const parameters = once(sender.parameters);
	const requests = splitRequests(sender);
	const [first, second, ...behind] = requests;

	beforeEach(() =>
		beforeRun((workflow) => {
			const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
			Object.assign(workflow.getNode('Node')!, retry);
		}),
	);

	test.each(onErrors)('calls nobody twice when no answer came (%s)', async (onError) => {
		const people = peopleOf(sender);
		const together = people.map((number) => ({ number }));
		misbehave({ reset: 'after' });
		const { error, output, failed } = await run({ node, parameters, items: together, onError });
		expect(requested()).toEqual([people]);
		expect(called()).toEqual(people);
		const told = [error?.message, ...jsonOf([...output, ...failed]).map((json) => json.error)];
		expect(told.filter(Boolean).length).toBeGreaterThan(0);
		expect(told.filter(Boolean).every((text) => /^It is unknown/.test(String(text)))).toBe(true);
	});

	test('sends only what was refused again, and tells of all callees', async () => {
		misbehave({ ...sender.refusal, skip: 1 });
		const done = await run({ node, parameters: once(bySetting(sender)), items: split(sender) });
		expect(requested()).toEqual([first, second, second, ...behind]);
		expect(called()).toEqual(requests.flat());
		expect(itemsOf(done.output)).toEqual([0, 1, 2]);
		expect(jsonOf(done.output)).toMatchObject(
			[anna, ben, carl].map((calleeNumber) => ({ calleeNumber, status: 'accepted' })),
		);
	});

	test('gives up with the refusal after the last try', async () => {
		misbehave({ ...sender.refusal, skip: 1, times: 5 });
		const { error } = await run({
			node,
			parameters: once(bySetting(sender)),
			items: split(sender),
		});
		expect(requested()).toEqual([first, second, second, second]);
		expect(error?.message).toContain(`${sender.refusal.reason} (code ${sender.refusal.code})`);
		const untried = behind.length > 0 ? ', not tried 1.' : '.';
		expect(error?.message).toContain(`Accepted ${first.length}, refused 1${untried}`);
		expect(called()).toEqual(first);
	});

	test('sends what an unknown outcome kept from being tried at a later try, and still fails', async () => {
		misbehave({ reset: 'after' });
		const { error } = await run({
			node,
			parameters: once(bySetting(sender)),
			items: split(sender),
		});
		expect(error?.message).toMatch(/^It is unknown/);
		const unknownItems = first.length > 1 ? '2 (items 0, 2)' : '1 (item 0)';
		expect(error?.message).toContain(`Accepted ${3 - first.length}, unknown ${unknownItems}.`);
		expect(called()).toEqual(requests.flat());
	});

	test('calls nobody twice when a value, as of $now, is another one at each try', async () => {
		misbehave({ reset: 'after' });
		await run({
			node,
			parameters: { ...parameters, [sender.setting[0]]: sender.varying },
			items: items.slice(0, 1),
		});
		expect(called()).toEqual([anna]);
	});
});

describe('ONBUKA with Retry On Fail', () => {
	beforeEach(() =>
		beforeRun((workflow) => {
			const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
			Object.assign(workflow.getNode('Node')!, retry);
		}),
	);

	test.each(onErrors)('calls nobody twice when the first is refused (%s)', async (onError) => {
		misbehave({ refuse: [anna], reason: 'Number is blocked' });
		const done = await run({ node: 'onbuka', parameters: onbuka.parameters, items, onError });
		expect(called()).toEqual([ben, carl]);
		expect(requested()).toEqual([[anna, ben, carl]]);
		const refused = onError === 'continueErrorOutput' ? done.failed : done.output.slice(0, 1);
		expect(itemsOf(refused)).toEqual([0]);
		expect(refused[0].json.error).toContain('Number is blocked (code -9)');
	});

	test('calls a number twice, and no more, that shall be called each time', async () => {
		misbehave({ refuse: [ben] });
		const parameters = { ...onbuka.parameters, sending: { duplicates: 'each' } };
		const twice = [{ number: ben }, { number: anna }, { number: anna }];
		await run({ node: 'onbuka', parameters, items: twice });
		expect(called()).toEqual([anna, anna]);
	});
});

test('ITNIOTECH redialFlow.update with Retry On Fail: equal items are still told apart', async () => {
	beforeRun((workflow) => {
		Object.assign(workflow.getNode('Node')!, { retryOnFail: true, waitBetweenTries: 1 });
	});
	misbehave({ code: '-22', skip: 1 });
	const flows = [{}, {}, {}];
	const parameters = once(redialFlow);
	const { output } = await run({ node: 'itniotech', parameters, items: flows });
	// The first, the second refused, the second again, the third.
	expect(bodies()).toHaveLength(4);
	expect(itemsOf(output)).toEqual([0, 1, 2]);
});

/** What the vendor calls a refusal, and yet hands out an ID for, contradicts itself. */
test.each([
	[
		'ONBUKA names an accepted call',
		onbuka,
		{ status: '-9', reason: 'bad', data: [{ voiceId: '7' }] },
	],
	[
		'ONBUKA says it is too often',
		onbuka,
		{ status: '-15', reason: 'too often', data: [{ voiceId: '7' }] },
	],
	[
		'InnoPaaS gives a call ID',
		innoPaas,
		{ code: '429001', message: 'busy', data: { callId: 'c1' } },
	],
])('%s in a refusal: unknown, and not sent again', async (_, { node, parameters }, answer) => {
	beforeRun((workflow) => {
		Object.assign(workflow.getNode('Node')!, { retryOnFail: true, waitBetweenTries: 1 });
	});
	misbehave({ body: JSON.stringify(answer) });
	const { error } = await run({ node, parameters, items });
	expect(error?.message).toMatch(/^It is unknown whether .*and yet it gives data/);
	expect(requested()).toHaveLength(1);
});

describe.each(senders)('$named', (sender) => {
	const { node, parameters } = sender;

	test('Retry of the failed execution sends only what was refused or not tried', async () => {
		let engine!: { workflow: Workflow; execute: WorkflowExecute };
		beforeRun((workflow, execute) => {
			engine = { workflow, execute };
		});
		misbehave({ ...sender.refusal, skip: 1 });
		const done = await run({ node, parameters: bySetting(sender), items: split(sender) });
		expect(done.error?.message).toContain(sender.refusal.reason);

		// As n8n does it: the stored execution, without the run that failed.
		const data = parse(stringify(done.stored.data));
		delete data.resultData.error;
		data.resultData.runData.Node.pop();
		const { additionalData } = engine.execute as unknown as {
			additionalData: ConstructorParameters<typeof WorkflowExecute>[0];
		};
		const again = new WorkflowExecute(additionalData, 'retry', data);
		const { data: retried } = await again.processRunExecutionData(engine.workflow);

		const [first, second, ...behind] = splitRequests(sender);
		expect(requested()).toEqual([first, second, second, ...behind]);
		expect(called()).toEqual([first, second, ...behind].flat());
		const output = retried.resultData.runData.Node[0].data!.main[0]!;
		expect(jsonOf(output)).toMatchObject(
			[anna, ben, carl].map((calleeNumber) => ({ calleeNumber, status: 'accepted' })),
		);
	});

	test('a node that the workflow runs twice calls twice, if each task has its name', async () => {
		beforeRun(({ connectionsBySourceNode: { Start } }) => Start.main[0]!.push(Start.main[0]![0]));
		const name = '=Round {{ $runIndex }}';
		const named = sender.operation.taskList ? { taskName: name } : {};
		const { stored } = await run({ node, parameters: { ...parameters, ...named }, items });
		expect(stored.data.resultData.runData.Node).toHaveLength(2);
		const requests = requestsOf(sender, [anna, ben, carl]);
		expect(requested()).toEqual([...requests, ...requests]);
	});

	test('a new execution of the same list is sent, whatever was sent before', async () => {
		await run({ node, parameters, items });
		await run({ node, parameters, items });
		const sends = requested().filter((callees) => callees.length > 0);
		expect(sends).toHaveLength(2 * requestsOf(sender, [anna, ben, carl]).length);
	});
});

test.each(senders)(
	'$named: a number that stands in another item at the next try is not called again',
	async (sender) => {
		const { node, setting } = sender;
		beforeRun((workflow) => {
			Object.assign(workflow.getNode('Node')!, { retryOnFail: true, waitBetweenTries: 1 });
		});
		countTries();
		misbehave({ ...sender.refusal, skip: 1 });
		const number = `={{ ["${anna}", "${ben}"][($itemIndex + $vars.try) % 2] }}`;
		const parameters = { ...once(bySetting(sender)), [sender.callees]: number };
		await run({ node, parameters, items: [{ setting: setting[1] }, { setting: setting[2] }] });
		// The third try is like the first, so Anna is called then.
		expect(called()).toEqual([ben, anna]);
	},
);
