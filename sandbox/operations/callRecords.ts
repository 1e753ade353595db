import { DateTime } from 'luxon';

import { CALL_STATUS, ringOf, talkOf, type Course } from '../course';
import { redialsOf, type PhoneCall } from '../phone';
import { pageOf } from '../pages';
import { ZONE, type State } from '../state';
import { byVendor, type Handler } from '../vendor';

/** What a vendor tells of a call besides what all do. */
type Style = (call: PhoneCall, told: Told) => object;

/** What is known of a call by now. */
interface Told {
	course?: Course;
	/** Once it is over: what it cost. */
	cost: string | null;
	/** Once it is over: how it ended. */
	sipCode: string | null;
	/** Seconds. */
	ringDuration: number | null;
}

const MONTHS_BACK = 2;
const DAYS_APART = 31;

/** The record of one call. `success` is its terminationCode when somebody answered. */
const oneBy =
	(style: Style, success = '200'): Handler =>
	({ params }, { vendor, state, answer }) => {
		const call = state.index.find(vendor, params.voiceId);
		const isThere =
			call !== undefined && (call.sample || call.of.submittedAt >= oldest(state).toMillis());
		if (!isThere) return answer('-22', 'Parameter exception: voiceId');
		const record = recordOf(call, style, state);
		const { terminationCode } = record;
		return answer('0', 'success', {
			...record,
			terminationCode: terminationCode === '200' ? success : terminationCode,
		});
	};

/** The records of a span of time, the newest first. */
const manyBy =
	(style: Style): Handler =>
	({ body }, { vendor, state, answer }) => {
		const problem = spanProblem(body.params, state);
		if (problem) return answer('-22', `Parameter exception: ${problem}`);
		const [from, to] = [body.params.strTime, body.params.endTime].map((time) => Date.parse(time));
		const found = state.index.between(vendor, from, to);
		const { records, ...counts } = pageOf(found, body, (call) => recordOf(call, style, state));
		return answer('0', 'success', { ...counts, searchCount: true, records });
	};

/** The first moment the vendors remember. */
const oldest = (state: State) => state.now().minus({ months: MONTHS_BACK }).startOf('day');

function spanProblem(
	{ strTime, endTime }: Record<string, string>,
	state: State,
): string | undefined {
	const [from, to] = [strTime, endTime].map((time) => DateTime.fromISO(time, { zone: ZONE }));
	if (!from.isValid) return 'strTime is no time';
	if (!to.isValid) return 'endTime is no time';
	if (to < from) return 'endTime is before strTime';
	if (to > from.plus({ days: DAYS_APART })) return 'more than 31 days';
	if (from < oldest(state)) return 'strTime is more than two months ago';
	return undefined;
}

const OFFSET = 8 * 60 * 60 * 1000;
/** In the sandbox's zone, whose offset has not changed since 1991: Luxon would take most of the time of a page. */
const time = (millis: number | undefined) =>
	millis === undefined ? null : `${new Date(millis + OFFSET).toISOString().slice(0, 19)}+08:00`;

/** What is known of a call now: each time when it has come, what it cost when it is over. */
function recordOf(call: PhoneCall, style: Style, state: State) {
	const { voiceId, callee, of, course, over = false, recordingFileId } = call;
	const now = state.millis();
	const past = (millis: number | undefined) =>
		over || (millis !== undefined && millis <= now) ? millis : undefined;
	const atEnd = <T>(pick: (course: Course) => T): T | null => (over ? pick(course!) : null);
	const told: Told = {
		course,
		cost: atEnd(({ cost }) => cost),
		sipCode: atEnd(({ sipCode }) => sipCode),
		ringDuration: atEnd(ringOf),
	};
	return {
		...{ voiceId, callee },
		displayNum: of.displayNum ?? null,
		code: course?.code ?? null,
		submitTime: time(of.submittedAt),
		callTime: time(course?.calledAt),
		ringingTime: time(past(course?.rangAt)),
		answerTime: time(past(course?.answeredAt)),
		hangupTime: time(past(course?.hungUpAt)),
		callDuration: atEnd(talkOf),
		chargedDuration: atEnd(({ charged }) => charged),
		terminationCode: told.sipCode,
		terminationReason: atEnd(({ reason }) => reason),
		billPeriod: course?.billPeriod ?? null,
		rate: course?.rate ?? null,
		baseCost: course ? '0' : null,
		voiceFileId: of.voiceFileId ?? null,
		feedbackValue: over ? course!.key : '-1',
		calledInfo: of.calledInfo ?? null,
		...(recordingFileId && { recordingFileId }),
		...style(call, told),
	};
}

const inEuro: Style = (_call, { cost }) => ({ costEur: cost });

/** In the currency of the quotation, with more when that is not US dollar. */
const inQuotation: Style = (_call, { course, cost }) => ({
	cost,
	...(course?.currency &&
		cost !== null && {
			currency: course.currency,
			settleRate: course.rate,
			quoteExchange: '1',
			settlePay: cost,
		}),
});

/** With what the newest page of the report has, too. */
const asInReport: Style = (call, told) => {
	const { keyId, sourceKeyId, scriptId } = call.of;
	const { course, sipCode, ringDuration } = told;
	return {
		...inQuotation(call, told),
		...{ sipCode, ringDuration, outRecallCount: redialsOf(call) },
		...(keyId !== undefined && { taskId: keyId }),
		...(sourceKeyId !== undefined && { sourceTaskId: sourceKeyId }),
		...(scriptId !== undefined && { scriptId }),
		...(call.over && course?.intent !== undefined && { intent: course.intent }),
		callStatus: call.over ? CALL_STATUS[course!.result] : null,
	};
};

export const recordGroup = byVendor({
	onbuka: oneBy(inEuro),
	itniotech: oneBy(inQuotation),
	laaffic: oneBy(asInReport, '0'),
});

export const recordGroupQuery = byVendor({
	onbuka: manyBy(inEuro),
	itniotech: manyBy(inQuotation),
	laaffic: manyBy(asInReport),
});
