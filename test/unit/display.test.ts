import type { INode, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { shown, type Values } from '../../nodes/voice/input/display';
import { payload, write } from '../../nodes/voice/input/payload';
import type { Problem } from '../../nodes/voice/types';
import type { Body, Surroundings } from '../../nodes/voice/input/wire';
import { CHOSEN, PAGES, REDIAL, type Choice, type Page, type Row } from './vendorPages';

const NODE = { name: 'Voice', typeVersion: 1, parameters: {} } as INode;

/** Options that no vendor knows. */
const OWN = ['calleeTimeZone', 'defaultCountry'];

const SURROUNDINGS: Surroundings = {
	now: new Date('2026-01-01T00:00:00Z'),
	workflowZone: 'Europe/Berlin',
	vendorZone: 'Asia/Shanghai',
};

/** The one name in the editor that differs from the vendor's. */
const editorName = (wire: string) => (wire === 'baseFile' ? 'binaryPropertyName' : wire);

/** Every combination of what controls other parameters. */
const combinations = ({ choices = {} }: Page): Choice[] =>
	Object.entries(choices).reduce<Choice[]>(
		(all, [name, values]) =>
			all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
		[{}],
	);

/** Every parameter with a value, also those that don't apply. */
const filled = (rows: Row[], choice: Choice): Values =>
	Object.fromEntries(
		rows.map(([wire, given]) => [editorName(wire), given === CHOSEN ? choice[wire] : given]),
	);

const valuesOf = ({ rows, options }: Page, choice: Choice): Values => ({
	...filled(rows, choice),
	options: filled(options, choice),
});

/** What the page wants for this choice, and nothing else. */
const wanted = (rows: Row[], choice: Choice): Values =>
	Object.fromEntries(
		rows
			.filter(([, , , when]) => when(choice))
			.map(([wire, , sent]) => [wire, typeof sent === 'function' ? sent(choice) : sent]),
	);

const wantedOf = ({ rows, options }: Page, choice: Choice): Values => ({
	...wanted(rows, choice),
	...wanted(options, choice),
});

/** The parameters of a page's operation, without those of the callees, which are read apart. */
const settingsOf = ({ operation: { properties, callees } }: Page) =>
	properties.filter(({ name }) => name !== callees?.parameter && name !== callees?.variables);

/** The part of the body that the page is about. */
function sent(page: Page, values: Values): { body: Values; problems: Problem[] } {
	const { operation, inRow } = page;
	const given = inRow ? { ...filled(REDIAL, {}), nodeList: { node: [values] } } : values;
	const settings = settingsOf(page);
	const { body, problems } = write(
		shown(given, settings, NODE),
		settings,
		operation.fields,
		SURROUNDINGS,
	);
	return { body: inRow ? (body.nodeList as Body[])[0] : body, problems };
}

/** The editor's properties that the page is about. */
function propertiesOf(page: Page): INodeProperties[] {
	if (!page.inRow) return settingsOf(page);
	const list = settingsOf(page).find(({ name }) => name === 'nodeList')!;
	return (list.options as INodePropertyCollection[])[0].values;
}

/** As expressions give values: all as text. */
function asText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asText);
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
}

test('the pages that are tried here are those of five operations', () => {
	expect(new Set(PAGES.map(([, { operation }]) => operation.path))).toEqual(
		new Set([
			'/voice/group/call/send',
			'/voice/recallFlow/update',
			'/voice/group/call/send/ai',
			'/voice/sendGroup',
			'/open/int-voice/batch-notify',
		]),
	);
});

describe.each(PAGES)('%s', (_, page) => {
	const choices = combinations(page);
	const [first] = choices;

	const expectWanted = (choice: Choice, values: Values) =>
		expect({ choice, ...sent(page, values) }).toEqual({
			choice,
			body: wantedOf(page, choice),
			problems: [],
		});

	test('sends exactly what applies, whatever else is filled in', () => {
		for (const choice of choices) expectWanted(choice, valuesOf(page, choice));
	});

	test('sends the same when an expression gives text', () => {
		for (const choice of choices) expectWanted(choice, asText(valuesOf(page, choice)) as Values);
	});

	test('does not mind what stands in a parameter that does not apply', () => {
		for (const choice of choices) {
			const hidden = page.rows.filter(([, , , when]) => !when(choice));
			const left = hidden.map(([wire]) => [editorName(wire), '=not allowed']);
			expectWanted(choice, { ...valuesOf(page, choice), ...Object.fromEntries(left) });
		}
	});

	test('asks for what is needed, and for nothing that does not apply', () => {
		const needed = page.rows.filter(([, given, , , must]) => must && given !== CHOSEN);
		const blank = Object.fromEntries(needed.map(([wire]) => [editorName(wire), ' ']));
		const nameOf = ({ parameter, message }: Problem) => {
			expect(message).toMatch(/^is missing; needed is /);
			const label = parameter.replace(/^.* → /, '');
			return propertiesOf(page).find(({ displayName }) => displayName === label)?.name;
		};
		for (const choice of choices) {
			const { problems } = sent(page, { ...valuesOf(page, choice), ...blank });
			const asked = needed.filter(([, , , when]) => when(choice)).map(([wire]) => wire);
			expect({ choice, asked: problems.map(nameOf).sort() }).toEqual({
				choice,
				asked: asked.map(editorName).sort(),
			});
		}
	});

	test('asks for each switch, choice and count that an expression gave as nothing, or as a list', () => {
		for (const choice of choices) {
			for (const [wire, given, , when] of page.rows) {
				if (given !== CHOSEN || !when(choice)) continue;
				for (const wrong of ['', null, [choice[wire]], [String(choice[wire])]]) {
					const { body, problems } = sent(page, { ...valuesOf(page, choice), [wire]: wrong });
					const { displayName } = propertiesOf(page).find(({ name }) => name === wire)!;
					const asked = problems.some(({ parameter }) => parameter.endsWith(displayName));
					expect({ choice, wire, asked, sent: wire in body }).toEqual({
						choice,
						wire,
						asked: true,
						sent: false,
					});
				}
			}
		}
	});

	test('leaves out texts that are not needed and empty', () => {
		const isOptional = ([, given, , , must]: Row) => typeof given === 'string' && !must;
		const blank = (rows: Row[]) =>
			Object.fromEntries(rows.filter(isOptional).map(([wire]) => [editorName(wire), '']));
		const values = valuesOf(page, first);
		const { body, problems } = sent(page, {
			...values,
			...blank(page.rows),
			options: { ...(values.options as Values), ...blank(page.options) },
		});
		const kept = [...page.rows, ...page.options].filter((row) => !isOptional(row));
		expect({ body, problems }).toEqual({ body: wanted(kept, first), problems: [] });
	});

	test('sends none of the node’s own options, and none of the vendor’s that was not added', () => {
		const options = {
			preview: true,
			duplicates: 'each',
			output: 'request',
			defaultCountry: 'DE',
		};
		const { body, problems } = sent(page, { ...valuesOf(page, first), options });
		expect({ body, problems }).toEqual({ body: wanted(page.rows, first), problems: [] });
	});

	test('has no parameter that the vendor’s page does not know', () => {
		const names = (list: unknown) => (list as INodeProperties[]).map(({ name }) => name);
		const options = propertiesOf(page).find(({ name }) => name === 'options')?.options ?? [];
		const known = (rows: Row[], ...more: string[]) =>
			[...rows.map(([wire]) => editorName(wire)), ...more].sort();
		// The last chooses between the two forms of the page, and is not sent.
		const isApart = (name: string) => ['options', 'nodeList', 'mode'].includes(name);
		expect(
			names(propertiesOf(page))
				.filter((name) => !isApart(name))
				.sort(),
		).toEqual(known(page.rows));
		expect(
			names(options)
				.filter((name) => !OWN.includes(name))
				.sort(),
		).toEqual(known(page.options));
	});
});

const pageOf = (name: string) => PAGES.find(([title]) => title === name)![1];

test.each(PAGES.filter(([, { callees }]) => callees))(
	'%s loses nothing when the callees join the settings',
	(_, page) => {
		for (const choice of combinations(page)) {
			const { body } = sent(page, valuesOf(page, choice));
			const request = { body: body as Body, callees: page.callees!, items: [0] };
			expect(payload(page.operation, request)).toEqual({ ...body, ...page.sent });
		}
	},
);

test('redial nodes do not show or hide each other’s parameters', () => {
	const node = pageOf('ITNIOTECH: Redial Flow → Update → a redial node');
	const page = pageOf('ITNIOTECH: Redial Flow → Update');
	const choices = combinations(node);
	const rows = choices.map((choice) => filled(node.rows, choice));
	const { body } = sent(page, { ...filled(page.rows, {}), nodeList: { node: rows } });
	expect(body.nodeList).toEqual(choices.map((choice) => wanted(node.rows, choice)));
	expect(choices).toHaveLength(3 * 2 ** 7);
});

test('InnoPaaS gets its form in the order of its page, and nothing but text', () => {
	const page = pageOf('InnoPaaS: Voice Message → Send');
	const choice = { sendType: '1', maxRecallCount: 3, smsHangupStatus: true, smsSendType: '3' };
	const { body } = sent(page, valuesOf(page, choice));
	const form = payload(page.operation, { body: body as Body, callees: page.callees!, items: [0] });
	expect(Object.keys(form).join(' ')).toBe(
		'mobile countryCode templateId billUrl transData displayNum smsHangupStatus smsTemplateId smsSendType smsSendLimit sendType taskStartTime taskEndTime taskName maxRecallCount recallInterval noConnected noAnswer ttsVoice',
	);
	expect(Object.values(form).map((value) => typeof value)).toEqual(Array(19).fill('string'));
});

test.each([
	[true, 1],
	['TRUE', 1],
	['1', 1],
	[1, 1],
	[false, 0],
	['False', 0],
	['0', 0],
	[0, 0],
])('a switch that is %p turns its details on or off with itself', (toSeat, bit) => {
	const page = pageOf('ITNIOTECH: Group Call → Create');
	const { body } = sent(page, { ...valuesOf(page, { source: 1, toSeatType: 1 }), toSeat });
	expect({ toSeat: body.toSeat, hasGroup: 'sipGroupId' in body }).toEqual({
		toSeat: bit,
		hasGroup: bit === 1,
	});
});

test.each(['', ' ', null, undefined])('a switch that is %j is a problem', (toSeat) => {
	const page = pageOf('ITNIOTECH: Group Call → Create');
	const { problems } = sent(page, { ...valuesOf(page, { source: 1, toSeatType: 1 }), toSeat });
	expect(problems.map(({ parameter }) => parameter)).toContain('Transfer to Agent');
});

test('a switch that is neither is a problem', () => {
	const page = pageOf('ITNIOTECH: Group Call → Create');
	const { problems } = sent(page, { voiceFileId: 'v1.mp3', toSeat: 'yes' });
	expect(problems).toEqual([
		{ parameter: 'Transfer to Agent', message: 'is "yes"; allowed is true or false' },
	]);
});

describe('a parameter that stands there twice, with other conditions', () => {
	const twice: INodeProperties[] = [
		{ displayName: 'Kind', name: 'kind', type: 'string', default: '' },
		...['a', 'b'].map((kind) => ({
			...{ displayName: `ID of ${kind}`, name: 'id', type: 'string' as const, default: '' },
			displayOptions: { show: { kind: [kind] } },
		})),
	];

	test.each(['a', 'b'])('is kept where the one for %s is shown', (kind) => {
		expect(shown({ kind, id: '7' }, twice, { typeVersion: 1 } as INode)).toEqual({ kind, id: '7' });
	});

	test('is dropped where none of them is', () => {
		expect(shown({ kind: 'c', id: '7' }, twice, { typeVersion: 1 } as INode)).toEqual({
			kind: 'c',
		});
	});
});
