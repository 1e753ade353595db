import type { IDataObject, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

import { MINUTE } from '../clock';
import { readEntries, type Entry } from '../input/entries';
import { readError } from '../output/errors';
import { failureHint, inputOrder, notRead, withProblems } from '../output/failures';
import { hint } from '../output/summary';
import { askingOf, READING_CANCELLED, whyNotRead } from '../reading/pages';
import type { Outcome, Sight, Vendor, WaitOperation } from '../types';
import type { Work } from '../work';

/** Milliseconds between the first two looks; they grow, and the bound of them bounds the number of requests. */
const FIRST_PAUSE = 10_000;
const GROWTH = 1.5;
const LONGEST_PAUSE = MINUTE;

/**
 * Waits for what every item asks for, and gives out what there is when all is over or the time is. Items look
 * together, and only for what is still open.
 *
 * @returns what was found for each item, paired to it; what is still open comes out as it is
 * @throws NodeOperationError for bad input before anything is asked, where the execution is cancelled, and where
 *   the vendor has not answered a single time
 */
export async function waitForRecords(work: Work<WaitOperation>): Promise<INodeExecutionData[]> {
	const { ctx, vendor, operation, account, fail } = work;
	const { entries, problems } = await readEntries(ctx, operation, account);
	const { explain } = operation;
	const inputs = ctx.getInputData();
	if (explain) {
		for (const [item, found] of problems) {
			problems.set(
				item,
				found.map((problem) => explain(problem, inputs[item].json)),
			);
		}
	}
	const failed = withProblems(ctx, problems, operation, fail);
	const { seen, open, failure } = await watch(work, entries);
	const unknown: IDataObject[] = [];
	const unseenOf = (entry: Entry) => {
		const record = operation.unseen(entry, failure === undefined);
		if (record.result === 'unknown') unknown.push(record);
		return record;
	};
	const output = entries.flatMap((entry): INodeExecutionData[] => {
		const { item } = entry;
		if (failure && seen === undefined) return [notRead(work, failure, item)];
		const records = seen!.get(entry)?.records ?? [unseenOf(entry)];
		return records.map((json) => ({ json, pairedItem: { item } }));
	});
	const failures = problems.size + (seen ? 0 : entries.length);
	ctx.addExecutionHints(
		...failureHint(failures, inputs.length),
		...unknownHint(unknown, entries.length),
		...(seen ? openHint(vendor, open - unknown.length, entries.length, failure) : []),
	);
	return inputOrder(output, failed);
}

interface Watched {
	/** What was found last; undefined where the vendor has not answered once. */
	seen?: Map<Entry, Sight>;
	/** How many are not over. */
	open: number;
	/** Why the last look failed, if it did. */
	failure?: Outcome;
}

/** Looks until all is over or the time is. */
async function watch(
	{ ctx, vendor, operation, account, line }: Work<WaitOperation>,
	entries: Entry[],
): Promise<Watched> {
	const { courier } = line;
	const begun = Date.now();
	const seen = new Map<Entry, Sight>();
	const throwIfCancelled = () => {
		const [{ item }] = entries;
		if (courier.isCancelled()) throw readError(ctx.getNode(), vendor, READING_CANCELLED, item);
	};
	const waitsFor = ({ local }: Entry) => Number(local.waitUpTo) * MINUTE;
	let open = entries;
	let waited = 0;
	let hasSeen = entries.length === 0;
	let failure: Outcome | undefined;
	for (let pause = FIRST_PAUSE; open.length > 0; pause = Math.min(pause * GROWTH, LONGEST_PAUSE)) {
		failure = undefined;
		try {
			// What the look found before it failed counts.
			for await (const sights of operation.look(askingOf(line, account.timezone), open)) {
				for (const sight of sights) seen.set(sight.entry, sight);
				hasSeen ||= sights.length > 0;
			}
			hasSeen = true;
		} catch (error) {
			failure = whyNotRead(error);
		}
		throwIfCancelled();
		// Also where pauses are over at once.
		const elapsed = Math.max(waited, Date.now() - begun);
		open = open.filter((entry) => !seen.get(entry)?.isOver && waitsFor(entry) > elapsed);
		if (open.length === 0 || (failure && vendor.concernsAccount(failure.code))) break;
		const left = open.reduce((most, entry) => Math.max(most, waitsFor(entry) - elapsed), 0);
		await courier.pause(Math.min(pause, left));
		waited = elapsed + Math.min(pause, left);
		throwIfCancelled();
	}
	const isOpen = (entry: Entry) => !seen.get(entry)?.isOver;
	return { ...(hasSeen && { seen }), open: entries.filter(isOpen).length, failure };
}

/** Says beside the output what is nowhere, so that nobody waits for it any longer. */
function unknownHint(unknown: IDataObject[], all: number): NodeExecutionHint[] {
	if (unknown.length === 0) return [];
	return [hint(`${unknown.length} of ${all} unknown: ${unknown[0].reason as string}.`, 'warning')];
}

/** Says beside the output what is not over, and why nobody knows better. */
function openHint(
	{ name }: Vendor,
	open: number,
	all: number,
	failure: Outcome | undefined,
): NodeExecutionHint[] {
	if (open === 0) return [];
	const why = failure
		? ` ${name} did not answer the last time: ${failure.reason} (${failure.code}).`
		: '';
	const message = `${open} of ${all} are still pending.${why}`;
	return [hint(message, 'warning')];
}
