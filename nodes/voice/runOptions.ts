import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { problemError } from './errors';
import { choice, integer } from './fields';
import { quote } from './payload';
import type { Operation, Problem } from './types';

/** How a node works, whatever it sends: the options that all operations have. */
export interface RunOptions {
	duplicates: 'once' | 'each';
	output: 'callee' | 'request';
	preview: boolean;
	/** Most requests under way at a time. */
	concurrency: number;
	/** Fewest milliseconds from the beginning of a request to that of the next. */
	requestInterval: number;
	/** Most attempts for a request. */
	maxAttempts: number;
}

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

const FOR_ALL: INodeProperties[] = [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
		default: 1,
		noDataExpression: true,
		description:
			'How many requests are under way at a time, 1 to 10. With 1, the first request that fails is the only one that was sent.',
	},
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
		default: 3,
		noDataExpression: true,
		description:
			'How many times a request is tried, 1 to 10, as long as it is certain that it was not taken. A group call, which its name protects, is also tried again when no answer came.',
	},
	{
		displayName: 'Request Interval',
		name: 'requestInterval',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60000, numberPrecision: 0 },
		default: 0,
		noDataExpression: true,
		description:
			'How many milliseconds lie at least between the beginnings of two requests or attempts, up to 60000',
	},
];

const ALL = [...FOR_CALLEES, ...FOR_ALL, PREVIEW];

/** How each is checked, beside Preview. */
const CHECKED = {
	duplicates: choice('once', 'each'),
	output: choice('callee', 'request'),
	concurrency: integer(1, 10),
	requestInterval: integer(0, 60_000),
	maxAttempts: integer(1, 10),
};

/** The options of this kind that an operation has, as the editor shows them. */
export const runOptionsOf = ({ callees }: Operation): INodeProperties[] => [
	...(callees ? FOR_CALLEES : []),
	...FOR_ALL,
	PREVIEW,
];

/**
 * Reads the options of a run. They are the same for all items.
 *
 * @throws NodeOperationError when one of them is not allowed
 */
export function readRunOptions(ctx: IExecuteFunctions): RunOptions {
	const values = ctx.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	const problems: Problem[] = [];
	const read = (name: keyof typeof CHECKED) => {
		const { displayName, default: preset } = ALL.find((one) => one.name === name)!;
		const value = name in values ? values[name] : preset;
		const written = CHECKED[name].write(value, undefined as never);
		if (written === undefined) {
			const message = `is ${quote(value)}; allowed is ${CHECKED[name].allowed}`;
			problems.push({ parameter: `Options → ${displayName}`, message });
		}
		return written;
	};
	const options = {
		duplicates: read('duplicates'),
		output: read('output'),
		// Whatever could mean yes: a wrong guess here must not ring a phone.
		preview: Boolean(values.preview),
		concurrency: read('concurrency'),
		requestInterval: read('requestInterval'),
		maxAttempts: read('maxAttempts'),
	} as RunOptions;
	if (problems.length > 0) throw problemError(ctx.getNode(), 0, problems);
	return options;
}
