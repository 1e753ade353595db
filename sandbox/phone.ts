import { DateTime } from 'luxon';

import { addRecording } from './library';
import { TIME, ZONE, type State, type VendorName } from './state';

/** What all calls of one request have in common; times are milliseconds since 1970. */
export interface Submission {
	vendor: VendorName;
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
	/** keyId of the group call. */
	keyId?: number;
	scriptId?: number;
}

export type Result = 'answered' | 'notAnswered' | 'busy' | 'rejected' | 'voicemail' | 'failed';

/** See the schema Behaviour in control.yaml. */
export interface Behaviour {
	vendor?: VendorName;
	callees?: string[];
	result: Result;
	startsAfter?: number;
	ringDuration?: number;
	callDuration?: number;
	key?: string;
	sipCode?: string;
	reason?: string;
	cost?: string;
	currency?: string;
	recorded?: boolean;
	intent?: string;
}

/** What happens in a call, fixed when the vendor dials; times are milliseconds since 1970. */
export interface Course {
	result: Result;
	calledAt: number;
	rangAt?: number;
	answeredAt?: number;
	hungUpAt: number;
	/** Seconds. */
	charged: number;
	billPeriod: string;
	/** Place of the callee, as the vendors write it. */
	code: string;
	sipCode: string;
	reason: string;
	key: string;
	/** Decimal numbers. */
	rate: string;
	cost: string;
	currency?: string;
	intent?: string;
	recorded: boolean;
}

export interface PhoneCall {
	voiceId: string;
	callee: string;
	of: Submission;
	course?: Course;
	/** Whether it is over and paid. */
	over?: boolean;
	recordingFileId?: string;
	/** One of a vendor's page: it never gets too old. */
	sample?: boolean;
}

/** Seconds from submission to dialling and from dialling to ringing, as in the vendors' sample. */
const DIALS_AFTER = 5;
const RINGS_AFTER = 2;
/** Seconds, if the control says nothing else, as in that sample, too. */
const RINGS = 3;
const TALKS = 5;
const BILL_STEP = 20;
/** Millionths of a unit of money for each step. */
const RATE = 23_625;
const CODE = 'Nowhere(Sandbox)';
const SIP: Record<Result, [code: string, reason: string]> = {
	answered: ['200', 'success'],
	voicemail: ['200', 'success'],
	notAnswered: ['480', 'Temporarily Unavailable'],
	busy: ['486', 'Busy Here'],
	rejected: ['603', 'Decline'],
	failed: ['404', 'Not Found'],
};

export const money = (millionths: number) => (millionths / 1e6).toFixed(6);
export const millionths = (decimal: string) => Math.round(Number(decimal) * 1e6);

/** The first moment at which the vendor may dial: `sendTime` is in the sandbox's zone. */
export function startOf(sendTime: string | null | undefined, state: State): number {
	const now = state.now().toMillis();
	const start = DateTime.fromFormat(sendTime ?? '', TIME, { zone: ZONE });
	return start.isValid ? Math.max(now, start.toMillis()) : now;
}

/** Takes calls that the vendor will make: their records are there from now on. */
export function dial(of: Submission, callees: string[], state: State): PhoneCall[] {
	const second = DateTime.fromMillis(of.submittedAt, { zone: ZONE }).toFormat('yyMMddHHmmss');
	const made = callees.map((callee): PhoneCall => {
		return { voiceId: `${second}${state.nextId(1_000_001)}`, callee, of };
	});
	for (const call of made) {
		state.phoneCalls.push(call);
		state.openCalls.push(call);
	}
	return made;
}

/** Forgets the calls of a task that have not begun. */
export function withdraw(vendor: VendorName, keyId: number, state: State): void {
	settle(state);
	const waits = ({ of, course }: PhoneCall) =>
		of.vendor === vendor && of.keyId === keyId && course === undefined;
	state.openCalls = state.openCalls.filter((call) => !waits(call));
	state.phoneCalls = state.phoneCalls.filter((call) => !waits(call));
}

/** The calls of a task, as far as they have got. */
export function callsOf(vendor: VendorName, keyId: number, state: State): PhoneCall[] {
	settle(state);
	return state.phoneCalls.filter(({ of }) => of.vendor === vendor && of.keyId === keyId);
}

/** Lets happen what had to happen until now: what has begun keeps its course, what is over is paid. */
export function settle(state: State): void {
	const now = state.now().toMillis();
	state.openCalls = state.openCalls.filter((call) => {
		if (call.course === undefined) {
			const behaviour = behaviourOf(call, state);
			const calledAt = call.of.startsAt + (behaviour.startsAfter ?? DIALS_AFTER) * 1000;
			if (calledAt > now) return true;
			call.course = courseOf(call.of, behaviour, calledAt);
		}
		if (call.course.hungUpAt > now) return true;
		call.over = true;
		state.accounts[call.of.vendor].balance -= millionths(call.course.cost);
		if (call.course.recorded) call.recordingFileId = addRecording(call.of.vendor, state);
		return false;
	});
}

/** What was said last about a callee; everybody answers if nothing was. */
const behaviourOf = ({ of, callee }: PhoneCall, { behaviours }: State): Behaviour =>
	behaviours.findLast(
		({ vendor, callees }) =>
			(vendor ?? of.vendor) === of.vendor && (callees?.includes(callee) ?? true),
	) ?? { result: 'answered' };

function courseOf(of: Submission, behaviour: Behaviour, calledAt: number): Course {
	const { result, sipCode = SIP[result][0], reason = SIP[result][1] } = behaviour;
	const answers = result === 'answered' || result === 'voicemail';
	const rings = result !== 'failed';
	const ringing =
		behaviour.ringDuration ?? (result === 'notAnswered' ? of.maxRingingTime : rings ? RINGS : 0);
	const talk = answers ? Math.min(behaviour.callDuration ?? TALKS, of.maxDuration ?? Infinity) : 0;
	const rangAt = calledAt + RINGS_AFTER * 1000;
	const answeredAt = rangAt + ringing * 1000;
	const steps = Math.ceil(talk / BILL_STEP);
	return {
		...{ result, calledAt, sipCode, reason },
		...(rings && { rangAt }),
		...(answers && { answeredAt }),
		hungUpAt: answeredAt + talk * 1000,
		charged: steps * BILL_STEP,
		billPeriod: `${BILL_STEP}+${BILL_STEP}`,
		code: CODE,
		key: (result === 'answered' && behaviour.key) || '-1',
		rate: money(RATE),
		cost: money(behaviour.cost === undefined ? steps * RATE : millionths(behaviour.cost)),
		currency: behaviour.currency,
		intent: behaviour.intent,
		recorded: answers && (behaviour.recorded ?? of.recorded),
	};
}
