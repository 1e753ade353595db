import { ExecuteContext } from 'n8n-core';

import { anna, asTool, BEFORE, ben, eachRun, executionId, outputs } from './agent';
import {
	called,
	innoPaas,
	jsonOf,
	misbehave,
	onbuka,
	once,
	requested,
	run,
	senders,
} from './helpers';

describe.each(senders)('$named as a tool', (sender) => {
	test('an agent that repeats itself calls once, and reads so at once', async () => {
		eachRun([[anna], [anna], [anna]]);
		const [first, ...again] = outputs(await asTool(sender));
		expect(first).toMatchObject([{ calleeNumber: anna, status: 'accepted' }]);
		for (const output of again) {
			expect(output).toMatchObject([{ message: BEFORE, calleeNumber: anna, status: 'repeated' }]);
			expect(Object.keys(output[0])[0]).toBe('message');
		}
		expect(called()).toEqual([anna]);
		expect(requested()).toHaveLength(1);
	});

	test('what nobody knows of is not called again, and stays unknown', async () => {
		misbehave({ reset: 'after' });
		eachRun([[anna], [anna]]);
		const [, again] = outputs(await asTool(sender, { sending: { maxAttempts: 1 } }));
		expect(again).toMatchObject([{ status: 'unknown', calleeNumber: anna }]);
		expect(again[0].message).toMatch(new RegExp(`^${BEFORE} It is unknown whether`));
		expect(called()).toEqual([anna]);
	});

	test('nor where the error ends the run', async () => {
		misbehave({ reset: 'after' });
		const one = { sending: { maxAttempts: 1 }, onError: 'stopWorkflow' } as const;
		await asTool(sender, one);
		const { error } = await asTool(sender, one);
		expect(error?.message).toMatch(new RegExp(`^${BEFORE} It is unknown whether`));
		expect(called()).toEqual([anna]);
	});

	test('what was refused may be called', async () => {
		misbehave(sender.refusal);
		eachRun([[anna], [anna]]);
		const [first, again] = outputs(await asTool(sender));
		expect(first).toMatchObject([{ status: 'refused' }]);
		expect(again).toMatchObject([{ status: 'accepted' }]);
		expect(called()).toEqual([anna]);
	});

	test('of several numbers only the new ones are called', async () => {
		eachRun([[anna], [anna, ben]]);
		const [, again] = outputs(await asTool(sender));
		expect(again).toMatchObject([
			{ calleeNumber: anna, status: 'repeated' },
			{ calleeNumber: ben, status: 'accepted' },
		]);
		expect(called()).toEqual([anna, ben]);
	});

	test('an agent that keeps no context for its tools calls once in an execution all the same', async () => {
		const first = await asTool(sender);
		const again = await asTool(sender);
		expect(jsonOf(first.output)).toMatchObject([{ status: 'accepted' }]);
		expect(jsonOf(again.output)).toMatchObject([{ message: BEFORE, status: 'repeated' }]);
		expect(called()).toEqual([anna]);
	});

	test('of calls at the same time one is made, and the others wait for what comes of it', async () => {
		const runs = await Promise.all([1, 2, 3].map(async () => await asTool(sender)));
		const statuses = runs.flatMap(({ output }) => jsonOf(output).map(({ status }) => status));
		expect(statuses.sort()).toEqual(['accepted', 'repeated', 'repeated']);
		expect(called()).toEqual([anna]);
	});

	test('of calls at the same time the next is made where the first was refused', async () => {
		misbehave(sender.refusal);
		const runs = await Promise.all([1, 2, 3].map(async () => await asTool(sender)));
		const statuses = runs.flatMap(({ output }) => jsonOf(output).map(({ status }) => status));
		expect(statuses.sort()).toEqual(['accepted', 'refused', 'repeated']);
		expect(called()).toEqual([anna]);
	});

	test('another execution calls', async () => {
		await asTool(sender);
		const other = await asTool(sender, { executionId: `${executionId} again` });
		// A group call has its name for the whole day.
		const status = sender.operation.taskList ? 'repeated' : 'accepted';
		expect(jsonOf(other.output)).toMatchObject([{ status }]);
	});

	test('Same List Again → Call Again calls each time', async () => {
		eachRun([[anna], [anna]]);
		const again = outputs(await asTool(sender, { sending: { sameListAgain: 'call' } }));
		expect(again.flat()).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
		expect(called()).toEqual([anna, anna]);
	});

	test('a preview is no call', async () => {
		await asTool(sender, { sending: { preview: true } });
		const { output } = await asTool(sender);
		expect(jsonOf(output)).toMatchObject([{ status: 'accepted' }]);
		expect(called()).toEqual([anna]);
	});

	test('Retry On Fail sends what was refused, beside somebody who was called by an earlier run', async () => {
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		eachRun([[anna], [anna, ben]], (workflow) => Object.assign(workflow.getNode('Node')!, retry));
		misbehave({ ...sender.refusal, skip: 1 });
		const [, again] = outputs(await asTool(sender, { onError: 'stopWorkflow' }));
		expect(again).toMatchObject([
			{ calleeNumber: anna, status: 'repeated' },
			{ calleeNumber: ben, status: 'accepted' },
		]);
		expect(called()).toEqual([anna, ben]);
	});

	test('Retry On Fail gives what was accepted as accepted, not as repeated', async () => {
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const [name, one, other] = sender.setting;
		eachRun([[anna, ben]], (workflow) => Object.assign(workflow.getNode('Node')!, retry));
		misbehave({ ...sender.refusal, skip: 1 });
		const split = `={{ $json.number === "${anna}" ? ${JSON.stringify(one)} : ${JSON.stringify(other)} }}`;
		const parameters = once({ ...sender.parameters, [name]: split });
		const { output } = await run({
			...{ node: sender.node, parameters, asTool: true, executionId },
			items: [{ number: anna }, { number: ben }],
		});
		expect(jsonOf(output).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
		expect(called()).toEqual([anna, ben]);
	});

	test('Output makes no difference to what a language model reads', async () => {
		await asTool(sender);
		const { output } = await asTool(sender, { sending: { output: 'request' } }, [anna, ben]);
		expect(jsonOf(output)).toMatchObject([
			{ message: BEFORE, status: 'repeated', calleeNumber: anna },
			{ status: 'accepted', calleeNumber: ben },
		]);
	});
});

const context = ExecuteContext.prototype as Partial<ExecuteContext>;
const { isToolExecution } = context;
afterEach(() => {
	Object.assign(context, { isToolExecution });
});

/** n8n 1 has no such question. */
const asInN8n1 = () => {
	delete context.isToolExecution;
};

/** How a node sees that the agent runs it itself. */
const SIGNS: Array<[line: string, sign: () => void]> = [
	['n8n 2', () => Object.assign(context, { isToolExecution: () => true })],
	[
		'n8n 1',
		() => {
			asInN8n1();
			// What supplies agents with data has this in both lines.
			Object.assign(context, { cloneWith: () => {} });
		},
	],
];
afterEach(() => {
	delete (context as { cloneWith?: unknown }).cloneWith;
});

describe.each(SIGNS)('where the agent of %s makes the tool’s context itself', (_, sign) => {
	/** What n8n finds for `$fromAI`, where it is not what the agent asked for. */
	let mistaken: string | undefined;
	beforeEach(() => {
		mistaken = undefined;
		sign();
		// Its run indexes say nothing.
		jest.spyOn(ExecuteContext.prototype, 'evaluateExpression').mockImplementation(function (
			this: ExecuteContext,
			expression,
		) {
			const isArgument = expression.includes('$fromAI("number")');
			return (isArgument ? (mistaken ?? this.getInputData()[0].json.number) : 0) as never;
		});
	});

	test('a call that n8n gives the arguments of another one is not made', async () => {
		mistaken = ben;
		const { output } = await asTool(onbuka);
		expect(jsonOf(output)).toMatchObject([{ status: 'refused' }]);
		expect(jsonOf(output)[0].message).toMatch(/^The call has the arguments of another one/);
		expect(called()).toEqual([]);
	});

	test('different calls in one answer are all made', async () => {
		eachRun([[anna], [ben]]);
		expect(outputs(await asTool(onbuka)).flat()).toMatchObject([
			{ calleeNumber: anna, status: 'accepted' },
			{ calleeNumber: ben, status: 'accepted' },
		]);
		expect(called()).toEqual([anna, ben]);
	});

	test('equal ones are made once', async () => {
		eachRun([[anna], [anna]]);
		expect(outputs(await asTool(onbuka)).flat()).toMatchObject([
			{ status: 'accepted' },
			{ status: 'repeated' },
		]);
		expect(called()).toEqual([anna]);
	});

	test('before there is an execution, as for MCP, nobody else’s calls are held against anybody', async () => {
		await asTool(onbuka, { executionId: undefined });
		const { output } = await asTool(onbuka, { executionId: undefined });
		expect(jsonOf(output)).toMatchObject([{ status: 'accepted' }]);
		expect(called()).toEqual([anna, anna]);
	});

	test('a call that n8n tries again is made once, also with Call Again', async () => {
		misbehave({ reset: 'after' });
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		eachRun([[anna]], (workflow) => Object.assign(workflow.getNode('Node')!, retry));
		const sending = { sameListAgain: 'call' };
		const { error } = await asTool(onbuka, { onError: 'stopWorkflow', sending });
		expect(error?.message).toMatch(/^It is unknown whether .* an earlier try sent this/);
		expect(called()).toEqual([anna]);
	});

	test('with Call Again different calls are all made, too', async () => {
		eachRun([[anna], [ben], [ben]]);
		await asTool(onbuka, { sending: { sameListAgain: 'call' } });
		expect(called()).toEqual([anna, ben, ben]);
	});
});

test('InnoPaaS as a tool: other words to the same number are another call', async () => {
	const say = (value: string) => ({
		...innoPaas,
		parameters: { ...innoPaas.parameters, variables: { variable: [{ value }] } },
	});
	await asTool(say('come at nine'));
	await asTool(say('come at ten'));
	await asTool(say('come at nine'));
	expect(called()).toEqual([anna, anna]);
});

test.each([
	['n8n 2', () => {}],
	['n8n 1', asInN8n1],
])('in %s, a node that is no tool calls as often as its workflow runs it', async (_, in1) => {
	in1();
	const { node, parameters } = onbuka;
	for (let turn = 0; turn < 2; turn++) {
		await run({ node, parameters, executionId, items: [{ number: anna }] });
	}
	expect(called()).toEqual([anna, anna]);
});
