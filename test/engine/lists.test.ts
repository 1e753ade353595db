import { itemsOf, misbehave, run, sandbox } from './helpers';
import { answerOf, has, idIn, lists, numbered, parametersFor, questions, read } from './readers';

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
		expect(questions()).toMatchObject([1, 2, 3].map((current) => ({ current, size: 100 })));
		expect(questions()[2]).toEqual({ ...questions()[0], current: 3 });
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
		expect(questions().map(({ current }) => current)).toEqual([1, 2, 2, 3]);
	});

	test('a page that stays away takes the whole list with it', async () => {
		await answerPages();
		sandbox.state.faults.splice(1, 0, { skip: 0, times: 9, taken: false, code: '-18' });
		const { output, error } = await read(one);
		expect(error?.message).toContain('did not give what was asked for');
		expect(output).toEqual([]);
	});

	describe('a list that changes while it is read', () => {
		let whole: Awaited<ReturnType<typeof answerOf>>;
		beforeEach(async () => {
			whole = await answerOf(one);
		});
		function page(ids: number[], current: number, total: number, more: object = {}) {
			const records = ids.map((id) => ({ ...numbered(whole.data.records[0], id), ...more }));
			const data = { total, pages: 2, size: 3, current, records };
			misbehave({ body: JSON.stringify({ ...whole, data }) });
		}

		test('a row that moved to the next page comes out once', async () => {
			page([5, 4, 3], 1, 4);
			page([3, 2], 2, 5);
			const { output } = await read(one);
			expect(output.map(idIn)).toEqual(['5', '4', '3', '2']);
		});

		test('one that shrinks is read again from the beginning', async () => {
			page([5, 4, 3], 1, 5);
			page([1], 2, 4);
			page([5, 3, 2], 1, 4);
			page([1], 2, 4);
			const { output, error } = await read(one);
			expect(error).toBeUndefined();
			expect(output.map(idIn)).toEqual(['5', '3', '2', '1']);
			expect(questions().map(({ current }) => current)).toEqual([1, 2, 1, 2]);
		});

		test('one that goes on shrinking is an error, and no part of it comes out', async () => {
			page([6, 5, 4], 1, 6);
			page([2, 1], 2, 5);
			page([6, 5, 4], 1, 5);
			page([1], 2, 4);
			const { output, error } = await read(one);
			expect(error?.message).toBe(
				`${one.vendor.name} did not give what was asked for: The list changed while it was read (LIST CHANGED)`,
			);
			expect(output).toEqual([]);
			expect(sandbox.state.log).toHaveLength(4);
		});

		test('the first page again, whatever else is in its rows, is not the second one', async () => {
			page([4, 3], 1, 4);
			page([4, 3], 2, 4, { status: 2 });
			const { output, error } = await read(one);
			expect(error?.message).toContain('The answer could not be understood: page 2 came before');
			expect(output).toEqual([]);
		});
	});

	test('two records of one ID both come out', async () => {
		const whole = await answerOf(one);
		const row = numbered(whole.data.records[0], 0);
		const records = [row, { ...row, taskName: 'Another', fileName: 'another.mp3' }];
		misbehave({ body: JSON.stringify({ ...whole, data: { total: 2, records } }) });
		const { output } = await read(one);
		expect(output).toHaveLength(2);
	});

	test('a record that has nothing of what the page names is not taken for one', async () => {
		const whole = await answerOf(one);
		for (const record of [{}, { nothing: 1 }]) {
			const data = { total: 1, pages: 1, records: [record] };
			misbehave({ body: JSON.stringify({ ...whole, data }) });
			const { output, error } = await read(one);
			expect(error?.message).toContain('The answer could not be understood');
			expect(output).toEqual([]);
		}
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
		const url = 'https://files.test/a.wav';
		const row = { ...whole.data.records[0], more: { a: 1, url, deep: [{ keyId: 1 }] } };
		const secret = structuredClone(row) as typeof row & { more: { deep: object[] } };
		const names = [
			...[
				'password',
				'sipPassword',
				'sipPwd',
				'Passwort',
				'SECRET',
				'accessToken',
				'authorization',
			],
			...['Sign', 'signature', 'private_key', 'accessKeyId', 'api-key', 'appKey', 'credentials'],
		];
		const hidden = Object.fromEntries(names.map((name) => [name, 'pw1']));
		Object.assign(secret.more, hidden, {
			url: `${url}?Expires=1&Signature=pw1&OSSAccessKeyId=pw1`,
		});
		Object.assign(secret.more.deep[0], hidden);
		misbehave({ body: JSON.stringify({ ...whole, data: { total: 1, records: [secret] } }) });
		const { output } = await read(one, {}, { simplify: false });
		expect(output[0].json.raw).toEqual(row);
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
