import { parameters, type Parameter } from '../../voice/input/declaration';
import { id, notSent, text, type Field } from '../../voice/input/fields';
import type { Answer, DownloadOperation } from '../../voice/types';
import { optionsOf } from '../parameters/task';
import { RECORDING } from './delete';

const binaryField: Parameter = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
	description: 'Name of the binary field that the recording is put in',
	is: notSent(text()),
};

/** What the vendors' ways to a recording have in common. */
const download = (
	name: string,
	is: Field,
	...more: Parameter[]
): Omit<DownloadOperation, 'path'> => ({
	kind: 'file',
	direction: 'down',
	resource: RECORDING,
	operation: {
		name: 'Download',
		value: 'download',
		action: 'Download a recording',
		description: 'Get the recording of a call as a file',
	},
	method: 'GET',
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters([
		{
			displayName: 'Recording',
			name,
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1202306165f28a52e95884a7292874660e121db62.wav',
			description:
				'ID of the recording, which call records and reports give out as recordingFileId',
			is,
		},
		binaryField,
		...more,
	]),
	id: name,
	sample: { [name]: '123.wav', fileName: '123.wav', mimeType: 'audio/wav', bytes: 844 },
});

/**
 * A recording as the bytes of the answer.
 *
 * @see https://www.onbuka.com/voice-api26
 */
export const downloadVoiceFile: DownloadOperation = {
	// What records call voiceUrl may be more than an ID; it does not stand in the path.
	...download('voiceFileId', text({ max: 500 })),
	path: '/voice/getVoiceFile',
};

/** Without them the vendor takes it for the recording of a group call. */
const options = optionsOf([
	{
		displayName: 'Kind of Call',
		name: 'sourceType',
		type: 'options',
		options: [
			{ name: 'Group Call', value: 'group' },
			{ name: 'Phone Account', value: 'sip' },
		],
		default: 'group',
		description: 'What kind of call was recorded',
	},
]);

/**
 * A recording at an address that the answer gives, and that needs no credential.
 *
 * @see https://itniotech.com/api/voice/getRecordingFileUrl
 */
export const downloadRecordingFile: DownloadOperation = {
	...download('recordingFileId', id(), options),
	path: '/voice/getRecordingFileUrl',
	address({ data }: Answer) {
		const { url } = Object(data) as Record<string, unknown>;
		return typeof url === 'string' ? url : undefined;
	},
};
