import { createAiGroupCall } from '../buka/groupCall/createAi';
import { buka } from '../buka/vendor';
import type { Vendor } from '../voice/types';

export const laaffic: Vendor = {
	...buka,
	name: 'LAAFFIC',
	credential: 'laafficApi',
	prefix: '/v3',
	operations: [createAiGroupCall],
};
