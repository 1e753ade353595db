import type { Parameter } from '../../voice/input/declaration';
import { text } from '../../voice/input/fields';

const names = Array.from({ length: 10 }, (_, index) => `text${index + 1}`);

/** What is said to one callee alone: the values of ${text1} to ${text10}. */
export const variables: Parameter = {
	displayName: 'Variables',
	name: 'variables',
	type: 'collection',
	placeholder: 'Add Variable',
	default: {},
	description: 'Values of the variables ${text1} to ${text10} for the callees of this item',
	options: names.map((name, index) => ({
		displayName: `Text ${index + 1}`,
		name,
		type: 'string',
		default: '',
		description: `Stands for $\{${name}}`,
		// The vendor would cut a longer value off and speak the rest.
		is: text({ max: 30 }),
	})),
};
