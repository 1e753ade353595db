import { innoPaasReports } from '../../nodes/InnoPaas/reports';
import { itniotechReports } from '../../nodes/Itniotech/reports';
import { laafficReports } from '../../nodes/Laaffic/reports';
import { onbukaReports } from '../../nodes/Onbuka/reports';
import type { Trigger } from '../../nodes/voice/trigger/types';
import type { VendorName } from '../../sandbox/state';

/** What starts workflows, by the names of the contracts. */
export const TRIGGERS: Record<VendorName, Trigger> = {
	innopaas: innoPaasReports,
	onbuka: onbukaReports,
	itniotech: itniotechReports,
	laaffic: laafficReports,
};

/** How the contracts call the events, where they call them otherwise. */
export const EVENT_OF: Record<string, string> = {
	cdr: 'callDetailRecord',
	aiReport: 'aiAgentReport',
	voiceReportBatch: 'voiceReport',
};
