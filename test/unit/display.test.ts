import type { INode } from 'n8n-workflow';

import { propertiesOf } from '../../nodes/voice/description';
import { shown, type Values } from '../../nodes/voice/display';
import { payload, write } from '../../nodes/voice/payload';
import type { Body, Operation, Problem, Surroundings } from '../../nodes/voice/types';
import {
	BUKA_CHOICES,
	CHOSEN,
	PAGES,
	REDIAL_NODE,
	type Choice,
	type Page,
	type Row,
} from './vendorPages';

const NODE = {
	id: '1',
	name: 'Voice',
	type: 'voice',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
} as INode;

const SURROUNDINGS: Surroundings = {
	now: new Date('2026-01-01T00:00:00Z'),
	workflowZone: 'Europe/Berlin',
	vendorZone: 'Asia/Shanghai',
};

/** Editor names that differ from the vendor's. */
const EDITOR_NAMES: Record<string, string> = { baseFile: 'binaryPropertyName' };
const editorName = (wire: string) => EDITOR_NAMES[wire] ?? wire;

/** Every combination of the choices. */
function combinations(choices: Record<string, unknown[]> = {}): Choice[] {
	return Object.entries(choices).reduce<Choice[]>(
		(all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
		[{}],
	);
}

/** Every parameter with a value, hidden or not. */
const filled = (rows: Row[], choice: Choice): Values =>
	Object.fromEntries(
		rows.map(([wire, given]) => [
			editorName(wire),
			given === CHOSEN ? choice[wire] : given,
		]),
	);

/** What the page wants for this choice, and nothing else. */
const wanted = (rows: Row[], choice: Choice): Values =>
	Object.fromEntries(
		rows
			.filter(([, , , when]) => when(choice))
			.map(([wire, , sent]) => [wire, typeof sent === 'function' ? sent(choice) : sent]),
	);

/** Settings alone; the callees' parameters are read apart. */
function written({ properties, callees, fields }: Operation, values: Values) {
	const settings = properties.filter(
		({ name }) => name !== callees?.parameter && name !== callees?.variables,
	);
	return write(shown(values, settings, NODE), settings, fields, SURROUNDINGS);
}

/** As expressions give values: all as text. */
function asText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asText);
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
}

const valuesOf = ({ rows, options }: Page, choice: Choice): Values => ({
	...filled(rows, choice),
	options: filled(options, choice),
});

const wantedOf = ({ rows, options }: Page, choice: Choice): Values => ({
	...wanted(rows, choice),
	...wanted(options, choice),
});

test('every operation of every vendor is tried here', () => {
	expect(PAGES.map(([, { operation }]) => operation.path)).toEqual([
		'/voice/group/call/send',
		'/voice/recallFlow/update',
		'/voice/group/call/send/ai',
		'/voice/sendGroup',
		'/open/int-voice/batch-notify',
	]);
});

describe.each(PAGES)('%s', (_, page) => {
	const { operation } = page;
	const choices = combinations(page.choices);
	const [first] = choices;

	test('sends exactly what applies, whatever else is filled in', () => {
		for (const choice of choices) {
			const { body, problems } = written(operation, valuesOf(page, choice));
			expect({ choice, problems, body }).toEqual({
				choice,
				problems: [],
				body: wantedOf(page, choice),
			});
		}
	});

	test('sends the same when an expression gives text', () => {
		for (const choice of choices) {
			const values = asText(valuesOf(page, choice)) as Values;
			const { body, problems } = written(operation, values);
			expect({ choice, problems, body }).toEqual({
				choice,
				problems: [],
				body: wantedOf(page, choice),
			});
		}
	});

	test('does not mind what stands in a parameter that does not apply', () => {
		for (const choice of choices) {
			const values = valuesOf(page, choice);
			for (const [wire, , , when] of page.rows) {
				if (!when(choice)) values[editorName(wire)] = ['not', 'allowed'];
			}
			const { body, problems } = written(operation, values);
			expect({ choice, problems, body }).toEqual({
				choice,
				problems: [],
				body: wantedOf(page, choice),
			});
		}
	});

	test('asks for what the page needs, and for nothing that does not apply', () => {
		for (const choice of choices) {
			const values = valuesOf(page, choice);
			const lacking = page.rows.filter(([, given, , , needed]) => needed && given !== CHOSEN);
			for (const [wire] of lacking) values[editorName(wire)] = ' ';
			const { problems } = written(operation, values);
			const asked = lacking.filter(([, , , when]) => when(choice)).map(([wire]) => wire);
			expect({ choice, asked: askedBy(operation, problems) }).toEqual({
				choice,
				asked: asked.map(editorName).sort(),
			});
		}
	});

	test('leaves out what the page does not need', () => {
		const values = valuesOf(page, first);
		const optional = page.rows.filter(([, given, , , needed]) => !needed && given !== CHOSEN);
		for (const [wire] of optional) values[editorName(wire)] = '';
		values.options = Object.fromEntries(page.options.map(([wire]) => [wire, '']));
		// A list has no empty text.
		if (page.options.some(([wire]) => wire === 'allowSendTime')) {
			(values.options as Values).allowSendTime = {};
		}
		const kept = page.rows.filter((row) => !optional.includes(row));
		const { body, problems } = written(operation, values);
		expect({ problems, body }).toEqual({
			problems: [],
			body: { ...wanted(kept, first), ...(!optional.length && {}) },
		});
	});

	test('sends no option of the node’s own, and no option that was not added', () => {
		const own = { preview: true, duplicates: 'each', output: 'request', timezone: 'Asia/Tokyo' };
		const { body, problems } = written(operation, { ...valuesOf(page, first), options: own });
		expect({ problems, body }).toEqual({ problems: [], body: wanted(page.rows, first) });
	});

	test('has a test for each of its parameters', () => {
		const { callees, properties } = operation;
		const options = properties.find(({ name }) => name === 'options')!.options as unknown[];
		const names = (list: unknown[]) => (list as Array<{ name: string }>).map(({ name }) => name);
		const apart = [callees?.parameter, callees?.variables, 'options', 'nodeList'];
		expect(names(properties).filter((name) => !apart.includes(name)).sort()).toEqual(
			page.rows.map(([wire]) => editorName(wire)).sort(),
		);
		expect(names(options).filter((name) => name !== 'timezone').sort()).toEqual(
			page.options.map(([wire]) => wire).sort(),
		);
	});

	test('puts the callees beside the settings, and nothing is lost on the way', () => {
		const { body } = written(operation, valuesOf(page, first));
		const sent = payload(operation, { body, callees: page.callees ?? [], items: [0] });
		expect(sent).toEqual({ ...wantedOf(page, first), ...page.sent });
	});
});

/** Parameters that are missing, by the name the editor has for them. */
function askedBy({ properties }: Operation, problems: Problem[]): string[] {
	return problems
		.map(({ parameter, message }) => {
			expect(message).toMatch(/^is missing; needed is /);
			const name = parameter.replace(/^.* → /, '');
			return (nodeProperties(properties) ?? properties).find(
				({ displayName }) => displayName === name,
			)!.name;
		})
		.sort();
}
