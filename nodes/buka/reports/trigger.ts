import { WHERE_THE_URL_IS } from '../../voice/trigger/description';
import type { Trigger } from '../../voice/trigger/types';
import type { Vendor } from '../../voice/types';
import { agentRinging } from './agentRinging';
import { aiAgentReport } from './aiAgentReport';
import { callCenterReport } from './callCenterReport';
import { byResult, byTask } from './filters';
import { numberRecord } from './numberRecord';
import { voiceReport } from './voiceReport';

/** A vendor of the platform that pushes what came of calls, and no more. */
export const triggerOfCalls = (vendor: Vendor): Trigger => ({
	vendor,
	events: [voiceReport, callCenterReport],
	notice: `${WHERE_THE_URL_IS} Enter it in ${vendor.name}’s console, where there is one address for each application: Account Management, Voice App Management, HTTP Push Address. Call center reports have a field of their own beside it, CC-HTTP Push Address. Whoever knows the address can forge reports as long as Check With Vendor and Allowed Addresses are off.`,
	filters: [byResult],
});

/** One that has AI agents and rents numbers out, too. The order is that in which events are told apart. */
export function triggerOfAll(vendor: Vendor): Trigger {
	const ofCalls = triggerOfCalls(vendor);
	return {
		vendor,
		events: [aiAgentReport, voiceReport, agentRinging, callCenterReport, numberRecord],
		notice: `${ofCalls.notice} For number records give the address to the vendor’s staff.`,
		filters: [byResult, byTask],
	};
}
