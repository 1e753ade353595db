import { agentRinging } from '../buka/reports/agentRinging';
import { aiAgentReport } from '../buka/reports/aiAgentReport';
import { callCenterReport } from '../buka/reports/callCenterReport';
import { byResult, byTask } from '../buka/reports/filters';
import { noticeOf } from '../buka/reports/notice';
import { numberRecord } from '../buka/reports/numberRecord';
import { voiceReport } from '../buka/reports/voiceReport';
import type { Trigger } from '../voice/trigger/types';
import { itniotech } from './profile';

export const itniotechReports: Trigger = {
	vendor: itniotech,
	events: [aiAgentReport, voiceReport, agentRinging, callCenterReport, numberRecord],
	notice: noticeOf('ITNIOTECH', { numbers: true }),
	filters: [byResult, byTask],
};
