import type { Parameter } from '../../voice/input/declaration';
import { groupCall } from './ids';
import { taskName } from './task';

/**
 * Which task is called again, and whom of it. Whom is always sent: the vendors' pages differ in whether it may be
 * left out, and do not say who is called then.
 *
 * @see https://onbuka.com/voice-api21
 * @see https://www.itniotech.com/api/voice/callResendAI
 */
export const again: Parameter[] = [
	{
		...groupCall,
		description:
			'The finished group call, picked from those of the last 60 days or by its ID, which Group Call → Create and Get Many give out as keyId',
	},
	{
		displayName: 'Call Whom',
		name: 'resendType',
		type: 'options',
		options: [
			{ name: 'All Callees', value: 0, description: 'Also those who were reached' },
			{ name: 'Those Not Reached', value: 1, description: 'Whose call failed' },
		],
		default: 1,
		description: 'Who of that group call is called again',
	},
];

export const nameOfAgain: Parameter = {
	...taskName,
	description:
		'Name of the new task at the vendor, never used before. Left empty, this run of the node makes one of its own: each execution calls again.',
};
