import { wordsOf } from '../../voice/input/wire';
import type { Pushed, VendorEvent } from '../../voice/trigger/types';
import { recordOf } from '../callRecord/record';
import { byRecord } from './check';

/** What a report of a call has besides, one of it at least. */
const OF_A_CALL = ['submitTime', 'callTime', 'hangupTime', 'terminationCode', 'sipCode'];

/** Whether it names a call, or whom it was to. */
export const namesCall = ({ voiceId, callee }: Pushed): boolean =>
	wordsOf(voiceId) !== '' || wordsOf(callee) !== '';

/** Redials of a call may have its ID. */
export function callId({ voiceId, outRecallCount }: Pushed): string | undefined {
	const redials = wordsOf(outRecallCount);
	const id = wordsOf(voiceId);
	return id === '' ? undefined : redials === '' || redials === '0' ? id : `${id}-${redials}`;
}

/**
 * What came of a call, one object for each; LAAFFIC can send lists of them.
 *
 * @see https://www.onbuka.com/voice-api13
 * @see https://itniotech.com/api/voice/pushVoiceReport
 * @see https://www.laaffic.com/cn/api/voice/pushVoiceReport
 * @see https://www.laaffic.com/api/voice/pushVoiceReportBatch
 */
export const voiceReport: VendorEvent = {
	name: 'Voice Report',
	value: 'voiceReport',
	description: 'What came of a voice message, a text-to-speech call or a call of a group call',
	is: (pushed) => namesCall(pushed) && OF_A_CALL.some((name) => Object.hasOwn(pushed, name)),
	item: recordOf,
	id: callId,
	check: byRecord,
};
