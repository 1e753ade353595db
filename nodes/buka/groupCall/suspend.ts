import { parameters } from '../../voice/input/declaration';
import type { ChangeOperation } from '../../voice/types';
import type { Wire } from '../../voice/input/wire';
import { hasNoData } from '../answer';
import { groupCalls } from '../parameters/ids';
import { MOST_TASKS, STOP_REFUSALS } from './cancel';

/**
 * Suspends tasks. The page has no title: that this suspends is read from its path and from a state of tasks.
 *
 * @see https://itniotech.com/api/voice/callProvisional
 */
export const suspendGroupCalls: ChangeOperation = {
	kind: 'change',
	list: { name: 'jobIdList', most: MOST_TASKS },
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Suspend',
		value: 'suspend',
		action: 'Suspend group calls',
		description:
			'Stop group calls for now. A guess: the vendor’s page has no title, its meaning is read from its address. No way back is documented; a suspended group call may have to be made anew.',
	},
	method: 'POST',
	path: '/voice/group/call/provisional',
	refusals: STOP_REFUSALS,
	...parameters([groupCalls('jobIdList')]),
	sample: { keyId: 123123, suspended: true },
	isTaken: hasNoData,
	after: (_, { jobIdList }) =>
		(jobIdList as Wire[]).map((keyId) => ({ keyId: keyId as number, suspended: true })),
};
