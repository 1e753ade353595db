import type { IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import { onbuka } from '../../nodes/Onbuka/profile';
import { run } from '../../nodes/voice/run';
import { propertiesOf } from '../../nodes/voice/description';
import { parameters, type Parameter } from '../../nodes/voice/input/declaration';
import { id } from '../../nodes/voice/input/fields';
import type { Operation, Vendor } from '../../nodes/voice/types';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { credentialsFor, credentialsHelper, runType, typeOf } from '../support/engine';

/** One that the vendor's own sample names. */
const FILE = '12022022570cc2484c59d4f8b9745d34226285b1e.mp3';

const locator = (displayName: string, name: string, required: boolean): Parameter => ({
	displayName,
	name,
	type: 'resourceLocator',
	required,
	default: { mode: 'list', value: '' },
	placeholder: 'e.g. a1.mp3',
	searchListMethod: 'audioFiles',
	is: id(),
});

/** A voice message whose file, and a text in its options, are picked from a list. */
function picking({ properties, fields, ...operation }: Operation): Operation {
	const [callees] = properties;
	const options: Parameter = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [locator('Order', 'calledInfo', false)],
	};
	const declared = parameters([locator('File', 'fileId', true), options]);
	return {
		...operation,
		properties: [callees, ...declared.properties],
		fields: { ...fields, ...declared.fields },
	};
}

const vendor: Vendor = {
	...onbuka,
	operations: onbuka.operations
		.filter(({ operation }) => operation.value === 'send')
		.map((operation) => picking(operation)),
};

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.state.reset());
afterAll(() => sandbox.close());

async function send(given: INodeParameters, json: object = {}) {
	const { description } = await typeOf('onbuka');
	const type = {
		description: {
			...description,
			properties: propertiesOf({
				...vendor,
				searches: { audioFiles: vendor.searches!.searchAudioFiles },
			}),
		},
		execute(this: IExecuteFunctions) {
			return run(this, vendor);
		},
	} as INodeType;
	const items = ['491511234567', '491511234568'].map((number) => ({ json: { number, ...json } }));
	const { error, output } = await runType(type, items, {
		type: 'picking',
		parameters: {
			resource: 'voiceMessage',
			operation: 'send',
			callee: '={{ $json.number }}',
			...given,
		},
		credential: 'onbukaApi',
		credentialsHelper: credentialsHelper(credentialsFor('onbuka', sandbox)),
	});
	return { error, output, bodies: sandbox.state.log.map(({ body }) => body) };
}

const chosen = (value: string, mode = 'list') => ({ __rl: true, mode, value });

test.each<[string, unknown]>([
	['picked from the list', { ...chosen(FILE), cachedResultName: 'test.mp3' }],
	['named by its ID', chosen(FILE, 'id')],
	['named by its ID in a field of the item', chosen('={{ $json.file }}', 'id')],
	['named by its ID in an expression that n8n works out', chosen('={{ $json.file.trim() }}', 'id')],
	['a plain text', FILE],
	['a field of the item', '={{ $json.file }}'],
	['a locator out of an expression', '={{ { __rl: true, mode: "id", value: $json.file } }}'],
])('the vendor gets the bare ID of what is %s', async (_, file) => {
	const { error, output, bodies } = await send(
		{ fileId: file as string, options: { calledInfo: chosen('={{ $json.order }}', 'id') } },
		{ file: FILE, order: 4711 },
	);
	expect(error).toBeUndefined();
	expect(bodies).toEqual([
		expect.objectContaining({
			callee: '491511234567,491511234568',
			fileId: FILE,
			calledInfo: '4711',
		}),
	]);
	expect(output).toHaveLength(2);
});

test.each<[string, INodeParameters, string]>([
	[
		'an empty ID',
		{ fileId: chosen('={{ $json.nothing }}', 'id') },
		'File is missing; needed is an ID of letters, digits, -, _ and . alone',
	],
	[
		'an ID that leads elsewhere in a path',
		{ fileId: chosen('../getBalance', 'id') },
		'File is "../getBalance"; allowed is an ID of letters, digits, -, _ and . alone',
	],
	[
		'an option that comes out empty',
		{ fileId: FILE, options: { calledInfo: chosen('={{ $json.nothing }}', 'id') } },
		'Options → Order was added, but its expression gives nothing for this item',
	],
])('nobody is called with %s', async (_, given, message) => {
	const { error, bodies } = await send(given);
	expect(error?.message).toContain(message);
	expect(bodies).toEqual([]);
});

test('n8n itself asks for what is needed and was not picked', async () => {
	await expect(send({ fileId: chosen('') })).rejects.toThrow('Parameter "File" is required');
	expect(sandbox.state.log).toEqual([]);
});
