import { callCenterReport } from '../buka/reports/callCenterReport';
import { byResult } from '../buka/reports/filters';
import { noticeOf } from '../buka/reports/notice';
import { voiceReport } from '../buka/reports/voiceReport';
import type { Trigger } from '../voice/trigger/types';
import { onbuka } from './profile';

export const onbukaReports: Trigger = {
	vendor: onbuka,
	events: [voiceReport, callCenterReport],
	notice: noticeOf('ONBUKA', { numbers: false }),
	filters: [byResult],
};
