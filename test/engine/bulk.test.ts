import { once as happens } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep } from 'n8n-workflow';

import { readContacts } from '../../nodes/voice/input/contacts';
import type { Sending } from '../../nodes/voice/input/sending';
import { contextOf } from '../support/context';
import { credentialsFor } from '../support/engine';
import { callOf } from '../support/profiles';
import {
	called,
	itemsOf,
	itniotech,
	jsonOf,
	laaffic,
	numbers,
	onbuka,
	redialFlow,
	requested,
	requestsOf,
	run,
	sandbox,
	senders,
	withFile,
	type Sender,
} from './helpers';

const people = numbers(3);
const items = people.map((number) => ({ number }));
const withSending = ({ parameters }: Sender, sending: object) =>
	({ ...parameters, sending }) as never;

describe.each(senders)('$named', (sender) => {
	const { node } = sender;

	describe.each([
		['concurrency', 'Concurrency', 'a whole number from 1 to 10', [0, 11, 1.5, -1]],
		[
			'requestInterval',
			'Request Interval (Milliseconds)',
			'a whole number from 0 to 60000',
			[-1, 60_001, 0.5],
		],
		['maxAttempts', 'Tries per Request', 'a whole number from 1 to 10', [0, 11, 2.5]],
	] as const)('%s', (name, displayName, allowed, wrong) => {
		test.each([...wrong, 'many', '', null])('%p is refused, and nothing is sent', async (value) => {
			const parameters = withSending(sender, { [name]: value });
			const found = typeof value === 'string' ? `"${value}"` : String(value);
			const message = `Sending → ${displayName} is ${found}; allowed is ${allowed}`;
			const stopped = await run({ node, parameters, items });
			expect(stopped.error?.message).toBe(message);
			expect(stopped.error?.description).toContain('Nothing was sent');
			const { output, failed } = await run({
				node,
				parameters,
				items,
				onError: 'continueErrorOutput',
			});
			expect(output).toEqual([]);
			expect(jsonOf(failed)).toMatchObject(items.map((item) => ({ ...item, error: message })));
			expect(sandbox.state.log).toEqual([]);
		});
	});

	test.each([
		['a wrong Duplicates', { duplicates: 'sometimes' }, 'Sending → Duplicates is "sometimes"'],
		['a wrong Output', { output: 'all' }, 'Sending → Output is "all"'],
	])('%s is refused, and nothing is sent', async (_, sending, message) => {
		const { error } = await run({ node, parameters: { ...sender.parameters, sending }, items });
		expect(error?.message).toContain(message);
		expect(sandbox.state.log).toEqual([]);
	});

	test('an interval lies between the requests', async () => {
		jest.mocked(sleep).mockClear();
		const [parameter, one, other] = sender.setting;
		const parameters = {
			...(withSending(sender, { requestInterval: 60_000 }) as object),
			[parameter]: '={{ $json.setting }}',
		};
		const split = items.map((item, index) => ({ ...item, setting: index === 1 ? other : one }));
		await run({ node, parameters, items: split });
		expect(called()).toHaveLength(3);
		const pauses = jest.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds);
		const requests = requestsOf(sender, people, (index) => split[index].setting);
		expect(pauses).toHaveLength(requests.length - 1);
		for (const pause of pauses) expect(pause).toBeGreaterThan(50_000);
	});

	test('one contact is one request', async () => {
		const { output } = await run({ node, parameters: sender.parameters, items: items.slice(0, 1) });
		expect(jsonOf(output)).toMatchObject([{ calleeNumber: people[0], status: 'accepted' }]);
		expect(requested()).toEqual([people.slice(0, 1)]);
	});

	test('no item, no request', async () => {
		const { output, error } = await run({ node, parameters: sender.parameters, items: [] });
		expect([output, error]).toEqual([[], undefined]);
		expect(sandbox.state.log).toEqual([]);
	});

	test.each([
		['without the field', {}],
		['with null in it', { number: null }],
		['with an empty text in it', { number: '' }],
		['with an object in it', { number: { phone: '4915112345678' } }],
		['with a switch in it', { number: true }],
	])('one item %s among many: it is named, and nothing is sent', async (_, bad) => {
		const many = numbers(50).map((number) => ({ number }));
		const list = [...many.slice(0, 30), bad, ...many.slice(30)];
		const { error } = await run({ node, parameters: sender.parameters, items: list });
		expect(error?.message).toMatch(new RegExp(`^${sender.label} .*\\[item 30\\]$`));
		expect(sandbox.state.log).toEqual([]);
	});
});

test('ITNIOTECH redialFlow.update has these settings, too', async () => {
	const parameters = { ...redialFlow, sending: { maxAttempts: 11 } };
	const { error } = await run({ node: 'itniotech', parameters, items: [{}] });
	expect(error?.message).toMatch(/^Sending → Tries per Request is 11/);
	expect(sandbox.state.log).toEqual([]);
});

test('ten requests at a time: every contact comes out in its place, once', async () => {
	const many = numbers(40).map((number, index) => ({ number, file: `${index % 20}.mp3` }));
	const parameters = {
		...(withSending(onbuka, { concurrency: 10 }) as object),
		fileId: '={{ $json.file }}',
	};
	const { output } = await run({ node: 'onbuka', parameters, items: many });
	expect(itemsOf(output)).toEqual(many.map((_, index) => index));
	expect(jsonOf(output)).toMatchObject(
		many.map(({ number }) => ({ calleeNumber: number, status: 'accepted' })),
	);
	expect(requested()).toHaveLength(20);
	expect(called().sort()).toEqual(many.map(({ number }) => number).sort());
});

/** A vendor that answers nobody before a number of requests are under way at the same time. */
async function patientVendor(together: number) {
	const waiting: Array<() => void> = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			const { callee } = JSON.parse(body) as { callee: string };
			const data = [{ callee, voiceId: callee, terminationCode: '0' }];
			waiting.push(() => response.end(JSON.stringify({ status: '0', reason: 'ok', data })));
			if (waiting.length === together) for (const answer of waiting.splice(0)) answer();
		});
	}).listen(0, '127.0.0.1');
	await happens(server, 'listening');
	return { server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test.each([1, 2, 5])(
	'Concurrency %i: as many requests are under way together',
	async (together) => {
		const { server, baseUrl } = await patientVendor(together);
		const many = numbers(10).map((number, index) => ({ number, file: `${index}.mp3` }));
		const { output, error } = await run({
			node: 'onbuka',
			parameters: {
				...(withSending(onbuka, { concurrency: together }) as object),
				fileId: '={{ $json.file }}',
			},
			items: many,
			credentials: { ...credentialsFor('onbuka', sandbox), baseUrl },
		});
		server.close();
		expect(error).toBeUndefined();
		expect(jsonOf(output).map(({ voiceId }) => voiceId)).toEqual(many.map(({ number }) => number));
	},
);

test('a file that all items have is held once, however many they are', async () => {
	const operation = callOf(itniotech.key);
	const parameters = {
		...itniotech.parameters,
		source: 2,
		uploadName: 'hello.mp3',
		binaryPropertyName: 'data',
	};
	const many = numbers(30).map((number, index) => withFile(`file ${index % 2}`, { number }));
	const ctx = contextOf(operation.properties, parameters, many);
	const account = {
		baseUrl: 'https://api.example.com',
		appId: 'app1',
		timezone: 'UTC',
		secrets: [],
	};
	const sending = { numberCheck: 'vendor' } as Sending;
	const { contacts, problems } = await readContacts(ctx, operation, account, sending);
	expect(problems.size).toBe(0);
	expect(new Set(contacts.map(({ settings }) => settings.body)).size).toBe(2);
});

test('200,001 contacts are two tasks, and each comes out once', async () => {
	const many = numbers(200_001);
	const { output, error } = await run({
		node: 'laaffic',
		parameters: withSending(laaffic, { mostCallees: 200_001 }),
		items: many.map((number) => ({ number })),
	});
	expect(error).toBeUndefined();
	expect(sandbox.state.tasks.map(({ callees }) => callees)).toEqual([200_000, 1]);
	expect(output).toHaveLength(200_001);
	const [first, second] = sandbox.state.tasks.map(({ keyId }) => keyId);
	const wrong = output.findIndex(
		({ json }, index) =>
			json.calleeNumber !== many[index] ||
			json.status !== 'accepted' ||
			json.keyId !== (index < 200_000 ? first : second),
	);
	expect(wrong).toBe(-1);
	expect(new Set(called()).size).toBe(200_001);
});
