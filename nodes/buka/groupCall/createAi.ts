import { calleesParameter } from '../../voice/input/calleesParameter';
import { parameters } from '../../voice/input/declaration';
import type { CalleeRule, CallOperation } from '../../voice/types';
import { readTask, TASK_SAMPLE } from '../answer';
import {
	aiOptions,
	maxCalls,
	optionsOf,
	scriptId,
	taskName,
	taskOptions,
} from '../parameters/task';
import { numberInfoList, readVariables, variables } from '../parameters/variables';
import { groupCallList } from './list';

const callees: CalleeRule = {
	parameter: 'calleeNumber',
	variables: 'variables',
	readVariables,
	digits: [6, 18],
	perRequest: 200_000,
	// The page's table has a list of numbers, its sample a list of objects; only the sample fits the texts.
	write: (callees) => ({ numberInfoList: numberInfoList(callees) }),
};

/**
 * Makes a task in which an AI script talks to up to 200,000 numbers.
 *
 * @see https://www.laaffic.com/api/voice/callSendAI/
 */
export const createAiGroupCall: CallOperation = {
	kind: 'call',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Create AI Call',
		value: 'createAi',
		action: 'Create an AI group call',
		description: 'Let an AI script talk to many numbers',
	},
	method: 'POST',
	path: '/voice/group/call/send/ai',
	usesAppId: true,
	taskList: groupCallList,
	refusals: [
		...['-1', '-2', '-16', '-20', '-21', '-22', '-23', '-24', '-26'],
		...['-35', '-37', '-38', '-39', '-41', '-46', '-53', '-60'],
	],
	...parameters([
		calleesParameter(callees, 'a task'),
		variables,
		taskName,
		scriptId,
		maxCalls,
		optionsOf([...taskOptions, ...aiOptions]),
	]),
	callees,
	sample: TASK_SAMPLE,
	read: readTask,
};
