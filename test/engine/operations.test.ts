import type { IDataObject } from 'n8n-workflow';

import type { Run } from '../support/engine';
import {
	bodies,
	bySetting,
	called,
	innoPaas,
	jsonOf,
	number,
	numbers,
	onbuka,
	requested,
	run,
	sandbox,
	secretsIn,
	senders,
	taskMakers,
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

	test('calls the number of each item, all in one request', async () => {
		expect(answers(await runSender(sender, everybody))).toEqual([
			[anna, 'accepted', { item: 0 }],
			[ben, 'accepted', { item: 1 }],
			[carl, 'accepted', { item: 2 }],
		]);
		expect(requested()).toEqual([[anna, ben, carl]]);
		expect(called()).toEqual([anna, ben, carl]);
	});

	test('gives each output item the ID that the vendor gave the call', async () => {
		const { output } = await runSender(sender, everybody);
		const ids = jsonOf(output).map(({ voiceId, callId, keyId }) => voiceId ?? callId ?? keyId);
		expect(ids).toEqual(sandbox.state.calls.map(({ id }) => id));
	});

	test('items whose settings differ go out in requests of their own', async () => {
		const done = await run({ node, parameters: bySetting(sender), items: mixed });
		expect(requested()).toEqual([[anna, carl], [ben]]);
		expect(bodies().map((body) => body[parameter])).toEqual([one, other]);
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
		expect(requested()).toEqual([[anna, ben, carl]]);
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
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);
		expect(jsonOf(output)).toEqual([
			expect.objectContaining({ calleeCount: 2, status: 'accepted' }),
			expect.objectContaining({ calleeCount: 1, status: 'accepted' }),
		]);
		expect(called()).toEqual([anna, carl, ben]);
	});

	test('Preview shows what would arrive, and nothing arrives', async () => {
		const preview = { ...bySetting(sender), sending: { preview: true } };
		const { output, error } = await run({ node, parameters: preview, items: mixed });
		expect(error).toBeUndefined();
		expect(sandbox.state.log).toEqual([]);
		expect(secretsIn(JSON.stringify(output))).toEqual([]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);

		await run({ node, parameters: bySetting(sender), items: mixed });
		const arrived = sandbox.state.log.map(({ method, path, body }, index) => {
			// The account goes into InnoPaaS's form when the request is signed.
			const { appKey, appId, ...bare } = body as IDataObject;
			return {
				preview: true,
				method,
				url: sandbox.urls[sender.vendor] + path,
				calleeCount: [2, 1][index],
				body: appKey === undefined ? { appId, ...bare } : bare,
			};
		});
		expect(jsonOf(output)).toEqual(arrived.map((entry) => expect.objectContaining(entry)));
	});
});

describe.each([innoPaas, onbuka])('more than 1000 numbers for $named', (sender) => {
	const list = numbers(1001);

	test.each([
		['each in an item of its own', list.map((number) => ({ number })), (index: number) => index],
		['all in one item', [{ number: list }], () => 0],
	])('%s: two requests, nobody left out and nobody called twice', async (_, items, itemOf) => {
		const done = await runSender(sender, items);
		expect(requested()).toEqual([list.slice(0, 1000), [number(1000)]]);
		expect(called()).toEqual(list);
		expect(answers(done)).toEqual(
			list.map((number, index) => [number, 'accepted', { item: itemOf(index) }]),
		);
	});

	test('a number that comes again after the thousandth is not called again', async () => {
		await runSender(sender, [{ number: list }, { number: [anna, number(1000)] }]);
		expect(called()).toEqual(list);
	});

	test('1001 items, one of them with another setting', async () => {
		const [, one, other] = sender.setting;
		const items = list.map((number, index) => ({ number, setting: index === 500 ? other : one }));
		await run({ node: sender.node, parameters: bySetting(sender), items });
		expect(requested()).toEqual([list.filter((_, index) => index !== 500), [number(500)]]);
	});
});

test.each(taskMakers)('$named takes 1001 numbers in one task', async (sender) => {
	await runSender(sender, [{ number: numbers(1001) }]);
	expect(requested()).toEqual([numbers(1001)]);
	expect(sandbox.state.tasks).toMatchObject([{ callees: 1001 }]);
});
