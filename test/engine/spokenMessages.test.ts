import type { IDataObject } from 'n8n-workflow';

import {
	bodies,
	called,
	itemsOf,
	jsonOf,
	misbehave,
	numbers,
	requested,
	run,
	sandbox,
	senderOf,
	senders,
} from './helpers';
import { tested } from '../fixtures';

const { stringify } = jest.requireActual<{ stringify: (value: unknown) => string }>('flatted');

const spoken = senders.filter(({ operation }) => operation.operation.value === 'sendText');
const [anna, ben, carl] = numbers(3);
const items = [anna, ben, carl].map((number) => ({ number }));

/** What the vendor was asked to do about those who are not reached. */
const redials = () =>
	bodies().map(({ recallCount, recallInterval }) => [recallCount, recallInterval]);

test('three vendors read texts', () => {
	expect(spoken.map(({ node }) => node)).toEqual(['onbuka', 'itniotech', 'laaffic']);
});

describe.each(spoken)('$named', (sender) => {
	const { node, parameters } = sender;

	test('nobody is redialled unless it is asked for, and the vendor is told so', async () => {
		await run({ node, parameters, items });
		expect(redials()).toEqual(Array(3).fill([0, undefined]));
	});

	test('a redial has an interval', async () => {
		await run({ node, parameters: { ...parameters, recallCount: 2, recallInterval: 30 }, items });
		expect(redials()).toEqual(Array(3).fill([2, 30]));
	});

	test('redials may be asked for by item; where there are none, the interval says nothing', async () => {
		const byItem = {
			...parameters,
			recallCount: '={{ $json.often }}',
			recallInterval: '={{ $json.wait }}',
		};
		const list = [
			{ number: anna, often: 0, wait: 'whenever' },
			{ number: ben, often: '1', wait: 999 },
		];
		const { error } = await run({ node, parameters: byItem, items: list });
		expect(error).toBeUndefined();
		expect(redials()).toEqual([
			[0, undefined],
			[1, 999],
		]);
	});

	test('everybody hears the text of their own item', async () => {
		const list = items.map((item, index) => ({ ...item, text: `Code ${index} ${index}` }));
		const own = { ...parameters, text: '={{ $json.text }}' };
		await run({ node, parameters: own, items: list });
		expect(bodies().map(({ callee, text }) => [callee, text])).toEqual(
			list.map((item) => [item.number, item.text]),
		);
	});

	test('a thousand items are a thousand calls, each with an ID of its own', async () => {
		const many = numbers(1000);
		const { output, error } = await run({
			node,
			parameters: { ...parameters, sending: { concurrency: 10 } },
			items: many.map((number) => ({ number })),
		});
		expect(error).toBeUndefined();
		expect(requested()).toHaveLength(1000);
		expect(itemsOf(output)).toEqual(many.map((_, index) => index));
		const idOf = new Map(sandbox.state.calls.map(({ callee, id }) => [callee, id]));
		expect(jsonOf(output)).toEqual(
			many.map((calleeNumber) => ({
				...{ calleeNumber, status: 'accepted', voiceId: idOf.get(calleeNumber) },
				...{ submittedAt: expect.any(String), code: '0', reason: 'success' },
			})),
		);
		expect(new Set(idOf.values()).size).toBe(1000);
	});

	test('a thousand notes about them are less than the output, and name no number', async () => {
		const many = numbers(1000).map((number) => ({ number }));
		const sending = { concurrency: 10 };
		const { stored, output } = await run({
			node,
			parameters: { ...parameters, sending },
			items: many,
		});
		const { contextData } = stored.data.executionData!;
		const noted = stringify(contextData);
		expect((contextData['node:Node'] as IDataObject).sent).toMatchObject({ 0: { length: 1000 } });
		expect(noted.length).toBeLessThan(stringify(output).length);
		expect(noted).not.toContain(anna.slice(0, 8));
	});

	test.each(['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const)(
		'an empty account ends the run, whoever else is waiting (%s)',
		async (onError) => {
			misbehave({ code: '-10', reason: 'Low balance', skip: 2, times: 99 });
			const many = numbers(50).map((number) => ({ number }));
			const { error, output, failed } = await run({ node, parameters, items: many, onError });
			expect(requested()).toHaveLength(3);
			expect(called()).toEqual([anna, ben]);
			if (onError === 'stopWorkflow') {
				expect(error?.message).toContain('Accepted 2, refused 1, not tried 47.');
			} else {
				const all = [...output, ...failed];
				expect(itemsOf(all)).toEqual(many.map((_, index) => index));
				const statuses = jsonOf(all).map(
					({ status, details }) => status ?? (details as IDataObject).status,
				);
				expect(statuses).toEqual(['accepted', 'accepted', ...Array(48).fill('refused')]);
			}
		},
	);

	test('where nobody knows of one of them, it is not called again, and the run ends', async () => {
		misbehave({ reset: 'after', skip: 1 });
		const { error } = await run({ node, parameters, items });
		expect(error?.message).toContain('Accepted 1, unknown 1 (item 1), not tried 1.');
		expect(requested()).toEqual([[anna], [ben]]);
		expect(called()).toEqual([anna, ben]);
	});

	test('one bad number among many: nobody is called', async () => {
		const many = [...numbers(99), 'unknown'].map((number) => ({ number }));
		const { error } = await run({ node, parameters, items: many });
		expect(error?.message).toMatch(/^Callees .*\[item 99\]$/);
		expect(requested()).toEqual([]);
	});

	test.each([null, '', false, {}, []])('an answer of %j has no ID: unknown', async (data) => {
		misbehave({ body: JSON.stringify({ status: '0', reason: 'success', data }) });
		const { error } = await run({ node, parameters, items: items.slice(0, 1) });
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(requested()).toEqual([[anna]]);
	});

	test.each([
		['-26', 'refused'],
		['0', 'accepted'],
	])('an answer as to many numbers counts by its entry: %s is %s', async (code, status) => {
		const entry = { voiceId: '5', callee: anna, terminationCode: code, terminationReason: 'words' };
		misbehave({ body: JSON.stringify({ status: '0', reason: 'success', data: [entry] }) });
		const onError = 'continueRegularOutput';
		const { output } = await run({ node, parameters, items: items.slice(0, 1), onError });
		expect(jsonOf(output)).toMatchObject([{ status, code, reason: 'words' }]);
	});
});

/** The page of ONBUKA has no table of codes that could be read, so its general list counts. */
describe.each([
	['onbuka.voiceMessage.send', 'refused', 3],
	['onbuka.voiceMessage.sendText', 'refused', 3],
	['itniotech.voiceMessage.send', 'unknown', 1],
	['itniotech.voiceMessage.sendText', 'unknown', 1],
	['laaffic.voiceMessage.send', 'unknown', 1],
	['laaffic.voiceMessage.sendText', 'unknown', 1],
])('%s, "too often"', (key, status, attempts) => {
	const { node, parameters } = senderOf(key);

	test(`is ${status}, after ${attempts} attempts`, async () => {
		misbehave({ code: '-15', reason: 'Too often', times: 9 });
		const onError = 'continueRegularOutput';
		const { output } = await run({ node, parameters, items: items.slice(0, 1), onError });
		expect(jsonOf(output)).toMatchObject([{ status, code: '-15' }]);
		expect(requested()).toHaveLength(attempts);
	});
});

test('ITNIOTECH waits before it plays and before it hangs up, where somebody wants that', async () => {
	const { node, parameters } = senderOf('itniotech.voiceMessage.send');
	const options = { delayPlay: 2, delayHangup: 999 };
	await run({ node, parameters: { ...parameters, options }, items });
	await run({ node, parameters, items });
	expect(bodies().map(({ delayPlay, delayHangup }) => [delayPlay, delayHangup])).toEqual([
		[2, 999],
		[undefined, undefined],
	]);
});

test('what a vendor’s page does not say is called a guess where it is asked for', () => {
	const guesses = (key: string) => {
		const { operation } = tested.find((one) => one.key === key)!;
		const all = operation.properties.flatMap(({ options = [], ...property }) => [
			property,
			...(property.type === 'collection' ? (options as Array<typeof property>) : []),
		]);
		return all
			.filter(({ description }) => description?.includes('A guess: '))
			.map(({ name }) => name);
	};
	expect(guesses('onbuka.voiceMessage.send')).toEqual([]);
	expect(guesses('onbuka.voiceMessage.sendText')).toEqual([]);
	expect(guesses('itniotech.voiceMessage.send')).toEqual(['delayHangup', 'delayPlay']);
	expect(guesses('itniotech.voiceMessage.sendText')).toEqual(['text', 'speakingRate']);
	expect(guesses('laaffic.voiceMessage.sendText').sort()).toEqual(
		[
			'loopCount',
			'maxDuration',
			'maxRingingTime',
			'recallCount',
			'recallInterval',
			'ssmlGender',
			'text',
		].sort(),
	);
});
