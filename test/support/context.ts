import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

import { additionalData } from './engine';

/** n8n's own context of a node that is about to work on these items. */
export function contextOf(
	properties: INodeProperties[],
	parameters: INodeParameters,
	items: INodeExecutionData[],
): ExecuteContext {
	const node: INode = {
		id: '1',
		name: 'Node',
		type: 'tested',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const type = { description: { properties } } as unknown as INodeType;
	const workflow = new Workflow({
		id: '1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const input = { main: [items] };
	return new ExecuteContext(
		workflow,
		node,
		additionalData({}),
		'manual',
		createRunExecutionData({ resultData: { runData: {} } }),
		0,
		items,
		input,
		{ node, data: input, source: null },
		[],
	);
}
