import { calleesParameter, type CalleeRule } from '../../voice/input/calleesParameter';
import { parameters, type Parameter } from '../../voice/input/declaration';
import type { CallOperation } from '../../voice/types';
import { agentTransfer } from '../parameters/agentTransfer';
import { marked, type Guesses } from '../parameters/guesses';
import { hangUpSms, hangUpSmsRule } from '../parameters/hangUpSms';
import { loopCount, maxCalls, optionsOf, taskName, taskOptions } from '../parameters/task';
import { variables } from '../parameters/variables';
import { voiceSource } from '../parameters/voiceSource';
import { groupCallTask } from './task';

/** In what the vendors' pages differ. */
interface Differences {
	callees: CalleeRule;
	/** The list of languages, or their code. */
	language: Parameter;
	/** Options beside those of every task. */
	options?: Parameter[];
	guesses?: Guesses;
}

/**
 * Makes a task that plays an announcement to up to 200,000 numbers.
 *
 * @see https://onbuka.com/voice-api17
 * @see https://www.itniotech.com/api/voice/callSend/
 * @see https://www.laaffic.com/api/voice/callSend
 */
export const createGroupCall = ({
	callees,
	language,
	options = [],
	guesses = {},
}: Differences): CallOperation => ({
	...groupCallTask,
	operation: {
		name: 'Create',
		value: 'create',
		action: 'Create a group call',
		description: 'Play a file or a text to many numbers, with hang-up SMS and transfer to agents',
	},
	path: '/voice/group/call/send',
	usesAppId: true,
	...parameters(
		marked(
			[
				calleesParameter(callees, 'a task'),
				...voiceSource(language),
				{ ...loopCount(9), required: true },
				maxCalls,
				...(callees.variables ? [variables] : []),
				taskName,
				...hangUpSms(0, true),
				...agentTransfer('number'),
				optionsOf([...taskOptions, ...options]),
			],
			guesses,
		),
	),
	rules: (body) => hangUpSmsRule(body),
	callees,
});
