import type { INode, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { calleesParameter } from '../../nodes/voice/input/calleesParameter';
import { parameters, when, type Parameter } from '../../nodes/voice/input/declaration';
import { shown, type Values } from '../../nodes/voice/input/display';
import {
	address,
	decimal,
	displayNumber,
	flag,
	id,
	integer,
	key,
	text,
	timeOfDay,
	wholeId,
	type Field,
} from '../../nodes/voice/input/fields';
import { write } from '../../nodes/voice/input/payload';
import type { CalleeRule } from '../../nodes/voice/input/calleesParameter';

const NODE = { name: 'Voice', typeVersion: 1, parameters: {} } as INode;
const SURROUNDINGS = { now: new Date(0), workflowZone: 'UTC', vendorZone: 'UTC' };

const one = (is: Field | undefined, more: Partial<Parameter> = {}): Parameter => ({
	displayName: 'One',
	name: 'one',
	type: 'string',
	default: '',
	description: 'What it is',
	is,
	...more,
});

const propertyOf = (declared: Parameter): INodeProperties => parameters([declared]).properties[0];

/** What is sent for these values, and what a person reads about them. */
function sent(declared: Parameter[], values: Values, raw: Values = values) {
	const { properties, fields } = parameters(declared);
	const kept = shown(values, properties, NODE);
	const { body, problems } = write(kept, properties, fields, SURROUNDINGS, raw);
	return { body, said: problems.map(({ parameter, message }) => `${parameter} ${message}`) };
}

describe('the description in the editor', () => {
	test.each<[string, Field, string]>([
		['a number', integer(1, 9), 'What it is, 1 to 9'],
		['a number without an upper bound', integer(1), 'What it is'],
		['a number with decimals', decimal(0.25, 4), 'What it is, 0.25 to 4'],
		['a text', text({ min: 5, max: 32 }), 'What it is, 5 to 32 characters'],
		['a text with no least length', text({ max: 30 }), 'What it is, up to 30 characters'],
		['a text of any length', text(), 'What it is'],
		['an address', address(250), 'What it is, up to 250 characters'],
		['a number that is shown', displayNumber(7, 15), 'What it is, 7 to 15 digits'],
		['a number that may be hidden', displayNumber(0, 20), 'What it is, up to 20 digits'],
		['a key', key('text'), 'What it is, 0 to 9'],
		['a time of day', timeOfDay(), 'What it is, as HH:mm'],
		['an ID that is a number', wholeId(), 'What it is, a whole number'],
	])('ends with the bounds of %s', (_, is, description) => {
		expect(propertyOf(one(is)).description).toBe(description);
	});

	test('has the bounds at the end of its first sentence', () => {
		const description = 'How often, e.g. twice. Left empty, never.';
		expect(propertyOf(one(integer(1, 9), { description })).description).toBe(
			'How often, e.g. twice, 1 to 9. Left empty, never.',
		);
	});

	test('is left out where there is none', () => {
		expect(propertyOf(one(text({ max: 9 }), { description: undefined })).description).toBe(
			undefined,
		);
	});
});

test('a number has its bounds in the editor, a text of digits does not', () => {
	const number = (is: Field) => propertyOf(one(is, { type: 'number', default: 1 })).typeOptions;
	expect(number(integer(1, 9))).toEqual({ minValue: 1, maxValue: 9, numberPrecision: 0 });
	expect(number(integer(0))).toEqual({ minValue: 0, numberPrecision: 0 });
	expect(number(decimal(0.25, 4))).toEqual({ minValue: 0.25, maxValue: 4, numberPrecision: 2 });
	expect(propertyOf(one(integer(1, 9))).typeOptions).toBeUndefined();
});

test('a choice takes what it offers, and an empty one leaves it to the vendor', () => {
	const choice: Parameter = {
		displayName: 'Voice',
		name: 'voice',
		type: 'options',
		options: [
			{ name: 'Any', value: '' },
			{ name: 'Ten', value: 10 },
			{ name: 'Two', value: 2 },
		],
		default: '',
	};
	expect(sent([choice], { voice: '10' })).toEqual({ body: { voice: 10 }, said: [] });
	expect(sent([choice], { voice: '' })).toEqual({ body: {}, said: [] });
	expect(sent([choice], { voice: 3 }).said).toEqual(['Voice is 3; allowed is one of 2, 10']);
});

const STEPS: Parameter = {
	displayName: 'Steps',
	name: 'steps',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	description: 'What comes first',
	options: [{ displayName: 'Step', name: 'step', values: [one(integer(1, 9))] }],
	most: 2,
	complete: (row) => ({ ...row, last: 0 }),
};

test('rows are declared with their members, and say how many there may be', () => {
	const steps = propertyOf(STEPS);
	const [{ values }] = steps.options as INodePropertyCollection[];
	expect(steps.description).toBe('What comes first, at most 2');
	expect(values.map(({ description }) => description)).toEqual(['What it is, 1 to 9']);
	expect(sent([STEPS], { steps: { step: [{ one: 1 }] } })).toEqual({
		body: { steps: [{ one: 1, last: 0 }] },
		said: [],
	});
	expect(sent([STEPS], { steps: { step: [{ one: 0 }, { one: 1 }, { one: 2 }] } }).said).toEqual([
		'Steps → Step 1 → One is 0; allowed is a whole number from 1 to 9',
		'Steps has 3 entries; at most 2 are allowed',
	]);
});

test('n8n gets nothing that is not its own', () => {
	const own = JSON.stringify(parameters([one(text({ max: 9 })), STEPS]).properties);
	for (const name of ['is', 'most', 'complete', 'kind', 'allowed']) {
		expect(own).not.toContain(`"${name}"`);
	}
});

test('the members of a collection stand by their names, numbers in them by size', () => {
	const named = (displayName: string) => one(text(), { displayName, name: displayName });
	const options: Parameter = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [named('Text 10'), named('Zone'), named('Text 2'), named('App')],
	};
	const members = propertyOf(options).options as INodeProperties[];
	expect(members.map(({ displayName }) => displayName)).toEqual([
		'App',
		'Text 2',
		'Text 10',
		'Zone',
	]);
	expect(sent([options], { options: { Zone: 'x' } }).body).toEqual({ Zone: 'x' });
});

test('conditions add up', () => {
	const [outer, inner] = when({ a: [1] }, [one(text()), ...when({ b: [2] }, [one(text())])]);
	expect(outer.displayOptions).toEqual({ show: { a: [1] } });
	expect(inner.displayOptions).toEqual({ show: { a: [1], b: [2] } });
});

test('the callees have no field of their own and say how many share a request', () => {
	const rule = { parameter: 'mobile', perRequest: 200_000 } as CalleeRule;
	const { properties, fields } = parameters([calleesParameter(rule, 'a task')]);
	expect(fields).toEqual({});
	expect(properties[0]).toMatchObject({
		name: 'mobile',
		description: expect.stringContaining('share a task of up to 200,000 numbers.'),
	});
	expect(propertyOf(calleesParameter({ ...rule, perRequest: 1 })).description).toContain(
		'Each number is a request of its own.',
	);
});

const FILE: Parameter = {
	displayName: 'File',
	name: 'file',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	placeholder: 'e.g. a1.mp3',
	searchListMethod: 'audioFiles',
	is: id(),
};
const FLOW: Parameter = {
	...FILE,
	displayName: 'Flow',
	name: 'flow',
	required: false,
	searchListMethod: 'flows',
	is: wholeId(),
};
const chosen = (value: unknown, mode = 'list') => ({ __rl: true, mode, value });

describe('what can be picked from a list', () => {
	test('can also be named by its ID', () => {
		expect(propertyOf(FILE)).toMatchObject({
			type: 'resourceLocator',
			modes: [
				{
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'audioFiles', searchable: true },
				},
				{ name: 'id', type: 'string', placeholder: 'e.g. a1.mp3' },
			],
		});
	});

	test.each<[string, unknown, unknown]>([
		['picked', chosen('a1.mp3'), 'a1.mp3'],
		['named by its ID', chosen('a1.mp3', 'id'), 'a1.mp3'],
		['a plain text', 'a1.mp3', 'a1.mp3'],
		['a plain number', 299, '299'],
		['a locator without a mark, as a preset is', { mode: 'id', value: 'a1.mp3' }, 'a1.mp3'],
		['a locator in a locator, by an expression', chosen(chosen('a1.mp3')), 'a1.mp3'],
	])('is sent alone when it is %s', (_, given, file) => {
		expect(sent([FILE], { file: given })).toEqual({ body: { file }, said: [] });
	});

	test.each([
		['left as it was', undefined],
		['empty', chosen('')],
		['an expression that gives nothing', chosen(null, 'id')],
	])('is missing when it is %s', (_, given) => {
		const values = given === undefined ? {} : { file: given };
		expect(sent([FILE], values)).toEqual({
			body: {},
			said: ['File is missing; needed is an ID of letters, digits, -, _ and . alone'],
		});
		expect(sent([FLOW], { flow: chosen('') })).toEqual({ body: {}, said: [] });
	});

	test('is found in rows and in collections, too', () => {
		const rows: Parameter = {
			...STEPS,
			complete: undefined,
			options: [{ displayName: 'Step', name: 'step', values: [FILE] }],
		};
		const options: Parameter = {
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [FLOW],
		};
		const values = { steps: { step: [{ file: chosen('a') }] }, options: { flow: chosen('7') } };
		expect(sent([rows, options], values)).toEqual({
			body: { steps: [{ file: 'a' }], flow: 7 },
			said: [],
		});
		const raw = { options: { flow: chosen('={{ $json.flow }}', 'id') } };
		expect(sent([options], { options: { flow: chosen(null, 'id') } }, raw).said).toEqual([
			expect.stringMatching(/^Options → Flow was added, but its expression gives nothing/),
		]);
	});

	test('decides what else is shown by its value', () => {
		const detail = { ...one(flag(0, 1)), type: 'boolean', default: true } as Parameter;
		const declared = [FILE, ...when({ file: ['a'] }, [detail])];
		expect(sent(declared, { file: chosen('a') }).body).toEqual({ file: 'a', one: 1 });
		expect(sent(declared, { file: chosen('b') }).body).toEqual({ file: 'b' });
	});

	test('is refused when it is another object or a list', () => {
		expect(sent([FILE], { file: { id: 'a' } }).said).toEqual([
			'File is an object; allowed is an ID of letters, digits, -, _ and . alone',
		]);
		expect(sent([FILE], { file: ['a'] }).said).toEqual([
			'File is a list of 1 entries; allowed is an ID of letters, digits, -, _ and . alone',
		]);
	});
});
