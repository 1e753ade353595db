import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { credentialsFor, type NodeName } from '../support/engine';
import { PRETENDER } from '../support/pretender';
import {
	called,
	expectNothingTwice,
	innoPaas,
	itemsOf,
	jsonOf,
	misbehave,
	numbers,
	onbuka,
	peopleOf,
	requested,
	run,
	sandbox,
	senders,
	type Sender,
} from './helpers';

const items = numbers(3).map((number) => ({ number }));
const account = (node: NodeName, more: ICredentialDataDecryptedObject) => ({
	...credentialsFor(node, sandbox),
	...more,
});

/** The address of a port of this machine that nothing listens to. */
async function closedPort(): Promise<string> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return `http://127.0.0.1:${port}`;
}

describe.each(senders)('$named', (sender) => {
	const { node, parameters } = sender;
	const items = peopleOf(sender).map((number) => ({ number }));
	const everyItem = items.map((_, index) => index);
	const isInnoPaas = node === 'innoPaas';
	const wrong: ICredentialDataDecryptedObject = isInnoPaas
		? { appKey: 'wrong-key-8472' }
		: { apiSecret: 'wrong-secret-8472' };
	const send = (
		credentials: ICredentialDataDecryptedObject | null,
		onError?: 'continueErrorOutput' | 'continueRegularOutput',
	) => run({ node, parameters, items, credentials, onError });

	describe('a wrong account', () => {
		const says = isInnoPaas ? '(code 500006)' : 'Authentication error (code -1)';
		const advice = isInnoPaas ? 'Check App ID and App Key' : 'Check API Key and API Secret';

		test('ends the workflow with what to correct', async () => {
			const { error, stored } = await send(account(node, wrong));
			expect(error?.message).toContain(says);
			expect(error?.description).toContain(advice);
			expect(error?.context?.itemIndex).toBe(0);
			expect(JSON.stringify(stored.data.resultData)).not.toContain('8472');
			expect(called()).toEqual([]);
			expectNothingTwice(1);
		});

		test('puts every item on the error output', async () => {
			const { output, failed } = await send(account(node, wrong), 'continueErrorOutput');
			expect(output).toEqual([]);
			expect(itemsOf(failed)).toEqual(everyItem);
			const details = { status: 'refused', description: expect.stringContaining(advice) };
			expect(jsonOf(failed)).toMatchObject(
				items.map(({ number }) => ({ number, details: { calleeNumber: number, ...details } })),
			);
			expectNothingTwice(1);
		});

		test('is reported for every item when errors go to the one output', async () => {
			const { output, failed } = await send(account(node, wrong), 'continueRegularOutput');
			expect(failed).toEqual([]);
			expect(jsonOf(output)).toMatchObject(
				items.map(({ number: calleeNumber }) => ({
					...{ calleeNumber, status: 'refused', description: expect.stringContaining(advice) },
					error: expect.stringContaining(says),
				})),
			);
			expectNothingTwice(1);
		});
	});

	test('a wrong key is known as such, too', async () => {
		const { error } = await send(account(node, isInnoPaas ? { appId: 'x' } : { apiKey: 'x' }));
		expect(error?.description).toContain(
			isInnoPaas ? 'App ID and App Key' : 'API Key and API Secret',
		);
		expect(called()).toEqual([]);
	});

	test('no credential: nothing is sent, and the error says what to do', async () => {
		const { error } = await send(null);
		expect(error?.message).toContain('credentials');
		expect(error?.description).toMatch(/Nothing was sent.*credential/);
		expect(sandbox.state.log).toEqual([]);
	});

	const unusable: Array<[what: string, baseUrl: string, says: string]> = [
		['not encrypted', 'http://api.example.com', 'would send the secret unencrypted'],
		['with a path', 'https://api.example.com/v3', 'has more than a host in it'],
		['no address', 'api.example.com', 'is "api.example.com"'],
		['empty', '', 'is ""'],
	];

	test.each(unusable)('Base URL %s: nothing is sent', async (_, baseUrl, says) => {
		const { error, output, failed } = await send(account(node, { baseUrl }));
		expect(error?.message).toContain('Base URL in the credential');
		expect(error?.message).toContain(says);
		expect(error?.message).toContain('allowed is https://');
		expect(error?.description).toMatch(/Nothing was sent.*credential/);
		expect([...output, ...failed, ...sandbox.state.log]).toEqual([]);
	});

	test.each([
		['no credential', null, 'credentials'],
		['an unusable Base URL', { baseUrl: 'http://api.example.com' }, 'Base URL'],
		['an unknown time zone', { timezone: 'Mars/Olympus' }, 'Mars/Olympus'],
	])('%s: every item fails, none gets lost and none succeeds', async (_, credentials, says) => {
		const given = credentials && account(node, credentials as ICredentialDataDecryptedObject);
		const branches = await send(given, 'continueErrorOutput');
		expect(branches.output).toEqual([]);
		expect(itemsOf(branches.failed)).toEqual(everyItem);
		expect(jsonOf(branches.failed)).toMatchObject(
			items.map((item) => ({ ...item, error: expect.stringContaining(says) })),
		);
		const { output } = await send(given, 'continueRegularOutput');
		expect(itemsOf(output)).toEqual(everyItem);
		expect(output.every(({ json }) => String(json.error).includes(says))).toBe(true);
		expect(sandbox.state.log).toEqual([]);
	});

	describe('a vendor that is not there', () => {
		const says = 'could not be sent, so nobody was called (the host refuses connections)';

		test('ends the workflow', async () => {
			const { error } = await send(account(node, { baseUrl: await closedPort() }));
			expect(error?.message).toContain(says);
			expect(error?.context?.itemIndex).toBe(0);
		});

		test('puts every item on the error output', async () => {
			const gone = account(node, { baseUrl: await closedPort() });
			const { output, failed } = await send(gone, 'continueErrorOutput');
			expect(output).toEqual([]);
			expect(itemsOf(failed)).toEqual(everyItem);
			expect(jsonOf(failed)).toMatchObject(
				items.map((item) => ({ ...item, details: { status: 'refused', code: 'ECONNREFUSED' } })),
			);
		});

		test('is reported for every item when errors go to the one output', async () => {
			const gone = account(node, { baseUrl: await closedPort() });
			const { output } = await send(gone, 'continueRegularOutput');
			expect(itemsOf(output)).toEqual(everyItem);
			expect(output.every(({ json }) => String(json.error).includes(says))).toBe(true);
		});
	});
});

async function callThroughPretender({ node, parameters }: Sender) {
	const arrived: unknown[] = [];
	const server = createTlsServer(PRETENDER, ({ url }, res) => {
		arrived.push(url);
		res.end('{"status":"0","code":"200000"}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const done = await run({ node, parameters, items, credentials: account(node, { baseUrl }) });
	await new Promise((resolve) => server.close(resolve));
	return { ...done, arrived };
}

test.each(senders)('$named gives nothing to an untrusted host', async (sender) => {
	const { arrived, error } = await callThroughPretender(sender);
	expect(arrived).toEqual([]);
	expect(error?.message).toContain('so nobody was called (code DEPTH_ZERO_SELF_SIGNED_CERT)');
});

test('an untrusted host: the error says to look at Base URL', async () => {
	const { error } = await callThroughPretender(onbuka);
	expect(error?.description).toContain('Base URL');
});

test.each(senders.filter(({ operation }) => operation.usesAppId))(
	'$named without any App ID says where to set it',
	async (sender) => {
		const { node, parameters } = sender;
		const { error } = await run({
			node,
			parameters,
			items,
			credentials: account(node, { appId: '' }),
		});
		expect(error?.message).toBe(
			'App ID is missing; set it in the credential or in Options [item 0]',
		);
		expect(sandbox.state.log).toEqual([]);
	},
);

test.each([
	['HTTP 404', { status: 404 }],
	['a redirect', { status: 302, headers: { location: 'https://example.com/' } }],
])('%s: the error says to look at Base URL', async (_, fault) => {
	misbehave(fault);
	const { error } = await run({ node: 'onbuka', parameters: onbuka.parameters, items });
	expect(error?.description).toContain('Base URL');
});

test.each([innoPaas, onbuka])(
	'$named not there: the error says to look at Base URL',
	async (sender) => {
		const { node, parameters } = sender;
		const credentials = account(node, { baseUrl: await closedPort() });
		const { error } = await run({ node, parameters, items, credentials });
		expect(error?.description).toContain('Base URL');
	},
);

test('a code that no page explains leaves open whether people were called, and the error says what to do', async () => {
	misbehave({ code: '-99', reason: 'strange' });
	const { error } = await run({
		node: 'onbuka',
		parameters: onbuka.parameters,
		items: items.slice(1),
	});
	expect(error?.message).toMatch(/^It is unknown whether .*strange \(-99\)/);
	expect(error?.description).toMatch(/vendor/i);
	expect(requested()).toHaveLength(1);
});

test.each([
	[innoPaas, { code: '500006', reason: 'appKey sandbox-app-key is wrong' }],
	[onbuka, { code: '-1', reason: 'Key bDqJFiq9, secret 7bz1lzh9: wrong' }],
	[onbuka, { refuse: [items[1].number], reason: 'Key bDqJFiq9 may not call' }],
])('$named repeats a secret in its words: it goes no further (%#)', async (sender, fault) => {
	const { node, parameters } = sender;
	misbehave(fault);
	// run() itself makes sure that no secret is stored.
	const { failed } = await run({ node, parameters, items, onError: 'continueErrorOutput' });
	expect(JSON.stringify(failed)).toContain('***');
});
