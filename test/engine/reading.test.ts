import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { ReadOperation } from '../../nodes/voice/types';
import { tested, type Tested } from '../fixtures';
import type { Scenario } from '../support/engine';
import { bodies, exampleOf, itemsOf, jsonOf, misbehave, run, sandbox } from './helpers';

type Reader = Tested & { operation: ReadOperation };

const readers = tested.filter((one): one is Reader => one.operation.kind === 'read');
const lists = readers.filter(({ operation }) => operation.pageSize !== undefined);

const has = ({ operation }: Reader, name: string) =>
	operation.properties.some((property) => property.name === name);

/** As many days ago, as the editor writes it. */
const daysAgo = (days: number) => DateTime.now().minus({ days }).toISO();

/** A question that is asked in one period, and as many answers as there are. */
const parametersFor = (one: Reader): INodeParameters => ({
	...exampleOf(one),
	...(has(one, 'strTime') && { strTime: daysAgo(2) }),
	...(has(one, 'returnAll') && { returnAll: true }),
});

const read = async (one: Reader, more: Partial<Scenario> = {}, given: INodeParameters = {}) =>
	await run({ node: one.node, parameters: { ...parametersFor(one), ...given }, ...more });

const byItem = (values: unknown[]) => values.map((value) => ({ value }) as IDataObject);

/** An answer of the operation as the sandbox gives it, with everything that it has. */
async function answerOf(one: Reader): Promise<Record<string, any>> {
	await run({ node: one.node, parameters: exampleOf(one) });
	const { answer } = sandbox.state.log.at(-1)!;
	sandbox.state.log.length = 0;
	return structuredClone(answer) as Record<string, any>;
}

const IDS = ['jobId', 'taskId', 'keyId', 'voiceId', 'fileId'];

/** The row with other IDs. */
const numbered = (row: Record<string, unknown>, id: unknown) =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, IDS.includes(name) ? id : value]),
	);

const idIn = ({ json: { keyId, voiceId, fileId } }: INodeExecutionData) =>
	keyId ?? voiceId ?? fileId;

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

	test('Max Attempts ends that, and the user reads what the vendor said and what to do', async () => {
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

describe.each(lists)('the list of $named', (one) => {
	/** Answers page by page with 250 rows. */
	async function answerPages(counts: (page: number) => object = () => ({ total: 250, pages: 3 })) {
		const whole = await answerOf(one);
		const [row] = whole.data.records;
		for (const page of [1, 2, 3]) {
			const records = Array.from({ length: page === 3 ? 50 : 100 }, (_, at) =>
				numbered(row, (page - 1) * 100 + at + 1),
			);
			const data = { size: 100, current: page, records, ...counts(page) };
			misbehave({ body: JSON.stringify({ ...whole, data }) });
		}
	}

	test('all pages come out, in their order', async () => {
		await answerPages();
		const { output, error } = await read(one);
		expect(error).toBeUndefined();
		expect(output.map(idIn)).toEqual(Array.from({ length: 250 }, (_, at) => String(at + 1)));
		expect(new Set(itemsOf(output))).toEqual(new Set([0]));
		expect(bodies()).toMatchObject([1, 2, 3].map((current) => ({ current, size: 100 })));
		expect(bodies()[2]).toEqual({ ...bodies()[0], current: 3 });
	});

	test.each([
		[1, 1],
		[100, 1],
		[101, 2],
		[120, 2],
	])('Limit %d asks for no page behind it', async (limit, pages) => {
		await answerPages();
		const { output } = await read(one, {}, { returnAll: false, limit });
		expect(output).toHaveLength(limit);
		expect(sandbox.state.log).toHaveLength(pages);
	});

	test('without Return All and Limit fifty come out', async () => {
		await answerPages();
		const { returnAll: _all, limit: _most, ...parameters } = parametersFor(one);
		const { output } = await run({ node: one.node, parameters });
		expect(output).toHaveLength(50);
	});

	test('a page that fails is asked for again, and the others are not', async () => {
		await answerPages();
		sandbox.state.faults.splice(1, 0, { skip: 0, times: 1, taken: false, status: 500 });
		const { output } = await read(one);
		expect(output).toHaveLength(250);
		expect(bodies().map(({ current }) => current)).toEqual([1, 2, 2, 3]);
	});

	test('a page that stays away takes the whole list with it', async () => {
		await answerPages();
		sandbox.state.faults.splice(1, 0, { skip: 0, times: 9, taken: false, code: '-18' });
		const { output, error } = await read(one);
		expect(error?.message).toContain('did not give what was asked for');
		expect(output).toEqual([]);
	});

	test('a row that moved to the next page comes out once', async () => {
		const whole = await answerOf(one);
		const [row] = whole.data.records;
		const page = (ids: number[], current: number) => {
			const records = ids.map((id) => numbered(row, id));
			const data = { total: 5, pages: 2, size: 3, current, records };
			misbehave({ body: JSON.stringify({ ...whole, data }) });
		};
		page([5, 4, 3], 1);
		page([3, 2], 2);
		const { output } = await read(one);
		expect(output.map(idIn)).toEqual(['5', '4', '3', '2']);
	});

	test('a page that came before is not taken for a new one', async () => {
		await answerPages(() => ({ total: 250 }));
		sandbox.state.faults.splice(1, 1);
		sandbox.state.faults[1].body = sandbox.state.faults[0].body!.replace(
			'"current":1',
			'"current":2',
		);
		const { error, output } = await read(one);
		expect(error?.message).toContain('The answer could not be understood: page 2 came before');
		expect(output).toEqual([]);
	});

	test('IDs beyond what JavaScript can count keep their digits', async () => {
		const whole = await answerOf(one);
		const [row] = whole.data.records;
		const data = { total: 1, records: [numbered(row, 'ID')] };
		const body = JSON.stringify({ ...whole, data }).replaceAll('"ID"', '9007199254740993');
		misbehave({ body });
		const { output } = await read(one);
		expect(output.map(idIn)).toEqual(['9007199254740993']);
	});

	test('with Simplify off the vendor’s own fields come along, without secrets', async () => {
		if (!has(one, 'simplify')) return;
		const whole = await answerOf(one);
		const row = { ...whole.data.records[0], more: { password: 'pw1', sipPassword: 'pw2', a: 1 } };
		misbehave({ body: JSON.stringify({ ...whole, data: { total: 1, records: [row] } }) });
		const { output } = await read(one, {}, { simplify: false });
		expect(output[0].json.raw).toEqual({ ...row, more: { a: 1 } });
		expect(JSON.stringify(output)).not.toMatch(/pw1|pw2/);
	});

	test('a period that ends before it begins is refused, and nothing is asked', async () => {
		if (!has(one, 'strTime')) return;
		const period = { strTime: '2026-11-02T00:00:00', endTime: '2026-11-01T00:00:00' };
		const { error } = await read(one, {}, period);
		expect(error?.message).toMatch(/^End Time is .*before/);
		expect(error?.description).toBe('Nothing was sent.');
		expect(sandbox.state.log).toEqual([]);
	});
});
