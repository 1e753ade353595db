import { createGroupCall } from '../buka/groupCall/create';
import { updateRedialFlow } from '../buka/redialFlow/update';
import { buka } from '../buka/vendor';
import type { Vendor } from '../voice/types';

/** ITNIOTECH's voice paths have no version in front. */
export const itniotech: Vendor = {
	...buka,
	name: 'ITNIOTECH',
	credential: 'itniotechApi',
	prefix: '',
	operations: [createGroupCall, updateRedialFlow],
};
