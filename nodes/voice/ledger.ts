import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { everyCallee, type Result } from './outcome';
import type { Outcome, Request, Slot } from './types';

/** What an earlier try of the same run did with a request. */
export interface Earlier {
	result: Result;
	taskName?: string;
}

/** Slots are the entries that a request answers for. */
export interface Ledger {
	/**
	 * What is known of each request from earlier tries of the run. Such a request must not be sent: it
	 * was accepted, or may have been. A refused one called nobody and may be sent again.
	 */
	recall: (requests: Request[], slots: Slot[][]) => Array<Earlier | undefined>;
	/** Notes that a request is about to be sent; the returned function notes its result. */
	begin: (request: Request, slots: Slot[]) => (result: Result) => void;
}

/** What is noted of a request before it is sent, and what is added when its result is known. */
interface Note {
	/** A hash of the operation, and of who is called for which item. */
	who: string;
	/** First and last of the items it answers for. */
	items: [first: number, last: number];
	taskName?: string;
	request?: Outcome;
	/** Only where callees fared differently from each other: the fates there were, with those who had them. */
	fates?: Array<{ outcome: Outcome; at: number[] }>;
	/** Only where the vendor has an ID for each callee: by their names, in the order of the callees. */
	ids?: Record<string, Array<IDataObject[string]>>;
}

/** How a request counts that was under way when the process ended. */
const INTERRUPTED: Outcome = {
	status: 'unknown',
	code: 'INTERRUPTED',
	reason: 'The run ended while this request was under way',
	ids: {},
};

/** How a request counts some of whose items an earlier try sent in another grouping or to other numbers. */
const CHANGED: Outcome = {
	status: 'unknown',
	code: 'CHANGED',
	reason:
		'An earlier try sent items of this request with other numbers or in another grouping, so it is not sent',
	ids: {},
};

/**
 * Opens the ledger of this run of the node. It lies in the execution's node context, which outlives
 * Retry On Fail and is stored with the execution.
 *
 * A request is known by who is called for which item, not by what is said to them: an expression with
 * the time in it comes out differently at every try. The ledger holds hashes and what the vendor
 * answered, no numbers of callees.
 *
 * @param operation names what is done, e.g. its path
 */
export function openLedger(ctx: IExecuteFunctions, operation: string): Ledger {
	const context = ctx.getContext('node');
	// A node in a loop runs many times; what one round sent is no reason not to send the next.
	const run = String(ctx.evaluateExpression('{{ $runIndex }}', 0));
	const all: Record<string, Note[]> = (context.sent ??= {});
	const notes = (all[run] = (all[run] ?? []).filter(
		({ request }) => request?.status !== 'refused',
	));

	return {
		recall(requests, slots) {
			if (notes.length === 0) return requests.map(() => undefined);
			const unmatched = new Map(notes.map((note) => [note.who, note]));
			const found = requests.map((request, index) => {
				const who = hashOf(operation, request, slots[index]);
				const note = unmatched.get(who);
				unmatched.delete(who);
				return note;
			});
			return requests.map((request, index) => {
				const note = found[index];
				if (note !== undefined) return { result: read(note, request), taskName: note.taskName };
				const touched = slots[index].some(({ item }) =>
					[...unmatched.values()].some(({ items: [first, last] }) => item >= first && item <= last),
				);
				return touched ? { result: alike(request, CHANGED) } : undefined;
			});
		},
		begin(request, slots) {
			const { taskName } = request;
			const note: Note = {
				who: hashOf(operation, request, slots),
				items: [slots[0].item, slots[slots.length - 1].item],
				...(taskName !== undefined && { taskName }),
			};
			notes.push(note);
			return (result) => {
				Object.assign(note, write(result));
			};
		},
	};
}

function hashOf(operation: string, { callees }: Request, slots: Slot[]): string {
	const who = callees.map(({ number }) => number).join();
	const entries = slots.map(
		({ item, entry, duplicate }) => `${item}.${entry}${duplicate ? 'd' : ''}`,
	);
	return createHash('sha256')
		.update(`${operation} ${who} ${entries.join()}`)
		.digest('hex')
		.slice(0, 16);
}

const alike = (request: Request, outcome: Outcome): Result => ({
	request: outcome,
	outcomes: everyCallee(request, outcome),
});

/** Says of each callee only what isn't said of all: its ID, and its fate where there are several. */
function write({ request, outcomes }: Result): Pick<Note, 'request' | 'fates' | 'ids'> {
	const [first] = outcomes;
	if (outcomes.every((outcome) => outcome === first) && first.status === request.status) {
		return { request: first };
	}
	const fates = new Map<string, { outcome: Outcome; at: number[] }>();
	const names = new Set<string>();
	outcomes.forEach((outcome, at) => {
		const { status, code, reason } = outcome;
		const key = `${status} ${code} ${reason}`;
		let fate = fates.get(key);
		if (fate === undefined) {
			fate = { outcome: { status, code, reason, ids: {} }, at: [] };
			fates.set(key, fate);
		}
		fate.at.push(at);
		for (const name of Object.keys(outcome.ids)) names.add(name);
	});
	// Most had the first fate: it is that of all who aren't named with another.
	const [most, ...others] = [...fates.values()].sort((a, b) => b.at.length - a.at.length);
	return {
		request,
		fates: [{ ...most, at: [] }, ...others],
		ids: Object.fromEntries(
			[...names].map((name) => [name, outcomes.map(({ ids }) => ids[name] ?? null)]),
		),
	};
}

function read({ request = INTERRUPTED, fates, ids = {} }: Note, planned: Request): Result {
	if (fates === undefined) return alike(planned, request);
	const [{ outcome: most }, ...others] = fates;
	const outcomes = everyCallee(planned, most);
	for (const { outcome, at } of others) for (const position of at) outcomes[position] = outcome;
	return {
		request,
		outcomes: outcomes.map((outcome, position) => ({
			...outcome,
			ids: Object.fromEntries(
				Object.entries(ids)
					.map(([name, column]) => [name, column[position]])
					.filter(([, id]) => id !== null),
			) as IDataObject,
		})),
	};
}
