import fc from 'fast-check';
import type { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { shown } from '../../nodes/voice/input/display';
import { parameterReader } from '../../nodes/voice/input/parameters';
import { contextOf } from '../support/context';

/** A text, a collection and a fixedCollection, each of which may hold the tested expression. */
const properties: INodeProperties[] = [
	{ displayName: 'Text', name: 'text', type: 'string', default: '' },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [{ displayName: 'Inner', name: 'inner', type: 'string', default: '' }],
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'fixedCollection',
		default: {},
		typeOptions: { multipleValues: true },
		options: [
			{
				displayName: 'Row',
				name: 'row',
				values: [{ displayName: 'Cell', name: 'cell', type: 'string', default: '' }],
			},
		],
	},
];
const everywhere = (expression: string): INodeParameters => ({
	text: expression,
	options: { inner: expression },
	rows: { row: [{ cell: expression }, { cell: 'constant' }] },
});

/** What n8n says of a parameter, as a value or as its complaint. */
const asN8n = (ctx: ExecuteContext, name: string, item: number) => {
	try {
		return { value: ctx.getNodeParameter(name, item, null) ?? null };
	} catch (error) {
		return { error: (error as Error).message };
	}
};

function expectAsN8n(expression: string, jsons: IDataObject[]): void {
	const ctx = contextOf(
		properties,
		everywhere(expression),
		jsons.map((json) => ({ json })),
	);
	const { read } = parameterReader(ctx, properties, true);
	for (const [item] of jsons.entries()) {
		const { values, problems } = read(item);
		const answers = properties.map(({ name }) => [name, asN8n(ctx, name, item)] as const);
		const given = Object.fromEntries(answers.map(([name, { value }]) => [name, value]));
		const expected = shown(given, properties, ctx.getNode());
		for (const { name, displayName } of properties) {
			const { error } = Object.fromEntries(answers)[name];
			if (error === undefined) expect(values[name]).toEqual(expected[name]);
			else {
				const message = `has an expression that fails: ${error}`;
				expect(problems).toContainEqual({ parameter: displayName, message });
			}
		}
	}
}

/** Names as they come in tables, among them some that JavaScript or n8n treat in a way of their own. */
const names = fc.constantFrom(
	...[
		'phone',
		'Phone Number',
		'größe',
		'電話',
		'$price',
		'_x',
		'a-b',
		'with "quotes"',
		"it's",
		' ',
	],
	...['0', '1', '01', '-1', '{{x}}', 'a.b', 'a[0]', 'back\\slash', 'line\nbreak', ''],
	...['length', 'toString', 'constructor', 'constructorName', '__proto__', 'prototype', 'valueOf'],
	...[
		'callee',
		'caller',
		'arguments',
		'name',
		'class',
		'this',
		'if',
		'isProxy',
		'json',
		'$',
		'$json',
	],
);
const scalars = fc.oneof(
	fc.constantFrom<IDataObject[string]>(null, undefined, true, false, 0, -0, '', '0', ' ', '=1+1'),
	fc.string(),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { value: values } = fc.letrec((tie) => ({
	value: fc.oneof({ depthSize: 'small' }, scalars, tie('list'), tie('object')),
	list: fc.array(tie('value'), { maxLength: 3 }),
	object: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
}));
const items = fc.array(fc.dictionary(names, values as fc.Arbitrary<never>, { maxKeys: 5 }), {
	minLength: 1,
	maxLength: 4,
});

const spaces = fc.constantFrom('', ' ', '  ', '\n', '\t');
const isName = (name: string) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
const steps = fc
	.tuple(names, fc.constantFrom('bare', 'double', 'single', 'index', 'optional'), spaces, spaces)
	.map(([name, how, before, after]) => {
		if (how === 'bare' && isName(name)) return `${before}.${after}${name}`;
		if (how === 'optional' && isName(name)) return `?.${name}`;
		if (how === 'index' && /^\d+$/.test(name)) return `${before}[${after}${name}]`;
		if (how === 'single') return `${before}[${after}'${name.replaceAll("'", "\\'")}']`;
		return `${before}[${JSON.stringify(name)}${after}]`;
	});
const expressions = fc
	.tuple(fc.array(steps, { maxLength: 3 }), spaces, spaces, fc.constantFrom('', ' ', 'x', '\n'))
	.map(([path, before, after, behind]) => `={{${before}$json${path.join('')}${after}}}${behind}`);

test('a field reference gives what n8n gives, whatever is in the items', () => {
	fc.assert(
		fc.property(expressions, items, (expression, jsons) => expectAsN8n(expression, jsons)),
		{ numRuns: 1000 },
	);
});

test.each([
	['={{ $json.phone }}', { phone: '49151' }],
	['={{$json.phone}}', { phone: 49151 }],
	['={{ $json["Phone Number"] }}', { 'Phone Number': '49151' }],
	["={{ $json['Phone Number'] }}", { 'Phone Number': '49151' }],
	['={{ $json.a.b }}', { a: { b: ['49151', 49152, null] } }],
	['={{ $json.a["b c"].d }}', { a: { 'b c': { d: true } } }],
	['={{ $json.list[1] }}', { list: ['49151', '49152'] }],
	['={{ $json . phone }}', { phone: 0 }],
	['={{ $json.missing }}', {}],
	['={{ $json.phone }}', { phone: null }],
	['={{ $json.größe }}', { größe: 'XL' }],
])('%s is read without asking n8n for more than the first item', (expression, json) => {
	const jsons = Array.from({ length: 50 }, () => json as IDataObject);
	const ctx = contextOf(
		properties,
		everywhere(expression),
		jsons.map((one) => ({ json: one })),
	);
	const asked = jest.spyOn(ctx, 'getNodeParameter');
	const { read } = parameterReader(ctx, properties, true);
	for (const item of jsons.keys()) read(item);
	const evaluated = asked.mock.calls.filter((call) => call[3] === undefined);
	expect(evaluated).toHaveLength(properties.length);
	expect(asN8n(ctx, 'text', 0)).toHaveProperty('value');
	expectAsN8n(expression, jsons);
});

test('items that give the same values are recognised, others are not', () => {
	const jsons = [{ phone: '1' }, { phone: '2' }, { phone: '1' }, { phone: 1 }];
	const ctx = contextOf(
		properties,
		everywhere('={{ $json.phone }}'),
		jsons.map((json) => ({ json })),
	);
	const { read } = parameterReader(ctx, properties, true);
	const [first, second, again, number] = jsons.map((_, item) => read(item));
	expect(again).toBe(first);
	expect(second).not.toBe(first);
	expect(number).not.toBe(first);
	expect(number.values.text).toBe(1);
});
