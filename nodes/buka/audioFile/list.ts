import type { IDataObject } from 'n8n-workflow';

import { wordsOf } from '../../voice/input/wire';
import type { Source } from '../../voice/reading/source';
import { readPage } from '../answer';

export const AUDIO_FILE = { name: 'Audio File', value: 'audioFile' };

/** An audio file, as the vendor lists it. */
export interface AudioFile {
	fileName: string;
	ids: IDataObject;
}

/**
 * The audio files that were uploaded.
 *
 * @see https://www.onbuka.com/voice-api5
 */
export const audioFiles: Source<AudioFile> = {
	method: 'POST',
	path: '/voice/fileQuery',
	pageSize: 100,
	id: (row) => String((row as AudioFile).ids.fileId),
	read(answer) {
		const page = readPage(answer);
		if (page === undefined) return undefined;
		const rows = page.rows.map((row) => {
			const { fileId, fileName } = Object(row);
			return { fileName: wordsOf(fileName), ids: { fileId: wordsOf(fileId) } };
		});
		// A file without an ID is none.
		return rows.every(({ ids }) => ids.fileId !== '') ? { ...page, rows } : undefined;
	},
};
