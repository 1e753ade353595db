import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { withLists } from './input/locators';
import { RINGS_PHONES, sendingOf } from './input/sending';
import { toolPropertiesOf } from './input/toolProperties';
import type { Operation, Vendor } from './types';

/**
 * The parameters of a node: Resource, then Operation, then those of the operations, each shown for the
 * operations that have it, with a notice before those that ring phones, and behind them how the run sends. The first operation is preset.
 */
export function propertiesOf(vendor: Vendor): INodeProperties[] {
	const { operations, searches, balance } = vendor;
	const resources = uniqueByValue(operations.map(({ resource }) => resource));
	const [{ value: first }] = resources;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: sorted(resources),
			default: first,
		},
		...resources.map((resource) => operationOf(resource, vendor)),
		...toolPropertiesOf(vendor),
		...resources.flatMap((resource) =>
			parametersOf(
				operations.filter((operation) => operation.resource.value === resource.value),
				balance !== undefined,
			).map(({ property, operations: names }) => {
				const show = { resource: [resource.value], operation: names };
				return updateDisplayOptions({ show }, withLists([property], searches))[0];
			}),
		),
	];
}

/** What a node of the vendor does, from which n8n makes its name. */
const inWords = ({ name }: Vendor, { action }: Operation['operation']) => `${name}: ${action}`;

/** The same below the node, whatever a person calls it. */
export function subtitleOf(vendor: Vendor): string {
	const words = vendor.operations.map(({ resource, operation }) => [
		`${resource.value as string} ${operation.value as string}`,
		inWords(vendor, operation),
	]);
	const known = JSON.stringify(Object.fromEntries(words));
	return `={{ (${known})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}

function operationOf(resource: INodePropertyOptions, vendor: Vendor): INodeProperties {
	const options = vendor.operations
		.filter((operation) => operation.resource.value === resource.value)
		.map(({ operation }) => ({ ...operation, action: inWords(vendor, operation) }));
	const [{ value: first }] = options;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: sorted(options),
		default: first,
	};
}

/** A parameter, and the operations of one resource that have it. */
interface Shared {
	property: INodeProperties;
	operations: string[];
	/** What makes it the same. */
	text: string;
}

/**
 * What several operations of a resource say in the same words is one parameter of the node, as long as that
 * leaves the parameters of each in their order: n8n sends all of them to the browser.
 */
function parametersOf(operations: Operation[], hasBalance: boolean): Shared[] {
	const all: Shared[] = [];
	for (const operation of operations) {
		const name = operation.operation.value as string;
		let next = 0;
		const { properties } = operation;
		for (const property of [
			...noticeOf(operation),
			...properties,
			sendingOf(operation, hasBalance),
		]) {
			const text = JSON.stringify(property);
			const at = all.findIndex((other, index) => index >= next && other.text === text);
			if (at === -1) all.splice(next++, 0, { property, operations: [name], text });
			else {
				all[at].operations.push(name);
				next = at + 1;
			}
		}
	}
	return all;
}

/** What a person should read before anything else. */
function noticeOf({ kind, notice }: Operation): INodeProperties[] {
	const displayName = kind === 'call' ? RINGS_PHONES : notice;
	return displayName ? [{ displayName, name: 'notice', type: 'notice', default: '' }] : [];
}

const uniqueByValue = (options: INodePropertyOptions[]) => [
	...new Map(options.map((option) => [option.value, option])).values(),
];

const sorted = (options: INodePropertyOptions[]) =>
	options.toSorted((one, other) => one.name.localeCompare(other.name));
