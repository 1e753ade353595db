import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, misbehave, run } from './helpers';

const NOT_UNDERSTOOD =
	'The answer could not be understood: it is not what the vendor’s page describes';

/** Reads at ITNIOTECH what the vendor answers so. */
async function given(data: unknown, parameters: INodeParameters) {
	misbehave({ body: JSON.stringify({ code: 0, msg: 'success', data }) });
	return await run({ node: 'itniotech', parameters });
}

describe('a redial flow', () => {
	const flow = async (data: object) =>
		await given(
			{ keyId: 5, status: 1, ...data },
			{ resource: 'redialFlow', operation: 'get', keyId: '5' },
		);
	const nodeOf = async (node: object) =>
		(jsonOf((await flow({ nodeList: [node] })).output)[0].nodeList as IDataObject[])[0];

	test('nothing of a node comes out that the vendor’s pages don’t name', async () => {
		const secrets = { password: 'p1', apiSecret: 'p2', agent: { password: 'p3' } };
		const node = { keyId: 1, nodeStatus: 0, source: 1, ...secrets, smsContent: { password: 'p4' } };
		expect(await nodeOf(node)).toEqual({
			...{ keyId: '1', nodeStatus: 0, nodeStatusName: 'pending', source: 1, smsContent: {} },
		});
	});

	test('the seconds after which a message is sent are a number', async () => {
		expect(await nodeOf({ keyId: 1, successPushTime: 10 })).toEqual({
			keyId: '1',
			successPushTime: 10,
		});
	});

	test.each([['a text'], [{ a: 1 }], [5], [[null]], [['a text']], [[{}]]])(
		'nodes that are %j are not understood',
		async (nodeList) => {
			const { error, output } = await flow({ nodeList });
			expect(error?.message).toContain(NOT_UNDERSTOOD);
			expect(output).toEqual([]);
		},
	);
});

test.each([
	['groupCall', {}],
	['redialFlow', {}],
	['groupCall', { more: 1 }],
	['redialFlow', { more: 1 }],
])('an empty answer is no %s: %j', async (resource, data) => {
	const { error, output } = await given(data, { resource, operation: 'get', keyId: '5' });
	expect(error?.message).toContain('The answer could not be understood');
	expect(output).toEqual([]);
});

test('an ID that is empty under one name is looked for under the other', async () => {
	const records = [{ taskId: '', jobId: 7, taskName: 'a' }];
	const list = { resource: 'groupCall', operation: 'getMany' };
	const { output } = await given({ total: 1, pages: 1, records }, list);
	expect(jsonOf(output)).toEqual([{ keyId: '7', taskName: 'a' }]);
});

test.each([
	[
		'{"balance":99.990000,"gift":12345678901234567.89,"credit":0}',
		{ balance: '99.990000', gift: '12345678901234567.89', credit: '0' },
	],
	['{"balance":"-5.10","gift":{"a":1},"credit":null}', { balance: '-5.10' }],
])('a balance %s comes out as the vendor wrote it', async (written, amounts) => {
	for (const node of ['onbuka', 'itniotech', 'laaffic'] as const) {
		misbehave({ body: written.replace('{', '{"status":0,"reason":"success",') });
		const parameters = { resource: 'account', operation: 'getBalance' };
		const { output } = await run({ node, parameters });
		expect(jsonOf(output)).toEqual([amounts]);
	}
});
