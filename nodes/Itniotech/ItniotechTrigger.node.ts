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
import { itniotechReports } from './reports';

export class ItniotechTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ITNIOTECH Trigger',
		name: 'itniotechTrigger',
		icon: { light: 'file:itniotech.svg', dark: 'file:itniotech.dark.svg' },
		group: ['trigger'],
		// n8n runs the triggers of version 1 several times slower.
		version: 2,
		subtitle: subtitleOfTrigger(itniotechReports),
		// Shown for both nodes of the vendor when they are searched for.
		description: 'Call people, or start the workflow when ITNIOTECH reports what came of calls',
		defaults: { name: 'ITNIOTECH Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'itniotechApi',
				required: true,
				displayOptions: { show: { checkWithVendor: [true] } },
			},
		],
		webhooks: [PUSHED],
		triggerPanel: panelOf(itniotechReports),
		properties: propertiesOfTrigger(itniotechReports),
	};

	/** The vendor's console has the address, which no request can set. */
	webhookMethods = {
		default: {
			checkExists: async () => false,
			async create(this: IHookFunctions): Promise<boolean> {
				return await checkSettings(this, itniotechReports);
			},
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, itniotechReports);
	}
}
