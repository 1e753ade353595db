import { createHash } from 'node:crypto';

import { hasRecording, soundOf } from '../library';
import { Reply, type Handler } from '../vendor';

/** Milliseconds for which an address is good. */
const GOOD_FOR = 60 * 60 * 1000;

const text = (status: number, sentence: string) =>
	new Reply(status, { 'Content-Type': 'text/plain; charset=UTF-8' }, sentence);

/** The bytes of a recording; the page says that they are MPEG, whatever the name of the file. */
export const getVoiceFile: Handler = ({ query }, { vendor, state, answer }) => {
	const { voiceFileId } = query;
	if (!hasRecording(vendor, voiceFileId, state)) return answer('', 'The file does not exist');
	const headers = { 'Content-Type': 'audio/mpeg', 'Content-Disposition': 'attachment' };
	return new Reply(200, headers, soundOf(voiceFileId));
};

/** An address at which anybody may fetch a recording for an hour. */
export const getRecordingFileUrl: Handler = ({ query, origin }, { vendor, state, answer }) => {
	const { recordingFileId } = query;
	if (query.sourceType === 'sip' || !hasRecording(vendor, recordingFileId, state)) {
		return answer('-22', 'Parameter exception: recordingFileId');
	}
	const expireTime = state.millis() + GOOD_FOR;
	const token = createHash('md5')
		.update(`${recordingFileId}${state.nextId(1)}`)
		.digest('hex');
	state.addresses.set(token, { recordingFileId, expireTime });
	return answer('0', 'success', { url: `${origin}/recordings/${token}`, expireTime });
};

/** What lies at such an address. */
export const recordingFile: Handler = ({ params, headers }, { vendor, state }) => {
	if (headers.sign ?? headers['api-key'] ?? headers.authorization) {
		return text(400, 'This address wants no credentials');
	}
	const address = state.addresses.get(params.token);
	if (!address || address.expireTime <= state.millis()) {
		return text(403, 'There is no such address, or it has expired');
	}
	const { recordingFileId } = address;
	if (!hasRecording(vendor, recordingFileId, state)) return text(403, 'It was deleted');
	return new Reply(200, { 'Content-Type': 'audio/wav' }, soundOf(recordingFileId));
};

/** Deletes all the recordings named, or none when one of them is not there. */
export const fileDel: Handler = ({ body }, { vendor, state, taken, answer }) => {
	const ids: string[] = body.fileIdList;
	if (ids.some((id) => !hasRecording(vendor, id, state))) {
		return answer('-24', 'Data not found');
	}
	taken();
	state.recordings = state.recordings.filter(
		(one) => one.vendor !== vendor || !ids.includes(one.recordingFileId),
	);
	for (const call of state.phoneCalls) {
		if (call.of.vendor === vendor && ids.includes(call.recordingFileId ?? '')) {
			delete call.recordingFileId;
		}
	}
	return answer('0', 'success');
};
