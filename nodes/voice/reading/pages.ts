import { CANCELLED } from '../calls/outcome';
import { letterOf } from '../delivery/deliver';
import { exchange, type Line } from '../delivery/exchange';
import type { Asking, Page, Rows, Source } from './source';
import type { Outcome } from '../types';
import type { Body } from '../input/wire';

/** The vendor did not give what was asked for, or what it gave can't be trusted. */
export class NotRead extends Error {
	constructor(readonly outcome: Outcome) {
		super(outcome.reason);
	}
}

/** The list is another one than when its first page was read, so that rows may have been missed between pages. */
class Changed extends NotRead {
	constructor() {
		const reason = 'The list changed while it was read';
		super({ status: 'unknown', code: 'LIST CHANGED', reason, ids: {} });
	}
}

/** The end of a reading that a cancelled execution broke off. */
export const READING_CANCELLED: Outcome = { ...CANCELLED, reason: 'The execution was cancelled' };

/** Reads a list, and once more from its beginning if it changes meanwhile. */
export async function againIfChanged<T>(read: () => Promise<T>): Promise<T> {
	return await read().catch(
		async (error: Error) => await (error instanceof Changed ? read() : Promise.reject(error)),
	);
}

/** The same of what is given out while it is read: what came before may come again. */
export async function* goneOnIfChanged<T>(read: () => AsyncGenerator<T>): AsyncGenerator<T> {
	for (let isLast = false; ; isLast = true) {
		try {
			yield* read();
			return;
		} catch (error) {
			if (isLast || !(error instanceof Changed)) return await Promise.reject(error as Error);
		}
	}
}

/** Why something could not be read, whatever was thrown. */
export const whyNotRead = (error: unknown): Outcome =>
	error instanceof NotRead
		? error.outcome
		: { status: 'unknown', code: 'FAILED', reason: (error as Error).message, ids: {} };

/** Prepares the reading at the vendor. Reading changes nothing, so whatever fails is tried again. */
export function askingOf(line: Line, vendorZone: string): Asking {
	return {
		rows: (source, body) => rowsOf(line, source, body, vendorZone),
		now: new Date(),
		vendorZone,
	};
}

/**
 * Reads what one answer has.
 *
 * @param missing the codes by which the vendor says that there is no such thing
 * @throws NotRead where the vendor does not say either
 */
export async function onlyRow<Row>(
	asking: Asking,
	source: Source<Row>,
	body: Body,
	...missing: string[]
): Promise<Row | undefined> {
	const answer = asking.rows(source, body).next();
	const { value } = await answer.catch(async (error: Error) => {
		const isMissing = error instanceof NotRead && missing.includes(error.outcome.code);
		return isMissing ? { value: undefined } : await Promise.reject(error);
	});
	return value?.rows[0];
}

/** After so many pages that bring its end no nearer, a list is taken to have none. */
const MOST_IN_VAIN = 1000;

/**
 * Reads a source: one answer, or a list page by page until the vendor has no more. Stops before the next page
 * when the execution is cancelled.
 *
 * @throws NotRead when an answer fails or is not what the page describes, a page comes twice, the list changes so
 *   that a row may be missed, or it ends before it has given as many rows as it says it has, or not at all
 */
async function* rowsOf<Row>(
	line: Line,
	source: Source<Row>,
	body: Body,
	vendorZone: string,
): AsyncGenerator<Rows<Row>> {
	if (source.pageSize === undefined) {
		const { rows } = await readSource(line, source, body, vendorZone);
		yield { rows, left: 0 };
		return;
	}
	const { id = () => undefined } = source;
	const begun = new Set<string>();
	const known = new Set<string>();
	let first: number | undefined;
	let most: Pick<Page, 'total' | 'pages'> = {};
	let least = Infinity;
	let inVain = 0;
	for (let number = 1, seen = 0, given = 0; ; number++) {
		const page = await readPage(line, source, body, number, vendorZone);
		const { rows, total, pages } = page;
		// What was added in front has moved what was read before to later pages: it comes again, and nothing is missed.
		const hasGrown = isBelow(first, total);
		if (rows.length > 0) {
			const begin = id(rows[0]) ?? JSON.stringify(rows[0]);
			if (begun.has(begin) && !hasGrown) throw notUnderstood(`page ${number} came before`);
			begun.add(begin);
		}
		const { fresh, count } = sifted(known, rows, id);
		seen += rows.length;
		given += count;
		if (rows.length > 0 && count === 0 && !hasGrown) throw new Changed();
		// What was behind a row that is gone has moved to a page that was read before.
		const hasShrunk = isBelow(total, most.total) || isBelow(pages, most.pages);
		if (hasShrunk && given < (most.total ?? Infinity)) throw new Changed();
		first ??= total;
		most = { total: larger(total, most.total), pages: larger(pages, most.pages) };
		const left = leftAfter(page, source.pageSize, number, seen);
		if (rows.length === 0 && left && (total ?? Infinity) > seen) {
			throw notUnderstood(`the list has more than the ${seen} entries that it gave`);
		}
		const isLast = left === 0 || rows.length === 0;
		// Rows that came again stood where others should.
		if (isLast && given < (first ?? 0)) throw new Changed();
		yield { rows: fresh, left };
		if (isLast) return;
		inVain = left !== undefined && left < least ? 0 : inVain + 1;
		if (left !== undefined) least = Math.min(least, left);
		if (inVain === MOST_IN_VAIN) throw notUnderstood('the list does not end');
	}
}

const isBelow = (count: number | undefined, before: number | undefined) =>
	count !== undefined && before !== undefined && count < before;

const larger = (count: number | undefined, before: number | undefined) =>
	count === undefined || isBelow(count, before) ? before : count;

type IdOf = NonNullable<Source['id']>;

/**
 * The rows whose IDs no page before had, and their number. Of those that are wholly equal one is there; others of
 * one ID on a page are different things, whatever the vendor means by it.
 */
function sifted<Row>(known: Set<string>, rows: Row[], idOf: IdOf): { fresh: Row[]; count: number } {
	const ids = rows.map(idOf);
	const fresh = rows.filter((_, at) => ids[at] === undefined || !known.has(ids[at]));
	const count = fresh.length;
	const named = ids.filter((id) => id !== undefined && !known.has(id)).length;
	const before = known.size;
	for (const id of ids) if (id !== undefined) known.add(id);
	return { fresh: known.size - before === named ? fresh : withoutTwins(fresh, idOf), count };
}

function withoutTwins<Row>(rows: Row[], idOf: IdOf): Row[] {
	const written = new Set<string>();
	return rows.filter((row) => {
		if (idOf(row) === undefined) return true;
		const text = JSON.stringify(row);
		const isNew = !written.has(text);
		written.add(text);
		return isNew;
	});
}

/**
 * How many rows are still to come, going by whichever of the vendor's counts says more: one of them may be
 * wrong. Undefined where none says it and only the next page can.
 *
 * @param asked rows that were asked for on a page
 * @param number of the page, counted from 1
 * @param seen rows up to its end
 */
export function leftAfter(
	{ rows, size, pages, total }: Page,
	asked: number,
	number: number,
	seen: number,
): number | undefined {
	const byTotal = total === undefined ? 0 : total - seen;
	const byPages = pages === undefined ? 0 : (pages - number) * (size ?? asked);
	if (byTotal > 0 || byPages > 0) return Math.max(byTotal, byPages);
	if (byTotal === 0 && (total ?? pages) !== undefined) return 0;
	// No count, or one that is too small.
	return rows.length === 0 || (size !== undefined && rows.length < size) ? 0 : undefined;
}

/**
 * Reads one page of a list.
 *
 * @param number of the page, counted from 1
 * @throws NotRead when it can't be had
 */
export async function readPage<Row>(
	line: Line,
	source: Source<Row>,
	body: Body,
	number: number,
	vendorZone: string,
): Promise<Page<Row>> {
	const asked = { current: number, size: source.pageSize!, ...body };
	const page = await readSource(line, source, asked, vendorZone);
	if (page.current !== undefined && page.current !== number) {
		throw notUnderstood(`page ${page.current} came in place of page ${number}`);
	}
	return page;
}

async function readSource<Row>(
	line: Line,
	source: Source<Row>,
	body: Body,
	vendorZone: string,
): Promise<Page<Row>> {
	const reading = { kind: 'read' as const, numbers: source.numbers };
	const found = await exchange(line, reading, letterOf(line.vendor, source, body), 'always');
	if (found === undefined) throw new NotRead(READING_CANCELLED);
	if (found.answer === undefined) throw new NotRead(found.outcome);
	const page = source.read(found.answer, vendorZone, body);
	if (page === undefined) throw notUnderstood('it is not what the vendor’s page describes');
	return page;
}

/** What came is not what the vendor's pages describe. */
export const notUnderstood = (why: string) =>
	new NotRead({
		status: 'unknown',
		code: 'NOT UNDERSTOOD',
		reason: `The answer could not be understood: ${why}`,
		ids: {},
	});
