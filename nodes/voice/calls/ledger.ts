import { createHash, randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { alike, everyCallee, type Result } from './outcome';
import { isRunByAgent } from '../n8n1';
import type { Outcome, Request, Slot } from '../types';

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
	/** Notes that a request is about to be sent; the returned function notes its result, and says in it when that was. */
	begin: (request: Request, slots: Slot[]) => (result: Result) => Result;
}

/**
 * What is noted of a request before it is sent, and what is added when its result is known. Short,
 * because n8n stores it with the execution: under 200 bytes, and the IDs.
 */
interface Note {
	/**
	 * A hash of the operation, and of who is called for which item: by number, or all of a task that the vendor
	 * knows; of what is said, where nobody is called.
	 */
	who: string;
	/** When it was about to be sent, in milliseconds since 1970; an older version did not note it. */
	at?: number;
	/** The task's name. */
	task?: string;
	result?: NotedOutcome;
	/** Only where callees fared differently from each other: the fates there were, with those who had them. */
	fates?: Array<[outcome: NotedOutcome, at: number[]]>;
	/** Only where the vendor has an ID for each callee: by their names, in the order of the callees. */
	ids?: Record<string, Array<IDataObject[string]>>;
}

type NotedOutcome = [status: Outcome['status'], code: string, reason: string, ids?: IDataObject];

/** Vendors' words have no limit; a note has. */
const LONGEST_REASON = 60;
/** A number of a callee, if the vendor repeats it. */
const NUMBER = /\d{6,}/g;

/** Why a later try sends nothing. */
const NOT_AGAIN = 'an earlier try sent this, so it was not sent again';

/** How a request counts that was under way when the process ended. */
export const INTERRUPTED: Outcome = {
	status: 'unknown',
	code: 'INTERRUPTED',
	reason: 'The run ended while this request was under way',
	ids: {},
	hint: NOT_AGAIN,
};

/**
 * How a request counts that no note fits, while there is a note that fits no request any more, because
 * numbers or grouping have changed.
 */
const CHANGED: Outcome = {
	status: 'unknown',
	code: 'CHANGED',
	reason:
		'Numbers or grouping have changed since an earlier try, so nobody knows any more who was called; this was not sent',
	ids: {},
};

/** The same of requests that call those of a task again. */
const OTHER_TASKS: Outcome = {
	...CHANGED,
	reason:
		'What is to be called again has changed since an earlier try, so nobody knows any more who was called; this was not sent',
};

/** The calls of tools that agents run themselves, by their arguments. */
const toolCalls = new WeakMap<object, string>();

/**
 * Names this run of the node; its tries have one name. A node in a loop runs many times, and what one
 * round sent is no reason not to send the next. An agent that runs its tools itself gives every try an index
 * of its own, and runs at the same time the same one; but the arguments of a call stay the same object.
 */
export function runOf(ctx: IExecuteFunctions): string {
	if (!isRunByAgent(ctx)) return String(ctx.evaluateExpression('{{ $runIndex }}', 0));
	const [{ json }] = ctx.getInputData();
	const call = toolCalls.get(json) ?? randomUUID();
	toolCalls.set(json, call);
	return call;
}

/**
 * Opens the ledger of this run of the node. It lies in the execution's node context, which outlives
 * Retry On Fail and is stored with the execution.
 *
 * A request is known by who is called for which item, not by what is said to them: an expression with
 * the time in it comes out differently at every try. Where those of a task are called again, they are known by
 * it; where nobody is called, the body is all there is to know a request by. The ledger holds hashes and what
 * the vendor answered, no numbers of callees.
 *
 * @param operation names what is done, e.g. its path
 */
export function openLedger(ctx: IExecuteFunctions, operation: string): Ledger {
	const context = ctx.getContext('node');
	const run = runOf(ctx);
	const all: Record<string, Note[]> = (context.sent ??= {});
	const notes = (all[run] = (all[run] ?? []).filter((note) => !calledNobody(note)));

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
				if (note !== undefined) {
					const result = dated(read(note, request), note);
					return { result, taskName: note.task };
				}
				// Whom a vanished request called may be anybody by now; unless it called nobody.
				const { callees, again } = request;
				const calls = callees.length > 0 || again !== undefined;
				if (!calls || unmatched.size === 0) return undefined;
				return { result: alike(request, again === undefined ? CHANGED : OTHER_TASKS) };
			});
		},
		begin(request, slots) {
			const { taskName } = request;
			const note: Note = {
				who: hashOf(operation, request, slots),
				at: Date.now(),
				...(taskName !== undefined && { task: taskName }),
			};
			notes.push(note);
			return (result) => {
				Object.assign(note, write(result));
				return dated(result, note);
			};
		},
	};
}

/** Whether an earlier try of this run may have called somebody. */
export function hasNotes(ctx: IExecuteFunctions): boolean {
	const { sent } = ctx.getContext('node') as { sent?: Record<string, Note[]> };
	return sent?.[runOf(ctx)]?.some((note) => !calledNobody(note)) ?? false;
}

const dated = (result: Result, { at }: Note): Result => ({
	...result,
	...(at !== undefined && { submittedAt: new Date(at).toISOString() }),
});

const calledNobody = ({ result, fates }: Note) =>
	result?.[0] === 'refused' || (fates?.every(([[status]]) => status === 'refused') ?? false);

function hashOf(operation: string, request: Request, slots: Slot[]): string {
	const entries = slots.map(
		({ item, entry, duplicate }) => `${item}.${entry}${duplicate ? 'd' : ''}`,
	);
	return shortHash(`${operation} ${whoOf(request)} ${entries.join()}`);
}

/** 16 hexadecimal digits: enough for what one execution sends. */
export const shortHash = (text: string): string =>
	createHash('sha256').update(text).digest('hex').slice(0, 16);

function whoOf({ body, callees, again }: Request): string {
	if (callees.length > 0) return callees.map(({ number }) => number).join();
	return again === undefined ? JSON.stringify(body) : `those of ${JSON.stringify(again)}`;
}

/** Says of each callee only what isn't said of all: its ID, and its fate where there are several. */
function write({ request, outcomes }: Result): Pick<Note, 'result' | 'fates' | 'ids'> {
	const [first] = outcomes;
	if (outcomes.every((outcome) => outcome === first) && first.status === request.status) {
		return { result: shorten(first) };
	}
	type Fate = [outcome: NotedOutcome, at: number[]];
	const fates = new Map<string, Fate>();
	const byWords = new Map<string, Fate>();
	const names = new Set<string>();
	outcomes.forEach((outcome, at) => {
		const words = `${outcome.status} ${outcome.code} ${outcome.reason}`;
		let fate = byWords.get(words);
		if (fate === undefined) {
			const noted = shorten({ ...outcome, ids: {} });
			fate = fates.get(noted.join()) ?? [noted, []];
			fates.set(noted.join(), fate);
			byWords.set(words, fate);
		}
		fate[1].push(at);
		for (const name of Object.keys(outcome.ids)) names.add(name);
	});
	// Most had the first fate: it is that of all who aren't named with another.
	const [[most], ...others] = [...fates.values()].sort((a, b) => b[1].length - a[1].length);
	return {
		result: shorten(request),
		fates: [[most, []], ...others],
		ids: Object.fromEntries(
			[...names].map((name) => [name, outcomes.map(({ ids }) => ids[name] ?? null)]),
		),
	};
}

function shorten({ status, code, reason, ids }: Outcome): NotedOutcome {
	const masked = reason.replace(NUMBER, '***');
	const short = masked.length > LONGEST_REASON ? `${masked.slice(0, LONGEST_REASON)}…` : masked;
	return Object.keys(ids).length > 0 ? [status, code, short, ids] : [status, code, short];
}

const lengthen = ([status, code, reason, ids = {}]: NotedOutcome): Outcome => ({
	status,
	code,
	reason,
	ids,
	...(status === 'unknown' && { hint: NOT_AGAIN }),
});

function read({ result, fates, ids = {} }: Note, planned: Request): Result {
	const request = result === undefined ? INTERRUPTED : lengthen(result);
	if (fates === undefined) return alike(planned, request);
	const [[most], ...others] = fates;
	const outcomes = everyCallee(planned, lengthen(most));
	for (const [fate, at] of others) {
		const outcome = lengthen(fate);
		for (const position of at) outcomes[position] = outcome;
	}
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
