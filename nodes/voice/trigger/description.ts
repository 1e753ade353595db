import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';

import { parameters, type Parameter } from '../input/declaration';
import { filtersOf, simplify } from '../reading/parameters';
import type { Trigger } from './types';

/** n8n folds the addresses and shows that of tests first. */
export const WHERE_THE_URL_IS =
	'Unfold <b>Webhook URLs</b> above, choose <b>Production URL</b> and click it to copy it; n8n listens there once the workflow is published.';

/** What stands at the trigger's left before it has run, where n8n's own words advise a test that the vendor does not know. */
export const panelOf = ({ vendor: { name } }: Trigger): TriggerPanelDefinition => ({
	header: `Wait for ${name} to report what came of calls`,
	executionsHelp: `${name} knows the Production URL only, so publish the workflow and make a call: what comes in stands under <b>Executions</b>. What the test URL gets comes here once, while n8n listens for it.`,
});

/** The events in words. */
export const subtitleOfTrigger = ({ events }: Trigger): string => {
	const [{ name }] = events;
	if (events.length === 1) return name;
	const names = Object.fromEntries(events.map((event) => [event.value, event.name]));
	return `={{ $parameter["events"].map((event) => (${JSON.stringify(names)})[event]).join(", ") }}`;
};

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
