import { calleesParameter } from '../../voice/input/calleesParameter';
import { parameters } from '../../voice/input/declaration';
import type { CallOperation } from '../../voice/types';
import { numberObjects } from '../parameters/numbers';
import {
	aiOptions,
	maxCalls,
	optionsOf,
	scriptId,
	taskName,
	taskOptions,
} from '../parameters/task';
import { variables } from '../parameters/variables';
import { groupCallTask } from './task';

/**
 * Makes a task in which an AI script talks to up to 200,000 numbers.
 *
 * @see https://www.laaffic.com/api/voice/callSendAI/
 */
export const createAiGroupCall: CallOperation = {
	...groupCallTask,
	operation: {
		name: 'Create AI Call',
		value: 'createAi',
		action: 'Create an AI group call',
		description: 'Let an AI script talk to many numbers',
	},
	path: '/voice/group/call/send/ai',
	usesAppId: true,
	refusals: [
		...['-1', '-2', '-16', '-20', '-21', '-22', '-23', '-24', '-26'],
		...['-35', '-37', '-38', '-39', '-41', '-46', '-53', '-60'],
	],
	...parameters([
		calleesParameter(numberObjects, 'a task'),
		scriptId,
		maxCalls,
		variables,
		taskName,
		optionsOf([...taskOptions, ...aiOptions]),
	]),
	callees: numberObjects,
};
