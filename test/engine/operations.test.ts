import type { IDataObject } from 'n8n-workflow';

import type { Run } from '../support/engine';
import {
	bodies,
	bySetting,
	called,
	jsonOf,
	number,
	numbers,
	requested,
	requestsOf,
	run,
	sandbox,
	secretsIn,
	senders,
	type Sender,
} from './helpers';

const [anna, ben, carl] = numbers(3);
type Items = Array<{ number: unknown; setting?: unknown }>;

const runSender = ({ node, parameters }: Sender, items: Items, sending: IDataObject = {}) =>
	run({ node, items, parameters: { ...parameters, sending: sending as never } });

/** Callee, status and input item of each item on the first output. */
const answers = ({ output, failed, error }: Run) => {
	expect({ error, failed }).toEqual({ error: undefined, failed: [] });
	return output.map(({ json, pairedItem }) => [json.calleeNumber, json.status, pairedItem]);
};

describe.each(senders)('$named', (sender) => {
	const { node, setting } = sender;
	const [parameter, one, other] = setting;
	const everybody: Items = [anna, ben, carl].map((number) => ({ number }));
	const mixed: Items = [
		{ number: anna, setting: one },
		{ number: ben, setting: other },
		{ number: carl, setting: one },
	];

	const requests = requestsOf(sender, [anna, ben, carl], (index) => mixed[index].setting);
	/** The items that a request is for. */
	const pairedTo = (request: string[]) =>
		request.map((number) => ({ item: [anna, ben, carl].indexOf(number) }));

	test('calls the number of each item, in as few requests as it takes', async () => {
		expect(answers(await runSender(sender, everybody))).toEqual([
			[anna, 'accepted', { item: 0 }],
			[ben, 'accepted', { item: 1 }],
			[carl, 'accepted', { item: 2 }],
		]);
		expect(requested()).toEqual(requestsOf(sender, [anna, ben, carl]));
		expect(called()).toEqual([anna, ben, carl]);
	});

	test('gives each output item the ID that the vendor gave the call', async () => {
		const { output } = await runSender(sender, everybody);
		const ids = jsonOf(output).map(({ voiceId, callId, keyId }) => voiceId ?? callId ?? keyId);
		expect(ids).toEqual(sandbox.state.calls.map(({ id }) => id));
	});

	test('items whose settings differ go out in requests of their own', async () => {
		const done = await run({ node, parameters: bySetting(sender), items: mixed });
		expect(requested()).toEqual(requests);
		expect(bodies().map((body) => body[parameter])).toEqual(
			[one, other, one].slice(0, requests.length),
		);
		expect(answers(done)).toEqual([
			[anna, 'accepted', { item: 0 }],
			[ben, 'accepted', { item: 1 }],
			[carl, 'accepted', { item: 2 }],
		]);
	});

	test.each([
		['a text', `+49 151 10000000, 00${ben};\n ${carl}`],
		['a text with line breaks', `${anna}\r\n${ben}\n${carl}\n`],
		['a text with spaces', `${anna} ${ben} ${carl}`],
		['a list', [anna, Number(ben), `+${carl}`]],
	])('several numbers in one item as %s', async (_, several) => {
		expect(answers(await runSender(sender, [{ number: several }]))).toEqual([
			[anna, 'accepted', { item: 0 }],
			[ben, 'accepted', { item: 0 }],
			[carl, 'accepted', { item: 0 }],
		]);
		expect(requested()).toEqual(requestsOf(sender, [anna, ben, carl]));
	});

	test('a number that occurs twice is called once, and both items hear of it', async () => {
		const twice = [{ number: anna }, { number: [ben, ben] }, { number: '+49 151 10000000' }];
		const done = await runSender(sender, twice);
		expect(called()).toEqual([anna, ben]);
		expect(answers(done)).toEqual([
			[anna, 'accepted', { item: 0 }],
			[ben, 'accepted', { item: 1 }],
			[ben, 'accepted', { item: 1 }],
			[anna, 'accepted', { item: 2 }],
		]);
		expect(jsonOf(done.output).map(({ duplicate }) => duplicate)).toEqual([
			undefined,
			undefined,
			true,
			true,
		]);
	});

	test('a number that occurs twice is called each time if that was chosen', async () => {
		const twice = [{ number: anna }, { number: ben }, { number: anna }];
		const done = await runSender(sender, twice, { duplicates: 'each' });
		expect(called()).toEqual([anna, ben, anna]);
		expect(jsonOf(done.output)).toEqual([
			expect.objectContaining({ calleeNumber: anna, status: 'accepted' }),
			expect.objectContaining({ calleeNumber: ben, status: 'accepted' }),
			expect.objectContaining({ calleeNumber: anna, status: 'accepted' }),
		]);
		expect(jsonOf(done.output)[2]).not.toHaveProperty('duplicate');
	});

	test('Output: one item per request', async () => {
		const parameters = { ...bySetting(sender), sending: { output: 'request' } };
		const { output, error } = await run({ node, parameters, items: mixed });
		expect(error).toBeUndefined();
		expect(output.map(({ pairedItem }) => [pairedItem].flat())).toEqual(requests.map(pairedTo));
		expect(jsonOf(output)).toMatchObject(
			requests.map(({ length }) => ({ calleeCount: length, status: 'accepted' })),
		);
		expect(called()).toEqual(requests.flat());
	});

	test('Preview shows what would arrive, and nothing arrives', async () => {
		const preview = { ...bySetting(sender), sending: { preview: true } };
		const { output, error } = await run({ node, parameters: preview, items: mixed });
		expect(error).toBeUndefined();
		expect(sandbox.state.log).toEqual([]);
		expect(secretsIn(JSON.stringify(output))).toEqual([]);
		expect(output.map(({ pairedItem }) => [pairedItem].flat())).toEqual(requests.map(pairedTo));

		await run({ node, parameters: bySetting(sender), items: mixed });
		const arrived = sandbox.state.log.map(({ method, path, body }, index) => {
			// The account goes into InnoPaaS's form when the request is signed.
			const { appKey, appId, ...bare } = body as IDataObject;
			return {
				preview: true,
				method,
				url: sandbox.urls[sender.vendor] + path,
				calleeCount: requests[index].length,
				body: appKey === undefined ? { appId, ...bare } : bare,
			};
		});
		expect(jsonOf(output)).toEqual(arrived.map((entry) => expect.objectContaining(entry)));
	});
});

/** The others take more than fit in a test. */
const filled = senders.filter(({ perRequest }) => perRequest <= 1000);

describe.each(filled)('more than the $perRequest of a request for $named', (sender) => {
	const { perRequest } = sender;
	const list = numbers(perRequest + 1);
	const last = number(perRequest);

	test.each([
		['each in an item of its own', list.map((number) => ({ number })), (index: number) => index],
		['all in one item', [{ number: list }], () => 0],
	])('%s: two requests, nobody left out and nobody called twice', async (_, items, itemOf) => {
		const done = await runSender(sender, items);
		expect(requested()).toEqual([list.slice(0, perRequest), [last]]);
		expect(called()).toEqual(list);
		expect(answers(done)).toEqual(
			list.map((number, index) => [number, 'accepted', { item: itemOf(index) }]),
		);
	});

	test('a number that comes again in the second request is not called again', async () => {
		await runSender(sender, [{ number: list }, { number: [anna, last] }]);
		expect(called()).toEqual(list);
	});

	test('one item among them has another setting', async () => {
		const [, one, other] = sender.setting;
		const odd = Math.floor(perRequest / 2);
		const items = list.map((number, index) => ({ number, setting: index === odd ? other : one }));
		await run({ node: sender.node, parameters: bySetting(sender), items });
		expect(requested()).toEqual(requestsOf(sender, list, (index) => items[index].setting));
		expect(requested()).toHaveLength(2);
	});
});

const roomy = senders.filter(({ perRequest }) => perRequest > 1000);

test.each(roomy)('$named takes 1001 numbers in one request', async (sender) => {
	await runSender(sender, [{ number: numbers(1001) }]);
	expect(requested()).toEqual([numbers(1001)]);
	if (sender.operation.taskList) expect(sandbox.state.tasks).toMatchObject([{ callees: 1001 }]);
});
