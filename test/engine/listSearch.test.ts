import { DateTime } from 'luxon';
import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type INodeListSearchResult,
	type INodeProperties,
} from 'n8n-workflow';

import { tasks } from '../fixtures/shared/world';
import { TIME } from '../../sandbox/state';
import {
	additionalData,
	CREDENTIALS,
	credentialsFor,
	credentialsHelper,
	typeOf,
	type NodeName,
} from '../support/engine';
import { PROFILES } from '../support/profiles';
import { bodies, misbehave, sandbox, secretsIn } from './helpers';

type BukaNode = 'onbuka' | 'itniotech' | 'laaffic';

/** What the editor gets when it asks a node for a list, as n8n itself asks. */
async function list(
	name: BukaNode,
	method: string,
	filter?: string,
	token?: string,
	credentials?: ICredentialDataDecryptedObject,
): Promise<INodeListSearchResult> {
	const type = await typeOf(name);
	const credential = CREDENTIALS[name];
	const node = {
		...{ id: '1', name: 'Node', type: name, typeVersion: 1, parameters: {} },
		...{ position: [0, 0] as [number, number] },
		credentials: { [credential]: { id: '1', name: 'Sandbox' } },
	};
	const workflow = new Workflow({
		id: '1',
		nodes: [node],
		connections: {},
		active: false,
		settings: { timezone: 'Europe/Berlin' },
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const helper = credentialsHelper(credentials ?? credentialsFor(name, sandbox));
	const context = new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData({}), credentialsHelper: helper },
		'parameters.keyId',
	);
	return await type.methods!.listSearch![method].call(context, filter, token);
}

/** A time of the vendor's as clocks show it where the workflow runs. */
const inBerlin = (written: string) =>
	DateTime.fromFormat(written, TIME, { zone: 'Asia/Shanghai' })
		.setZone('Europe/Berlin')
		.toFormat('yyyy-MM-dd HH:mm');

const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);
const values = ({ results }: INodeListSearchResult) => results.map(({ value }) => value);

const BUKA: BukaNode[] = ['onbuka', 'itniotech', 'laaffic'];
const searches = BUKA.flatMap((name) =>
	Object.keys(PROFILES[name].searches ?? {}).map((method) => [name, method] as const),
);

test('the vendors list what their pages list', () => {
	expect(searches).toEqual([
		['onbuka', 'searchAgentGroups'],
		['onbuka', 'searchAudioFiles'],
		['onbuka', 'searchGroupCalls'],
		['itniotech', 'searchAgentGroups'],
		['itniotech', 'searchGroupCalls'],
		['itniotech', 'searchRedialFlows'],
		['laaffic', 'searchGroupCalls'],
		['laaffic', 'searchRedialFlows'],
	]);
});

/** Every parameter with a list, wherever it stands. */
const picked = (properties: INodeProperties[]): string[] =>
	properties.flatMap(({ modes = [], options = [] }) => [
		...modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		...(options as Array<INodeProperties & { values?: INodeProperties[] }>).flatMap((one) =>
			picked(one.values ?? [one]),
		),
	]);

test.each<NodeName>(['innoPaas', ...BUKA])('every list of %s has a method', async (name) => {
	const { description, methods = {} } = await typeOf(name);
	const offered = Object.keys(methods.listSearch ?? {});
	expect(offered).toEqual(expect.arrayContaining(picked(description.properties)));
});

test('what a vendor does not list is a plain ID in its editor', async () => {
	const { description } = await typeOf('itniotech');
	const find = (name: string) => description.properties.filter((one) => one.name === name);
	expect(find('voiceFileId')).not.toEqual([]);
	for (const one of find('voiceFileId')) expect(one).toMatchObject({ type: 'string', default: '' });
	expect(find('voiceFileId')[0]).not.toHaveProperty('modes');
	for (const one of find('sipGroupId')) expect(one).toMatchObject({ type: 'resourceLocator' });
	const nodes = JSON.stringify(find('nodeList'));
	expect(nodes).toContain('"searchAgentGroups"');
	expect(nodes).not.toContain('"searchAudioFiles"');
});

describe.each(searches)('%s %s', (name, method) => {
	test('a wrong credential: the user reads the vendor’s words and code, and what to do', async () => {
		const wrong = { ...credentialsFor(name, sandbox), apiSecret: 'wrong-secret' };
		const asked = list(name, method, undefined, undefined, wrong);
		const vendor = PROFILES[name].name;
		await expect(asked).rejects.toMatchObject({
			// The editor shows the message alone, without its hyphens.
			message: `${vendor} did not give the list: Authentication error (−1). Check API Key and API Secret in the credential.`,
		});
		expect(sandbox.state.log).toHaveLength(1);
	});

	test('a credential that can’t be used says so, and nothing is sent', async () => {
		const wrong = { ...credentialsFor(name, sandbox), baseUrl: 'http://example.com' };
		await expect(list(name, method, undefined, undefined, wrong)).rejects.toMatchObject({
			message: expect.stringContaining('would send the secret unencrypted'),
			description: expect.stringContaining('Open the credential of this node and correct it.'),
		});
		expect(sandbox.state.log).toEqual([]);
	});

	test('one failure is not the end, two are', async () => {
		misbehave({ status: 502 });
		expect((await list(name, method)).results).toBeDefined();
		misbehave({ reset: 'before', times: 2 });
		await expect(list(name, method)).rejects.toMatchObject({
			message: expect.stringMatching(/no answer came .*Try again later/),
		});
	});

	test('an answer without records is no empty list', async () => {
		misbehave({ body: '{"status":"0","reason":"success","data":{"total":0}}' });
		await expect(list(name, method)).rejects.toThrow('The answer could not be understood');
	});

	test('the secret comes out nowhere, should the vendor repeat it', async () => {
		const { apiSecret } = credentialsFor(name, sandbox);
		misbehave({ code: '-22', reason: `bad ${apiSecret as string}` });
		const error = await list(name, method).catch((thrown: Error) => thrown);
		expect(secretsIn(JSON.stringify([error, (error as Error).message]))).toEqual([]);
	});
});

describe.each(BUKA)('group calls of %s', (name) => {
	const now = () => sandbox.state.now();

	test('the newest first, with their state, and nothing older than 60 days', async () => {
		const at = (days: number) => now().minus({ days }).toFormat(TIME);
		tasks(name, [1], { taskName: 'old', createdTime: at(61) })(sandbox.state);
		tasks(name, [2], { taskName: 'first', createdTime: at(59), status: 2 })(sandbox.state);
		tasks(name, [3], { taskName: 'newest' })(sandbox.state);
		const found = await list(name, 'searchGroupCalls');
		expect(found.results).toEqual([
			{ name: expect.stringMatching(/^newest \(waiting, \d{4}-/), value: '3' },
			{ name: `first (finished, ${inBerlin(at(59))})`, value: '2' },
		]);
	});

	test('what is typed is looked for at the vendor', async () => {
		tasks(name, [1], { taskName: 'Reminder' })(sandbox.state);
		tasks(name, [2], { taskName: 'Survey' })(sandbox.state);
		expect(values(await list(name, 'searchGroupCalls', ' Surv '))).toEqual(['2']);
		expect(bodies()[0]).toMatchObject({ params: { searchCondition: 'Surv' } });
		expect(values(await list(name, 'searchGroupCalls', 'nothing'))).toEqual([]);
	});

	test('page by page', async () => {
		const ids = Array.from({ length: 230 }, (_, at) => at + 1);
		tasks(name, ids)(sandbox.state);
		const seen: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await list(name, 'searchGroupCalls', undefined, token);
			expect(page.results.length).toBeLessThanOrEqual(100);
			seen.push(...values(page));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(seen).toEqual(ids.reverse().map(String));
	});
});

test.each<BukaNode>(['itniotech', 'laaffic'])(
	'%s lists the calls of AI agents behind the others',
	async (name) => {
		tasks(name, [1], { taskName: 'by an agent', taskType: 3, scriptId: 110 })(sandbox.state);
		tasks(name, [2], { taskName: 'ordinary' })(sandbox.state);
		const first = await list(name, 'searchGroupCalls');
		expect(values(first)).toEqual(['2']);
		const second = await list(name, 'searchGroupCalls', undefined, first.paginationToken);
		expect([values(second), second.paginationToken]).toEqual([['1'], undefined]);
		sandbox.state.tasks.splice(1);
		expect(values(await list(name, 'searchGroupCalls'))).toEqual(['1']);
	},
);

test.each<BukaNode>(['itniotech', 'laaffic'])('the redial flows of %s', async (name) => {
	const found = await list(name, 'searchRedialFlows');
	expect(values(found)).toEqual(['299', '12', '1', '301', '302']);
	const { createTime } = sandbox.state.redialFlows[0];
	expect(names(found)[0]).toBe(`Reminder of Monday (pending, ${inBerlin(createTime)})`);
	expect(values(await list(name, 'searchRedialFlows', 'Sunday'))).toEqual(['301']);
});

test.each<BukaNode>(['onbuka', 'itniotech'])('the agent groups of %s', async (name) => {
	expect(await list(name, 'searchAgentGroups')).toEqual({
		results: [
			{ name: 'Sales (Shop)', value: '1000019' },
			{ name: 'TAOTAO (Shop)', value: '1000037' },
			{ name: 'Support (Help desk)', value: '1000038' },
		],
	});
	expect(values(await list(name, 'searchAgentGroups', 'TAO'))).toEqual(['1000037']);
});

describe('the audio files of ONBUKA, which the vendor can’t search', () => {
	const add = (count: number) => {
		for (let at = 0; at < count; at++) {
			const file = { vendor: 'onbuka' as const, size: 1, sha256: '' };
			sandbox.state.files.push({ ...file, fileId: `id${at}.mp3`, fileName: `file ${at}.mp3` });
		}
	};

	test('all of them, the newest first', async () => {
		const found = await list('onbuka', 'searchAudioFiles');
		expect(found.results).toContainEqual({
			name: 'test.mp3',
			value: '1202202254d4c6372d6f341e999c7ecd0683ee464.mp3',
		});
	});

	test('a name on a later page is found, however it is written', async () => {
		add(250);
		const found = await list('onbuka', 'searchAudioFiles', 'ANNOUNCE');
		expect(names(found)).toEqual(['announcement.mp3']);
		expect(found.paginationToken).toBeUndefined();
		expect(bodies()).toMatchObject([{ current: 1 }, { current: 2 }, { current: 3 }]);
	});

	test('what fits on the first page is shown at once, and the rest when it is asked for', async () => {
		add(250);
		const first = await list('onbuka', 'searchAudioFiles', 'file 1');
		expect(bodies()).toHaveLength(1);
		expect(first.results.length).toBeGreaterThan(0);
		const second = await list('onbuka', 'searchAudioFiles', 'file 1', first.paginationToken);
		expect(names(second)).toEqual(expect.arrayContaining(['file 149.mp3']));
	});
});
