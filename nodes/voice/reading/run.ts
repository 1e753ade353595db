import { deepCopy, type IDataObject, type INodeExecutionData } from 'n8n-workflow';

import { readEntries, type Entry } from '../input/entries';
import type { Body } from '../input/wire';
import { failureHint, inputOrder, notRead, withProblems } from '../output/failures';
import type { Asking } from './source';
import type { Outcome, ReadOperation } from '../types';
import { untriedAfter, type Work } from '../work';
import { onlyNewOf } from './onlyNew';
import { againIfChanged, askingOf, notUnderstood, whyNotRead } from './pages';
import { withRaw } from './parameters';

/**
 * Reads for every item what its parameters ask for; items that ask the same share the answer.
 *
 * @returns an item for each record, paired to the item that asked
 * @throws NodeOperationError for bad input before anything is asked, and where the vendor does not answer
 */
export async function readRecords(work: Work<ReadOperation>): Promise<INodeExecutionData[]> {
	const { ctx, vendor, operation, account, line, fail } = work;
	const { entries, problems } = await readEntries(ctx, operation, account);
	const failed = withProblems(ctx, problems, operation, fail);
	const asking = askingOf(line, account.timezone);
	const known = new Map<string, Found>();
	const output: INodeExecutionData[] = [];
	let ended: Outcome | undefined;
	let failures = problems.size;
	for (const entry of entries) {
		const { item } = entry;
		const key = JSON.stringify([entry.body, entry.local]);
		const isNew = !known.has(key);
		const found =
			known.get(key) ?? (ended ? { failure: ended } : await ask(operation, asking, entry));
		known.set(key, found);
		if ('failure' in found) {
			const { failure } = found;
			failed.push(notRead(work, failure, item));
			failures++;
			ended ??= untriedAfter(vendor, failure);
		} else {
			// Nodes behind this one may change their items.
			const records = isNew ? found.records : found.records.map((record) => deepCopy(record));
			for (const json of records) output.push({ json, pairedItem: { item } });
		}
	}
	ctx.addExecutionHints(...failureHint(failures, ctx.getInputData().length));
	const given = operation.once ? await onlyNewOf(ctx, operation.once, output, entries) : output;
	return inputOrder(given, failed);
}

type Found = { records: IDataObject[] } | { failure: Outcome };

async function ask(operation: ReadOperation, asking: Asking, entry: Entry): Promise<Found> {
	try {
		return { records: await recordsOf(operation, asking, entry) };
	} catch (error) {
		return { failure: whyNotRead(error) };
	}
}

/** All records that an item asks for, or as many as its Limit allows. */
async function recordsOf(
	operation: ReadOperation,
	asking: Asking,
	{ body, local }: Entry,
): Promise<IDataObject[]> {
	const most = local.returnAll === false ? Number(local.limit) : Infinity;
	const bodies: Body[] = operation.ask?.(body, local, asking) ?? [body];
	const records: IDataObject[] = [];
	/** The IDs of the bodies before: periods touch. Of a single one nothing has to be remembered. */
	const seen = bodies.length > 1 ? new Set<string>() : undefined;
	for (const one of bodies) {
		const left = most - records.length;
		const found = await againIfChanged(
			async () => await recordsUpTo(left, operation, asking, one, local, seen),
		);
		for (const record of found) records.push(record);
		if (records.length === most) break;
	}
	return records;
}

/** The records of one body, at most so many; notes their IDs once they are read. */
async function recordsUpTo(
	most: number,
	operation: ReadOperation,
	asking: Asking,
	body: Body,
	local: Body,
	seen: Set<string> | undefined,
): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	const ids: string[] = [];
	for await (const { rows } of asking.rows(operation, body)) {
		for (const row of rows) {
			const id = seen && operation.id?.(row);
			if (id !== undefined && seen!.has(id)) continue;
			if (id !== undefined) ids.push(id);
			const record = operation.item(row, local, asking.vendorZone);
			if (record === undefined) continue;
			if (isEmpty(record)) throw notUnderstood('a record has nothing that the vendor’s page names');
			records.push(withRaw(record, row, local.simplify));
			if (records.length === most) return records;
		}
	}
	for (const id of ids) seen!.add(id);
	return records;
}

function isEmpty(record: IDataObject): boolean {
	for (const name in record) {
		const value = record[name];
		if (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)) {
			return false;
		}
	}
	return true;
}
