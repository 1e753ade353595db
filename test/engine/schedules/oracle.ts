import type { Round } from './play';
import { keyOf, planOf, readArrival, type Plan } from './plan';
import { judgeReport } from './report';
import { isAlone, isSingle, isTaskMaker, type Schedule } from './schedule';
import { LOOK_UP, SUCCESS } from './trouble';
import { broken, countOf, groupBy, type Seen, type Send, type View } from './view';
import { wasRead } from './lookUps';
import { OPERATORS } from './operators';
import type { Arrival, Watch } from './watch';

/**
 * Judges a schedule by what the vendors saw and did; the node's words are only compared with that.
 *
 * @returns the judge of one round after the other
 */
export function oracle(first: Schedule, seen: Seen): (round: Round, watch: Watch) => void {
	let calledBefore = new Map<string, number>();
	return (round, watch) => {
		const { schedule } = round;
		const plan = planOf(schedule);
		const { arrivals } = watch;
		const sendsFrom = (from: number) =>
			arrivals
				.slice(from)
				.filter(({ entry }) => entry.operation !== LOOK_UP)
				.map((arrival) => sendOf(schedule, plan, arrival));
		onlyWhatIsKnown(arrivals);
		const sends = sendsFrom(0);
		const fresh = sends.slice(sends.length - sendsFrom(round.from).length);
		const called = countOf(sends.flatMap((send) => send.called));
		const view = { schedule, plan, round, watch, sends, fresh, called, calledBefore };
		nobodyElseAndNobodyTwice(view, planOf(first));
		if (isTaskMaker(schedule)) oneNameForEachTask(view);
		else nothingSentTwice(view);
		notMoreThanAllowed(view);
		judgeReport(view, seen);
		note(view, seen);
		calledBefore = called;
	};
}

const KNOWN = new Set([...OPERATORS.map(({ operationId }) => operationId), LOOK_UP]);

function sendOf(schedule: Schedule, plan: Plan, arrival: Arrival): Send {
	const read = readArrival(schedule, arrival);
	const { entry, calls, cutOff, fault } = arrival;
	const open = cutOff || fault?.open === true;
	const key = (number: string) => (plan.exact ? keyOf(number, read.group!) : number);
	const called = calls.map(({ callee }) => key(callee));
	return { ...read, arrival, open, answered: entry.taken && !open, called };
}

/** No redirect was followed, and nothing was asked for that the vendor doesn't have. */
function onlyWhatIsKnown(arrivals: Arrival[]): void {
	for (const { entry } of arrivals) {
		if (!KNOWN.has(entry.operation ?? '')) broken(`${entry.method} ${entry.path} was asked for`);
	}
}

/** @param first what the list was at first: submitted again, nobody in it may be called again */
function nobodyElseAndNobodyTwice({ plan, called, sends }: View, first: Plan): void {
	for (const [key, times] of called) {
		const allowed = Math.max(plan.allowed.get(key) ?? 0, first.allowed.get(key) ?? 0);
		if (allowed === 0) broken(`${key} was called, which no item asks for`);
		if (times > allowed) broken(`${key} was called ${times} times instead of ${allowed}`);
	}
	const numbers = new Set([...plan.entries, ...first.entries].map(({ number }) => number));
	const stranger = sends.flatMap((send) => send.numbers).find((number) => !numbers.has(number));
	if (stranger !== undefined) broken(`${stranger} was sent, which no item asks for`);
}

/** Without a key of its own a request that was taken, or may have been, is sent no more. */
function nothingSentTwice({ plan, sends }: View): void {
	const gone = new Map<string, number>();
	for (const { numbers, group, open, arrival, called } of sends) {
		// Taken, and every callee in it refused: nobody was called.
		const isInVain = !open && called.length === 0;
		const keys = numbers.map((number) => (plan.exact ? keyOf(number, group!) : number));
		for (const [key, times] of countOf(keys)) {
			const before = gone.get(key) ?? 0;
			const allowed = plan.allowed.get(key) ?? 0;
			if (before + times > allowed) {
				broken(`${key} was sent again, though ${before} of ${allowed} may have been called`);
			}
			if (open || (arrival.entry.taken && !isInVain)) gone.set(key, before + times);
		}
	}
}

/**
 * A task is sent again only by the name that protects it, and not at all once the vendor has said
 * that it has it.
 */
function oneNameForEachTask({ plan, sends, fresh, round }: View): void {
	if (!plan.exact) return;
	const names = new Map<string, string>();
	const done = new Set<string>();
	for (const send of sends) {
		const { group, taskName, open, answered, arrival, numbers } = send;
		const name = names.get(group!);
		if (name !== undefined && name !== taskName) {
			broken(`${numbers.join(', ')} were sent as "${name}" and then as "${taskName}"`);
		}
		if (open || arrival.entry.taken) names.set(group!, taskName!);
		if (round.kind === 'again' && !fresh.includes(send)) continue;
		if (done.has(group!)) broken(`${numbers.join(', ')} were sent again after they were accepted`);
		if (answered) done.add(group!);
	}
}

const allowedTimes = ({ allowed }: Plan, number: string, group: string) =>
	allowed.get(keyOf(number, group)) ?? 0;

/** By the vendor's envelope, which may be silent about the callees. */
const isTaken = ({ answered, arrival: { fault } }: Send) =>
	answered || (fault?.body === SUCCESS.buka && fault.status === undefined);

const mayBeSentAgain = (schedule: Schedule, { open, arrival }: Send): boolean =>
	arrival.fault?.passes || (open && isTaskMaker(schedule));

/** Concurrency, Tries per Request, and the end after a failure or a cancellation. */
function notMoreThanAllowed({ schedule, plan, watch, sends, fresh }: View): void {
	const { concurrency, maxAttempts, onError } = schedule;
	if (watch.mostUnderWay > concurrency) {
		broken(`${watch.mostUnderWay} requests were under way at a time instead of ${concurrency}`);
	}
	// The others may have been on the wire when the one came that the execution was cancelled at.
	if (watch.arrivedAfterCancel > concurrency - 1) {
		broken(`${watch.arrivedAfterCancel} requests arrived after the cancellation`);
	}
	if (!plan.exact) return;
	for (const tried of groupBy(fresh, ({ arrival }) => arrival.attemptedBy).values()) {
		const byGroup = [...groupBy(tried, ({ group }) => group!)];
		for (const [group, sent] of byGroup) {
			const { length } = sent;
			// Requests that say the same to the same callee, which shall be called each time, look alike.
			if (
				isSingle(schedule) &&
				sent.some(({ numbers }) => allowedTimes(plan, numbers[0], group) > 1)
			)
				continue;
			if (length > maxAttempts) broken(`${group} was sent ${length} times in a try`);
			const mayFollow = sent.map((send) => mayBeSentAgain(schedule, send));
			if (mayFollow.slice(0, -1).includes(false)) broken(`${group} was not to be sent again`);
			sent.slice(1).forEach((send, at) => {
				if (sent[at].open && !wasRead(watch, sent[at], send)) {
					broken(`${group} was sent again though the list that may have it was not read`);
				}
			});
			if (mayFollow.at(-1) && length < maxAttempts && !watch.cancelled) {
				const last = sent.at(-1)!;
				const isThere = ({ taskName, arrival }: Send) =>
					taskName === last.taskName && arrival.entry.taken;
				const isKnown =
					sends.some(isThere) || (schedule.taskName !== 'derived' && schedule.sibling);
				// What may have arrived is sent again only where the list was read, each time.
				const needsList = sent.some(({ open }) => open);
				if (!needsList || !(isKnown || !wasRead(watch, last))) {
					broken(`${group} was sent ${length} times and then given up`);
				}
			}
		}
		const failed = byGroup.filter(([, sent]) => !isTaken(sent.at(-1)!));
		if (onError !== 'stopWorkflow' || isTaskMaker(schedule)) continue;
		if (failed.length > concurrency) {
			broken(`${failed.length} requests failed before the node stopped`);
		}
	}
}

function note({ schedule, plan, round, watch, sends, fresh, called }: View, seen: Seen): void {
	const happened: Record<string, boolean> = {
		'requests overlapped': watch.mostUnderWay > 1,
		[`an execution was cancelled in a ${schedule.cancel?.at}`]: round.cancelled,
		'a cancellation cut a request off that was taken': sends.some(
			({ arrival }) => arrival.cutOff && arrival.entry.taken,
		),
		'a retry sent something': round.kind === 'retry' && fresh.length > 0,
		'a retry held something back': round.kind === 'retry' && sends.some(({ open }) => open),
		'a retry of what a cancellation left': round.kind === 'retry' && watch.cancelled,
		'Retry On Fail sent something': fresh.some(
			({ arrival }) => arrival.attemptedBy !== fresh[0].arrival.attemptedBy,
		),
		'a request that was taken stayed open': sends.some(
			({ open, arrival }) => open && arrival.entry.taken,
		),
		'a request that was not taken stayed open': sends.some(
			({ open, arrival }) => open && !arrival.entry.taken,
		),
		'a task was sent again': isTaskMaker(schedule) && hasTwice(fresh.map((send) => send.taskName!)),
		'a task was looked up': watch.arrivals.some(({ entry }) => entry.operation === LOOK_UP),
		'a list was submitted again in another order':
			round.kind === 'again' && schedule.changed === 'order' && fresh.length > 0,
		'a part of a list was submitted again':
			round.kind === 'again' && schedule.changed === 'shorter' && fresh.length > 0,
		'an answer of somebody else came': fresh.some(
			({ arrival: { fault } }) =>
				fault?.body !== undefined && /timestamp|busy|OK"|408|""/.test(fault.body),
		),
		'a list could not be had': watch.arrivals.some(
			({ entry, fault }) => entry.operation === LOOK_UP && fault !== undefined,
		),
		'a number came twice': plan.entries.some(({ duplicate }) => duplicate),
		'a number was called twice because it shall be': [...plan.allowed].some(
			([key, times]) => times > 1 && sends.flatMap(({ called }) => called).includes(key),
		),
		'those of a task were called again': isAlone(schedule) && called.size > 0,
		'nobody knew whether those of a task were called again':
			isAlone(schedule) && sends.some(({ open, arrival }) => open && arrival.entry.taken),
		'settings of a task that was called again differed at each try':
			isAlone(schedule) && schedule.varying !== 'nothing' && watch.tries > 1,
		...(isSingle(schedule) && {
			'one by one: the first were called, the others not tried':
				round.error !== undefined && called.size > 0 && called.size < plan.allowed.size,
			'one by one: a later try called the rest': sends.some(
				({ called: reached }, at) => reached.length > 0 && isOfLaterTry(sends, at),
			),
			'one by one: nobody knows of one of them': sends.some(({ open }) => open) && called.size > 1,
			'one by one: a number was called twice because it shall be': [...called.values()].some(
				(times) => times > 1,
			),
		}),
		[`${schedule.sender} called somebody`]: called.size > 0,
		'settings differed at each try': schedule.varying !== 'nothing' && fresh.length > 1,
	};
	for (const [what, did] of Object.entries(happened)) if (did) seen.add(what);
}

/** Whether a request was sent by a later run of the node than the first of them. */
const isOfLaterTry = (sends: Send[], at: number) =>
	sends[at].arrival.attemptedBy > sends[0].arrival.attemptedBy;

const hasTwice = (names: string[]) => new Set(names).size < names.length;
