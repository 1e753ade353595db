import { DateTime } from 'luxon';

import { CALL_STATUS, ringOf, talkOf, type Course } from '../course';
import { redialsOf, type PhoneCall } from '../phone';
import { TIME, ZONE } from '../state';

/** What the vendors push, by the names that the contracts have for it. */
export const EVENTS = [
	...(['voiceReport', 'voiceReportBatch', 'aiReport'] as const),
	...(['agentRinging', 'callCenterReport', 'numberRecord', 'cdr'] as const),
] as const;
export type Event = (typeof EVENTS)[number];

/** Those whose body is a list. */
export const LISTS: Event[] = ['voiceReportBatch', 'aiReport', 'agentRinging'];

const ANSWERED = '200';
const SUCCESS = '0';
/** Of an AI agent: minutes that have begun, and what one costs. */
const AGENT_STEP = 60;
const AGENT_RATE = 0.05;

const plain = (millis: number | undefined) =>
	millis === undefined ? null : DateTime.fromMillis(millis, { zone: ZONE }).toFormat(TIME);

/** The price in the currency of a quotation that is not in US dollar. */
const quotation = ({ currency, cost, rate }: Course) =>
	currency && { currency, settleRate: rate, quoteExchange: '1', settlePay: cost };

const zeroFor = (sipCode: string) => (sipCode === ANSWERED ? SUCCESS : sipCode);

/** What all voice reports have. */
function voice({ voiceId, callee, of }: PhoneCall, course: Course) {
	return {
		...{ voiceId, type: of.kind === 'text' ? 2 : 1, callee, displayNum: of.displayNum ?? null },
		...{ submitTime: of.submittedAt, callTime: course.calledAt },
		...{ ringingTime: course.rangAt ?? null, answerTime: course.answeredAt ?? null },
		...{ hangupTime: course.hungUpAt, callDuration: talkOf(course) },
		...{ chargedDuration: course.charged, billPeriod: course.billPeriod, code: course.code },
		...{ voiceFileId: of.voiceFileId ?? null, rate: course.rate, baseCost: '0' },
		...{ cost: course.cost, terminationCode: course.sipCode },
		...{ terminationReason: course.reason, sipCode: course.sipCode, feedbackValue: course.key },
		...{ calledInfo: of.calledInfo ?? null, ringDuration: ringOf(course) },
		...quotation(course),
	};
}

/** What the two pages of LAAFFIC have beside it. */
const recent = (call: PhoneCall, { intent }: Course) => ({
	...{ recordingFileId: call.recordingFileId ?? null, outRecallCount: redialsOf(call) },
	...{ scriptId: call.of.scriptId ?? null, intent: intent ?? null },
});

function voiceReport(call: PhoneCall, course: Course): object {
	const report = voice(call, course);
	const { vendor, keyId, sourceKeyId } = call.of;
	if (vendor === 'onbuka') {
		return { ...report, ringDuration: String(report.ringDuration), costEur: course.cost };
	}
	if (vendor === 'itniotech') return { ...report, outRecallCount: redialsOf(call) };
	return {
		...{ ...report, ...recent(call, course), terminationCode: zeroFor(course.sipCode) },
		...{ taskId: keyId ?? null, sourceTaskId: sourceKeyId ?? null, dimensionId: null },
		callStatus: CALL_STATUS[course.result],
	};
}

function aiReport(call: PhoneCall, course: Course, format: TextTime): object {
	const report = voice(call, course);
	const text = (millis: number | null) =>
		millis === null || format === 'milliseconds'
			? millis && String(millis)
			: DateTime.fromMillis(millis, { zone: ZONE }).toFormat('yyyyMMddHHmmss');
	const minutes = Math.ceil(talkOf(course) / AGENT_STEP);
	const fee = (minutes * AGENT_RATE).toFixed(6);
	const rate = AGENT_RATE.toFixed(6);
	const {
		voiceFileId: _,
		callDuration: _talk,
		feedbackValue: _key,
		baseCost: _base,
		...had
	} = report;
	return {
		...{ ...had, type: 1, terminationCode: zeroFor(course.sipCode) },
		...{ submitTime: text(had.submitTime), callTime: text(had.callTime) },
		...{ ringingTime: text(had.ringingTime), answerTime: text(had.answerTime) },
		...{ hangupTime: text(had.hangupTime), recordingFileId: call.recordingFileId ?? null },
		...{ aiAgentChargedDuration: minutes * AGENT_STEP, aiAgentRate: rate, aiAgentFee: fee },
		...{ aiAgentBillPeriod: `${AGENT_STEP}+${AGENT_STEP}` },
		...{ aiAgentQuoteRate: rate, aiAgentQuoteFee: fee },
		...{ scriptId: call.of.scriptId ?? null, intent: course.intent ?? null },
	};
}

/** That a call has the ID of its record here, too, is a guess. */
export function ringing({ voiceId, callee, of, course }: PhoneCall, index: number): object {
	const rings = course!.rings!;
	return {
		...{ callId: voiceId, type: 1, taskId: of.keyId ?? null, called: callee },
		...{ calledInfo: of.calledInfo ?? null, seatGroupName: of.agents?.group ?? null },
		noAnswerSipList: rings.slice(0, index).map(({ account }) => account),
		...{ sipAccount: rings[index].account, callinEventTime: plain(rings[index].at) },
	};
}

const HUNG_UP_RINGING = 2;
const HUNG_UP_TALKING = 3;

function callCenterReport({ voiceId, callee, of, course, recordingFileId }: PhoneCall): object {
	const { rings = [], agentAnswered, hungUpAt, sipCode, cost } = course!;
	const { account = null, at } = rings.at(-1) ?? {};
	return {
		...{ callId: null, callSessionId: voiceId, called: callee, caller: of.displayNum ?? null },
		...{ calledInfo: of.calledInfo ?? null, ccode: null, ccodeName: null },
		...{ agentName: account, agentGroupName: of.agents?.group ?? null },
		...(of.vendor !== 'itniotech' && { agentAccount: account }),
		callDuration: agentAnswered ? (hungUpAt - at!) / 1000 : 0,
		...{ callType: 1, hangupCode: sipCode, hangingDirection: 0 },
		hangupReason: agentAnswered ? HUNG_UP_TALKING : HUNG_UP_RINGING,
		...{ labels: [], remark: null },
		...(of.vendor !== 'onbuka' && { baseCost: '0', cost }),
		...{ callStartTime: plain(rings[0]?.at), callEndTime: plain(hungUpAt) },
		...{ answerTime: plain(agentAnswered ? at : undefined), voiceUrl: recordingFileId ?? null },
	};
}

const CDR_STATUS: Record<Course['result'], string> = {
	...{ answered: 'connected', voicemail: 'connected', notAnswered: 'noAnswer' },
	...{ busy: 'notConnected', rejected: 'notConnected', failed: 'notConnected' },
};

/** Invented, as all of it is. */
function cdr({ callee, of, course }: PhoneCall): object {
	const { callId, transData } = of.cdr!;
	const { result, calledAt } = course!;
	return {
		...{ callId, mobile: callee, status: CDR_STATUS[result] },
		startTime: DateTime.fromMillis(calledAt, { zone: ZONE }).toFormat('yyyyMMddHHmmss'),
		duration: String(talkOf(course!)),
		...(transData && { transData }),
	};
}

/** How an AI report writes times, which its page describes in two ways. */
export type TextTime = 'milliseconds' | 'digits';

/** What is pushed of a call that is over, once or as an entry of a list; undefined where nothing is to tell. */
export function bodyOf(event: Event, call: PhoneCall, format: TextTime): object | undefined {
	const course = call.course!;
	if (event === 'voiceReport') return voiceReport(call, course);
	if (event === 'voiceReportBatch') return { ...voice(call, course), ...recent(call, course) };
	if (event === 'aiReport') return aiReport(call, course, format);
	if (event === 'cdr') return call.of.cdr && cdr(call);
	const last = (course.rings ?? []).length - 1;
	if (last < 0) return undefined;
	if (event === 'agentRinging') return ringing(call, last);
	return event === 'callCenterReport' ? callCenterReport(call) : undefined;
}

/** How the result of a call is told; that a call of an AI script is told as others are is a guess. */
export const reportOf = ({ of }: PhoneCall): Event =>
	of.cdr ? 'cdr' : of.kind === 'agentTask' ? 'aiReport' : 'voiceReport';

/** Of a single voice report the one that LAAFFIC has in lists, too. */
export const listOf = (event: Event): Event =>
	event === 'voiceReport' ? 'voiceReportBatch' : event;
