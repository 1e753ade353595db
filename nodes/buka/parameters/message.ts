import type { Parameter } from '../../voice/input/declaration';
import { integer, text } from '../../voice/input/fields';

/** What comes back in the record of the call. */
export const calledInfo: Parameter = {
	displayName: 'Called Information',
	name: 'calledInfo',
	type: 'string',
	default: '',
	placeholder: 'e.g. order 4711',
	description: 'Text of your own that comes back in the call record',
	is: text({ max: 1000 }),
};

export const maxDuration: Parameter = {
	displayName: 'Max Duration',
	name: 'maxDuration',
	type: 'number',
	default: 60,
	description: 'After how many seconds an answered call is ended',
	is: integer(1, 120),
};
