import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import type { Operation } from './types';

const PREVIEW: INodeProperties = {
	displayName: 'Preview',
	name: 'preview',
	type: 'boolean',
	default: false,
	noDataExpression: true,
	description:
		'Whether to send nothing and output the requests that would be sent, so that a workflow can be tried without calling anybody',
};

const FOR_CALLEES: INodeProperties[] = [
	{
		displayName: 'Duplicates',
		name: 'duplicates',
		type: 'options',
		default: 'once',
		noDataExpression: true,
		options: [
			{ name: 'Call Each Time', value: 'each' },
			{ name: 'Call Once', value: 'once' },
		],
		description:
			'What to do with a number that occurs twice among items of equal settings. Called once, each of its items gets the outcome, and the variables of the first are used.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'callee',
		noDataExpression: true,
		options: [
			{ name: 'One Item per Callee', value: 'callee' },
			{ name: 'One Item per Request', value: 'request' },
		],
		description: 'What the output items stand for',
	},
];

/**
 * The parameters of a node: Resource, then Operation, then those of each operation, shown for that
 * operation alone and with the options that all operations have.
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
				withRunOptions(operation),
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

function withRunOptions({ properties, callees }: Operation): INodeProperties[] {
	const added = callees ? [...FOR_CALLEES, PREVIEW] : [PREVIEW];
	return properties.map((property) =>
		property.name === 'options'
			? {
					...property,
					options: [...(property.options as INodeProperties[]), ...added].sort((a, b) =>
						a.displayName.localeCompare(b.displayName),
					),
				}
			: property,
	);
}

const uniqueByValue = (options: INodePropertyOptions[]) => [
	...new Map(options.map((option) => [option.value, option])).values(),
];
