import { parameters } from '../../voice/input/declaration';
import { id, several } from '../../voice/input/fields';
import type { ChangeOperation } from '../../voice/types';
import type { Wire } from '../../voice/input/wire';
import { hasNoData } from '../answer';

export const RECORDING = { name: 'Recording', value: 'recording' };

/**
 * Deletes recordings. One that is gone can't be deleted again, so it may be asked for twice.
 *
 * @see https://www.onbuka.com/voice-api14
 * @see https://itniotech.com/api/voice/fileDel
 */
export const deleteRecordings: ChangeOperation = {
	kind: 'change',
	repeatable: true,
	resource: RECORDING,
	operation: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete recordings',
		description: 'Delete recordings of calls for good',
	},
	method: 'POST',
	path: '/voice/fileDel',
	refusals: ['-1', '-16', '-20', '-21', '-22', '-23', '-24'],
	list: { name: 'fileIdList', most: 100 },
	...parameters([
		{
			displayName: 'Recordings',
			name: 'fileIdList',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1202306165f28a52e95884a7292874660e121db62.wav',
			description:
				'ID of a recording, which call records and reports give out as recordingFileId, or several with commas between them',
			is: several(id()),
		},
	]),
	isTaken: hasNoData,
	sample: { fileId: '1202306165f28a52e95884a7292874660e121db62.wav', deleted: true },
	after: (_, { fileIdList }) =>
		(fileIdList as Wire[]).map((fileId) => ({ fileId: fileId as string, deleted: true })),
};
