import type { IExecuteFunctions } from 'n8n-workflow';

import { INTERRUPTED, runOf, shortHash } from './ledger';
import { isSettled, type Result } from './outcome';
import type { Plan } from './plan';
import type { Callee, Outcome, Request } from '../types';

/** What became of a call, and which run of the node made it. */
type Note = Pick<Outcome, 'status' | 'code' | 'reason' | 'ids'> & { run: string };
/** By the hash of who was called with what. */
type Notes = Record<string, Note>;

/**
 * What AI agents have had called, by execution. It lies in the node's context; should an agent not hand
 * that on from one call of the tool to the next, this process remembers, too. Another worker knows nothing.
 */
const executions = new Map<string, Notes>();
const MOST_EXECUTIONS = 1000;
/** Calls that are being made, beside the notes about them. */
const underWay = new WeakMap<Notes, Map<string, Promise<void>>>();

/**
 * The outcome of a callee of a request, or where the vendor knows the callees of all in it; undefined where it is
 * not known.
 */
type OutcomeOf = (request: Request, callee: Callee | undefined) => Outcome | undefined;

/** Who is called: one by one, or all of a task that the vendor knows. */
const calledBy = ({ callees, again }: Request): Array<Callee | undefined> =>
	again === undefined ? callees : [undefined];

/** Who was called before in this execution, and with what: an AI agent that repeats itself calls nobody again. */
export interface Repeats {
	/** The end of those of these calls that another run of the tool is making; undefined where none is. */
	underWay: (plan: Plan) => Promise<unknown> | undefined;
	/** The outcome of a call that was made before; undefined where none was, or it called nobody. */
	outcomeOf: OutcomeOf;
	/**
	 * Notes that requests are about to be sent. Nothing may be awaited between the last look at what is under
	 * way and this: of two runs at the same time only one may call.
	 *
	 * @returns to be called when nothing is under way any more, with the results by request
	 */
	begin: (plan: Plan, pending: number[]) => (results: ReadonlyArray<Result | undefined>) => void;
}

/** @param target what the requests go to, e.g. vendor, host and path */
export function openRepeats(ctx: IExecuteFunctions, target: string): Repeats {
	const context = ctx.getContext('node') as { called?: Notes };
	const isKept = context.called !== undefined;
	const run = `${ctx.getNode().name} ${runOf(ctx)}`;
	const notes = notesOf(ctx.getExecutionId(), context);
	const making = underWay.get(notes) ?? new Map<string, Promise<void>>();
	underWay.set(notes, making);
	const keysOf = (request: Request) =>
		calledBy(request).map((callee) => hashOf(target, request, callee));
	return {
		underWay({ requests }) {
			const others = requests.flatMap(keysOf).flatMap((key) => making.get(key) ?? []);
			return others.length > 0 ? Promise.all(others) : undefined;
		},
		outcomeOf(request, callee) {
			const note = notes[hashOf(target, request, callee)];
			if (note === undefined) return undefined;
			// What an earlier try of this very run has sent, whatever it said, is the ledger's business.
			if (isKept && note.run === run) return undefined;
			const { code, reason, ids } = note;
			const status = note.status === 'unknown' ? 'unknown' : 'repeated';
			return { status, code, reason, ids, before: true };
		},
		begin({ requests }, pending) {
			const keys = pending.map((index) => ({ index, ofRequest: keysOf(requests[index]) }));
			let release = () => {};
			const done = new Promise<void>((resolve) => {
				release = resolve;
			});
			for (const key of keys.flatMap(({ ofRequest }) => ofRequest)) {
				notes[key] = { ...INTERRUPTED, run };
				making.set(key, done);
			}
			return (results) => {
				const called = new Map<string, Outcome>();
				for (const { index, ofRequest } of keys) {
					for (const [position, key] of ofRequest.entries()) {
						const outcome = results[index]?.outcomes[position];
						making.delete(key);
						delete notes[key];
						// Of several calls to one number the one that was made counts.
						if (outcome && outcome.status !== 'refused') called.set(key, outcome);
					}
				}
				for (const [key, { status, code, reason, ids }] of called) {
					notes[key] = { status, code, reason, ids, run };
				}
				release();
			};
		},
	};
}

/**
 * Moves callees whose outcome is known already into requests of their own, behind the others.
 *
 * @returns the plan, and the results of those requests, by request
 */
export function apart(
	{ requests, slots, problems }: Plan,
	outcomeOf: OutcomeOf,
): { plan: Plan; results: Array<Result | undefined> } {
	const fresh: Request[] = [];
	const known: Array<{ request: Request; outcomes: Outcome[] }> = [];
	const places = requests.map((request) => {
		const left: Request = { ...request, callees: [], items: [] };
		const gone: Request = { ...request, callees: [], items: [] };
		const outcomes: Outcome[] = [];
		const moved = calledBy(request).map((callee, at) => {
			const outcome = outcomeOf(request, callee);
			const position = outcome === undefined ? at - outcomes.length : outcomes.push(outcome) - 1;
			const to = outcome === undefined ? left : gone;
			if (callee !== undefined) to.callees.push(callee);
			return { to, position };
		});
		if (outcomes.length < moved.length) fresh.push(left);
		if (outcomes.length > 0) known.push({ request: gone, outcomes });
		return moved;
	});
	const all = [...fresh, ...known.map(({ request }) => request)];
	const indexes = new Map(all.map((request, index) => [request, index]));
	const moved = slots.map((slot) => {
		const { to, position } = places[slot.request][slot.position];
		if (to.items.at(-1) !== slot.item) to.items.push(slot.item);
		return { ...slot, request: indexes.get(to)!, position };
	});
	const results = [
		...fresh.map(() => undefined),
		...known.map(({ outcomes }) => ({
			request: outcomes.find(isSettled) ?? outcomes[0],
			outcomes,
		})),
	];
	return { plan: { requests: all, slots: moved, problems }, results };
}

/**
 * The notes of an execution: those in the node's context, and those of this process.
 *
 * @param execution undefined where n8n has made none yet, as for MCP: then others have none, too
 */
function notesOf(execution: string | undefined, context: { called?: Notes }): Notes {
	if (execution === undefined) return (context.called ??= {});
	const notes = executions.get(execution) ?? {};
	if (context.called !== notes) Object.assign(notes, context.called);
	context.called = notes;
	// The newest stands last, and the oldest is forgotten first.
	executions.delete(execution);
	executions.set(execution, notes);
	const [oldest] = executions.keys();
	if (executions.size > MOST_EXECUTIONS) executions.delete(oldest);
	return notes;
}

/**
 * Names a callee with what is said to it; the task's name says nothing to anybody. Those of a task are named by it,
 * whatever is said to them: one more call to them is asked for on purpose only.
 */
function hashOf(target: string, { body, again }: Request, callee: Callee | undefined): string {
	const { taskName: _, ...settings } = body;
	const who = callee ? [settings, callee.number, callee.variables] : ['again', again];
	return shortHash(JSON.stringify([target, ...who]));
}
