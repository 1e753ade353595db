import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { sendingOf } from './input/sending';
import type { Operation } from './types';

/**
 * The parameters of a node: Resource, then Operation, then those of each operation, shown for that
 * operation alone, and behind them how the run sends.
 */
export function propertiesOf(operations: Operation[]): INodeProperties[] {
	const resources = uniqueByValue(operations.map(({ resource }) => resource));
	const [{ value: first }] = resources;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: first,
		},
		...resources.map((resource) => operationOf(resource, operations)),
		...operations.flatMap((operation) =>
			updateDisplayOptions(
				{
					show: {
						resource: [operation.resource.value],
						operation: [operation.operation.value],
					},
				},
				[...operation.properties, sendingOf(operation)],
			),
		),
	];
}

function operationOf(resource: INodePropertyOptions, operations: Operation[]): INodeProperties {
	const options = operations
		.filter((operation) => operation.resource.value === resource.value)
		.map(({ operation }) => operation);
	const [{ value: first }] = options;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options,
		default: first,
	};
}

const uniqueByValue = (options: INodePropertyOptions[]) => [
	...new Map(options.map((option) => [option.value, option])).values(),
];
