import type { INodeProperties } from 'n8n-workflow';

import { parameters, type Parameter } from '../input/declaration';
import { filtersOf, simplify } from '../reading/parameters';
import type { Trigger } from './types';

/** The parameters of a trigger node. */
export function propertiesOfTrigger(trigger: Trigger): INodeProperties[] {
	const { events, notice, filters = [], anyForm } = trigger;
	const options = events
		.map(({ name, value, description }) => ({ name, value, description }))
		.sort((one, other) => one.name.localeCompare(other.name));
	const checked = events.filter(({ check }) => check).map(({ value }) => value);
	return parameters([
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
	]).properties;
}

const eventsOf = (options: Array<{ name: string; value: string }>): Parameter => ({
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options,
	default: [...options.map(({ value }) => value)],
	description: 'What starts the workflow; everything else is answered and forgotten',
});

const checkOf = (events: string[]): Parameter => ({
	displayName: 'Check With Vendor',
	name: 'checkWithVendor',
	type: 'boolean',
	displayOptions: { show: { events } },
	default: false,
	description:
		'Whether to look each voice and AI agent report up at the vendor before the workflow starts, and to give out what the vendor says. Forged ones are refused. Other events can’t be looked up and come out unchecked, unless they are left out above.',
});

const allowedAddresses: Parameter = {
	displayName: 'Allowed Addresses',
	name: 'allowedAddresses',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24, 2001:db8::/32',
	description:
		'IP addresses and networks that may send, with commas between them; anybody if empty. Behind a proxy n8n sees the sender only if N8N_PROXY_HOPS is the number of proxies in front of it; with a higher number a sender can pretend any address.',
};
