import type { Parameter } from '../../voice/input/declaration';
import { text } from '../../voice/input/fields';
import type { Callee, Variables } from '../../voice/types';
import type { Body } from '../../voice/input/wire';

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

export const readVariables = (body: Body) => body as Record<string, string>;

export const hasVariables = (variables: Variables) => Object.keys(variables).length > 0;

/** Callees as objects, each with its texts. */
export const numberInfoList = (callees: Callee[]) =>
	callees.map(({ number, variables }) => ({
		calleeNumber: number,
		...(variables as Record<string, string>),
	}));
