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
import { onbuka } from './profile';

export class Onbuka implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ONBUKA',
		name: 'onbuka',
		icon: { light: 'file:onbuka.svg', dark: 'file:onbuka.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(onbuka),
		description: 'Call lists of people through ONBUKA, and read what came of it',
		defaults: { name: 'ONBUKA' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'onbukaApi', required: true }],
		properties: propertiesOf(onbuka),
	};

	methods = methodsOf(onbuka);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, onbuka);
	}
}
