import {
	called,
	expectNothingTwice,
	innoPaas,
	itemsOf,
	itniotech,
	jsonOf,
	misbehave,
	numbers,
	onbuka,
	once,
	requested,
	run,
	sandbox,
	taskMakers,
} from './helpers';

const [anna, ben, carl] = numbers(3);
const items = [anna, ben, carl].map((number) => ({ number }));

describe('ONBUKA refuses one callee of a request and calls the others', () => {
	const { parameters } = onbuka;
	const refuseBen = () => misbehave({ refuse: [ben], reason: 'Number is blocked' });
	const send = (onError?: 'continueErrorOutput' | 'continueRegularOutput', sending = {}) =>
		run({ node: 'onbuka', parameters: { ...parameters, sending }, items, onError });
	const blocked = { status: 'refused', code: '-9', reason: 'Number is blocked' };

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'%s: the workflow goes on with all three, the refused one marked',
		async (onError) => {
			refuseBen();
			const { error, output } = await send(onError as 'continueRegularOutput');
			expect(error).toBeUndefined();
			expect(itemsOf(output)).toEqual([0, 1, 2]);
			expect(jsonOf(output)).toMatchObject([
				{ calleeNumber: anna, status: 'accepted' },
				{
					calleeNumber: ben,
					...blocked,
					error: expect.stringContaining('Number is blocked (code -9)'),
				},
				{ calleeNumber: carl, status: 'accepted' },
			]);
			expect(called()).toEqual([anna, carl]);
			expectNothingTwice(1);
		},
	);

	test('only the refused one is on the error output', async () => {
		refuseBen();
		const { output, failed } = await send('continueErrorOutput');
		expect(jsonOf(output).map(({ calleeNumber }) => calleeNumber)).toEqual([anna, carl]);
		expect(itemsOf(failed)).toEqual([1]);
		expect(jsonOf(failed)).toMatchObject([
			{ number: ben, details: { calleeNumber: ben, ...blocked } },
		]);
		expectNothingTwice(1);
	});

	test('the error is about the refused number, not about the whole request', async () => {
		refuseBen();
		const { output } = await send();
		expect(output[1].json.error).toBe(`ONBUKA did not take ${ben}: Number is blocked (code -9)`);
	});

	test('an item with several numbers is on both outputs, each number on one', async () => {
		refuseBen();
		const list = [{ number: [anna, ben, carl] }];
		const done = await run({
			node: 'onbuka',
			parameters,
			items: list,
			onError: 'continueErrorOutput',
		});
		expect(jsonOf(done.output).map(({ calleeNumber }) => calleeNumber)).toEqual([anna, carl]);
		expect(jsonOf(done.failed)).toMatchObject([{ details: { calleeNumber: ben } }]);
	});

	test('a refused number that two items have is refused for both', async () => {
		refuseBen();
		const list = [...items, { number: ben }];
		const done = await run({
			node: 'onbuka',
			parameters,
			items: list,
			onError: 'continueErrorOutput',
		});
		expect(itemsOf(done.output)).toEqual([0, 2]);
		expect(itemsOf(done.failed)).toEqual([1, 3]);
		expectNothingTwice(1);
	});

	test('Output: one item per request: one item for each fate', async () => {
		refuseBen();
		const { output } = await send('continueRegularOutput', { output: 'request' });
		const ids = sandbox.state.calls.map(({ id }) => id);
		expect(jsonOf(output)).toMatchObject([
			{ calleeCount: 2, status: 'accepted', voiceIds: ids },
			{ calleeCount: 1, ...blocked, callees: [ben] },
		]);
		expect(output[1].json.error).toContain('did not take 1 of the 3 callees: Number is blocked');
	});

	test.each([{}, { output: 'request' }])(
		'if all are refused nothing worked, so the workflow ends (%o)',
		async (sending) => {
			misbehave({ refuse: [anna, ben, carl], reason: 'Number is blocked' });
			const { error, output } = await send(undefined, sending);
			expect(output).toEqual([]);
			expect(error?.message).toContain('Number is blocked (code -9)');
			expect(error?.message).toContain('Refused 3.');
			expect(error?.context?.itemIndex).toBe(0);
		},
	);
});

describe('ONBUKA says it took the request, but not whom', () => {
	const answer = (data: unknown) =>
		misbehave({ body: JSON.stringify({ status: '0', reason: 'success', data }) });
	const taken = (callee: unknown) => ({ voiceId: '22', callee, terminationCode: '0' });
	const send = (
		onError: 'continueErrorOutput' | 'continueRegularOutput' = 'continueRegularOutput',
	) => run({ node: 'onbuka', parameters: onbuka.parameters, items, onError });

	test.each([
		['nothing', null],
		['an empty list', []],
		['an object', { callee: anna }],
		['a list with nothing in it', [null, null, null]],
		['texts', [anna, ben, carl]],
		['other numbers', [taken('4915199999999')]],
		['numbers without an outcome', [{ callee: anna }, { callee: ben }, { callee: carl }]],
	])('%s: unknown, and never accepted', async (_, data) => {
		answer(data);
		const { output } = await send();
		expect(itemsOf(output)).toEqual([0, 1, 2]);
		expect(jsonOf(output)).toMatchObject(
			[anna, ben, carl].map((callee) => ({
				...{
					calleeNumber: callee,
					status: 'unknown',
					error: expect.stringContaining('It is unknown'),
				},
			})),
		);
		expectNothingTwice(1);
	});

	test('of two it tells, of the third nothing: that one alone fails', async () => {
		answer([taken(carl), taken(anna)]);
		const { output, failed } = await send('continueErrorOutput');
		expect(jsonOf(output).map(({ calleeNumber }) => calleeNumber)).toEqual([anna, carl]);
		expect(jsonOf(failed)).toMatchObject([{ details: { calleeNumber: ben, status: 'unknown' } }]);
	});

	test('numbers and codes as JSON numbers are understood', async () => {
		answer([anna, ben, carl].map((callee) => ({ ...taken(Number(callee)), terminationCode: 0 })));
		const { output } = await send('continueErrorOutput');
		expect(jsonOf(output).map(({ status }) => status)).toEqual([
			'accepted',
			'accepted',
			'accepted',
		]);
	});

	test('some refused, some unknown: the error that ends the workflow warns of sending again', async () => {
		answer([{ ...taken(anna), terminationCode: '-9', terminationReason: 'Number is blocked' }]);
		const { error } = await run({ node: 'onbuka', parameters: onbuka.parameters, items });
		expect(error?.message).toContain('Refused 1, unknown 2 (items 1-2).');
		expect(error?.description).toContain('may have been called');
	});
});

test('the node behind can read the number from what comes out', async () => {
	const first = await run({ node: 'onbuka', parameters: onbuka.parameters, items });
	const { node, parameters, callees } = itniotech;
	const readers = { ...parameters, [callees]: '={{ $json.calleeNumber }}' };
	await run({ node, parameters: readers, items: first.output });
	expect(requested()).toEqual([
		[anna, ben, carl],
		[anna, ben, carl],
	]);
});

/** The page calls every code but 0 a failure; but an error at the vendor says nothing of the call. */
test.each(['-12', '-18', '-99', '200', '500', 'SUCCESS'])(
	'ONBUKA ends a callee’s entry with %s, which no list of codes calls a refusal: unknown',
	async (terminationCode) => {
		const entry = { voiceId: '77', callee: anna, terminationCode, terminationReason: 'x' };
		misbehave({ body: JSON.stringify({ status: '0', reason: 'success', data: [entry] }) });
		const { parameters } = onbuka;
		const { error } = await run({ node: 'onbuka', parameters, items: items.slice(0, 1) });
		expect(error?.message).toMatch(/^It is unknown whether/);
	},
);

describe('the other envelopes', () => {
	test.each(taskMakers)(
		'$named in either spelling of the platform',
		async ({ node, parameters }) => {
			for (const body of [
				'{"status":"0","reason":"ok","data":7}',
				'{"code":0,"msg":"ok","data":7}',
			]) {
				misbehave({ body });
				const { output } = await run({ node, parameters, items });
				expect(jsonOf(output)).toMatchObject(items.map(() => ({ status: 'accepted', keyId: 7 })));
				sandbox.state.reset();
			}
		},
	);

	describe.each(taskMakers)('$named says success and gives no ID', (maker) => {
		const { node, parameters, operationId: operation } = maker;
		const says = (data: unknown) => JSON.stringify({ code: '0', msg: 'ok', data });
		const sends = () => sandbox.state.log.filter((entry) => entry.operation === operation);

		test.each([null, '', false, {}, [], { keyId: 5 }])(
			'%j: the list has the task, and its ID',
			async (data) => {
				misbehave({ body: says(data) });
				const { output } = await run({ node, parameters, items });
				const [{ keyId }] = sandbox.state.tasks;
				expect(jsonOf(output)).toMatchObject(items.map(() => ({ status: 'accepted', keyId })));
				expect(sends()).toHaveLength(1);
			},
		);

		test.each([undefined, 'Reminder'])(
			'and no list shows the task (name: %s): unknown, and not sent again',
			async (taskName) => {
				misbehave({ body: says(null) });
				const data = { total: 0, pages: 0, records: [] };
				const list = JSON.stringify({ code: 0, msg: 'success', data });
				misbehave({ operation: 'groupCallQuery', body: list });
				const named = { ...parameters, ...(taskName && { taskName }) };
				const { error } = await run({ node, parameters: named, items });
				expect(error?.message).toMatch(/^It is unknown whether .*without an ID/);
				expect(sends()).toHaveLength(1);
			},
		);
	});

	test.each([
		['with the code as a number', '{"code":200000,"message":"ok","data":{"callId":"c1"}}', 'c1'],
		['without data', '{"code":"200000","message":"ok","data":null}', undefined],
	])('InnoPaaS succeeds %s', async (_, body, callId) => {
		misbehave({ body });
		const { output } = await run({ node: 'innoPaas', parameters: innoPaas.parameters, items });
		expect(jsonOf(output).map((json) => [json.status, json.callId])).toEqual(
			items.map(() => ['accepted', callId]),
		);
	});

	test.each(['500002', '000000'])(
		'InnoPaaS answers %s, which is not its code of success',
		async (code) => {
			misbehave({ code, reason: 'ok' });
			const { error } = await run({ node: 'innoPaas', parameters: innoPaas.parameters, items });
			expect(error?.message).toContain(
				`did not take the request with 3 callees: ok (code ${code})`,
			);
		},
	);

	test.each(['application/json', 'text/plain'])(
		'an ID is as long as the vendor wrote it, too (%s)',
		async (type) => {
			const id = '1234567890123456789';
			const headers = { 'content-type': type };
			const answers = [
				[innoPaas, `{"code":"200000","message":"ok","data":{"callId":${id}}}`, { callId: id }],
				[
					onbuka,
					`{"status":"0","data":[{"callee":"${anna}","voiceId":${id},"terminationCode":"0"}]}`,
					{ voiceId: id },
				],
				...taskMakers.map(
					(sender) => [sender, `{"status":"0","reason":"ok","data":${id}}`, { keyId: id }] as const,
				),
			] as const;
			for (const [{ node, parameters }, body, ids] of answers) {
				misbehave({ body, headers });
				const { output } = await run({ node, parameters, items: items.slice(0, 1) });
				expect(jsonOf(output)).toMatchObject([{ status: 'accepted', ...ids }]);
			}
		},
	);

	test('an HTTP error with an answer of success in it is unknown', async () => {
		misbehave({ status: 400, taken: true, body: '{"status":"0","reason":"success","data":7}' });
		const { node, parameters } = itniotech;
		const { error } = await run({ node, parameters: once(parameters), items });
		expect(error?.message).toContain('It is unknown whether');
	});
});
