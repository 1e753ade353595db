import type { IDataObject } from 'n8n-workflow';

import { exampleOf, itemsOf, jsonOf, misbehave, sandbox } from './helpers';
import { daysAgo, has, read, readers } from './readers';

const byItem = (values: unknown[]) => values.map((value) => ({ value }) as IDataObject);

describe.each(readers)('$named', (one) => {
	const { vendor, operation } = one;

	test('items that ask the same are answered by one question', async () => {
		const { output, error } = await read(one, { items: [{}, {}, {}] });
		expect(error).toBeUndefined();
		expect(new Set(itemsOf(output))).toEqual(new Set([0, 1, 2]));
		const records = [0, 1, 2].map((item) =>
			jsonOf(output.filter((_, at) => itemsOf(output)[at] === item)),
		);
		expect(records[0]).not.toEqual([]);
		expect(records[1]).toEqual(records[0]);
		expect(records[2]).toEqual(records[0]);
		// A node behind this one may change what it is given.
		expect(output.at(-1)!.json).not.toBe(output[0].json);
		expect(sandbox.state.log).toHaveLength(1);
	});

	test.each([
		['HTTP 500', { status: 500 }],
		['a broken connection', { reset: 'before' as const }],
		['no answer', { reset: 'after' as const }],
		['HTTP 429', { status: 429 }],
		['something that is no answer', { body: '<h1>Bad gateway</h1>' }],
		['too many requests', { code: '-15' }],
		['an error on the vendor’s side', { code: '-18' }],
	])('after %s it is asked again', async (_, fault) => {
		misbehave({ ...fault, times: 2 });
		const { output, error } = await read(one);
		expect(error).toBeUndefined();
		expect(output).not.toEqual([]);
		expect(sandbox.state.log).toHaveLength(3);
	});

	test('Tries per Request ends that, and the user reads what the vendor said and what to do', async () => {
		misbehave({ code: '-18', reason: 'not now', times: 9 });
		const { error, output } = await read(one, {}, { sending: { maxAttempts: 2 } });
		expect(error?.message).toBe(`${vendor.name} did not give what was asked for: not now (-18)`);
		expect(error?.description).toBe('Try again later.');
		expect(error?.context?.itemIndex).toBe(0);
		expect([output, sandbox.state.log]).toMatchObject([[], { length: 2 }]);
	});

	test('what the vendor refuses is asked once', async () => {
		const code = operation.refusals?.includes('-22') === false ? '-13' : '-22';
		misbehave({ code, reason: 'No', times: 9 });
		const { error } = await read(one);
		expect(error?.message).toBe(`${vendor.name} did not give what was asked for: No (${code})`);
		expect(error?.description).toBe(vendor.advice(code));
		expect(sandbox.state.log).toHaveLength(1);
	});

	test.each([
		['nothing in it', {}],
		['null in place of data', { data: null }],
		['a text in place of data', { data: 'success' }],
		['a list in place of data', { data: [1] }],
	])('an answer with %s is not taken for an empty one', async (_, more) => {
		misbehave({ body: JSON.stringify({ code: 0, msg: 'success', ...more }) });
		const { error, output } = await read(one);
		expect(error?.message).toContain(
			'The answer could not be understood: it is not what the vendor’s page describes',
		);
		expect(output).toEqual([]);
	});

	if (exampleOf(one).keyId !== undefined) {
		test.each([{ jobId: 7, keyId: 7, taskName: 'Other', status: 0, nodeList: [] }, {}])(
			'an answer that is not of the ID that was asked for, %j, is not understood',
			async (data) => {
				misbehave({ body: JSON.stringify({ code: 0, msg: 'success', data }) });
				const { error, output } = await read(one);
				expect(error?.message).toContain('The answer could not be understood');
				expect(output).toEqual([]);
			},
		);
	}

	if (!has(one, 'strTime')) return;
	// Questions that differ.
	const values = [2, 3, 4].map((days) => daysAgo(days));
	const items = byItem(values);
	const differing = { strTime: '={{ $json.value }}' };

	test('each item gets what it asked for, and a failure is that of its own item', async () => {
		misbehave({ code: '-22', reason: 'Parameter exception', skip: 1 });
		const done = await read(one, { items, onError: 'continueErrorOutput' }, differing);
		expect(done.error).toBeUndefined();
		expect(new Set(itemsOf(done.output))).toEqual(new Set([0, 2]));
		expect(itemsOf(done.failed)).toEqual([1]);
		expect(done.failed[0].json).toMatchObject({
			error: expect.stringContaining('Parameter exception (-22)'),
			details: { code: '-22', description: expect.stringContaining('A parameter is not what') },
			value: items[1].value,
		});
	});

	test('on one output the failure stands in its place', async () => {
		misbehave({ code: '-22', reason: 'Parameter exception', skip: 1 });
		const { output } = await read(one, { items, onError: 'continueRegularOutput' }, differing);
		expect([...new Set(itemsOf(output))]).toEqual([0, 1, 2]);
		const failed = output.filter((_, at) => itemsOf(output)[at] === 1);
		expect(jsonOf(failed)).toMatchObject([{ code: '-22', error: expect.any(String) }]);
	});

	test.each(['-1', '-2', '-10', '-13'])(
		'code %s is about the account and ends the run',
		async (code) => {
			misbehave({ code, reason: 'No', times: 9 });
			const { failed, output } = await read(
				one,
				{ items, onError: 'continueErrorOutput' },
				{ ...differing, sending: { maxAttempts: 1 } },
			);
			expect(output).toEqual([]);
			expect(sandbox.state.log).toHaveLength(1);
			expect(jsonOf(failed)).toMatchObject([
				{ details: { code, reason: 'No' } },
				...Array(2).fill({
					error: expect.stringContaining(
						`Not tried, because ${vendor.name} refuses the account: No`,
					),
					details: { code: 'NOT TRIED', description: 'Nothing was sent.' },
				}),
			]);
		},
	);

	test('a bad item keeps no other from being read', async () => {
		const bad = byItem([values[0], 'soon', values[2]]);
		const { output, failed } = await read(
			one,
			{ items: bad, onError: 'continueErrorOutput' },
			differing,
		);
		expect(itemsOf(failed)).toEqual([1]);
		expect(new Set(itemsOf(output))).toEqual(new Set([0, 2]));
	});
});
