import type { NodeExecutionHint } from 'n8n-workflow';

import { isKeptBack, KEPT_BACK } from '../guards/keptBack';
import { namesOfItems } from './errors';
import type { Result } from '../calls/outcome';
import type { Plan } from '../calls/plan';
import { sameAgain } from '../input/sending';
import type { CallOperation } from '../types';
import { capitalized } from './words';

/** How many callees fared how; a request without callees counts as one. */
export interface Counts {
	accepted: number;
	repeated: number;
	refused: number;
	unknown: number;
	untried: number;
	all: number;
}

type Results = ReadonlyArray<Result | undefined>;

export function count({ requests }: Plan, results: Results): Counts {
	const counts = { accepted: 0, repeated: 0, refused: 0, unknown: 0, untried: 0, all: 0 };
	for (const [index, { callees }] of requests.entries()) {
		const outcomes = results[index]?.outcomes;
		const many = Math.max(1, callees.length);
		counts.all += many;
		if (outcomes === undefined) counts.untried += many;
		else for (const { status } of outcomes) counts[status]++;
	}
	return counts;
}

/** How many callees fared how, and for which items nobody knows; empty where there is only one. */
export function countsOf(plan: Plan, results: Results): string {
	const { all, untried, ...known } = count(plan, results);
	if (all === 1) return '';
	const open = plan.slots
		.filter(({ request, position }) => results[request]?.outcomes[position].status === 'unknown')
		.map(({ item }) => item);
	const named = Object.entries({ ...known, 'not tried': untried })
		.filter(([, many]) => many > 0)
		.map(([fate, many]) => `${fate} ${many}${fate === 'unknown' ? ` (${namesOfItems(open)})` : ''}`)
		.join(', ');
	return `${capitalized(named)}.`;
}

export const PREVIEW_HINT = hint('Preview: nothing was sent.', 'info');

/**
 * What a green tick would hide, for the editor to show beside the output.
 *
 * @param recalled the requests whose results are those of an earlier try
 * @param invalid how many items could not be used
 */
export function hintsOf(
	plan: Plan,
	results: Results,
	recalled: readonly boolean[],
	invalid: number,
	operation: CallOperation,
): NodeExecutionHint[] {
	const callsPeople = operation.callees !== undefined;
	const { all, repeated, refused, unknown, untried } = count(plan, results);
	const things = (many: number) =>
		`${many} ${callsPeople ? 'callee' : 'request'}${many === 1 ? '' : 's'}`;
	const ofAll = (many: number) => `${many} of ${things(all)}`;
	const earlier = results
		.flatMap((result, index) => (recalled[index] && result ? result.outcomes : []))
		.filter(({ status }) => status === 'accepted').length;
	const were = (many: number) => (many === 1 ? 'was' : 'were');
	const sent = callsPeople ? 'called' : 'sent';
	const kept = results.flatMap((result) => result?.outcomes.filter(isKeptBack) ?? []);
	const byGuard = Object.entries(KEPT_BACK)
		.map(
			([code, guard]) => [guard, kept.filter((outcome) => outcome.code === code).length] as const,
		)
		.filter(([, many]) => many > 0)
		.map(([guard, many]) => `${guard} ${many}`)
		.join(', ');
	const refusedThere = refused - kept.length;
	const items = `${invalid} item${invalid === 1 ? '' : 's'}`;
	const warnings: Array<[many: number, message: string]> = [
		[invalid, `${items} had problems, and nothing was sent for ${invalid === 1 ? 'it' : 'them'}.`],
		[kept.length, `${ofAll(kept.length)} not ${sent}: ${byGuard}.`],
		[refusedThere, `${ofAll(refusedThere)} refused.`],
		[unknown, `${ofAll(unknown)} unknown: they may have been ${sent}.`],
		[untried, `${ofAll(untried)} not tried.`],
		[
			repeated,
			`${things(repeated)} ${were(repeated)} not ${sent}: the same was submitted before. To call again, set Sending → ${sameAgain(operation).displayName} to Call Again.`,
		],
	];
	const hints = warnings
		.filter(([many]) => many > 0)
		.map(([, message]) => hint(message, 'warning'));
	if (earlier > 0) {
		hints.push(hint(`${things(earlier)} ${were(earlier)} ${sent} by an earlier try.`, 'info'));
	}
	return hints;
}

/** A remark that stands beside the output. */
export function hint(
	message: string,
	type: NonNullable<NodeExecutionHint['type']>,
): NodeExecutionHint {
	return { message, type, location: 'outputPane' };
}
