import { calleeTimeZone } from '../../voice/guards/parameters';
import { calleesParameter } from '../../voice/input/calleesParameter';
import { parameters, type Parameter } from '../../voice/input/declaration';
import { wholeId } from '../../voice/input/fields';
import type { CallOperation } from '../../voice/types';
import { marked } from '../parameters/guesses';
import { numberObjects } from '../parameters/numbers';
import {
	aiOptions,
	appId,
	defaultCountry,
	displayNum,
	maxCalls,
	maxRingingTime,
	optionsOf,
	sendTime,
	taskName,
} from '../parameters/task';
import { variables } from '../parameters/variables';
import { agentCallList } from './list';
import { groupCallTask } from './task';

const agentId: Parameter = {
	displayName: 'Agent ID',
	name: 'agentId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 110',
	description:
		'ID of the AI agent that talks, which is not that of an AI script. The vendor lists none by its API: take it from the console, or ask the vendor’s staff.',
	is: wholeId(),
};

const LIMITS = 'the vendor’s guide has it without limits; they are those of AI group calls';

/**
 * Makes a task in which an AI agent talks to up to 200,000 numbers. Without `recallFlow`, whose fields no page
 * shows, so that nobody is called more than once.
 *
 * @see https://itniotech.com/api/ai/agentSend/
 * @see https://laaffic.com/api/ai/agentSend
 * @see https://laaffic.com/api/ai/guide/agentGroupCall, the only sample
 */
export const createAgentGroupCall: CallOperation = {
	...groupCallTask,
	operation: {
		name: 'Create AI Agent Call',
		value: 'createAgent',
		action: 'Create an AI agent group call',
		description: 'Let an AI agent talk to many numbers',
	},
	path: '/voice/group/call/send/agent',
	usesAppId: true,
	taskList: agentCallList,
	...parameters(
		marked(
			[
				calleesParameter(numberObjects, 'a task'),
				agentId,
				maxCalls,
				variables,
				taskName,
				optionsOf([
					...[appId, calleeTimeZone, defaultCountry, displayNum(0, 20), maxRingingTime, sendTime],
					...aiOptions,
				]),
			],
			{
				agentId:
					'its name is that of the only sample, in the vendor’s guide, while other pages name an agent by scriptId; try it with one number of your own first',
				maxCalls: LIMITS,
				maxRingingTime: LIMITS,
				enableRecording: LIMITS,
				calloutRate: LIMITS,
			},
		),
	),
	callees: numberObjects,
};
