import { CANCELLED } from '../calls/outcome';
import { letterOf } from '../delivery/deliver';
import { exchange, type Line } from '../delivery/exchange';
import type { Asking, Operation, Outcome, Page, Source } from '../types';
import type { Body } from '../input/wire';

/** The vendor did not give what was asked for, or what it gave can't be trusted. */
export class NotRead extends Error {
	constructor(readonly outcome: Outcome) {
		super(outcome.reason);
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
 * Reads a source: one answer, or a list page by page until the vendor has no more. Stops before the next page
 * when the execution is cancelled.
 *
 * @throws NotRead when an answer fails or is not what the page describes, a page comes twice, or the list ends
 *   before it has given as many rows as it says it has
 */
async function* rowsOf<Row>(
	line: Line,
	source: Source<Row>,
	body: Body,
	vendorZone: string,
): AsyncGenerator<Row[]> {
	const { pageSize } = source;
	if (pageSize === undefined) {
		yield (await readPage(line, source, body, vendorZone)).rows;
		return;
	}
	const begun = new Set<string>();
	for (let number = 1, seen = 0; ; number++) {
		const asked = { current: number, size: pageSize, ...body };
		const { rows, current, size, pages, total } = await readPage(line, source, asked, vendorZone);
		if (current !== undefined && current !== number) {
			throw notUnderstood(`page ${current} came in place of page ${number}`);
		}
		const first = JSON.stringify(rows[0]);
		if (rows.length > 0 && begun.has(first)) throw notUnderstood(`page ${number} came before`);
		begun.add(first);
		seen += rows.length;
		yield rows;
		const isCounted = total !== undefined || pages !== undefined;
		const hasMore = isCounted
			? seen < (total ?? 0) || number < (pages ?? 0)
			: rows.length >= (size ?? pageSize);
		if (!hasMore) return;
		if (rows.length > 0) continue;
		if (seen < (total ?? 0)) throw notUnderstood(`the list has ${total} entries and gave ${seen}`);
		return;
	}
}

const READ: Pick<Operation, 'kind'> = { kind: 'read' };

async function readPage<Row>(
	line: Line,
	source: Source<Row>,
	body: Body,
	vendorZone: string,
): Promise<Page<Row>> {
	const found = await exchange(line, READ, letterOf(line.vendor, source, body), 'always');
	if (found === undefined) throw new NotRead(CANCELLED);
	if (found.answer === undefined) throw new NotRead(found.outcome);
	const page = source.read(found.answer, vendorZone);
	if (page === undefined) throw notUnderstood('it is not what the vendor’s page describes');
	return page;
}

const notUnderstood = (why: string) =>
	new NotRead({
		status: 'unknown',
		code: 'NOT UNDERSTOOD',
		reason: `The answer could not be understood: ${why}`,
		ids: {},
	});
