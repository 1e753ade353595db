import type { IExecuteFunctions } from 'n8n-workflow';

import { contentHash } from './content';
import type { Result } from './outcome';
import type { Outcome, Request } from './types';

/** What is noted of a request: that it is under way, or its result. */
type Note = 'under way' | { request: Outcome; outcomes?: Outcome[] };

/** What one run of the node has sent, request by request. */
export interface Ledger {
	/**
	 * Sends a request unless an earlier try of the same run did so already.
	 *
	 * A request that was accepted, or may have been, is not sent again: its result comes out again. One
	 * that was refused called nobody, and is sent.
	 */
	once: (request: Request, send: () => Promise<Result>) => Promise<Result>;
}

/** How a request counts that was under way when the process ended. */
const INTERRUPTED: Outcome = {
	status: 'unknown',
	code: 'INTERRUPTED',
	reason: 'The run ended while this request was under way',
	ids: {},
};

/**
 * Opens the ledger of this run. It lies in the execution's node context, which outlives Retry On Fail
 * and is stored with the execution. It holds hashes and the vendor's answers, no numbers.
 *
 * @param target what requests go to: vendor, account and path
 */
export function openLedger(ctx: IExecuteFunctions, target: string): Ledger {
	const context = ctx.getContext('node');
	// A node in a loop runs many times; what one round sent is no reason not to send the next.
	const run = String(ctx.evaluateExpression('{{ $runIndex }}', 0));
	const notes: Record<string, Note> = ((context.sent ??= {})[run] ??= {});
	const seen = new Map<string, number>();

	return {
		async once(request, send) {
			const content = contentHash(target, request);
			const nth = (seen.get(content) ?? 0) + 1;
			seen.set(content, nth);
			const key = nth === 1 ? content : `${content}#${nth}`;

			const earlier = read(notes[key], request);
			if (earlier !== undefined && earlier.request.status !== 'refused') return earlier;
			notes[key] = 'under way';
			const result = await send();
			notes[key] = write(result);
			return result;
		},
	};
}

function read(note: Note | undefined, { callees }: Request): Result | undefined {
	if (note === undefined) return undefined;
	const { request, outcomes } = note === 'under way' ? { request: INTERRUPTED } : note;
	return { request, outcomes: outcomes ?? Array(Math.max(1, callees.length)).fill(request) };
}

/** Outcomes that all are the request's own are noted once. */
function write({ request, outcomes }: Result): Note {
	const [first] = outcomes;
	const alike = outcomes.every(
		(outcome) => outcome === first || JSON.stringify(outcome) === JSON.stringify(first),
	);
	return alike && first.status === request.status ? { request: first } : { request, outcomes };
}
