import type { IDataObject } from 'n8n-workflow';

import { wordsOf } from '../../voice/input/wire';
import type { VendorEvent } from '../../voice/trigger/types';
import { put, recordOf, textOf } from '../callRecord/record';
import { named, textsOf } from './fields';

const CALL_TYPE = new Map([
	['1', 'groupCallToAgent'],
	['2', 'incoming'],
	['3', 'outgoing'],
]);

const HUNG_UP_BY = new Map([
	['0', 'customer'],
	['1', 'agent'],
	['3', 'system'],
]);

/**
 * What came of a call of an agent.
 *
 * @see https://onbuka.com/call-api21
 * @see https://www.itniotech.cn/api/voice/pushVoiceCenterReport/
 * @see https://laaffic.com/api/voice/pushVoiceCenterReport
 */
export const callCenterReport: VendorEvent = {
	name: 'Call Center Report',
	value: 'callCenterReport',
	description: 'What came of a call of an agent in the vendor’s call center',
	is: ({ callSessionId, called, hangupCode, callStartTime }) =>
		wordsOf(callSessionId) !== '' ||
		(wordsOf(called) !== '' && (hangupCode ?? callStartTime) !== undefined),
	item(report, zone) {
		const item: IDataObject = recordOf(
			{
				callee: report.called,
				callTime: report.callStartTime,
				answerTime: report.answerTime,
				hangupTime: report.callEndTime,
				callDuration: report.callDuration,
				cost: report.cost,
				// The page says so of all of them.
				currency: textOf(report.cost) === undefined ? undefined : 'USD',
				calledInfo: report.calledInfo,
				recordingFileId: report.voiceUrl,
				sipCode: report.hangupCode,
			},
			zone,
		);
		put(item, 'callId', textOf(report.callId));
		put(item, 'callSessionId', textOf(report.callSessionId));
		put(item, 'callerNumber', textOf(report.caller));
		put(item, 'callType', named(CALL_TYPE, report.callType));
		put(item, 'hungUpBy', named(HUNG_UP_BY, report.hangingDirection));
		put(item, 'hangupReason', textOf(report.hangupReason));
		put(item, 'agentName', textOf(report.agentName));
		put(item, 'agentGroupName', textOf(report.agentGroupName));
		put(item, 'agentAccount', textOf(report.agentAccount));
		put(item, 'countryCode', textOf(report.ccode));
		put(item, 'country', textOf(report.ccodeName));
		put(item, 'remark', textOf(report.remark));
		const labels = textsOf(report.labels);
		if (labels.length > 0) item.labels = labels;
		return item;
	},
	id: ({ callSessionId, callId }) => wordsOf(callSessionId) || wordsOf(callId) || undefined,
};
