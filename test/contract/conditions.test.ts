import type { INode, INodeProperties } from 'n8n-workflow';

import { shown, type Values } from '../../nodes/voice/input/display';
import type { Fields } from '../../nodes/voice/input/fields';
import { write } from '../../nodes/voice/input/payload';
import { asked } from './support/bodies';
import { allows, pairs, type Pair, type Schema } from './support/contracts';
import { calleePaths, levelsOf, type Level } from './support/parameters';

const node = { typeVersion: 1 } as INode;
const now = new Date('2026-11-21T00:00:00Z');
const surroundings = { now, workflowZone: 'Asia/Shanghai', vendorZone: 'Asia/Shanghai' };
const rootOf = (path: string) => path.split(/[[.]/)[0];

/** Parameters that others depend on, and switches, each with all its settings. */
function choices({ properties }: Level, root: Level): Array<[string, unknown[]]> {
	const asked = new Set(
		properties.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})),
	);
	// Rows may go by a parameter of the operation, with a slash in front.
	const above = root.properties.filter(({ name }) => asked.has(`/${name}`));
	return [
		...above.map(({ name, ...one }) => ({ ...one, name: `/${name}` })),
		...properties,
	].flatMap(({ name, type, options }): Array<[string, unknown[]]> => {
		if (type === 'boolean') return [[name, [false, true]]];
		if (!asked.has(name)) return [];
		if (type === 'number') return [[name, [0, 1, 3]]];
		return [[name, (options as Array<{ value: unknown }>).map(({ value }) => value)]];
	});
}

/** Every way to set the choices of a level. */
function settings(level: Level, root: Level): Values[] {
	return choices(level, root).reduce<Values[]>(
		(all, [name, values]) =>
			all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
		[{}],
	);
}

const isNotSent = (member?: Fields[string]) => member?.kind === 'field' && member.notSent === true;
/** What the editor shows of a level; what has a slash in front lies in the operation. */
function kept({ properties }: Level, values: Values): Values {
	const above = Object.keys(values).filter((name) => name.startsWith('/'));
	if (above.length === 0) return shown(values, properties, node);
	const root = Object.fromEntries(above.map((name) => [name.slice(1), values[name]]));
	return shown(values, properties, node, root);
}

/** Left out, nobody knows how long a call may last: so it always goes along. What is not sent is ours to
 * demand, and an agent’s node is nothing without its script. */
const STRICTER = ['maxCalls', 'mode', 'nodeList scriptId'];

/** What a person has to fill in for these settings, by the name on the wire. */
function demandedByEditor(level: Level, values: Values): string[] {
	const { properties, fields } = level;
	const visible = kept(level, values);
	return properties
		.filter(({ name, required }) => name in visible && required && !isNotSent(fields[name]))
		.map(({ name }) => {
			const member = fields[name];
			return member?.kind === 'field' ? (member.as ?? name) : name;
		});
}

/** Whether the editor always has a value there, which is not left out. */
const isAlwaysSent = ({ type, default: preset }: INodeProperties) =>
	type === 'boolean' || (['number', 'options'].includes(type) && preset !== '');

/** What the contract requires beside these fields of a body. */
function demandedByContract({ required = [], allOf = [] }: Schema, body: object): string[] {
	const conditions = allOf.flatMap(({ if: condition, then, oneOf }) => [
		...(oneOf ?? []).flatMap((one) => one.required ?? []),
		...(condition && allows(condition, body) ? (then?.required ?? []) : []),
	]);
	return [...new Set([...required, ...conditions])];
}

/** Whether the contract misses one of several fields, such as a trigger of the SMS. */
function lacksAlternative({ allOf = [] }: Schema, body: object): boolean {
	return allOf.some(
		({ if: condition, then }) =>
			condition &&
			then?.anyOf &&
			allows(condition, body) &&
			!then.anyOf.some((branch) => allows(branch, body)),
	);
}

const levels = pairs.flatMap((pair) =>
	levelsOf(pair.operation).flatMap((level): Array<[string, Pair, Level, Schema]> => {
		if (level.path === pair.operation.callees?.variables) return [];
		const schema = level.path ? pair.schema.properties?.[level.path]?.items : pair.schema;
		if (schema === undefined) throw new Error(`${pair.title} has no ${level.path}`);
		return [[[pair.title, level.path].filter(Boolean).join(' '), pair, level, schema]];
	}),
);

describe.each(levels)('%s', (_, { operation, contract }, level, schema) => {
	/** The callees, the account and what the node makes up are not filled in as parameters. */
	const elsewhere = new Set(
		level.path
			? []
			: [
					...calleePaths(operation).map(rootOf),
					...(operation.callees ? [operation.callees.parameter] : []),
					...(operation.usesAppId ? ['appId'] : []),
					...Object.keys(asked(operation, {})),
					...(operation.taskList ? ['taskName'] : []),
					...(contract.name === 'innopaas' ? ['appId', 'appKey'] : []),
				],
	);
	const switches = level.properties.filter(({ type }) => type === 'boolean');
	const all = settings(level, levelsOf(operation)[0]);

	/** The switches and choices of these settings as they go on the wire. */
	const bodyOf = (values: Values) => {
		const visible = kept(level, values);
		const chosen = Object.keys(values).filter((name) => name in visible);
		// The node of an agent is known by it.
		const script = level.path && 'scriptId' in visible && { scriptId: 1 };
		const given = { ...Object.fromEntries(chosen.map((name) => [name, visible[name]])), ...script };
		return write(given, level.properties, level.fields, surroundings).body;
	};

	test('there is more than one way to set it, or it has no conditions', () => {
		const conditional = level.properties.some(({ displayOptions }) => displayOptions);
		expect(all.length > 1).toBe(conditional || switches.length > 0);
	});

	test('what the contract requires, the editor demands or always sends', () => {
		const forgotten = all.flatMap((values) => {
			const visible = kept(level, values);
			const always = level.properties.filter(isAlwaysSent).map(({ name }) => name);
			const shownAlways = always.filter((name) => name in visible);
			const filled = [...demandedByEditor(level, values), ...shownAlways, ...elsewhere];
			return demandedByContract(schema, bodyOf(values))
				.filter((name) => !filled.includes(name))
				.map((name) => `${name} with ${JSON.stringify(values)}`);
		});
		expect(forgotten).toEqual([]);
	});

	test('what the editor demands, the contract requires', () => {
		const invented = all.flatMap((values) =>
			demandedByEditor(level, values)
				.filter(
					(name) =>
						!elsewhere.has(rootOf(name)) && !STRICTER.includes(`${level.path} ${name}`.trim()),
				)
				.filter((name) => !demandedByContract(schema, bodyOf(values)).includes(name))
				.map((name) => `${name} with ${JSON.stringify(values)}`),
		);
		expect(invented).toEqual([]);
	});

	test('where the contract wants one of several switches on, so does the node', () => {
		const differing = all.filter((values) => {
			const row = bodyOf(values);
			const body = level.path ? { [level.path]: [row] } : row;
			const refused = (operation.rules?.(body, surroundings) ?? []).length > 0;
			return refused !== lacksAlternative(schema, row);
		});
		expect(differing).toEqual([]);
	});
});
