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
import { onbukaReports } from './reports';

export class OnbukaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ONBUKA Trigger',
		name: 'onbukaTrigger',
		icon: { light: 'file:onbuka.svg', dark: 'file:onbuka.dark.svg' },
		group: ['trigger'],
		// n8n runs the triggers of version 1 several times slower.
		version: 2,
		subtitle: subtitleOfTrigger(onbukaReports),
		// Shown for both nodes of the vendor when they are searched for.
		description: 'Call people, or start the workflow when ONBUKA reports what came of calls',
		defaults: { name: 'ONBUKA Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'onbukaApi',
				required: true,
				displayOptions: { show: { checkWithVendor: [true] } },
			},
		],
		webhooks: [PUSHED],
		triggerPanel: panelOf(onbukaReports),
		properties: propertiesOfTrigger(onbukaReports),
	};

	/** The vendor's console has the address, which no request can set. */
	webhookMethods = {
		default: {
			checkExists: async () => false,
			async create(this: IHookFunctions): Promise<boolean> {
				return await checkSettings(this, onbukaReports);
			},
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, onbukaReports);
	}
}
