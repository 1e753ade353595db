import { attemptsOf, settle, type PhoneCall } from './phone';
import type { State, VendorName } from './state';

/** Which calls are looked up; see the control's `book`. */
export interface Wanted {
	vendor?: VendorName;
	keyId?: number;
	voiceId?: string;
	callId?: string;
	callee?: string;
}

/**
 * What truly happened, whatever the vendors tell of it. A group call's calls are those of the task and those of
 * its redial flow, which name it as their `sourceKeyId`, but not those of a task that was made again of it.
 */
export function bookOf(state: State, wanted: Wanted): object[] {
	settle(state);
	const { vendor, keyId, voiceId, callId, callee } = wanted;
	const isWanted = (call: PhoneCall) =>
		(vendor ?? call.of.vendor) === call.of.vendor &&
		(keyId === undefined || keyId === call.of.keyId || keyId === flowTaskOf(call)) &&
		(voiceId ?? call.voiceId) === call.voiceId &&
		(callId === undefined || callId === call.of.cdr?.callId) &&
		(callee ?? call.callee) === call.callee;
	return state.phoneCalls.filter(isWanted).map(entryOf);
}

/** The task to whose redial flow a call belongs. */
const flowTaskOf = ({ of: { round, sourceKeyId } }: PhoneCall) =>
	round === undefined ? undefined : sourceKeyId;

function entryOf(call: PhoneCall): object {
	const { voiceId, callee, of, done = call.sample ?? false, recordingFileId } = call;
	const { vendor, keyId, sourceKeyId, appId, submittedAt, calledInfo, cdr, round = 0 } = of;
	return {
		...{ vendor, voiceId, keyId, sourceKeyId, callId: cdr?.callId, callee, appId, calledInfo },
		...{ submittedAt, round, done, attempts: attemptsOf(call), recordingFileId },
	};
}
