import { createHash } from 'node:crypto';

import type { State, VendorName } from './state';

/** An audio file that was uploaded. */
export interface AudioFile {
	vendor: VendorName;
	fileId: string;
	fileName: string;
	/** How many bytes came, and what they are. */
	size: number;
	sha256: string;
}

/** What was said in a call. */
export interface Recording {
	vendor: VendorName;
	recordingFileId: string;
}

/** An ID as the vendors give them: a 1, the day, 32 hexadecimal digits and the extension. */
function fileIdOf(extension: string, state: State): string {
	const day = state.now().toFormat('yyyyMMdd');
	const hash = createHash('md5')
		.update(String(state.nextId(1)))
		.digest('hex');
	return `1${day}${hash}.${extension}`;
}

/** Keeps a file: its ID, or undefined when there is one of this name. */
export function addFile(
	vendor: VendorName,
	fileName: string,
	content: Buffer,
	state: State,
): string | undefined {
	if (state.files.some((file) => file.vendor === vendor && file.fileName === fileName)) {
		return undefined;
	}
	const fileId = fileIdOf(fileName.split('.').at(-1)!, state);
	const sha256 = createHash('sha256').update(content).digest('hex');
	state.files.push({ vendor, fileId, fileName, size: content.length, sha256 });
	return fileId;
}

export const hasFile = (vendor: VendorName, fileId: string, state: State) =>
	state.anyFile || state.files.some((file) => file.vendor === vendor && file.fileId === fileId);

/** Keeps a recording: its ID. */
export function addRecording(vendor: VendorName, state: State): string {
	const recordingFileId = fileIdOf('wav', state);
	state.recordings.push({ vendor, recordingFileId });
	return recordingFileId;
}

export const hasRecording = (vendor: VendorName, recordingFileId: string, state: State) =>
	state.recordings.some((one) => one.vendor === vendor && one.recordingFileId === recordingFileId);

const SAMPLE_RATE = 8000;

/** A recording's bytes: a WAV file with a tenth of a second, another tone for each ID. */
export function soundOf(recordingFileId: string): Buffer {
	const pitch = 300 + createHash('md5').update(recordingFileId).digest()[0];
	const samples = Buffer.from(
		Array.from({ length: SAMPLE_RATE / 10 }, (_, at) =>
			Math.round(128 + 60 * Math.sin((2 * Math.PI * pitch * at) / SAMPLE_RATE)),
		),
	);
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8);
	// 16 bytes of format: PCM, one channel of 8 bits.
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(SAMPLE_RATE, 24);
	header.writeUInt32LE(SAMPLE_RATE, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}
