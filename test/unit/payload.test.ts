import type { INode, INodeProperties } from 'n8n-workflow';

import { shown, type Values } from '../../nodes/voice/input/display';
import {
	choice,
	flag,
	group,
	integer,
	notSent,
	rows,
	text,
	type Fields,
} from '../../nodes/voice/input/fields';
import { write } from '../../nodes/voice/input/payload';
import type { Surroundings } from '../../nodes/voice/input/wire';

const NODE = { name: 'Voice', typeVersion: 1, parameters: {} } as INode;

const SURROUNDINGS: Surroundings = { now: new Date(0), workflowZone: 'UTC', vendorZone: 'UTC' };

/** A row shows Detail only while Extended is on for the whole node, and Rate only with Detail. */
const PROPERTIES: INodeProperties[] = [
	{ displayName: 'Title', name: 'title', type: 'string', required: true, default: '' },
	{ displayName: 'Extended', name: 'extended', type: 'boolean', default: false },
	{ displayName: 'Count', name: 'count', type: 'number', default: 1 },
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				displayName: 'Step',
				name: 'step',
				values: [
					{ displayName: 'Text', name: 'text', type: 'string', required: true, default: '' },
					{
						displayName: 'Detail',
						name: 'detail',
						type: 'boolean',
						displayOptions: { show: { '/extended': [true] } },
						default: true,
					},
					{
						displayName: 'Rate',
						name: 'rate',
						type: 'number',
						displayOptions: { show: { detail: [true] } },
						default: 3,
					},
				],
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [
			{ displayName: 'Note', name: 'note', type: 'string', default: '' },
			{ displayName: 'Zone', name: 'zone', type: 'string', default: '' },
		],
	},
];

const FIELDS: Fields = {
	title: text({ max: 5 }),
	extended: flag(0, 1),
	count: integer(1, 9),
	steps: rows(
		'step',
		{ text: text({ max: 5 }), detail: flag(0, 1), rate: integer(1, 9) },
		{ most: 3 },
	),
	options: group({ note: text({ max: 5 }), zone: notSent(choice('UTC')) }),
};

const sent = (values: Values) =>
	write(shown(values, PROPERTIES, NODE), PROPERTIES, FIELDS, SURROUNDINGS);

const problemsOf = (values: Values) =>
	sent({ title: 'Hi', ...values }).problems.map(({ parameter, message }) => [parameter, message]);

const steps = (...step: Values[]) => ({ steps: { step } });

describe('a row', () => {
	test('may depend on a parameter of the node', () => {
		const row = { text: 'a', detail: true, rate: 5 };
		expect(sent({ title: 'Hi', extended: true, ...steps(row) }).body).toEqual({
			title: 'Hi',
			extended: 1,
			count: 1,
			steps: [{ text: 'a', detail: 1, rate: 5 }],
		});
		// Rate depends on Detail, which nobody sees.
		expect(sent({ title: 'Hi', extended: false, ...steps(row) }).body.steps).toEqual([
			{ text: 'a' },
		]);
	});

	test('follows that parameter, too, where an expression gives it as text', () => {
		const { body } = sent({ title: 'Hi', extended: 'true', ...steps({ text: 'a' }) });
		expect(body.steps).toEqual([{ text: 'a', detail: 1, rate: 3 }]);
	});

	test('that stands alone is a list of one', () => {
		const { body } = sent({ title: 'Hi', steps: { step: { text: 'a' } } });
		expect(body.steps).toEqual([{ text: 'a' }]);
	});

	test('is counted', () => {
		const row = { text: 'a' };
		expect(problemsOf(steps(row, row, row))).toEqual([]);
		expect(problemsOf(steps(row, row, row, row))).toEqual([
			['Steps', 'has 4 entries; at most 3 are allowed'],
		]);
	});

	test('is found by its number when something is wrong in it', () => {
		expect(problemsOf(steps({ text: 'a' }, { text: '' }, { text: 'too long' }))).toEqual([
			['Steps → Step 2 → Text', 'is missing; needed is a text of up to 5 characters'],
			['Steps → Step 3 → Text', 'is "too long"; allowed is a text of up to 5 characters'],
		]);
	});

	test('is not sent where there is none', () => {
		for (const none of [{}, { step: [] }, null, undefined]) {
			expect(sent({ title: 'Hi', steps: none })).toMatchObject({
				body: { title: 'Hi', extended: 0, count: 1 },
				problems: [],
			});
		}
	});
});

test('numbers count as numbers, however they are given', () => {
	const count = (value: unknown) => shown({ count: value }, PROPERTIES, NODE).count;
	expect([count(2), count('2'), count('-2'), count('2.25')]).toEqual([2, 2, -2, 2.25]);
	// What is no number stays what it is and is refused by its field.
	expect([count('two'), count('1e3'), count('2 s')]).toEqual(['two', '1e3', '2 s']);
});

test('what an expression gives as nothing is not replaced by what the editor presets', () => {
	expect(shown({ count: null, extended: undefined }, PROPERTIES, NODE)).toMatchObject({
		count: null,
		extended: null,
	});
	expect(shown({}, PROPERTIES, NODE)).toMatchObject({ count: 1, extended: false });
});

test('a text that looks like a number stays a text', () => {
	expect(shown({ title: '007' }, PROPERTIES, NODE).title).toBe('007');
	expect(sent({ title: '007' }).body.title).toBe('007');
});

test('all that is wrong is said at once, and nothing that is wrong is in the body', () => {
	const { body, problems } = sent({
		title: '',
		count: 10,
		options: { note: 'much too long', zone: 'Mars' },
	});
	expect(problems.map(({ parameter, message }) => `${parameter} ${message}`)).toEqual([
		'Title is missing; needed is a text of up to 5 characters',
		'Count is 10; allowed is a whole number from 1 to 9',
		'Options → Note is "much too long"; allowed is a text of up to 5 characters',
		'Options → Zone is "Mars"; allowed is one of UTC',
	]);
	expect(body).toEqual({ extended: 0 });
});

test('what is for the node alone stays out of the body', () => {
	const options = { note: 'n', zone: 'UTC' };
	expect(sent({ title: 'Hi', options })).toEqual({
		local: { zone: 'UTC' },
		body: { title: 'Hi', extended: 0, count: 1, note: 'n' },
		problems: [],
	});
});

test.each<[string, unknown, string]>([
	['a short text', 'x'.repeat(60), `"${'x'.repeat(60)}"`],
	['a long text', 'x'.repeat(61), 'a text of 61 characters'],
	['a list', [1, 2], 'a list of 2 entries'],
	['an object', { secret: 1 }, 'an object'],
	['a switch', true, 'true'],
])('%s that is not allowed is named so that a person can read it', (_, title, named) => {
	expect(problemsOf({ title })).toEqual([
		['Title', `is ${named}; allowed is a text of up to 5 characters`],
	]);
});

test.each([
	['nothing', ''],
	['blanks', ' \n\t'],
	['null', null],
	['undefined', undefined],
])('%s is missing', (_, title) => {
	expect(problemsOf({ title })).toEqual([
		['Title', 'is missing; needed is a text of up to 5 characters'],
	]);
});
