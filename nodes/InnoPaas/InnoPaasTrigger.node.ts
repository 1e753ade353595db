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
import { innoPaasReports } from './reports';

export class InnoPaasTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'InnoPaaS Trigger',
		name: 'innoPaasTrigger',
		icon: { light: 'file:innopaas.svg', dark: 'file:innopaas.dark.svg' },
		group: ['trigger'],
		// n8n runs the triggers of version 1 several times slower.
		version: 2,
		subtitle: subtitleOfTrigger(innoPaasReports),
		// Shown for both nodes of the vendor when they are searched for.
		description: 'Call people, or start the workflow when InnoPaaS reports what came of calls',
		defaults: { name: 'InnoPaaS Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// By which method it pushes the vendor does not say.
		webhooks: [PUSHED, { ...PUSHED, httpMethod: 'GET', ndvHideUrl: true }],
		triggerPanel: panelOf(innoPaasReports),
		properties: propertiesOfTrigger(innoPaasReports),
	};

	/** The vendor's console has the address, which no request can set. */
	webhookMethods = {
		default: {
			checkExists: async () => false,
			async create(this: IHookFunctions): Promise<boolean> {
				return await checkSettings(this, innoPaasReports);
			},
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, innoPaasReports);
	}
}
