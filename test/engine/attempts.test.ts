import { once as happens } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { sleep } from 'n8n-workflow';

import { credentialsFor } from '../support/engine';
import {
	called,
	jsonOf,
	misbehave,
	onbuka,
	peopleOf,
	redialFlow,
	requested,
	run,
	sandbox,
	senders,
	taskMakers,
	withoutKey,
	type Sender,
} from './helpers';
import { itemsOf, send, sends, unknown, withSending } from './sending';

/** The pauses the node made, in milliseconds. */
const pauses = () => jest.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds);
beforeEach(() => jest.mocked(sleep).mockClear());

/** Whatever way the vendor has to say that it did not take the request, and may later. */
const passing: Array<[what: string, fault: object, says: string]> = [
	['HTTP 429', { status: 429 }, 'Too many requests (code HTTP 429)'],
	['"time stamp expired"', { code: '-16', reason: 'Expired' }, 'Expired (code -16)'],
	['"too often"', { code: '-15', reason: 'Too often' }, 'Too often (code -15)'],
];
/** Those that the operation's page has. */
const waysOf = ({ later }: Sender) =>
	passing.filter(([, fault]) => !('code' in fault) || later.includes(String(fault.code)));

describe.each(senders)('$named', (sender) => {
	const ways = waysOf(sender);
	const people = peopleOf(sender);

	test.each(ways)('%s: the request is sent again until it is taken', async (_, fault) => {
		misbehave({ ...fault, times: 2 });
		const { error, output } = await send(sender);
		expect(error).toBeUndefined();
		expect(jsonOf(output)).toMatchObject(
			people.map((calleeNumber) => ({ calleeNumber, status: 'accepted' })),
		);
		expect(sends()).toEqual([people, people, people]);
		expect(called()).toEqual(people);
	});

	test.each(ways)('%s: after the third attempt the node gives up', async (_, fault, says) => {
		misbehave({ ...fault, times: 9 });
		const { error } = await send(sender);
		expect(error?.message).toContain(says);
		// Of one callee the message says it in words.
		const counted = people.length > 1 ? `Refused ${people.length}.` : 'did not take';
		expect(error?.message).toContain(counted);
		expect(sends()).toHaveLength(3);
	});

	test('Tries per Request says how often', async () => {
		misbehave({ status: 429, times: 9 });
		await withSending(sender, { maxAttempts: 5 });
		expect(sends()).toHaveLength(5);
	});

	test('the pauses grow, and are never the same', async () => {
		misbehave({ status: 429, times: 9 });
		await withSending(sender, { maxAttempts: 5 });
		const [first, second, third, fourth] = pauses();
		expect(first).toBeGreaterThanOrEqual(1000);
		expect(second).toBeGreaterThan(first);
		expect(third).toBeGreaterThan(second);
		expect(fourth).toBeGreaterThan(third);
		expect(pauses()).toHaveLength(4);
		jest.mocked(sleep).mockClear();
		misbehave({ status: 429 });
		await send(sender);
		expect(pauses()[0]).not.toBe(first);
	});

	test('the vendor’s Retry-After is obeyed', async () => {
		misbehave({ status: 429, headers: { 'retry-after': '17' } });
		await send(sender);
		expect(pauses()).toEqual([17_000]);
		expect(called()).toEqual(people);
	});

	test('a Retry-After that names a time is obeyed', async () => {
		const time = new Date(Date.now() + 60_000).toUTCString();
		misbehave({ status: 429, headers: { 'retry-after': time } });
		await send(sender);
		expect(pauses()[0]).toBeGreaterThan(50_000);
		expect(pauses()[0]).toBeLessThan(61_000);
	});

	test('nobody waits for an hour', async () => {
		misbehave({ status: 429, headers: { 'retry-after': '3600' } });
		const { error } = await send(sender);
		expect(error?.message).toContain('(code HTTP 429)');
		expect(pauses()).toEqual([]);
	});

	test('a refusal is final', async () => {
		misbehave(sender.refusal);
		await send(sender);
		expect(sends()).toHaveLength(1);
	});
});

describe.each(withoutKey)('$named, which has no key to recognise a request by', (sender) => {
	const people = peopleOf(sender);
	test.each(unknown)('%s: is never sent again', async (_, fault, taken) => {
		misbehave(fault);
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(requested()).toEqual([people]);
		expect(called()).toEqual(taken ? people : []);
	});
});

test.each(unknown)('ITNIOTECH redialFlow.update, %s: is sent again', async (_, fault) => {
	misbehave(fault);
	const { output } = await run({ node: 'itniotech', parameters: redialFlow, items: [{}] });
	expect(jsonOf(output)).toEqual([{ keyId: 299, success: true }]);
	expect(sandbox.state.log).toHaveLength(2);
});

const clocked = senders.filter(({ later }) => later.includes('-16'));

describe.each(clocked)('the clock of $named', (sender) => {
	test.each([
		[1000, 'the clock of this machine is 1000 s behind the vendor’s'],
		[-1000, 'the clock of this machine is 1000 s ahead of the vendor’s'],
	])('is %i s off: the message says so', async (offset, says) => {
		sandbox.state.clockOffset = offset;
		const { error } = await send(sender);
		const [, difference] = /(\d+) s (?:behind|ahead)/.exec(error!.message)!;
		expect(Math.abs(Number(difference) - 1000)).toBeLessThan(5);
		expect(error?.message.replace(/\d+ s/, '1000 s')).toContain(`(code -16); ${says}`);
		expect(called()).toEqual([]);
	});
});

test('each attempt is signed with its own time', async () => {
	const began = Date.now();
	let slept = 0;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => began + slept);
	jest.mocked(sleep).mockImplementationOnce(async (milliseconds) => {
		slept += milliseconds;
	});
	misbehave({ status: 429, headers: { 'retry-after': '250' } });
	await send(onbuka);
	clock.mockRestore();
	const [first, second] = sandbox.state.log.map(({ headers }) => Number(headers.timestamp));
	expect(second - first).toBe(250);
	expect(called()).toEqual(peopleOf(onbuka));
});

/** An https address behind which something else is. */
async function tryHttpsOn(server: Server) {
	let connections = 0;
	server.on('connection', () => connections++).listen(0, '127.0.0.1');
	await happens(server, 'listening');
	const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const credentials = { ...credentialsFor('onbuka', sandbox), baseUrl };
	const { node, parameters } = onbuka;
	const { error } = await run({ node, parameters, items: itemsOf(onbuka), credentials });
	server.close();
	return { message: error?.message, connections };
}

test.each([
	[
		'hangs up in the TLS handshake',
		() => createTcpServer((socket) => socket.on('data', () => socket.destroy())),
	],
	['answers without encryption', () => createHttpServer((_, res) => res.end('hello'))],
])('a host that %s was sent nothing, and is tried again', async (_, server) => {
	const { message, connections } = await tryHttpsOn(server());
	expect(message).toMatch(/^ONBUKA did not take the request .*nobody was called/);
	expect(connections).toBe(3);
});

describe('what the vendor writes can’t break the node', () => {
	const odd = { toString: 1 };
	const answers = [
		{ status: '0', reason: odd, data: odd },
		{ status: '0', reason: 'ok', data: [{ callee: odd, voiceId: odd, terminationCode: odd }] },
		{ status: odd, code: odd, reason: odd },
		{ status: '0', code: odd, reason: 'ok' },
		{ code: '200000', message: odd, data: { callId: odd } },
	];
	test.each(senders.flatMap((sender) => answers.map((answer) => [sender, answer] as const)))(
		'$0.named: $1',
		async (sender, answer) => {
			const { node, parameters } = sender;
			const items = itemsOf(sender);
			misbehave({ body: JSON.stringify(answer), times: 9 });
			const done = await run({ node, parameters, items, onError: 'continueErrorOutput' });
			expect([...done.output, ...done.failed]).toHaveLength(items.length);
			for (const { json } of done.failed) {
				expect((json.details as { status: string }).status).toMatch(/^(unknown|refused)$/);
			}
		},
	);

	test.each(taskMakers)('$named: nor what stands in its task list', async (sender) => {
		const list = {
			code: 0,
			msg: odd,
			data: { pages: odd, records: [null, odd, { taskId: 1, taskName: odd }] },
		};
		misbehave({ reset: 'after' });
		misbehave({ operation: 'groupCallQuery', body: JSON.stringify(list), times: 9 });
		const { error } = await send(sender);
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(called()).toEqual(peopleOf(sender));
	});
});
