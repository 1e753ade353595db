import { addFile } from '../library';
import { pageOf } from '../pages';
import type { Handler } from '../vendor';

/** Keeps an audio file, whose name must be a new one. */
export const fileUpload: Handler = ({ body }, { vendor, state, taken, answer }) => {
	const fileId = addFile(vendor, body.fileName, Buffer.from(body.file, 'base64'), state);
	if (fileId === undefined) return answer('-20', 'Data already exists');
	taken();
	return answer('0', 'success', fileId);
};

/** Lists the audio files, the newest first. */
export const fileQuery: Handler = ({ body }, { vendor, state, answer }) => {
	const files = state.files.filter((file) => file.vendor === vendor).reverse();
	const recordOf = ({ fileId, fileName }: (typeof files)[number]) => ({ fileId, fileName });
	return answer('0', 'success', pageOf(files, body, recordOf));
};
