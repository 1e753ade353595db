import type { INodeParameters } from 'n8n-workflow';

import { bodies, changes, exampleOf, jsonOf, run, sandbox } from './helpers';

const named = (name: string) => changes.filter(({ key }) => key.endsWith(`.${name}`));

describe.each(named('redialFlow.cancel'))('$named', (one) => {
	const { node, vendorName, operation } = one;
	const cancel = (given: INodeParameters) =>
		run({ node, parameters: { resource: 'redialFlow', operation: 'cancel', ...given } });
	const flow = (keyId: number) =>
		sandbox.state.redialFlows.find((one) => one.vendor === vendorName && one.keyId === keyId)!;

	test('nothing is preset: it is chosen what the ID is one of', async () => {
		expect(operation.properties.find(({ name }) => name === 'type')?.default).toBe('');
		const items = [{ what: '' }];
		const parameters = { resource: 'redialFlow', operation: 'cancel', id: '12' };
		const { error } = await run({
			...{ node, items, parameters: { ...parameters, type: '={{ $json.what }}' } },
		});
		expect(error?.message).toMatch(/^Cancel By is missing/);
		expect(sandbox.state.log).toEqual([]);
	});

	test.each([
		[1, '299', 299, [3, 3, 3]],
		[2, '5009601', 299, [3, 3, 3]],
		[3, '1422', 299, [0, 3, 3]],
	])('type %d, ID %s', async (type, id, keyId, statuses) => {
		const { output, error } = await cancel({ type, id });
		expect(error).toBeUndefined();
		expect(jsonOf(output)).toEqual([{ type, id: Number(id), cancelled: true }]);
		expect(bodies()).toEqual([{ type, id: Number(id) }]);
		expect(flow(keyId).nodeList.map(({ nodeStatus }) => nodeStatus)).toEqual(statuses);
	});

	test('a bad ID is named after what it is one of', async () => {
		for (const [type, name] of ['Redial Flow ID', 'Group Call ID', 'Redial Round ID'].entries()) {
			const { error } = await cancel({ type: type + 1, id: '={{ "x" }}' });
			expect(error?.message).toBe(
				`${name} is "x"; allowed is a whole number of at least 1 [item 0]`,
			);
			expect(error?.description).toBe('Nothing was sent.');
		}
	});

	test('what is over can’t be cancelled', async () => {
		const { error } = await cancel({ type: 1, id: '302' });
		expect(error?.message).toContain('(code -22)');
	});
});

describe.each(named('redialFlow.update'))('$named', (one) => {
	const { node } = one;
	const update = (given: INodeParameters, items = [{}]) =>
		run({ node, items, parameters: { ...exampleOf(one), ...given } });
	const nodes = [{ scriptId: '123', source: 1, voiceFileId: 'v.mp3' }, { scriptId: 124 }];

	test('of AI agents: scripts and intents alone', async () => {
		const { error } = await update({
			mode: 'agent',
			recallIntent: '101,102',
			nodeList: { node: nodes },
		});
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				...{ keyId: 299, recallInterval: 30, recallNum: 1, recallType: 1 },
				...{ recallIntent: ['101', '102'], nodeList: [{ scriptId: 123 }, { scriptId: 124 }] },
			},
		]);
	});

	test('of announcements: no script and no intent', async () => {
		const node = [{ ...nodes[0] }];
		const { error } = await update({ recallIntent: '101', nodeList: { node } });
		expect(error).toBeUndefined();
		expect(bodies()[0]).not.toHaveProperty('recallIntent');
		expect(bodies()[0].nodeList).toEqual([
			{ source: 1, voiceFileId: 'v.mp3', hangUpSms: 0, toSeat: 0 },
		]);
	});
});
