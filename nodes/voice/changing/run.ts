import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { openLedger, type Ledger } from '../calls/ledger';
import { alike, CANCELLED } from '../calls/outcome';
import { letterOf } from '../delivery/deliver';
import { exchange } from '../delivery/exchange';
import { readEntries } from '../input/entries';
import { failure, outcomeError, remedy } from '../output/errors';
import { countsBehind, failureHint, inputOrder, withProblems } from '../output/failures';
import { previewOf } from '../output/preview';
import { NOT_ALLOWED } from '../output/words';
import { askingOf, whyNotRead } from '../reading/pages';
import type { Asking } from '../reading/source';
import type { Answer, ChangeOperation, Outcome, Request } from '../types';
import { untriedAfter, type Work } from '../work';
import { groupChanges, partChange, type Change, type Part } from './group';

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
		const pending = changes.map((change) => ({ body: change.body, items: itemsOf(change) }));
		return inputOrder(previewOf(ctx, vendor, operation, account.baseUrl, pending), failed);
	}

	const asking = askingOf(line, account.timezone);
	const ledger = openLedger(ctx, operation.path);
	const parts = partsOf(changes, operation, ledger);
	const output: Array<{ place: number; item: INodeExecutionData }> = [];
	const failing = new Set(problems.keys());
	let ended: Outcome | undefined;
	for (const [done, change] of parts.entries()) {
		// What an earlier try did, no later refusal of the account undoes.
		const untried = change.earlier ? undefined : ended;
		const made = untried ?? (await make(work, change, asking, ledger));
		if (Array.isArray(made)) {
			for (const { item, place, at } of change.asked) {
				output.push({ place, item: { json: { ...made[at] }, pairedItem: { item } } });
			}
			continue;
		}
		const items = itemsOf(change);
		if (!ctx.continueOnFail()) {
			const counts = countsBehind(done, parts.length);
			throw outcomeError(ctx.getNode(), vendor, made, items[0], THING, counts, 'change');
		}
		ended ??= untriedAfter(vendor, made);
		const { status, code, reason } = made;
		const message = failure(vendor, made, THING);
		const todo = remedy(vendor, made, 'change');
		for (const item of items) {
			failing.add(item);
			const asked = change.asked.filter((one) => one.item === item);
			const ids = change.ids && asked.map(({ at }) => change.ids![at]);
			const outcome = {
				status,
				code,
				reason,
				...(ids && { ids: [...new Set(ids)] as IDataObject[] }),
			};
			output.push({ place: asked[0].place, item: fail(outcome, message, todo, [item]) });
		}
	}
	ctx.addExecutionHints(...failureHint(failing.size, ctx.getInputData().length));
	const inPlace = output.sort((one, other) => one.place - other.place);
	return inputOrder(
		inPlace.map(({ item }) => item),
		failed,
	);
}

const itemsOf = ({ asked }: Change) => [...new Set(asked.map(({ item }) => item))];

/** What comes out of a change, or why it was not made. */
async function make(
	{ vendor, operation, line, begins }: Work<ChangeOperation>,
	change: Part,
	asking: Asking,
	ledger: Ledger,
): Promise<IDataObject[] | Outcome> {
	const { repeatable } = operation;
	const { body, local, earlier } = change;
	// What is done may not be there to be done again.
	if (earlier?.status === 'accepted') return await afterwards(ACCEPTED);
	if (earlier) return earlier;

	try {
		const objection = await operation.before?.(asking, body, local);
		if (objection !== undefined) return refused(objection);
	} catch (error) {
		return unchecked(whyNotRead(error));
	}
	let note = (_: Outcome) => {};
	const letter = letterOf(vendor, operation, body);
	const done = await exchange(line, operation, letter, repeatable ? 'same' : 'never', {
		begins: () => {
			begins();
			const noted = knownBy(change).map((known) => [known, ledger.begin(known, [])] as const);
			note = (outcome) => {
				for (const [known, noteResult] of noted) noteResult(alike(known, outcome));
			};
		},
	});
	if (done === undefined) return NOT_BEGUN;
	if (done.answer && operation.isTaken?.(done.answer) === false) {
		note(NOT_AS_DOCUMENTED);
		return NOT_AS_DOCUMENTED;
	}
	note(done.outcome);
	return done.answer ? await afterwards(done.answer) : done.outcome;

	async function afterwards(answer: Answer): Promise<IDataObject[] | Outcome> {
		try {
			return await operation.after(answer, body, asking, local);
		} catch (error) {
			// The change was taken, whatever became of the question that stands behind it.
			return { ...whyNotRead(error), status: 'unknown' };
		}
	}
}

/**
 * What a change is known by at a later try, at which the rest of it may come out differently, as an expression
 * with the time does: each of its ids, or else the item that asks for it.
 */
const knownBy = ({ ids, asked }: Change): Request[] =>
	(ids?.map((id) => ({ id })) ?? [{ item: asked[0].item }]).map((body) => {
		return { body, callees: [], items: [] };
	});

/** The changes, apart from what an earlier try of the run has done, or may have where that may not be done twice. */
function partsOf(changes: Change[], { list, repeatable }: ChangeOperation, ledger: Ledger): Part[] {
	const keys = changes.map((change) => knownBy(change));
	const asked = new Map(keys.flat().map((known) => [JSON.stringify(known.body), known]));
	const recalled = ledger.recall(
		[...asked.values()],
		[...asked].map(() => []),
	);
	const fates = new Map(
		[...asked.keys()].map((key, index) => [key, recalled[index]?.result.request]),
	);
	return changes.flatMap((change, index) => {
		const earlier = keys[index].map(({ body }) => {
			const fate = fates.get(JSON.stringify(body));
			return fate?.status === 'unknown' && repeatable ? undefined : fate;
		});
		return partChange(change, list, earlier);
	});
}

/** As an earlier try of the run was answered; what else it said is not noted. */
const ACCEPTED = { code: '0', reason: '', data: undefined, succeeded: true };

const NOT_AS_DOCUMENTED: Outcome = {
	status: 'unknown',
	code: 'NOT UNDERSTOOD',
	reason: 'The answer says success, but not as the vendor’s page shows it',
	ids: {},
};

const NOT_BEGUN: Outcome = {
	...CANCELLED,
	reason: 'The execution was cancelled before this was sent',
};

const refused = (reason: string): Outcome => ({
	status: 'refused',
	code: NOT_ALLOWED,
	reason,
	ids: {},
	notSent: true,
});

/** The change was not sent, whatever became of the question that stands before it. */
const unchecked = (outcome: Outcome): Outcome =>
	outcome.code === CANCELLED.code
		? NOT_BEGUN
		: {
				...outcome,
				status: 'refused',
				reason: `It was not sent, because the state before it could not be read: ${outcome.reason}`,
				...(outcome.status === 'unknown' && { notSent: true }),
			};
