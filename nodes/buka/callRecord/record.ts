import type { IDataObject } from 'n8n-workflow';

import { timeOf } from '../time';

export const CALL_RECORD = { name: 'Call Record', value: 'callRecord' };

export const RECORD_SAMPLE: IDataObject = {
	calleeNumber: '8613500000000',
	result: 'answered',
	key: '1',
	voiceId: '2203031113381000002',
	calledAt: '2022-02-18T14:42:45+08:00',
	answeredAt: '2022-02-18T14:42:50+08:00',
	hungUpAt: '2022-02-18T14:42:55+08:00',
	callDuration: 5,
	chargedDuration: 20,
	cost: '0.023625',
	currency: 'EUR',
	calledInfo: 'order 4711',
	recordingFileId: '123.wav',
	terminationCode: '200',
	terminationReason: 'success',
};

/** Where records have what reports have, too. */
export const REPORT_SAMPLE: IDataObject = {
	...RECORD_SAMPLE,
	keyId: '123123',
	attempts: 1,
	ringDuration: 3,
	intent: '101',
	sipCode: '200',
};

/** What became of a call, for a person. */
export const RESULTS = [
	'answered',
	'busy',
	'failed',
	'notAnswered',
	'pending',
	'unknown',
	'voicemail',
] as const;
export type Result = (typeof RESULTS)[number];

/**
 * Makes of a record or a report of one call, in any of the vendors' forms, the record that comes out of the
 * nodes. What is not there is left out: a call that nobody answered has no `answeredAt`, and one without a key
 * no `key`.
 *
 * @param zone the vendor's, for times without an offset
 * @see https://www.onbuka.com/voice-api11
 * @see https://www.laaffic.com/cn/api/voice/pushVoiceReport
 */
export function recordOf(given: unknown, zone: string): IDataObject {
	const call = Object(given) as Record<string, unknown>;
	const answeredAt = timeOf(call.answerTime, zone);
	const hungUpAt = timeOf(call.hangupTime, zone);
	const callDuration =
		call.callDuration === undefined
			? secondsBetween(answeredAt, hungUpAt)
			: secondsOf(call.callDuration);
	const sipCode = textOf(call.sipCode);
	const terminationCode = textOf(call.terminationCode);
	const key = textOf(call.feedbackValue);
	const euros = textOf(call.costEur);
	const record: IDataObject = {};
	put(record, 'calleeNumber', textOf(call.callee));
	record.result =
		RESULT_OF_STATUS.get(textOf(call.callStatus)) ??
		resultOf(sipCode ?? terminationCode, answeredAt, callDuration, hungUpAt);
	if (key !== '-1') put(record, 'key', key);
	put(record, 'voiceId', textOf(call.voiceId));
	put(record, 'keyId', textOf(call.taskId));
	const redials = secondsOf(call.outRecallCount);
	if (redials !== undefined) record.attempts = redials + 1;
	put(record, 'calledAt', timeOf(call.callTime, zone));
	put(record, 'answeredAt', answeredAt);
	put(record, 'hungUpAt', hungUpAt);
	put(record, 'ringDuration', secondsOf(call.ringDuration));
	put(record, 'callDuration', callDuration);
	put(record, 'chargedDuration', secondsOf(call.chargedDuration));
	put(record, 'cost', euros ?? textOf(call.cost));
	// The currency of a quotation is stated where it is not US dollar.
	put(record, 'currency', euros === undefined ? textOf(call.currency) : 'EUR');
	put(record, 'aiAgentChargedDuration', secondsOf(call.aiAgentChargedDuration));
	put(record, 'aiAgentCost', textOf(call.aiAgentQuoteFee));
	put(record, 'calledInfo', textOf(call.calledInfo));
	put(record, 'intent', textOf(call.intent));
	put(record, 'recordingFileId', textOf(call.recordingFileId));
	put(record, 'sipCode', sipCode);
	put(record, 'terminationCode', terminationCode);
	put(record, 'terminationReason', textOf(call.terminationReason));
	return record;
}

const RESULT_OF_STATUS = new Map<string | undefined, Result>([
	['10', 'busy'],
	['20', 'notAnswered'],
	['30', 'notAnswered'],
	['40', 'voicemail'],
	['50', 'answered'],
	['60', 'failed'],
]);

const RESULT_OF_CODE = new Map<string | undefined, Result>([
	['408', 'notAnswered'],
	['480', 'notAnswered'],
	['486', 'busy'],
	['487', 'notAnswered'],
	['600', 'busy'],
	['603', 'notAnswered'],
]);

/**
 * By the SIP code. Of two readings of `terminationCode`, 0 and 200 both may stand for a call that went well;
 * but neither says that somebody answered, and 0 may stand there from the beginning.
 */
function resultOf(
	code: string | undefined,
	answeredAt: string | undefined,
	callDuration: number | undefined,
	hungUpAt: string | undefined,
): Result {
	const isSuccess = code === '200' || code === '0';
	if (isSuccess && answeredAt !== undefined && (callDuration ?? 0) > 0) return 'answered';
	const known = RESULT_OF_CODE.get(code);
	if (known !== undefined) return known;
	if (code !== undefined && /^[456]\d\d$/.test(code)) return 'failed';
	const isUnderWay = code === undefined || isSuccess || /^1\d\d$/.test(code);
	return hungUpAt === undefined && isUnderWay ? 'pending' : 'unknown';
}

/** AI agent reports say when it was answered and hung up, and not how long that is. */
function secondsBetween(begin: string | undefined, end: string | undefined): number | undefined {
	if (begin === undefined || end === undefined) return undefined;
	const seconds = Math.floor((Date.parse(end) - Date.parse(begin)) / 1000);
	return seconds >= 0 ? seconds : undefined;
}

/** Adds what is there. */
export function put(record: IDataObject, name: string, value: string | number | undefined): void {
	if (value !== undefined) record[name] = value;
}

/** An ID that was too long for JavaScript's numbers is that of something else by now. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value === '' ? undefined : value;
	if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
	return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value);
}

/** A whole number of at least 0; some pages write it as a text. */
export function secondsOf(value: unknown): number | undefined {
	if (typeof value === 'string' && !/^\d{1,9}$/.test(value)) return undefined;
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}
