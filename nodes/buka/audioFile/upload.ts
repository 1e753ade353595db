import { parameters } from '../../voice/input/declaration';
import { file, text, type Field } from '../../voice/input/fields';
import type { UploadOperation } from '../../voice/types';
import { AUDIO_FILE } from './list';

const LENGTH = text({ min: 5, max: 32 });

/** The page says nothing of capital letters in the ending. */
const audioFileName: Field = {
	...LENGTH,
	allowed: 'a name of 5 to 32 characters that ends in .mp3, .m4a or .wav',
	bounds: '5 to 32 characters with .mp3, .m4a or .wav',
	write(value, surroundings) {
		const written = LENGTH.write(value, surroundings);
		return /.\.(?:mp3|m4a|wav)$/.test(String(written ?? '')) ? written : undefined;
	},
};

/**
 * Sends an audio file to the vendor, to be played in calls.
 *
 * @param files the vendor's list of files, where it has one
 * @see https://www.onbuka.com/voice-api1
 * @see https://kxnrh7nfk8zwevuu.itniotech.com/api/voice/fileUpload
 * @see https://www.laaffic.com/zh/api/voice/fileUpload/
 */
export const uploadAudioFile = (files?: UploadOperation['files']): UploadOperation => ({
	kind: 'file',
	direction: 'up',
	resource: AUDIO_FILE,
	operation: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload an audio file',
		description: 'Send an audio file to the vendor, to be played in calls',
	},
	method: 'POST',
	path: '/voice/fileUpload',
	refusals: ['-1', '-2', '-16', '-20', '-21', '-22'],
	...parameters([
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field containing the file to be uploaded',
			description: 'Name of the binary field with the audio file in it',
			is: file('file'),
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. reminder.mp3',
			description:
				'Name of the file at the vendor, where no other may have it; left empty, it is the file’s own',
			is: audioFileName,
		},
	]),
	name: 'fileName',
	files,
	sample: { fileId: '1202202254d4c6372d6f341e999c7ecd0683ee464.mp3', fileName: 'reminder.mp3' },
	read: ({ data }) =>
		typeof data === 'string' && data.trim() !== '' ? { fileId: data } : undefined,
});
