import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { parseCallees } from '../../nodes/voice/input/callees';
import { plan } from '../../nodes/voice/calls/plan';
import type { Callee } from '../../nodes/voice/types';
import { hasEndpoint } from '../support/profiles';
import { allows, contracts, leavesOf, leafOf, NODES, pairs, type Pair } from './support/contracts';
import { calleePaths, parametersOf, unmatched } from './support/parameters';

/** What a node or its credential asks for by itself: nobody chooses it as an operation. */
const INSIDE = ['recordingFile', 'seatGroupQuery'];
/** Fields of the contract that nobody can fill in. */
const NOT_OFFERED: Record<string, string[]> = {
	// For the collection of debts alone, under names that no page shows.
	groupCallSendAgent: ['numberInfoList[].callInformation'],
};

const minus = (some: string[], others: string[]) => some.filter((one) => !others.includes(one));
const rootOf = (path: string) => path.split(/[[.]/)[0];
const each = pairs.map((pair) => [pair.title, pair] as const);

/** Whether two parameters are shown for different values of one choice. */
function areApart(one: INodeProperties, other: INodeProperties): boolean {
	const [some, others] = [one, other].map(({ displayOptions }) => displayOptions?.show ?? {});
	return Object.keys(some).some((name) => {
		const [these, those] = [some[name] ?? [], others[name] ?? []] as unknown[][];
		return those.length > 0 && !these.some((value) => those.includes(value));
	});
}

/** What the credential puts into the body of every request. */
async function credentialFields({ contract, contentType }: Pair): Promise<string[]> {
	const { authenticate, properties } = contract.credential;
	const credentials = Object.fromEntries(
		properties.map(({ name, default: preset }) => [name, preset || 'x']),
	) as ICredentialDataDecryptedObject;
	if (typeof authenticate !== 'function') throw new Error('The credential signs nothing');
	const url = `${contract.servers[0].url}/`;
	const signed = await authenticate(credentials, { url } as IHttpRequestOptions);
	if (signed.body === undefined) return [];
	expect(contentType).toBe('application/x-www-form-urlencoded');
	return [...new URLSearchParams(signed.body as string).keys()];
}

test('every contract belongs to a node, and every node has a contract', () => {
	expect(contracts.map(({ name }) => name).sort()).toEqual(Object.keys(NODES).sort());
	expect(contracts.filter(({ vendor }) => vendor === undefined)).toEqual([]);
});

describe.each(contracts.map((contract) => [contract.vendor.name, contract] as const))(
	'the node of %s',
	(_, { paths, servers, vendor, credential, name }) => {
		const promised = Object.entries(paths).flatMap(([path, methods]) =>
			Object.entries(methods).map(([method, { operationId }]) => ({ path, method, operationId })),
		);

		test('has the operations of the contract that a user chooses, with their methods and paths', () => {
			const ofNode = vendor.operations
				.filter(hasEndpoint)
				.map(({ method, path, prefix = vendor.prefix }) => `${method} ${prefix}${path}`);
			const ofContract = promised
				.filter(({ operationId }) => !INSIDE.includes(operationId))
				.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
			expect(ofNode.sort()).toEqual(ofContract.sort());
		});

		test('goes to the host of the contract unless the credential says otherwise', () => {
			const baseUrl = credential.properties.find((property) => property.name === 'baseUrl');
			expect(servers.map(({ url }) => url)).toEqual([baseUrl?.default]);
		});

		test('tests its credential with an operation of the contract', () => {
			const { url, method = 'GET' } = credential.test!.request;
			const operationId = name === 'innopaas' ? 'batchNotify' : 'getBalance';
			expect(promised).toContainEqual({ path: url, method: method.toLowerCase(), operationId });
		});
	},
);

describe.each(each)('%s', (_, pair) => {
	const { operation, schema, vendor, promised } = pair;
	// The node turns the pages by itself.
	const turned = operation.kind === 'read' && operation.pageSize ? ['current', 'size'] : [];
	const ofContract = leavesOf(schema)
		.filter(({ path }) => !turned.includes(path))
		// Of a field that may only be null the page prints a name and nothing else.
		.filter((leaf) => leaf.schema.type !== 'null')
		.map(({ path }) => path)
		.filter((path) => !NOT_OFFERED[promised.operationId]?.includes(path));
	const ofNode = [...parametersOf(operation).map(({ path }) => path), ...calleePaths(operation)];

	test('every field of the contract has a parameter, or comes from the credential', async () => {
		expect(minus(ofContract, [...ofNode, ...(await credentialFields(pair))])).toEqual([]);
	});

	test('every parameter that goes on the wire is in the contract', async () => {
		expect(minus([...ofNode, ...(await credentialFields(pair))], ofContract)).toEqual([]);
	});

	test('no field is filled by two parameters', () => {
		// What never stands there together may be one field.
		const single = parametersOf(operation).filter(
			({ path, property }, at, all) =>
				!all.some(
					(other, earlier) =>
						earlier < at && other.path === path && areApart(property, other.property),
				),
		);
		const paths = single.map(({ path }) => path);
		expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
	});

	test('every parameter is written but the callees, and every field has a parameter', () => {
		const empty = operation.properties
			.filter(({ type, options }) => type === 'collection' && options?.length === 0)
			.map(({ name }) => name);
		const callees = operation.callees ? [operation.callees.parameter] : [];
		expect(unmatched(operation.properties, operation.fields).sort()).toEqual(
			[...callees, ...empty].sort(),
		);
	});

	if (pair.contentType) {
		test('the body is sent in the type of the contract', () => {
			expect(vendor.contentType.split(';')[0]).toBe(pair.contentType);
		});
	}

	test('a signed request has the headers of the contract', async () => {
		const { authenticate } = pair.contract.credential;
		if (typeof authenticate !== 'function') throw new Error('The credential signs nothing');
		const account = { apiKey: 'key', apiSecret: 'secret', appId: 'id', appKey: 'key' };
		const { url } = pair.contract.servers[0];
		const { headers } = await authenticate({ ...account, baseUrl: url }, { url });
		const sent = Object.keys(headers ?? {}).filter((name) => name !== 'Content-Type');
		const wanted = (promised.parameters ?? []).filter((one) => one.in === 'header');
		expect(sent.sort()).toEqual(wanted.map(({ name }) => name).sort());
		for (const { name, schema: form } of wanted) {
			expect([name, allows(form, headers?.[name])]).toEqual([name, true]);
		}
	});

	if (operation.order) {
		test('the form has the order of the contract, and no field is missing in it', async () => {
			const account = await credentialFields(pair);
			expect([...account, ...operation.order!]).toEqual(Object.keys(schema.properties!));
		});
	}
});

const calling = each.filter(([, { operation }]) => operation.callees !== undefined);

describe.each(calling)('the callees of %s', (_, pair) => {
	const { operation, schema } = pair;
	const rule = operation.callees!;
	const property = operation.properties.find(({ name }) => name === rule.parameter)!;
	const ofNumbers = calleePaths(operation).filter((path) => !/\.text\d+$/.test(path));
	const named = operation.fields[rule.variables ?? '']?.kind === 'group';
	const callees = (count: number, said: string[]): Callee[] =>
		Array.from({ length: count }, (_unused, index) => ({
			number: String(4_915_100_000_000 + index),
			variables: named ? Object.fromEntries(said.map((value) => ['text1', value])) : said,
		}));

	test.each(ofNumbers)('numbers in %s may have as many digits as in the contract', (path) => {
		const numbers = Array.from({ length: 25 }, (_unused, index) => '4'.repeat(index + 1));
		const taken = numbers.filter((number) => {
			try {
				return parseCallees(number, { digits: rule.digits, check: 'vendor' })[0] === number;
			} catch {
				return false;
			}
		});
		expect(taken).toEqual(numbers.filter((number) => allows(leafOf(pair, path), number)));
		expect(taken).not.toEqual([]);
	});

	test.each([
		['nothing said to one alone', []],
		['a text for each', rule.variables ? ['hello'] : []],
	])('a request takes as many as the contract, with %s', (_unused, said) => {
		const full = rule.write(callees(rule.perRequest, said));
		const over = rule.write(callees(rule.perRequest + 1, said));
		for (const root of Object.keys(full)) {
			expect([root, allows(schema.properties![root], full[root])]).toEqual([root, true]);
			expect([root, allows(schema.properties![root], over[root])]).toEqual([root, false]);
		}
		expect(Object.keys(full)).toHaveLength(1);
	});

	test('one more than fits goes into a second request', () => {
		const settings = { body: {}, key: '' };
		const contact = { item: 0, settings, callees: callees(rule.perRequest + 1, []) };
		const { requests } = plan([contact], rule, 'once');
		expect(requests.map((request) => request.callees.length)).toEqual([rule.perRequest, 1]);
	});

	test('the editor demands them', () => {
		expect(property).toMatchObject({ required: true });
		expect(property).not.toHaveProperty('displayOptions');
		const roots = [...new Set(ofNumbers.map(rootOf))];
		const demanded = [
			...(schema.required ?? []),
			...(schema.allOf ?? []).flatMap(({ oneOf }) => (oneOf ?? []).flatMap((o) => o.required)),
		];
		expect(demanded).toEqual(expect.arrayContaining(roots));
	});
});
