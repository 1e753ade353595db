import type { Parameter } from '../../voice/input/declaration';
import { several, wholeId } from '../../voice/input/fields';

/** A group call, wherever the vendor's page calls its ID `keyId`, `jobId`, `taskId` or `id`. */
export const groupCall: Parameter = {
	displayName: 'Group Call',
	name: 'keyId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	placeholder: 'e.g. 123123',
	description: 'The group call, picked from those of the last 60 days or by its ID',
	searchListMethod: 'searchGroupCalls',
	is: wholeId(),
};

/** @param as the field of the body that is the list of their IDs */
export const groupCalls = (as: string): Parameter => ({
	...groupCall,
	displayName: 'Group Calls',
	description: 'A group call picked from those of the last 60 days, or the IDs of several',
	is: { ...several(wholeId()), as },
});
