import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from './outcome';
import type { Outcome, Slot } from './types';

/** A request that an earlier try of the same run sent, and that must not be sent again. */
export interface Earlier {
	slots: Array<Pick<Slot, 'item' | 'entry' | 'duplicate'>>;
	taskName?: string;
	/** Unknown when these are not the numbers that were sent. */
	result: (numbers: string[]) => Result;
}

/** What is noted of a request before it is sent, and what is added when its result is known. */
interface Note {
	/** The entries it answers for, see `encode`. */
	slots: string;
	/** A hash of the operation and the numbers, which a changed workflow may change. */
	content: string;
	taskName?: string;
	request?: Outcome;
	/** Only where callees fared differently from each other, or from the request. */
	outcomes?: Outcome[];
}

export interface Ledger {
	/** What was accepted, or may have been. A refused request called nobody and may be sent again. */
	earlier: Earlier[];
	/** Notes that a request is about to be sent; the returned function notes its result. */
	begin: (slots: Slot[], numbers: string[], taskName?: string) => (result: Result) => void;
}

/** How a request counts that was under way when the process ended. */
const INTERRUPTED: Outcome = {
	status: 'unknown',
	code: 'INTERRUPTED',
	reason: 'The run ended while this request was under way',
	ids: {},
};

/** How a request counts whose items name other numbers now than when it was sent. */
const CHANGED: Outcome = {
	status: 'unknown',
	code: 'CHANGED',
	reason: 'An earlier try sent this item with another number or operation, and sends it no more',
	ids: {},
};

/**
 * Opens the ledger of this run of the node. It lies in the execution's node context, which outlives
 * Retry On Fail and is stored with the execution.
 *
 * Requests are known by the input items they answer for, which are the same in every try. What is
 * sent may not be: an expression with the time in it comes out differently. The ledger holds no
 * numbers of callees, only the vendor's answers.
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
		earlier: notes.map(({ slots, content, taskName, request = INTERRUPTED, outcomes }) => ({
			slots: decode(slots),
			taskName,
			result: (numbers) => {
				const every = (outcome: Outcome) =>
					Array<Outcome>(Math.max(1, numbers.length)).fill(outcome);
				if (content !== hash(operation, numbers)) {
					return { request: CHANGED, outcomes: every(CHANGED) };
				}
				return { request, outcomes: outcomes ?? every(request) };
			},
		})),
		begin(slots, numbers, taskName) {
			const note: Note = {
				slots: encode(slots),
				content: hash(operation, numbers),
				...(taskName !== undefined && { taskName }),
			};
			notes.push(note);
			return ({ request, outcomes }) => {
				const [first] = outcomes;
				const alike =
					first.status === request.status && outcomes.every((outcome) => outcome === first);
				Object.assign(note, alike ? { request: first } : { request, outcomes });
			};
		},
	};
}

const hash = (operation: string, numbers: string[]) =>
	createHash('sha256').update(`${operation} ${numbers.join()}`).digest('hex').slice(0, 16);

/**
 * Writes entries shortly: `7` is the first callee of item 7, `7.2` its third, `3-9` the first
 * callees of items 3 to 9; a `d` behind it means that an earlier entry is called for this one.
 */
function encode(slots: Slot[]): string {
	const written: string[] = [];
	let range: { from: number; to: number } | undefined;
	const close = () => {
		if (range)
			written.push(range.from === range.to ? `${range.from}` : `${range.from}-${range.to}`);
		range = undefined;
	};
	for (const { item, entry, duplicate } of slots) {
		if (entry === 0 && !duplicate) {
			if (range?.to === item - 1) range.to = item;
			else {
				close();
				range = { from: item, to: item };
			}
		} else {
			close();
			written.push(`${item}.${entry}${duplicate ? 'd' : ''}`);
		}
	}
	close();
	return written.join(' ');
}

function decode(text: string): Earlier['slots'] {
	return text.split(' ').flatMap((token) => {
		const [, first, last, entry = 0, duplicate] = /^(\d+)(?:-(\d+))?(?:[.](\d+))?(d)?$/.exec(
			token,
		)!;
		const count = Number(last ?? first) - Number(first) + 1;
		return Array.from({ length: count }, (_, offset) => ({
			item: Number(first) + offset,
			entry: Number(entry),
			duplicate: duplicate !== undefined,
		}));
	});
}
