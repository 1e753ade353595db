import { anna, asTool, ben, eachRun, executionId } from './agent';
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

describe.each(senders)('$named as a tool, found by a stranger:', (sender) => {
	test('a value that is another one at each try does not make Retry On Fail call again', async () => {
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		eachRun([[anna]], (workflow) => Object.assign(workflow.getNode('Node')!, retry));
		misbehave({ reset: 'after' });
		const { setting, varying } = sender;
		const parameters = once({ ...sender.parameters, [setting[0]]: varying });
		const { error } = await run({
			...{ node: sender.node, parameters, asTool: true, executionId, items: [{ number: anna }] },
		});
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(called()).toEqual([anna]);
	});

	test('several numbers of one item come out in their order, known and new ones', async () => {
		await asTool(sender, {}, [ben]);
		const { output } = await asTool(sender, {}, [[anna, ben] as never]);
		expect(jsonOf(output)).toMatchObject([
			{ calleeNumber: anna, status: 'accepted' },
			{ calleeNumber: ben, status: 'repeated' },
		]);
	});

	test('a preview shows nobody who would not be called', async () => {
		await asTool(sender, {}, [anna]);
		const { output } = await asTool(sender, { sending: { preview: true } }, [anna, ben]);
		expect(jsonOf(output)).toMatchObject([{ preview: true, calleeCount: 1 }]);
		expect(JSON.stringify(jsonOf(output))).not.toContain(anna);
	});
});

test.each(senders)(
	'$named as a tool: "Nobody was called now" is said only where that is so',
	async (sender) => {
		misbehave({ reset: 'after' });
		const one = { sending: { maxAttempts: 1 }, onError: 'stopWorkflow' } as const;
		await asTool(sender, one);
		const { error } = await asTool(sender, one, [anna, ben]);
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(called()).toEqual([anna, ben]);
	},
);

test('ONBUKA as a tool: of two calls to one number the one that was made counts', async () => {
	const entry = (terminationCode: string) => ({ voiceId: '1', callee: anna, terminationCode });
	const data = [entry('0'), entry('-9')];
	misbehave({ body: JSON.stringify({ status: '0', reason: 'success', data }) });
	const each = { sending: { duplicates: 'each' } };
	await asTool(onbuka, each, [anna, anna]);
	const { output } = await asTool(onbuka, each, [anna, anna]);
	expect(jsonOf(output).map(({ status }) => status)).toEqual(['repeated', 'repeated']);
	expect(requested()).toHaveLength(1);
});

test('InnoPaaS as a tool: First Wins stays so when the agent repeats itself', async () => {
	const variables = { variable: [{ value: '={{ $json.word }}' }] };
	const first = {
		...{ node: innoPaas.node, asTool: true, executionId },
		parameters: { ...innoPaas.parameters, variables, sending: { duplicates: 'first' } } as never,
		items: [
			{ number: anna, word: 'nine' },
			{ number: anna, word: 'ten' },
		],
	};
	await run(first);
	const { output } = await run(first);
	expect(jsonOf(output).map(({ status }) => status)).toEqual(['repeated', 'repeated']);
	expect(called()).toEqual([anna]);
});
