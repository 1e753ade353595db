import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { propertiesOf, subtitleOf } from '../voice/description';
import { methodsOf } from '../voice/listSearch';
import { run } from '../voice/run';
import { laaffic } from './profile';

export class Laaffic implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LAAFFIC',
		name: 'laaffic',
		icon: { light: 'file:laaffic.svg', dark: 'file:laaffic.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(laaffic),
		description: 'Call lists of people through LAAFFIC, and read what came of it',
		defaults: { name: 'LAAFFIC' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'laafficApi', required: true }],
		properties: propertiesOf(laaffic),
	};

	methods = methodsOf(laaffic);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, laaffic);
	}
}
