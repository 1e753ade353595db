import { wordsOf } from '../../voice/input/wire';
import type { Filter } from '../../voice/trigger/types';
import { result } from '../callRecord/filters';

/** Of the reports; what is none has no result. */
export const byResult: Filter = {
	property: {
		...result,
		description:
			'What became of the call; anything if none is chosen. Events that have no result come out, too.',
	},
	keeps: (item, wanted) =>
		item.result === undefined ||
		[wanted].flat().length === 0 ||
		[wanted].flat().includes(item.result),
};

/** Where the vendor says of which task a call is. */
export const byTask: Filter = {
	property: {
		displayName: 'Group Call ID',
		name: 'keyId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123123',
		description:
			'ID of the group call, or several with commas between them. What names no task is left out.',
	},
	keeps(item, wanted) {
		const tasks = wordsOf(wanted)
			.split(/[\s,;]+/)
			.filter((id) => id !== '');
		return tasks.length === 0 || tasks.includes(wordsOf(item.keyId));
	},
};
