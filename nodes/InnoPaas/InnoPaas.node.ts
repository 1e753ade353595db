import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { propertiesOf, subtitleOf } from '../voice/description';
import { run } from '../voice/run';
import { innoPaas } from './profile';

export class InnoPaas implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'InnoPaaS',
		name: 'innoPaas',
		icon: { light: 'file:innopaas.svg', dark: 'file:innopaas.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(innoPaas),
		description: 'Send voice messages to lists of people through InnoPaaS',
		defaults: { name: 'InnoPaaS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'innoPaasApi', required: true }],
		properties: propertiesOf(innoPaas),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, innoPaas);
	}
}
