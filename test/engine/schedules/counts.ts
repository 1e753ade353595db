import { mayBeUnknown } from './lookUps';
import { isAlone, isSingle } from './schedule';
import { broken, type Send, type View } from './view';

/** How many callees fared how, by the node's account. */
export interface Counts {
	accepted: number;
	repeated: number;
	refused: number;
	unknown: number;
	untried: number;
}

/** The sums agree with the calls there were. */
export function judgeCounts(view: View, counts: Counts): void {
	const { accepted, repeated, refused, unknown, untried } = counts;
	const { plan, called, round } = view;
	const words = Object.entries(counts)
		.map(([fate, many]) => `${fate} ${many}`)
		.join(', ');
	const sum = accepted + repeated + refused + unknown + untried;
	// Grouped otherwise at each try, the same may come together again that an earlier try has sent.
	if (repeated > 0 && round.kind !== 'again' && !isRegrouped(view))
		broken(`The node says ${words} in the first execution`);
	if (sum < plan.fewest || sum > plan.total) {
		broken(`The node says ${words}: that is ${sum} callees instead of ${plan.total}`);
	}
	const calls = [...called.values()].reduce((all, times) => all + times, 0);
	if (calls < accepted) broken(`The node says ${words}, but ${calls} were called`);
	if (calls > accepted + unknown && mayCheck(view, unknown)) {
		broken(`The node says ${words}, but ${calls} were called`);
	}
	if (unknown > mostUnknown(view)) {
		broken(`The node says ${words}, but no more than ${mostUnknown(view)} can be unknown`);
	}
}

/** Whether items may have been grouped otherwise than at an earlier try. */
export const isRegrouped = ({ schedule, round }: View) =>
	!isAlone(schedule) &&
	schedule.varying === 'grouping' &&
	(round.kind !== 'first' || round.tries > 1);

/**
 * Whether all who were called must be among the accepted and unknown. In a new execution the vendor
 * may refuse who was called in the one before; and grouped otherwise, one unknown may stand for two.
 */
export const mayCheck = (view: View, unknown: number) =>
	view.round.kind !== 'again' && !(isRegrouped(view) && unknown > 0);

/** The requests of the execution that the round belongs to. */
export const ofExecution = ({ round, sends, fresh }: View) =>
	round.kind === 'again' ? fresh : sends;

/** How many requests a cancellation can have cut off that the vendor didn't see, or had answered. */
export function mostCutOff({ schedule, round, watch }: View): number {
	const { concurrency, cancel } = schedule;
	if (!watch.cancelled || round.kind === 'again') return 0;
	return round.kind === 'retry' && cancel!.stored === 'then' ? concurrency : concurrency - 1;
}

/** What tells a request from the others; a callee that shall be called each time may have several. */
const requestOf = ({ schedule }: View, { group, taskName }: Send, at: number) =>
	isSingle(schedule) && schedule.duplicates === 'each' ? at : (group ?? taskName ?? at);

function mostUnknown(view: View): number {
	const { plan } = view;
	// Grouped otherwise than before, nobody can tell who was called.
	if (isRegrouped(view)) return Infinity;
	const requests = new Map(
		ofExecution(view).flatMap((send, at) =>
			mayBeUnknown(view, send) ? [[requestOf(view, send, at), send.numbers.length] as const] : [],
		),
	);
	const open = [...requests.values()].reduce((all, size) => all + size, 0);
	return open + mostCutOff(view) * plan.largest;
}

/** How many the vendor turned away, with their whole request or alone. */
export function mostRefused(view: View): number {
	const { sends, fresh } = view;
	const turnedAway = fresh.filter(({ open, arrival }) => !open && !arrival.entry.taken);
	const requests = new Map(
		turnedAway.map((send, at) => [requestOf(view, send, at), send.numbers.length]),
	);
	const alone = sends
		.filter(({ arrival }) => arrival.entry.taken)
		.map(({ numbers, called }) => numbers.length - called.length);
	return [...requests.values(), ...alone].reduce((all, size) => all + size, 0);
}
