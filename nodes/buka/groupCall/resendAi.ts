import { parameters } from '../../voice/input/declaration';
import type { CallOperation } from '../../voice/types';
import { again, nameOfAgain } from '../parameters/again';
import { aiOptions, changeableOptions, maxCalls, optionsOf, scriptId } from '../parameters/task';
import { groupCallAgain } from './task';

/**
 * Makes a new task of the callees of a finished one, in which an AI script talks.
 *
 * @see https://www.itniotech.com/api/voice/callResendAI
 * @see https://www.laaffic.com/api/voice/callResendAI
 */
export const resendAiGroupCall: CallOperation = {
	...groupCallAgain,
	operation: {
		name: 'Call Again With AI',
		value: 'resendAi',
		action: 'Call the callees of an AI group call again',
		description:
			'Let an AI script talk to those of a finished AI group call, or who was not reached',
	},
	path: '/voice/group/call/resend/ai',
	...parameters([
		...again,
		scriptId,
		maxCalls,
		nameOfAgain,
		optionsOf([...changeableOptions, ...aiOptions]),
	]),
};
