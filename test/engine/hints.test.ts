import { ExecuteContext } from 'n8n-core';

import {
	bySetting,
	called,
	itniotech,
	jsonOf,
	misbehave,
	numbers,
	onbuka,
	once,
	redialFlow,
	run,
	senders,
	taskMakers,
} from './helpers';

const [anna, ben, carl] = numbers(3);
const items = [anna, ben, carl].map((number) => ({ number }));
type Done = Awaited<ReturnType<typeof run>>;

/** What the editor shows beside the output. */
const hintsOf = ({ stored }: Done) =>
	stored.data.resultData.runData.Node.at(-1)!.hints?.map(({ message, location }) => {
		expect(location).toBe('outputPane');
		return message;
	}) ?? [];

test.each(senders)(
	'$named: nothing to say where all were accepted',
	async ({ node, parameters }) => {
		expect(hintsOf(await run({ node, parameters, items }))).toEqual([]);
	},
);

test.each(senders)('$named: a preview says that it is one', async ({ node, parameters }) => {
	const preview = { ...parameters, sending: { preview: true } };
	const done = await run({ node, parameters: preview, items });
	expect(hintsOf(done)).toEqual(['Preview: nothing was sent.']);
	expect(called()).toEqual([]);
});

test('a partial refusal is said beside the green tick', async () => {
	misbehave({ refuse: [ben], reason: 'Number is blocked' });
	const done = await run({ node: 'onbuka', parameters: onbuka.parameters, items });
	expect(done.error).toBeUndefined();
	expect(hintsOf(done)).toEqual(['1 of 3 callees refused.']);
});

test('so is an item that could not be used, where the node goes on', async () => {
	const list = [...items, { number: 'x' }];
	const { parameters } = onbuka;
	const done = await run({
		...{ node: 'onbuka', parameters, items: list, onError: 'continueRegularOutput' },
	});
	expect(hintsOf(done)).toEqual(['1 item had problems, and nothing was sent for it.']);
});

test('so is what nobody knows, where the node goes on', async () => {
	misbehave({ reset: 'after' });
	const parameters = once(onbuka.parameters);
	const done = await run({ node: 'onbuka', parameters, items, onError: 'continueErrorOutput' });
	expect(hintsOf(done)).toEqual(['3 of 3 callees unknown: they may have been called.']);
});

test.each(taskMakers)('$named: that nobody was called again is said', async (sender) => {
	const { node, parameters } = sender;
	await run({ node, parameters, items });
	const again = await run({ node, parameters, items });
	expect(hintsOf(again)).toEqual([
		'3 callees were not called: the same was submitted before. To call again, set Sending → Same List Again to Call Again.',
	]);
	expect(called()).toEqual([anna, ben, carl]);
});

test.each(taskMakers)('$named: Call Again makes a task for each execution', async (sender) => {
	const { node } = sender;
	const parameters = { ...sender.parameters, sending: { sameListAgain: 'call' } };
	const statuses = [];
	for (const executionId of ['1', '2']) {
		const { output } = await run({ node, parameters, items, executionId });
		statuses.push(...jsonOf(output).map(({ status }) => status));
	}
	expect(statuses).toEqual(Array(6).fill('accepted'));
	expect(called()).toHaveLength(6);
	const { output } = await run({ node, parameters, items, executionId: '2' });
	expect(jsonOf(output).map(({ status }) => status)).toEqual(Array(3).fill('repeated'));
	expect(called()).toHaveLength(6);
});

test('redial flows that were not changed are counted', async () => {
	const parameters = { ...redialFlow, keyId: '={{ $json.flow }}' };
	const flows = [{ flow: 299 }, { flow: 300 }];
	const done = await run({
		...{ node: 'itniotech', parameters, items: flows, onError: 'continueRegularOutput' },
	});
	expect(hintsOf(done)).toEqual(['1 of 2 items failed.']);
});

describe('callees that an accepted request says nothing of', () => {
	const answer = (...numbers: string[]) => {
		const data = numbers.map((callee) => ({ voiceId: '22', callee, terminationCode: '0' }));
		misbehave({ body: JSON.stringify({ status: '0', reason: 'success', data }) });
	};
	const parameters = bySetting(onbuka);
	const list = items.map((item, index) => ({ ...item, setting: `${index < 2 ? 0 : 1}.mp3` }));

	test('stop the run like any unknown: the next request is not sent', async () => {
		answer(anna);
		const { error, output } = await run({ node: 'onbuka', parameters, items: list });
		expect(error?.message).toBe(
			'It is unknown whether ONBUKA took 1 of the 2 callees: The answer does not name this number. Accepted 1, unknown 1 (item 1), not tried 1.',
		);
		expect(error?.context?.itemIndex).toBe(1);
		expect(output).toEqual([]);
		expect(called()).toEqual([anna, ben]);
	});

	test('go to the error branch alone, and the run goes on', async () => {
		answer(anna);
		const scenario = { node: 'onbuka', parameters, items: list } as const;
		const { output, failed } = await run({ ...scenario, onError: 'continueErrorOutput' });
		expect(jsonOf(output).map(({ calleeNumber }) => calleeNumber)).toEqual([anna, carl]);
		expect(jsonOf(failed)).toMatchObject([{ details: { calleeNumber: ben, status: 'unknown' } }]);
	});
});

describe('what comes out on both branches', () => {
	const parameters = once(bySetting(itniotech));
	const [, one, other] = itniotech.setting;

	test('has the same fields, the number first; those of the input stay what they were', async () => {
		misbehave({ ...itniotech.refusal, skip: 1 });
		const own = { status: 'VIP', code: 7, calleeNumber: 'none', reason: 'why', details: 'mine' };
		const list = [
			{ number: anna, setting: one, ...own },
			{ number: ben, setting: other, ...own, error: 'theirs' },
		];
		const { output, failed } = await run({
			...{ node: 'itniotech', parameters, items: list, onError: 'continueErrorOutput' },
		});
		const ofAccepted = ['keyId', 'submittedAt'];
		const fields = Object.keys(output[0].json).filter((field) => !ofAccepted.includes(field));
		expect(fields).toEqual(['calleeNumber', 'status', 'taskName', 'code', 'reason']);
		const { details, error, ...input } = failed[0].json;
		const { description, input: hidden, ...outcome } = details as Record<string, unknown>;
		expect(Object.keys(outcome)).toEqual(fields);
		expect(outcome).toMatchObject({
			calleeNumber: ben,
			status: 'refused',
			code: itniotech.refusal.code,
		});
		expect([typeof error, typeof description]).toEqual(['string', 'string']);
		const { details: _, ...rest } = own;
		expect(input).toEqual({ number: ben, setting: other, ...rest });
		expect(hidden).toEqual({ error: 'theirs', details: 'mine' });
	});

	test('an item that could not be used has a status, a code and a reason, too', async () => {
		const list = [{ number: 'x', setting: one }];
		const { failed } = await run({
			...{ node: 'itniotech', parameters, items: list, onError: 'continueErrorOutput' },
		});
		const { error, details } = failed[0].json;
		expect(details).toMatchObject({ status: 'refused', code: 'INVALID', reason: error });
		expect(details).toMatchObject({ description: 'Nobody was called for this item.' });
	});
});

describe('how a run sends', () => {
	test.each(senders)(
		'$named: is read even where an option of the first item fails',
		async ({ node, parameters }) => {
			const displayNum = '={{ $itemIndex === 0 ? $("Nowhere").item.json.x : "1008122211" }}';
			const { output, failed } = await run({
				...{ node, items, onError: 'continueErrorOutput' },
				parameters: { ...parameters, options: { displayNum } },
			});
			expect(jsonOf(failed).map(({ error }) => error)).toEqual([
				expect.stringMatching(/^Options has an expression that fails: .* \[item 0\]$/),
			]);
			expect(jsonOf(output)).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
			expect(called()).toEqual([ben, carl]);
		},
	);

	test('an expression in it, which no editor writes, is refused, and nothing is sent', async () => {
		const parameters = { ...onbuka.parameters, sending: { concurrency: '={{ 3 }}' } };
		const { error } = await run({ node: 'onbuka', parameters, items });
		expect(error?.message).toMatch(/^Sending → Concurrency is "\{\{ 3 \}\}"; allowed/);
		expect(called()).toEqual([]);
	});
});

test('what breaks in the node after it has sent comes out as unknown, never as not called', async () => {
	const hints = jest.spyOn(ExecuteContext.prototype, 'addExecutionHints');
	hints.mockImplementation(() => {
		throw new Error('nobody foresaw this');
	});
	const { parameters } = onbuka;
	const { output } = await run({
		...{ node: 'onbuka', parameters, items, onError: 'continueRegularOutput' },
	});
	hints.mockRestore();
	expect(called()).toEqual([anna, ben, carl]);
	expect(jsonOf(output)).toMatchObject(items.map(() => ({ status: 'unknown', code: 'FAILED' })));
});
