import type { Pushed, VendorEvent } from '../../voice/trigger/types';
import { recordOf } from '../callRecord/record';
import { byRecord } from './check';
import { callId, isOfCall } from './voiceReport';

/** Fields that only it has: 1 is the `type` of a group call in both. */
export const isOfAgent = (pushed: Pushed): boolean =>
	Object.keys(pushed).some((name) => name.startsWith('aiAgent'));

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
	is: (pushed) => isOfCall(pushed) && isOfAgent(pushed),
	item: recordOf,
	id: callId,
	check: byRecord,
};
