import { laaffic } from '../../nodes/Laaffic/profile';
import { readRows, type Row } from '../../nodes/buka/records';
import type { Letter } from '../../nodes/voice/delivery/deliver';
import { askingOf, NotRead } from '../../nodes/voice/reading/pages';
import type { Source } from '../../nodes/voice/reading/source';
import type { Outcome } from '../../nodes/voice/types';

const LIST: Source<Row> = { method: 'POST', path: '/list', pageSize: 100, read: readRows };
/** The same of rows that have IDs. */
const TASKS: Source<Row> = { ...LIST, id: (row) => String((row as Row).id) };

let cancelled = false;
let asked: number[];
beforeEach(() => {
	cancelled = false;
	asked = [];
});

/** Rows with the numbers from `first` on. */
const rows = (first: number, count: number) =>
	Array.from({ length: count }, (_, at) => ({ id: first + at }));

/** What comes out of a list whose pages, by their number, are these; until the caller has enough. */
async function read(
	pageOf: (number: number) => object,
	enough = Infinity,
	source = LIST,
): Promise<{ ids: unknown[]; why?: string }> {
	const courier = {
		deliver: async ({ body }: Letter) => {
			if (cancelled) return undefined;
			const { current } = JSON.parse(body!) as { current: number };
			asked.push(current);
			const answer = { code: 0, msg: 'success', data: pageOf(current) };
			const delivery = { end: 'answered' as const, httpStatus: 200, headers: {}, at: 0 };
			return { ...delivery, body: JSON.stringify(answer) };
		},
		pause: async () => {},
		fetch: async () => undefined,
		isCancelled: () => cancelled,
	};
	const conceal = (outcome: Outcome) => outcome;
	const asking = askingOf({ courier, vendor: laaffic, maxAttempts: 3, conceal }, 'UTC');
	const ids: unknown[] = [];
	try {
		for await (const { rows: page } of asking.rows(source, {})) {
			ids.push(...page.map(({ id }) => id));
			if (ids.length >= enough) break;
		}
	} catch (error) {
		if (!(error instanceof NotRead)) throw error;
		return { ids, why: error.outcome.reason };
	}
	return { ids };
}

const upTo = (count: number) => rows(1, count).map(({ id }) => id);
/** 250 rows, page by page. */
const pageOf250 = (number: number) =>
	rows((number - 1) * 100 + 1, Math.max(0, Math.min(100, 350 - number * 100)));

test.each<[string, (number: number) => object, number]>([
	['both counts are right', () => ({ total: 250, pages: 3, size: 100 }), 3],
	['only the number of rows is there', () => ({ total: 250 }), 3],
	['only the number of pages is there', () => ({ pages: 3 }), 3],
	['only the size of a page is there', () => ({ size: 100 }), 3],
	['no count is there', () => ({}), 4],
	['the number of pages is too small', () => ({ total: 250, pages: 1 }), 3],
	['the number of pages is too large', () => ({ total: 250, pages: 9 }), 4],
	[
		'the number of rows is that of the page',
		(number) => ({ total: number < 3 ? 100 : 50, size: 100, pages: 3 }),
		3,
	],
	['the number of rows is 0', () => ({ total: 0 }), 4],
	['the list has shrunk', (number) => ({ total: number === 3 ? 249 : 250, size: 100 }), 3],
])('no row is lost when %s', async (_, counts, pages) => {
	const done = await read((number) => ({ records: pageOf250(number), ...counts(number) }));
	expect(done).toEqual({ ids: upTo(250) });
	expect(asked).toEqual(upTo(pages));
});

test('pages that are shorter than asked for are read to the last', async () => {
	const short = (number: number) => rows((number - 1) * 20 + 1, number === 3 ? 7 : 20);
	const full = { size: 20, total: 47, pages: 3 };
	expect(await read((number) => ({ records: short(number), ...full }))).toEqual({ ids: upTo(47) });
	expect(await read((number) => ({ records: short(number), size: 20 }))).toEqual({ ids: upTo(47) });
	const uncounted = (number: number) => (number > 3 ? [] : short(number));
	expect(await read((number) => ({ records: uncounted(number) }))).toEqual({ ids: upTo(47) });
});

test('an empty list is asked for once', async () => {
	for (const counts of [{ total: 0, pages: 0 }, { total: 0, pages: 1 }, { size: 100 }, {}]) {
		asked = [];
		expect(await read(() => ({ records: [], ...counts }))).toEqual({ ids: [] });
		expect(asked).toEqual([1]);
	}
});

test.each<[string, (number: number) => object, string]>([
	[
		'comes twice',
		() => ({ records: rows(1, 100), total: 250 }),
		'The answer could not be understood: page 2 came before',
	],
	[
		'comes under another number',
		(number) => ({ records: pageOf250(number), total: 250, current: 1 }),
		'The answer could not be understood: page 1 came in place of page 2',
	],
	[
		'is empty before the end',
		(number) => ({ records: number === 2 ? [] : pageOf250(number), total: 250 }),
		'The answer could not be understood: the list has more than the 100 entries that it gave',
	],
	[
		'is empty before the last one',
		(number) => ({ records: number === 2 ? [] : pageOf250(number), pages: 3 }),
		'The answer could not be understood: the list has more than the 100 entries that it gave',
	],
	[
		'has no records',
		(number) => (number === 2 ? { total: 250 } : { records: pageOf250(number), total: 250 }),
		'The answer could not be understood: it is not what the vendor’s page describes',
	],
	[
		'has something else than records',
		(number) => ({ records: number === 2 ? ['a', 'b'] : pageOf250(number), total: 250 }),
		'The answer could not be understood: it is not what the vendor’s page describes',
	],
])('a list of which a page %s is not taken for the whole', async (_, pageOf, why) => {
	expect((await read(pageOf)).why).toBe(why);
});

const CHANGED = 'The list changed while it was read';

test.each<[string, (number: number) => object]>([
	['has one row fewer in all', (number) => ({ total: number === 1 ? 201 : 200, size: 100 })],
	['has one page fewer', (number) => ({ pages: number === 1 ? 3 : 2 })],
	[
		'is empty by now',
		(number) => (number === 1 ? { total: 201, pages: 3 } : { total: 0, pages: 0 }),
	],
])('a row that moved to a page before is missed: the list %s', async (_, counts) => {
	// 101 came to the first page when a row of it vanished.
	const left = (number: number) => (number === 1 ? rows(1, 100) : rows(102, 100));
	for (const source of [LIST, TASKS]) {
		const { ids, why } = await read(
			(number) => ({ records: left(number), ...counts(number) }),
			Infinity,
			source,
		);
		expect(why).toBe(CHANGED);
		expect(ids).toEqual(upTo(100));
	}
});

test('the first page again under other counters is no second one', async () => {
	const { why } = await read(
		(number) => ({ records: rows(1, 2).map((row) => ({ ...row, success: number })), total: 4 }),
		Infinity,
		TASKS,
	);
	expect(why).toBe('The answer could not be understood: page 2 came before');
});

test('the first page again in another order is no second one', async () => {
	const { why } = await read(
		(number) => ({ records: number === 1 ? rows(1, 2) : rows(1, 2).reverse(), total: 4 }),
		Infinity,
		TASKS,
	);
	expect(why).toBe(CHANGED);
	expect(asked).toEqual([1, 2]);
});

test('rows that come again on another page do not stand for others', async () => {
	const pages = [rows(1, 3), rows(3, 2)];
	const given = async (totals: number[]) =>
		await read(
			(number) => ({ records: pages[number - 1], size: 3, total: totals[number - 1] }),
			Infinity,
			TASKS,
		);
	// A row came to the first page while it was read.
	expect(await given([4, 5])).toEqual({ ids: [1, 2, 3, 4] });
	expect(await given([5, 5])).toEqual({ ids: [1, 2, 3], why: CHANGED });
});

test('two rows of one ID on a page both come out, unless they are wholly equal', async () => {
	const records = [
		{ id: 0, name: 'a' },
		{ id: 1, name: 'b' },
		{ id: 0, name: 'c' },
		{ id: 1, name: 'b' },
	];
	const done = await read(() => ({ records, total: 4 }), Infinity, TASKS);
	expect(done).toEqual({ ids: [0, 1, 0] });
});

test('pages that come in a circle end', async () => {
	const { why } = await read((number) => ({ records: rows((number % 3) * 1000, 100) }));
	expect(why).toBe('The answer could not be understood: page 4 came before');
	expect(asked).toEqual(upTo(4));
});

test.each<[string, (number: number) => object]>([
	['that grows as fast as it is read', (number) => ({ total: (number + 1) * 100 })],
	['that always has another page', (number) => ({ pages: number + 1 })],
	['that never says how long it is', () => ({})],
])('a list %s comes to an end', async (_, counts) => {
	const { why, ids } = await read((number) => ({
		records: rows(number * 100, 100),
		...counts(number),
	}));
	expect(why).toBe('The answer could not be understood: the list does not end');
	expect(ids.length).toBeGreaterThanOrEqual(100_000);
});

test('who has enough asks for no further page', async () => {
	const done = await read((number) => ({ records: pageOf250(number), total: 250 }), 120);
	expect(done.ids).toHaveLength(200);
	expect(asked).toEqual([1, 2]);
});

test('a cancelled execution stops before the next page', async () => {
	const done = await read((number) => {
		cancelled = number === 2;
		return { records: pageOf250(number), total: 250 };
	});
	expect(done).toEqual({ ids: upTo(200), why: 'The execution was cancelled' });
	expect(asked).toEqual([1, 2]);
});

test('as many rows as are on a page, added in front, move pages and hide nothing', async () => {
	let added = 0;
	const pageOf = (number: number) => {
		if (number === 2) added = 100;
		const all = [...rows(1001, added), ...rows(1, 250)];
		return { total: all.length, records: all.slice((number - 1) * 100, number * 100) };
	};
	const { ids, why } = await read(pageOf, Infinity, TASKS);
	expect(why).toBeUndefined();
	expect(ids).toEqual(upTo(250));
});
