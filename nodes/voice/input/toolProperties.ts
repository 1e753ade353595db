import type { INodeProperties } from 'n8n-workflow';

import { grouped } from '../grouped';
import type { Operation, Vendor } from '../types';

/** How a model is to give numbers; the parameter itself tells it no more than its name. */
const NUMBERS =
	'Write each phone number with + and country code, e.g. +4915112345678, and never make one up.';
const TASKS = 'Name the group call by its ID.';

/** What calling means, and what comes back. */
const CALLING =
	'Call nobody twice: what was accepted, repeated or unknown is not to be called again. In the answer message says what happened, and status is accepted (the call is on its way; that says not whether anybody answers), repeated (called before, nobody was called now), refused (not called) or unknown (the phone may have rung).';

/** Under 1,000 characters: OpenAI takes 1,024. */
function descriptionOf({ name }: Vendor, { kind, operation, callees }: Operation): string {
	const action = `${operation.action} in ${name}`;
	if (kind !== 'call') return action;
	return `${action}. This rings phones of real people and costs money. ${callees ? NUMBERS : TASKS} ${CALLING}`;
}

const NOTICE =
	'An AI agent decides whom this calls. Set <b>On Error</b> in Settings to <b>Continue</b>: with the error output, the model is told nothing, even of a call that was made. It calls 20 people at a time, unless <b>Most Callees</b> in Sending says otherwise; <b>Allowed Numbers</b> in the credential, <b>Do Not Call</b> and <b>Calling Hours</b> say whom it can never call.';

/**
 * What the editor shows where an operation is the tool of an AI agent: what to set, and the description by which
 * the language model knows the tool. Without the latter, n8n's is the name of the operation.
 */
export function toolPropertiesOf(vendor: Vendor): INodeProperties[] {
	const { operations } = vendor;
	const shownFor = (resource: Operation['resource'], some: Operation[]) => ({
		show: {
			'@tool': [true],
			resource: [resource.value],
			operation: some.map(({ operation }) => operation.value),
		},
	});
	const calls = grouped(
		operations.filter(({ kind }) => kind === 'call'),
		({ resource }) => resource.value,
	);
	const notices = [...calls.values()].map((some): INodeProperties => ({
		displayName: NOTICE,
		name: 'toolNotice',
		type: 'notice',
		default: '',
		displayOptions: shownFor(some[0].resource, some),
	}));
	const descriptions = operations.map((operation): INodeProperties => ({
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: descriptionOf(vendor, operation),
		description: 'What the language model is told of this tool',
		displayOptions: shownFor(operation.resource, [operation]),
	}));
	return [...notices, ...descriptions];
}
