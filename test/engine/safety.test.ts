import type { IDataObject } from 'n8n-workflow';

import {
	base64,
	called,
	innoPaas,
	itemsOf,
	itniotech,
	jsonOf,
	misbehave,
	numbers,
	onbuka,
	requested,
	requestsOf,
	run,
	sandbox,
	senders,
} from './helpers';

const people = numbers(3);
const [anna, ben, carl] = people;
const items = people.map((number) => ({ number }));

test('an error on the vendor’s side leaves open whether people were called', async () => {
	misbehave({ code: '-18', reason: 'Port program unusual' });
	const { error } = await run({ node: 'onbuka', parameters: onbuka.parameters, items });
	expect(error?.message).toBe(
		'It is unknown whether ONBUKA took the request with 3 callees: Port program unusual (-18). Unknown 3 (items 0-2).',
	);
	expect(error?.description).toContain('before you send it again');
	expect(requested()).toHaveLength(1);
});

test('one item per request: a refusal stands with the item it is about, and no other', async () => {
	misbehave({ refuse: [ben] });
	const parameters = { ...onbuka.parameters, sending: { output: 'request' } };
	const onError = 'continueErrorOutput';
	const { output, failed } = await run({ node: 'onbuka', parameters, items, onError });
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }, { item: 2 }]]);
	expect(jsonOf(failed)).toMatchObject([{ number: ben, details: { callees: [ben] } }]);
	expect(itemsOf(failed)).toEqual([1]);
	expect(called()).toEqual([anna, carl]);
});

test('InnoPaaS is asked for no start in the past', async () => {
	const parameters = {
		...innoPaas.parameters,
		sendType: '1',
		taskStartTime: '={{ $json.start }}',
	};
	const start = '2020-09-02T17:00:00';
	const { error } = await run({ node: 'innoPaas', parameters, items: [{ number: anna, start }] });
	expect(error?.message).toMatch(
		/^Start Time is 2020-.*, which is in the past; allowed is from now/,
	);
	expect(requested()).toEqual([]);
});

test('a file that can’t be read fails its own item, and the others are called', async () => {
	const parameters = {
		...itniotech.parameters,
		source: 2,
		uploadName: 'hello.mp3',
		binaryPropertyName: 'data',
	};
	const whole = { data: base64('hello'), mimeType: 'audio/mpeg' };
	const lost = { ...whole, id: 'filesystem-v2:nowhere' };
	const files = [whole, lost, whole];
	const withFiles = files.map((data, at) => ({ json: items[at], binary: { data } }));
	const onError = 'continueErrorOutput';
	const { failed } = await run({ node: 'itniotech', parameters, items: withFiles, onError });
	expect(itemsOf(failed)).toEqual([1]);
	expect(failed[0].json.error).toMatch(
		/^Input Binary Field is "data", but that file can’t be read/,
	);
	expect(called()).toEqual([anna, carl]);
});

test.each(senders)(
	'$named notes a request of 500 callees in under 200 bytes and its IDs, and no number of theirs',
	async (sender) => {
		const { node, parameters } = sender;
		const requests = requestsOf(sender, numbers(500)).length;
		const many = numbers(500).map((number) => ({ number }));
		const { stored } = await run({ node, parameters, items: many });
		const { sent } = stored.data.executionData!.contextData['node:Node'] as IDataObject;
		const noted = JSON.stringify((sent as IDataObject[])[0]);
		const ids = new Set(sandbox.state.calls.map(({ id }) => id));
		const idsNoted = ids.size > requests ? JSON.stringify([...ids]).length : 0;
		expect(noted.length).toBeGreaterThan(50);
		expect(noted.length).toBeLessThan(200 * requests + idsNoted);
		expect(noted).not.toContain(anna.slice(0, 8));
		expect(called()).toHaveLength(500);
	},
);
