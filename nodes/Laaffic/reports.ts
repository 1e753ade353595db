import { voiceReport } from '../buka/reports/voiceReport';
import type { Trigger } from '../voice/trigger/types';
import { laaffic } from './profile';

export const laafficReports: Trigger = {
	vendor: laaffic,
	events: [voiceReport],
	notice:
		'Copy the Production URL above into LAAFFIC’s console: Account Management, Voice App Management, HTTP Push Address',
};
