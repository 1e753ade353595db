import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { openLedger, type Ledger } from '../calls/ledger';
import { alike, CANCELLED } from '../calls/outcome';
import { letterOf } from '../delivery/deliver';
import { exchange } from '../delivery/exchange';
import type { Judged } from '../delivery/judged';
import { readEntries, type Entry } from '../input/entries';
import type { Field } from '../input/fields';
import { isEmpty, quote } from '../input/payload';
import { Refusal } from '../input/wire';
import { failure, outcomeError, remedy } from '../output/errors';
import { countsBehind, failureHint, inputOrder, withProblems } from '../output/failures';
import { previewOf } from '../output/preview';
import { askingOf } from '../reading/pages';
import type { Asking } from '../reading/source';
import type { Outcome, Problem, Request, UploadOperation } from '../types';
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
	const names = new Map<string, number>();
	const named = entries.filter((entry) => isNamed(work, entry, names, problems));
	const failed = withProblems(ctx, problems, operation, fail);
	if (sending.preview) {
		const pending = named.map(({ item, body }) => ({ body, items: [item] }));
		return inputOrder(previewOf(ctx, vendor, operation, account.baseUrl, pending), failed);
	}

	const asking = askingOf(line, account.timezone);
	const before = named.length > 0 ? await filesOf(asking, operation) : undefined;
	const ledger = openLedger(ctx, operation.path);
	const output: INodeExecutionData[] = [];
	let ended: Outcome | undefined;
	let failures = problems.size;
	for (const [done, entry] of named.entries()) {
		const { item, body } = entry;
		const [earlier] = ledger.recall([knownBy(operation, entry)], [[]]);
		// What an earlier try did, no later refusal of the account undoes.
		const outcome =
			earlier?.result.request ?? ended ?? (await upload(work, entry, asking, before, ledger));
		if (outcome.status === 'accepted') {
			output.push({ json: outcome.ids, pairedItem: { item } });
			continue;
		}
		const fileName = String(outcome.ids[operation.name] ?? body[operation.name]);
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

/**
 * Gives an entry its file's name. Where the user gave none, that of the file itself is taken, which has to keep
 * the same rules. Notes a problem where it doesn't, or another entry has the name.
 */
function isNamed(
	{ ctx, operation }: Work<UploadOperation>,
	entry: Entry,
	names: Map<string, number>,
	problems: Map<number, Problem[]>,
): boolean {
	const { item } = entry;
	const { name, properties, fields } = operation;
	const parameter = properties.find((property) => property.name === name)!.displayName;
	const refuse = (message: string) => {
		problems.set(item, [{ parameter, message }]);
		return false;
	};
	if (entry.body[name] === undefined) {
		const field = ctx.getNodeParameter('binaryPropertyName', item) as string;
		const { fileName } = ctx.getInputData()[item].binary?.[field] ?? {};
		const rule = fields[name] as Field;
		const written = isEmpty(fileName) ? undefined : rule.write(fileName, undefined as never);
		if (written === undefined || written instanceof Refusal) {
			const found = isEmpty(fileName)
				? 'is missing, and the file has no name'
				: `is missing, and the file’s own is ${quote(fileName)}`;
			return refuse(`${found}; allowed is ${rule.allowed}`);
		}
		entry.body = { ...entry.body, [name]: written };
	}
	const fileName = String(entry.body[name]);
	const other = names.get(fileName);
	if (other !== undefined) {
		return refuse(`is ${quote(fileName)}, as of item ${other}; the vendor takes a name once`);
	}
	names.set(fileName, item);
	return true;
}

type Files = Map<string, IDataObject>;

/** The files at the vendor by name; undefined where it has no list, or none that can be had. */
async function filesOf(asking: Asking, { files }: UploadOperation): Promise<Files | undefined> {
	if (files === undefined) return undefined;
	const found: Files = new Map();
	try {
		for await (const { rows } of asking.rows(files, {})) {
			for (const { fileName, ids } of rows) found.set(fileName, ids);
		}
		return found;
	} catch {
		return undefined;
	}
}

/**
 * What an upload is known by at a later try, at which the name may come out differently, as an expression with the
 * time does: its item, and the file itself.
 */
function knownBy({ name }: UploadOperation, { item, body }: Entry): Request {
	const { [name]: _, ...rest } = body;
	return { body: { item, ...rest }, callees: [], items: [item] };
}

async function upload(
	{ vendor, operation, line, begins }: Work<UploadOperation>,
	entry: Entry,
	asking: Asking,
	before: Files | undefined,
	ledger: Ledger,
): Promise<Outcome> {
	const { body } = entry;
	const request = knownBy(operation, entry);
	let note = (_: Outcome) => {};
	const done = await exchange(line, operation, letterOf(vendor, operation, body), 'never', {
		begins: () => {
			begins();
			const noteResult = ledger.begin(request, []);
			note = (outcome) => noteResult(alike(request, outcome));
		},
	});
	if (done === undefined) return CANCELLED;
	const fileName = String(body[operation.name]);
	const found = await outcomeOf(operation, done, fileName, asking, before);
	// A later try tells the name under which the file was sent.
	const outcome = { ...found, ids: { ...found.ids, [operation.name]: fileName } };
	note(outcome);
	return outcome;
}

async function outcomeOf(
	operation: UploadOperation,
	{ outcome, answer }: Judged,
	fileName: string,
	asking: Asking,
	before: Files | undefined,
): Promise<Outcome> {
	if (answer) {
		const ids = operation.read(answer);
		if (ids) return { ...outcome, ids };
		const reason = 'The answer has no ID of the file';
		return { ...outcome, status: 'unknown', reason };
	}
	if (outcome.status !== 'unknown' || before === undefined || before.has(fileName)) return outcome;
	// It was not there before, and nobody else can have taken the name with another file but at this moment.
	const ids = (await filesOf(asking, operation))?.get(fileName);
	return ids ? { ...outcome, status: 'accepted', ids } : outcome;
}
