import type { INodeProperties } from 'n8n-workflow';

import { simplify as simplifyOfRecords } from '../reading/parameters';
import type { Trigger } from './types';

/** The parameters of a trigger node. */
export function propertiesOfTrigger(trigger: Trigger): INodeProperties[] {
	const { events, notice, filters = [], anyForm } = trigger;
	const options = events
		.map(({ name, value, description }) => ({ name, value, description }))
		.sort((one, other) => one.name.localeCompare(other.name));
	const checked = events.filter(({ check }) => check).map(({ value }) => value);
	return [
		{
			displayName: notice,
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...(events.length > 1 ? [eventsOf(options)] : []),
		...(filters.length > 0 ? [filtersOf(filters.map(({ property }) => property))] : []),
		...(checked.length > 0 ? [checkOf(checked)] : []),
		allowedAddresses,
		...(anyForm ? [] : [simplify]),
	];
}

const eventsOf = (options: Array<{ name: string; value: string }>): INodeProperties => ({
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options,
	default: [...options.map(({ value }) => value)],
	description: 'What starts the workflow; everything else is answered and forgotten',
});

const filtersOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
});

const checkOf = (events: string[]): INodeProperties => ({
	displayName: 'Check With Vendor',
	name: 'checkWithVendor',
	type: 'boolean',
	displayOptions: { show: { events } },
	default: false,
	description:
		'Whether to look each voice and AI agent report up at the vendor before the workflow starts, and to give out what the vendor says. Forged ones are refused. Other events can’t be looked up and come out unchecked, unless they are left out above.',
});

const allowedAddresses: INodeProperties = {
	displayName: 'Allowed Addresses',
	name: 'allowedAddresses',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24, 2001:db8::/32',
	description:
		'IP addresses and networks that may send, with commas between them; anybody if empty. Behind a proxy n8n sees the sender only if N8N_PROXY_HOPS is the number of proxies in front of it; with a higher number a sender can pretend any address.',
};

/** For n8n alone: nothing of a trigger goes on a wire. */
const { is: _, options: __, ...simplify } = simplifyOfRecords;
