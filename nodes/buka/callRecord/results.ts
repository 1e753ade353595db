import type { IDataObject } from 'n8n-workflow';

import { CLOCK_TOLERANCE, HOUR } from '../../voice/clock';
import { grouped } from '../../voice/grouped';
import type { Entry } from '../../voice/input/entries';
import { wordsOf, type Body } from '../../voice/input/wire';
import { goneOnIfChanged, onlyRow } from '../../voice/reading/pages';
import { withRaw } from '../../voice/reading/parameters';
import type { Asking, Source } from '../../voice/reading/source';
import type { Sight } from '../../voice/types';
import type { Row } from '../records';
import { getCallRecord } from './get';
import { getCallRecords } from './getMany';
import { oldestAt, periodsBetween } from './period';
import { recordOf } from './record';

const PER_PAGE = getCallRecords.pageSize!;
/** So few are asked for one by one where the list does not have them. */
const FEW = 10;

/** Hours before now at which the search begins where nobody says when the calls were submitted. */
export const LOOK_BACK_HOURS = 24;

/** When the first of the calls was submitted that some entries ask for: milliseconds since 1970. */
export function firstBegun(open: readonly Entry[], now: Date): number {
	let first = Infinity;
	let last: unknown;
	for (const { body, local } of open) {
		const { submittedAt } = body;
		// Calls of one request were submitted at the same time.
		if (submittedAt !== undefined && submittedAt === last) continue;
		last = submittedAt;
		const submitted = Date.parse(String(submittedAt)) - CLOCK_TOLERANCE;
		// What is still to come is no such time: it is missing, or a field of something else.
		const begun =
			submitted <= now.getTime()
				? submitted
				: now.getTime() - Number(local.lookBack ?? LOOK_BACK_HOURS) * HOUR;
		first = Math.min(first, begun);
	}
	return first;
}

/** The periods from a moment on, as far as records are kept. */
function periodsSince(begun: number, asking: Asking): Body[] {
	const oldest = oldestAt(asking.now, asking.vendorZone).toMillis();
	return periodsBetween(Math.max(begun, oldest), Infinity, asking);
}

/** A record as it comes out: with the vendor's own fields where they are asked for. */
export const resultOf = (row: Row, { local }: Entry, vendorZone: string): IDataObject =>
	withRaw(recordOf(row, vendorZone), row, local.simplify);

/**
 * Looks for the records of calls by their IDs, by whatever takes fewer requests: page by page through the time
 * since they were submitted, or each by itself.
 */
export async function* lookByVoiceId(
	asking: Asking,
	open: readonly Entry[],
): AsyncGenerator<Sight[]> {
	const wanted = grouped(open, ({ body }) => String(body.voiceId));
	const begun = firstBegun(open, asking.now);
	let pages = 0;
	let isCheaper = wanted.size === 1;
	if (!isCheaper) {
		for await (const { rows, left } of recordsSince(begun, asking)) {
			pages++;
			const found: Sight[] = [];
			for (const row of rows) {
				const voiceId = wordsOf(row.voiceId);
				const entries = wanted.get(voiceId);
				if (entries === undefined) continue;
				wanted.delete(voiceId);
				for (const entry of entries) found.push(sightOf(entry, row, asking));
			}
			yield found;
			// Calls of one list stand together: as long as pages have some of them, the next one may have more.
			const isBeside = found.length === 0;
			isCheaper = isBeside && left !== undefined && wanted.size <= Math.ceil(left / PER_PAGE);
			if (isCheaper || wanted.size === 0) break;
		}
	}
	// What the list does not have may have been submitted before it begins.
	if (!isCheaper && wanted.size > Math.max(pages, FEW)) return;
	for (const [voiceId, entries] of wanted) {
		const row = await onlyRow(asking, record, { voiceId }, ...NO_RECORD);
		if (row) yield entries.map((entry) => sightOf(entry, row, asking));
	}
}

function sightOf(entry: Entry, row: Row, { vendorZone }: Asking): Sight {
	const record = resultOf(row, entry, vendorZone);
	return { entry, records: [record], isOver: record.result !== 'pending' };
}

/** All records of calls that were submitted since, page by page. */
export async function* recordsSince(begun: number, asking: Asking) {
	for (const period of periodsSince(begun, asking)) {
		yield* goneOnIfChanged(() => asking.rows(getCallRecords as Source<Row>, period));
	}
}

/** A record that is not there: by the vendor's page a bad parameter, by its codes data that were not found. */
const NO_RECORD = ['-22', '-24'];

/** A record of which a success may also say that it is not there. */
const record = {
	...(getCallRecord as Source<Row>),
	read: (...[answer, ...asked]) =>
		answer.data === null ? { rows: [] } : (getCallRecord as Source<Row>).read(answer, ...asked),
} satisfies Source<Row>;
