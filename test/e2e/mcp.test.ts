import { randomUUID } from 'node:crypto';
import axios from 'axios';

import { outputOf } from '../../scripts/n8n';
import { callTool, mcpClient, mcpServer } from './agentWorkflows';
import { until } from './machine';
import { EVERY_VENDOR, REFUSALS, RETRY, TRIGGER, type Node, type Vendor } from './workflow';
import { addresses, n8n, sandbox } from './world';

const anna = '932111111111';
const ANNA: Record<Vendor, string> = {
	onbuka: anna,
	laaffic: '8613242926514',
	itniotech: '8613242926514',
	innoPaas: '8613012345611',
};

beforeEach(async () => await sandbox.reset());

/** Offers the tool over MCP; returns its address. */
async function serve(tool: Node): Promise<string> {
	const path = randomUUID();
	await n8n.publish(await n8n.importWorkflow(mcpServer(path, tool)));
	const url = `${addresses.url}/mcp/${path}`;
	await until(`n8n answers at ${url}`, async () => {
		const { status } = await axios.post(url, {}, { validateStatus: () => true });
		return status !== 404;
	});
	return url;
}

/** Calls the numbers in one session; returns what the client got for each. */
async function callOver(url: string, ...numbers: string[]): Promise<unknown[]> {
	const id = await n8n.importWorkflow(mcpClient(url, numbers));
	const [output] = outputOf(await n8n.run(id, TRIGGER), 'Client');
	return output.map(({ json }) => (json.content as Array<{ text: unknown }>)[0].text);
}

const called = async () => (await sandbox.calls()).map(({ callee }) => callee);

test('a client learns who was called', async () => {
	const url = await serve(callTool('onbuka'));
	const [answer] = await callOver(url, anna);
	expect(answer).toMatchObject([{ calleeNumber: anna, status: 'accepted' }]);
	expect(await called()).toEqual([anna]);
});

test.each(EVERY_VENDOR)(
	'with %s it reads whom a call was accepted for, what is wrong, and why one was refused',
	async (vendor) => {
		const url = await serve(callTool(vendor, { onError: 'continueRegularOutput' }));
		const said = (answer: unknown) => JSON.stringify(answer);
		const answers = await callOver(url, ANNA[vendor], '0151');
		expect(said(answers[0])).toMatch(/^\[\{"message":"\w+ accepted the call\./);
		expect(said(answers[1])).toMatch(/0151.* Nobody was called\./);
		expect(await called()).toEqual([ANNA[vendor]]);
		await sandbox.reset();
		await sandbox.fault(REFUSALS[vendor]);
		const [refused] = await callOver(url, ANNA[vendor]);
		expect(said(refused)).toMatch(/^\[\{"message":"Not called\./);
		expect(await called()).toEqual([]);
	},
);

test('a client whose call got no answer reads that it is unknown who was called, and no advice to retry', async () => {
	await sandbox.fault({ reset: 'after' });
	const url = await serve(callTool('onbuka'));
	const [answer] = await callOver(url, anna);
	expect(answer).toMatch(/^(NodeOperation)?Error: It is unknown whether ONBUKA took/);
	expect(answer).not.toMatch(/retry|offline/i);
	expect(await called()).toEqual([anna]);
});

test('so it does when the tool goes on after an error', async () => {
	await sandbox.fault({ reset: 'after' });
	const url = await serve(callTool('onbuka', { onError: 'continueRegularOutput' }));
	const [answer] = await callOver(url, anna);
	expect(answer).toMatchObject([{ status: 'unknown', calleeNumber: anna }]);
	expect((answer as Array<{ message: string }>)[0].message).toMatch(/^It is unknown whether/);
	expect(await called()).toEqual([anna]);
});

test('nobody is called twice when n8n tries the tool again, whose answer was lost', async () => {
	await sandbox.fault({ reset: 'after' });
	const url = await serve(callTool('onbuka', RETRY));
	const [answer] = await callOver(url, anna);
	expect(answer).toMatch(/It is unknown whether ONBUKA took/);
	expect(await called()).toEqual([anna]);
});

test('nor where Same List Again says to call', async () => {
	await sandbox.fault({ reset: 'after' });
	const parameters = { sending: { sameListAgain: 'call' } };
	const url = await serve(callTool('onbuka', { ...RETRY, parameters }));
	const [answer] = await callOver(url, anna);
	expect(answer).toMatch(/It is unknown whether ONBUKA took/);
	expect(await called()).toEqual([anna]);
});

test('every call is one of its own: the same again in the session, or by another client, calls again', async () => {
	const url = await serve(callTool('onbuka'));
	const answers = [...(await callOver(url, anna, anna)), ...(await callOver(url, anna))];
	expect(answers).toMatchObject([
		[{ status: 'accepted' }],
		[{ status: 'accepted' }],
		[{ status: 'accepted' }],
	]);
	expect(await called()).toEqual([anna, anna, anna]);
});

test('but the name of a group call is its own for the whole day', async () => {
	const url = await serve(callTool('laaffic'));
	const answers = await callOver(url, '8613242926514', '8613242926514');
	expect(answers).toMatchObject([[{ status: 'accepted' }], [{ status: 'repeated' }]]);
	expect(await called()).toEqual(['8613242926514']);
});

test('unless Same List Again says to call', async () => {
	const parameters = { sending: { sameListAgain: 'call' } };
	const url = await serve(callTool('laaffic', { parameters }));
	const answers = await callOver(url, '8613242926514', '8613242926514');
	expect(answers).toMatchObject([[{ status: 'accepted' }], [{ status: 'accepted' }]]);
	expect(await called()).toEqual(['8613242926514', '8613242926514']);
});
