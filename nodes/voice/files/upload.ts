import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { CANCELLED } from '../calls/outcome';
import { letterOf } from '../delivery/deliver';
import { exchange } from '../delivery/exchange';
import { readEntries, type Entry } from '../input/entries';
import type { Field } from '../input/fields';
import { isEmpty, quote } from '../input/payload';
import { Refusal } from '../input/wire';
import { failure, outcomeError, remedy } from '../output/errors';
import { countsBehind, failureHint, inputOrder, withProblems } from '../output/failures';
import { previewOf } from '../output/preview';
import { askingOf } from '../reading/pages';
import type { Asking, Outcome, Problem, UploadOperation } from '../types';
import { untriedAfter, type Work } from '../work';

/**
 * Sends the file of every item to the vendor, one after the other. A file that may have arrived is not sent
 * again: the vendor takes a name once, and another file may have it.
 *
 * @returns an item for each file with its id and name
 * @throws NodeOperationError for bad input before anything is sent, and at the first file that was not taken, or
 *   may not have been
 */
export async function uploadFiles(work: Work<UploadOperation>): Promise<INodeExecutionData[]> {
	const { ctx, vendor, operation, account, sending, line, fail } = work;
	const { entries, problems } = await readEntries(ctx, operation, account);
	const named = entries.map((entry) => withName(work, entry, problems)).filter(isUsable);
	const failed = withProblems(ctx, problems, operation, fail);
	if (sending.preview) {
		const pending = named.map(({ item, body }) => ({ body, items: [item] }));
		return inputOrder(previewOf(ctx, vendor, operation, account.baseUrl, pending), failed);
	}

	const asking = askingOf(line, account.timezone);
	const before = named.length > 0 ? await filesOf(asking, operation) : undefined;
	const output: INodeExecutionData[] = [];
	let ended: Outcome | undefined;
	let failures = problems.size;
	for (const [done, entry] of named.entries()) {
		const { item, body } = entry;
		const fileName = String(body[operation.name]);
		const outcome = ended ?? (await upload(work, entry, asking, before));
		if (outcome.status === 'accepted') {
			output.push({ json: { ...outcome.ids, fileName }, pairedItem: { item } });
			continue;
		}
		const thing = `the file ${quote(fileName)}`;
		if (!ctx.continueOnFail()) {
			const counts = countsBehind(done, named.length);
			throw outcomeError(ctx.getNode(), vendor, outcome, item, thing, counts, 'file');
		}
		failures++;
		ended ??= untriedAfter(vendor, outcome);
		const { status, code, reason } = outcome;
		const json: IDataObject = { status, code, reason, fileName };
		const message = failure(vendor, outcome, thing);
		output.push(fail(json, message, remedy(vendor, outcome, 'file'), [item]));
	}
	ctx.addExecutionHints(...failureHint(failures, ctx.getInputData().length));
	return inputOrder(output, failed);
}

const isUsable = (entry: Entry | undefined): entry is Entry => entry !== undefined;

/** Where the user gave no name, that of the file is taken; it has to keep the same rules. */
function withName(
	{ ctx, operation }: Work<UploadOperation>,
	entry: Entry,
	problems: Map<number, Problem[]>,
): Entry | undefined {
	const { item, body } = entry;
	const { name, properties, fields } = operation;
	if (body[name] !== undefined) return entry;
	const field = ctx.getNodeParameter('binaryPropertyName', item) as string;
	const { fileName } = ctx.getInputData()[item].binary?.[field] ?? {};
	const rule = fields[name] as Field;
	const written = isEmpty(fileName) ? undefined : rule.write(fileName, undefined as never);
	if (written !== undefined && !(written instanceof Refusal)) {
		return { ...entry, body: { ...body, [name]: written } };
	}
	const parameter = properties.find((property) => property.name === name)!.displayName;
	const found = isEmpty(fileName)
		? 'is missing, and the file has no name'
		: `is missing, and the file’s own is ${quote(fileName)}`;
	problems.set(item, [{ parameter, message: `${found}; allowed is ${rule.allowed}` }]);
	return undefined;
}

type Files = Map<string, IDataObject>;

/** The files at the vendor by name; undefined where it has no list, or none that can be had. */
async function filesOf(asking: Asking, { files }: UploadOperation): Promise<Files | undefined> {
	if (files === undefined) return undefined;
	const found: Files = new Map();
	try {
		for await (const rows of asking.rows(files, {})) {
			for (const { fileName, ids } of rows) found.set(fileName, ids);
		}
		return found;
	} catch {
		return undefined;
	}
}

async function upload(
	{ vendor, operation, line, begins }: Work<UploadOperation>,
	{ body }: Entry,
	asking: Asking,
	before: Files | undefined,
): Promise<Outcome> {
	const letter = letterOf(vendor, operation, body);
	const done = await exchange(line, operation, letter, 'never', { begins });
	if (done === undefined) return CANCELLED;
	const { outcome, answer } = done;
	if (answer) {
		const ids = operation.read(answer);
		if (ids) return { ...outcome, ids };
		const reason = 'The answer has no ID of the file';
		return { ...outcome, status: 'unknown', reason };
	}
	const fileName = String(body[operation.name]);
	if (outcome.status !== 'unknown' || before === undefined || before.has(fileName)) return outcome;
	// It was not there before, and nobody else can have taken the name with another file but at this moment.
	const ids = (await filesOf(asking, operation))?.get(fileName);
	return ids ? { ...outcome, status: 'accepted', ids } : outcome;
}
