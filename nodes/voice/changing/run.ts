import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { openLedger } from '../calls/ledger';
import { alike, CANCELLED } from '../calls/outcome';
import { letterOf } from '../delivery/deliver';
import { exchange } from '../delivery/exchange';
import { readEntries } from '../input/entries';
import { failure, outcomeError, remedy } from '../output/errors';
import { countsBehind, failureHint, inputOrder, withProblems } from '../output/failures';
import { previewOf } from '../output/preview';
import { askingOf, whyNotRead } from '../reading/pages';
import type { Asking, ChangeOperation, Outcome } from '../types';
import { untriedAfter, type Work } from '../work';
import { groupChanges, type Change } from './group';

const THING = 'the change';

/**
 * Makes the changes that the items ask for, one after the other; items share a request where the vendor takes a
 * list of ids.
 *
 * @returns an item for each id, or for each input item, in the order of the input
 * @throws NodeOperationError for bad input before anything is sent, and at the first change that was not made,
 *   or may not have been
 */
export async function makeChanges(work: Work<ChangeOperation>): Promise<INodeExecutionData[]> {
	const { ctx, vendor, operation, account, sending, line, fail } = work;
	const { entries, problems } = await readEntries(ctx, operation, account);
	const failed = withProblems(ctx, problems, operation, fail);
	const changes = groupChanges(entries, operation.list);
	if (sending.preview) {
		const pending = changes.map(({ body, items }) => ({ body, items: [...new Set(items)] }));
		return inputOrder(previewOf(ctx, vendor, operation, account.baseUrl, pending), failed);
	}

	const asking = askingOf(line, account.timezone);
	const output: INodeExecutionData[] = [];
	let ended: Outcome | undefined;
	let failures = problems.size;
	for (const [done, change] of changes.entries()) {
		const made = ended ?? (await make(work, change, asking));
		if (Array.isArray(made)) {
			const { ids, items } = change;
			items.forEach((item, at) => {
				const json = ids ? made[ids.indexOf(change.asked[at])] : made[0];
				output.push({ json: { ...json }, pairedItem: { item } });
			});
			continue;
		}
		const items = [...new Set(change.items)];
		if (!ctx.continueOnFail()) {
			const counts = countsBehind(done, changes.length);
			throw outcomeError(ctx.getNode(), vendor, made, items[0], THING, counts, 'change');
		}
		ended ??= untriedAfter(vendor, made);
		const { status, code, reason } = made;
		const message = failure(vendor, made, THING);
		failures += items.length;
		for (const item of items) {
			output.push(fail({ status, code, reason }, message, remedy(vendor, made, 'change'), [item]));
		}
	}
	ctx.addExecutionHints(...failureHint(failures, ctx.getInputData().length));
	return inputOrder(output, failed);
}

/** What comes out of a change, or why it was not made. */
async function make(
	{ ctx, vendor, operation, line, begins }: Work<ChangeOperation>,
	{ body, local, items }: Change,
	asking: Asking,
): Promise<IDataObject[] | Outcome> {
	const { repeatable } = operation;
	const request = { body, callees: [], items };
	// What may not be done twice is known to later tries of the run.
	const ledger = repeatable ? undefined : openLedger(ctx, operation.path);
	const [earlier] = ledger?.recall([request], [[]]) ?? [];
	if (earlier && earlier.result.request.status !== 'accepted') return earlier.result.request;
	try {
		if (earlier) return await operation.after(ACCEPTED, body, asking);
		const objection = await operation.before?.(asking, body, local);
		if (objection !== undefined) return refused(objection);
		let note = (_: Outcome) => {};
		const letter = letterOf(vendor, operation, body);
		const done = await exchange(line, operation, letter, repeatable ? 'same' : 'never', {
			begins: () => {
				begins();
				const noteResult = ledger?.begin(request, []);
				if (noteResult) note = (outcome) => noteResult(alike(request, outcome));
			},
		});
		if (done === undefined) return CANCELLED;
		note(done.outcome);
		return done.answer ? await operation.after(done.answer, body, asking) : done.outcome;
	} catch (error) {
		return whyNotRead(error);
	}
}

/** As an earlier try of the run was answered; what else it said is not noted. */
const ACCEPTED = { code: '0', reason: '', data: undefined, succeeded: true };

const refused = (reason: string): Outcome => ({
	status: 'refused',
	code: 'NOT ALLOWED',
	reason,
	ids: {},
	notSent: true,
});
