import { DateTime } from 'luxon';

import type { Plan } from './agenda';
import type { Result } from './behaviours';
import { courseOf, millionths, type Course } from './course';
import { addRecording } from './library';
import { TIME, ZONE, type State, type VendorName } from './state';

/** What asked for a call; left out it is a message. */
type Kind = 'message' | 'text' | 'task' | 'agentTask' | 'notification';

/** What all calls of one request have in common; times are milliseconds since 1970. */
export interface Submission {
	vendor: VendorName;
	kind?: Kind;
	appId?: string;
	submittedAt: number;
	/** When the vendor may dial. */
	startsAt: number;
	displayNum?: string;
	voiceFileId?: string;
	calledInfo?: string;
	/** Seconds. */
	maxRingingTime: number;
	/** Seconds of talking after which the vendor hangs up. */
	maxDuration?: number;
	/** Whether the request asked for recordings. */
	recorded: boolean;
	/** keyId of the group call, and of the one that is made again with it. */
	keyId?: number;
	sourceKeyId?: number;
	/** Which round of a redial flow it is, from 1 on. */
	round?: number;
	scriptId?: number;
	/** Who is called again under the same ID, how often, and after how many milliseconds. */
	redials?: { of: Result[]; count: number; interval: number };
	/** The group to which who answers is handed over, and the key they have to press for it, if one. */
	agents?: { group: string | null; key?: string };
	/** What InnoPaaS pushes, and where. */
	cdr?: { callId: string; billUrl: string; transData?: string };
	/** How many of its calls are not over, and what happens then. */
	open?: number;
	whenOver?: (at: number) => void;
}

export interface PhoneCall {
	voiceId: string;
	callee: string;
	of: Submission;
	/** Of the last attempt that has begun, and of those before it. */
	course?: Course;
	earlier?: Course[];
	/** Whether that attempt is over and paid. */
	over?: boolean;
	/** Whether nobody is called again under this ID. */
	done?: boolean;
	recordingFileId?: string;
	/** One of a vendor's page: it never gets too old. */
	sample?: boolean;
	/** How it will begin. */
	plan?: Plan;
}

/** Seconds from submission to dialling, as in the vendors' sample. */
const DIALS_AFTER = 5;

/** Who was not reached: nobody listened to what was said. */
export const UNREACHED: Result[] = ['notAnswered', 'busy', 'rejected', 'voicemail', 'failed'];

/** A moment that the vendors are told, in their zone; undefined if there is no such time. */
export function momentOf(time: string | null | undefined, format = TIME): number | undefined {
	const moment = DateTime.fromFormat(time ?? '', format, { zone: ZONE });
	return moment.isValid ? moment.toMillis() : undefined;
}

/** Takes calls that the vendor will make: their records are there from now on. */
export function dial(of: Submission, callees: string[], state: State): PhoneCall[] {
	const second = DateTime.fromMillis(of.submittedAt, { zone: ZONE }).toFormat('yyMMddHHmmss');
	return callees.map((callee) =>
		take({ voiceId: `${second}${state.nextId(1_000_001)}`, callee, of }, state),
	);
}

export function take(call: PhoneCall, state: State): PhoneCall {
	call.of.open = (call.of.open ?? 0) + 1;
	state.phoneCalls.push(call);
	state.waiting.add(call);
	plan(call, state);
	return call;
}

/** Plans the beginning of a call anew, as its submission and its callee's behaviour are now. */
export function plan(call: PhoneCall, state: State): void {
	const { startsAfter = DIALS_AFTER } = behaviourOf(call, state);
	const at = call.of.startsAt + startsAfter * 1000;
	if (call.plan?.at === at) return;
	state.agenda.drop(call.plan);
	call.plan = state.agenda.plan(at, () => begin(call, at, state));
}

function behaviourOf(call: PhoneCall, { behaviours }: State) {
	const attempt = 1 + (call.of.round ?? 0) + attemptsOf(call).length;
	return behaviours.of(call.of.vendor, call.callee, attempt);
}

/** The attempts that have begun, oldest first. */
export const attemptsOf = ({ earlier = [], course }: PhoneCall): Course[] =>
	course ? [...earlier, course] : earlier;

/** How often somebody was called again, be it under the same ID or in a round of a redial flow. */
export const redialsOf = ({ of, earlier = [] }: PhoneCall) => (of.round ?? 0) + earlier.length;

function begin(call: PhoneCall, at: number, state: State): void {
	const { agenda, outbox, waiting } = state;
	waiting.delete(call);
	const course = courseOf(call.of, behaviourOf(call, state), at);
	Object.assign(call, { earlier: attemptsOf(call), course, over: false });
	for (const [index, ring] of (course.rings ?? []).entries()) {
		agenda.plan(ring.at, (now) => outbox.ringing(call, index, now));
	}
	agenda.plan(course.hungUpAt, (now) => end(call, now, state));
}

function end(call: PhoneCall, at: number, state: State): void {
	const { of, course, earlier = [] } = call;
	call.over = true;
	state.accounts[of.vendor].balance -= millionths(course!.cost);
	if (course!.recorded) call.recordingFileId = addRecording(of.vendor, state);
	const { redials } = of;
	if (redials?.of.includes(course!.result) && earlier.length < redials.count) {
		const again = at + redials.interval;
		call.plan = state.agenda.plan(again, () => begin(call, again, state));
		return;
	}
	call.done = true;
	state.outbox.report(call, at);
	if (--of.open! === 0) of.whenOver?.(at);
}

/** Forgets the calls of a task that have not begun. */
export function withdraw(vendor: VendorName, keyId: number, state: State): void {
	const waits = (call: PhoneCall) =>
		call.of.vendor === vendor && call.of.keyId === keyId && state.waiting.has(call);
	const [gone, rest] = [
		state.phoneCalls.filter(waits),
		state.phoneCalls.filter((call) => !waits(call)),
	];
	for (const call of gone) {
		state.agenda.drop(call.plan);
		state.waiting.delete(call);
		call.of.open!--;
	}
	state.phoneCalls = rest;
}

/** Lets happen what had to happen until now. */
export function settle(state: State): void {
	state.agenda.run(state.millis());
	state.outbox.flush();
}
