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
import { itniotech } from './profile';

export class Itniotech implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ITNIOTECH',
		name: 'itniotech',
		icon: { light: 'file:itniotech.svg', dark: 'file:itniotech.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(itniotech),
		description: 'Call lists of people through ITNIOTECH, and read what came of it',
		defaults: { name: 'ITNIOTECH' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'itniotechApi', required: true }],
		properties: propertiesOf(itniotech),
	};

	methods = methodsOf(itniotech);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, itniotech);
	}
}
