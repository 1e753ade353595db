import fc from 'fast-check';

import type { Values } from '../../nodes/voice/input/display';
import type { Fields } from '../../nodes/voice/input/fields';
import { bodyOf } from './support/bodies';
import { complaints, pairs, testedPairs, type TestedPair } from './support/contracts';
import { levelsOf, parametersOf } from './support/parameters';
import { allowedValues } from './support/values';

const each = pairs.map((pair) => [pair.title, pair] as const);
/** The same values in every run, unless somebody asks for others: SEED=7 RUNS=5000 npx jest ... */
const seed = Number(process.env.SEED ?? 1);
const runs = (least: number) => ({ seed, numRuns: Number(process.env.RUNS ?? least) });

/** What an expression may give by mistake. */
const mistakes = fc.constantFrom<unknown>(
	...['', ' ', '\n', 'x', '0', '-1', '1e3', 'null', 'undefined', 'NaN', 'x'.repeat(2000)],
	...[0, -1, 1.5, 1e21, Infinity, NaN, null, undefined, true, false, 'TRUE'],
	...['2024-02-30', '24:00', 'https://', '[object Object]', '１２'],
	...[[], ['x'], {}, { x: 1 }, new Date('nonsense'), new Date(0)],
);

/** By now the file stands there in place of the name of its field. */
const FILE = 'binaryPropertyName';

/** Puts wrong values in the places `at`, counted through all depths; groups stay groups. */
function spoil(values: Values, spoils: Array<{ at: number; by: unknown }>): Values {
	let seen = 0;
	const walk = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(walk);
		if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
			if ('isLuxonDateTime' in value) return value;
			return Object.fromEntries(
				Object.entries(value).map(([name, one]) => [name, name === FILE ? one : leaf(one)]),
			);
		}
		return value;
	};
	const leaf = (value: unknown): unknown => {
		if (typeof value === 'object' && value !== null) return walk(value);
		const found = spoils.find(({ at }) => at === seen++);
		return found ? found.by : value;
	};
	return walk(values) as Values;
}

describe.each(each)('%s', (_, pair) => {
	const values = allowedValues(pair);

	test('allowed values make a body that the contract allows', () => {
		fc.assert(
			fc.property(values, (given) => {
				const { body, problems } = bodyOf(pair, given);
				expect(problems).toEqual([]);
				expect(complaints(pair.schema, body)).toEqual([]);
			}),
			runs(400),
		);
	});

	test('what stands in hidden parameters is never sent', () => {
		fc.assert(
			fc.property(values, mistakes, (given, stale) => {
				const { body, kept } = bodyOf(pair, given);
				const names = pair.operation.properties.map(({ name }) => name);
				const hidden = names.filter((name) => !(name in kept));
				const spoiled = { ...given, ...Object.fromEntries(hidden.map((name) => [name, stale])) };
				expect(bodyOf(pair, spoiled)).toMatchObject({ body, problems: [] });
			}),
			runs(400),
		);
	});

	test('wrong values are refused, or make a body that the contract allows', () => {
		let sent = 0;
		const spoils = fc.array(fc.record({ at: fc.nat(30), by: mistakes }), { maxLength: 3 });
		fc.assert(
			fc.property(values, spoils, (given, by) => {
				const { body, problems } = bodyOf(pair, spoil(given, by));
				if (problems.length > 0) return;
				sent++;
				expect(complaints(pair.schema, body)).toEqual([]);
			}),
			runs(1000),
		);
		expect(sent).toBeGreaterThan(50);
		expect(sent).toBeLessThan(runs(1000).numRuns);
	});
});

const isNotSent = (member?: Fields[string]) => member?.kind === 'field' && member.notSent;

/** Switches, choices and numbers: the editor always has a value there. */
const preset = testedPairs.flatMap((pair) =>
	levelsOf(pair.operation).flatMap(({ path, properties, fields }) =>
		properties
			.filter(({ name }) => !isNotSent(fields[name]))
			.filter(({ type }) => ['boolean', 'number', 'options'].includes(type))
			.filter(({ name }) => parametersOf(pair.operation).some((one) => one.property.name === name))
			.filter(({ default: value }) => value !== '')
			.map(
				({ name }) =>
					[[pair.title, path, name].filter(Boolean).join(' '), { pair, path, name }] as const,
			),
	),
);

/** The valid body as parameters: lists as the editor holds them, and one callee. */
function valuesOf({ operation, fixture }: TestedPair): Values {
	const { fields, callees } = operation;
	const values = Object.entries(fixture.valid).map(([name, value]) => {
		const member = fields[name];
		return [name, member?.kind === 'rows' ? { [member.row]: value } : value];
	});
	return {
		...Object.fromEntries(values),
		...(callees && { [callees.parameter]: '8613011112222' }),
	};
}

/** A list with its first row changed, and no other. */
const changedRow = (list: Record<string, Values[]>, change: Values) =>
	Object.fromEntries(
		Object.entries(list).map(([row, [first]]) => [row, [{ ...first, ...change }]]),
	);

// Left out, a number of redials is 1 to InnoPaaS, and a scheduled call is made at once.
describe.each(preset)('%s', (_, { pair, path, name }) => {
	const used = valuesOf(pair);
	const sent = ({ body: whole }: ReturnType<typeof bodyOf>) => (path ? whole[path][0] : whole);

	test.each(['', null])('is not lost when an expression gives %j', (nothing) => {
		const given = path
			? { ...used, [path]: changedRow(used[path] as Record<string, Values[]>, { [name]: nothing }) }
			: { ...used, [name]: nothing };
		expect(sent(bodyOf(pair, used))).toHaveProperty(name);

		const result = bodyOf(pair, given);
		if (result.problems.length === 0) expect(sent(result)).toHaveProperty(name);
		else expect(result.problems[0].message).toMatch(/^is missing/);
	});
});
