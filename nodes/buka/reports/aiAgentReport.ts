import type { Pushed, VendorEvent } from '../../voice/trigger/types';
import { recordOf } from '../callRecord/record';
import { byRecord } from './check';
import { callId, namesCall } from './voiceReport';

/** By fields that only it has: 1 is the `type` of a group call in both. */
function isOfAgent(pushed: Pushed): boolean {
	for (const name in pushed) if (name.startsWith('aiAgent')) return true;
	return false;
}

/**
 * What came of a call that an AI agent held, in lists.
 *
 * @see https://itniotech.com/api/ai/agentPushVoiceReportBatch
 * @see https://www.laaffic.com/cn/api/ai/agentPushVoiceReportBatch/
 */
export const aiAgentReport: VendorEvent = {
	name: 'AI Agent Report',
	value: 'aiAgentReport',
	description: 'What came of a call that an AI agent of the vendor held',
	is: (pushed) => namesCall(pushed) && isOfAgent(pushed),
	item: recordOf,
	id: callId,
	check: byRecord,
};
