import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { panelOf, propertiesOfTrigger, subtitleOfTrigger } from '../voice/trigger/description';
import { checkSettings } from '../voice/trigger/settings';
import { receive } from '../voice/trigger/receive';
import { PUSHED } from '../voice/trigger/webhook';
import { laafficReports } from './reports';

export class LaafficTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LAAFFIC Trigger',
		name: 'laafficTrigger',
		icon: { light: 'file:laaffic.svg', dark: 'file:laaffic.dark.svg' },
		group: ['trigger'],
		// n8n runs the triggers of version 1 several times slower.
		version: 2,
		subtitle: subtitleOfTrigger(laafficReports),
		// Shown for both nodes of the vendor when they are searched for.
		description: 'Call people, or start the workflow when LAAFFIC reports what came of calls',
		defaults: { name: 'LAAFFIC Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'laafficApi',
				required: true,
				displayOptions: { show: { checkWithVendor: [true] } },
			},
		],
		webhooks: [PUSHED],
		triggerPanel: panelOf(laafficReports),
		properties: propertiesOfTrigger(laafficReports),
	};

	/** The vendor's console has the address, which no request can set. */
	webhookMethods = {
		default: {
			checkExists: async () => false,
			async create(this: IHookFunctions): Promise<boolean> {
				return await checkSettings(this, laafficReports);
			},
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, laafficReports);
	}
}
