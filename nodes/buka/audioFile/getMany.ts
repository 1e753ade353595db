import { parameters } from '../../voice/input/declaration';
import { howMany } from '../../voice/reading/parameters';
import type { ReadOperation } from '../../voice/types';
import { AUDIO_FILE, audioFiles, type AudioFile } from './list';

/**
 * The audio files that were uploaded.
 *
 * @see https://www.onbuka.com/voice-api5
 */
export const getAudioFiles: ReadOperation = {
	kind: 'read',
	resource: AUDIO_FILE,
	operation: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many audio files',
		description: 'Get the audio files that can be played in calls',
	},
	...audioFiles,
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters(howMany),
	sample: { fileId: '1202202254d4c6372d6f341e999c7ecd0683ee464.mp3', fileName: 'reminder.mp3' },
	item(row) {
		const { ids, fileName } = row as AudioFile;
		return { ...ids, fileName };
	},
};
