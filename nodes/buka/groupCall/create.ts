import { calleesParameter } from '../../voice/input/calleesParameter';
import { parameters } from '../../voice/input/declaration';
import type { CalleeRule, CallOperation } from '../../voice/types';
import type { Body } from '../../voice/input/wire';
import { readTask, TASK_SAMPLE } from '../answer';
import { agentTransfer } from '../parameters/agentTransfer';
import { hangUpSms, hangUpSmsRule } from '../parameters/hangUpSms';
import { loopCount, maxCalls, optionsOf, taskName, taskOptions } from '../parameters/task';
import { hasVariables, numberInfoList, readVariables, variables } from '../parameters/variables';
import { languageOf, voiceSource } from '../parameters/voiceSource';
import { groupCallList } from './list';

const callees: CalleeRule = {
	parameter: 'numberList',
	variables: 'variables',
	readVariables,
	digits: [7, 15],
	perRequest: 200_000,
	// The page knows numbers only; a newer page of the vendor has objects with texts in them.
	write: (callees): Body =>
		callees.some((callee) => hasVariables(callee.variables))
			? { numberInfoList: numberInfoList(callees) }
			: { numberList: callees.map(({ number }) => number) },
};

/**
 * Makes a task that plays an announcement to up to 200,000 numbers.
 *
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const createGroupCall: CallOperation = {
	kind: 'call',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Create',
		value: 'create',
		action: 'Create a group call',
		description: 'Play a file or a text to many numbers, with hang-up SMS and transfer to agents',
	},
	method: 'POST',
	path: '/voice/group/call/send',
	usesAppId: true,
	taskList: groupCallList,
	...parameters([
		calleesParameter(callees, 'a task'),
		variables,
		taskName,
		...voiceSource(languageOf()),
		{ ...loopCount(9), required: true },
		maxCalls,
		...hangUpSms(0, true),
		...agentTransfer('number'),
		optionsOf(taskOptions),
	]),
	rules: (body) => hangUpSmsRule(body),
	callees,
	sample: TASK_SAMPLE,
	read: readTask,
};
