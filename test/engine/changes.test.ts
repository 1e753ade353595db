import { WorkflowExecute } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ChangeOperation } from '../../nodes/voice/types';
import type { Scenario } from '../support/engine';
import {
	changes,
	exampleOf,
	itemsOf,
	jsonOf,
	misbehave,
	once,
	run,
	sandbox,
	secretsIn,
} from './helpers';
import { sent } from './sentChanges';
import { unknown } from './sending';
import { beforeRun, retryOnFail } from './tries';

const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

describe.each(changes)('$named', (one) => {
	const { node, vendor, vendorName } = one;
	const operation = one.operation as ChangeOperation;
	const { list, repeatable } = operation;
	const example = exampleOf(one);
	const operationIdOf = async () => {
		await run({ node, parameters: once(example) });
		const [{ operation: operationId }] = sent();
		sandbox.state.reset();
		return operationId!;
	};
	let operationId = '';
	beforeEach(async () => {
		operationId ||= await operationIdOf();
	});
	/** Strikes the change itself, not what is asked before or after it. */
	const strike = (fault: object) => misbehave({ operation: operationId, ...fault });
	const change = (more: INodeParameters = {}, scenario: Partial<Scenario> = {}) =>
		run({ node, ...scenario, parameters: { ...example, ...more } });
	const three = [{ n: 0 }, { n: 1 }, { n: 2 }];

	test('changes once for one item, and says so in an item that is paired to it', async () => {
		const { output, error } = await change();
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(1);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(Object.keys(output[0].json)).toEqual(Object.keys(operation.sample));
	});

	test('goes to the path that the contract has', async () => {
		await change();
		const [{ path, method, httpStatus }] = sent();
		expect([method, path]).toEqual([
			operation.method,
			(operation.prefix ?? vendor.prefix) + operation.path,
		]);
		expect(httpStatus).toBe(200);
	});

	test('Preview sends nothing, asks nothing, and shows what would arrive', async () => {
		const { output, error } = await change({ sending: { preview: true } }, { items: three });
		expect(error).toBeUndefined();
		expect(sandbox.state.log).toEqual([]);
		expect(secretsIn(JSON.stringify(output))).toEqual([]);
		expect(output).toHaveLength(list ? 1 : 3);
		await change();
		const [{ path, body }] = sent();
		expect(output[0].json).toEqual({
			preview: true,
			method: operation.method,
			url: sandbox.urls[vendorName] + path,
			body,
		});
	});

	test.each(['-22', '-1', '-2', '-10', '-13', '-18', '-999'])('code %s', async (code) => {
		strike({ code, reason: 'not now', times: 10 });
		const { error, output } = await change({ sending: { maxAttempts: 1 } });
		expect(output).toEqual([]);
		const isRefusal = vendor.meaning(code, operation) !== undefined;
		expect(error?.message).toBe(
			isRefusal
				? `${vendor.name} did not take the change: not now (code ${code})`
				: `It is unknown whether ${vendor.name} took the change: not now (${code})`,
		);
		expect(error?.description).toContain(
			isRefusal ? vendor.advice(code) : 'It may have been changed.',
		);
		expect(sent()).toHaveLength(1);
	});

	test('a refusal lasts: it is not sent again', async () => {
		strike({ code: '-22', reason: 'no' });
		const { error } = await change();
		expect(error?.message).toContain('did not take the change: no (code -22)');
		expect(sent()).toHaveLength(1);
	});

	test('code -16: sent again with a new time stamp', async () => {
		strike({ code: '-16', reason: 'timestamp expires' });
		const { error } = await change();
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(2);
	});

	test('code -15 is sent again where a page calls it a refusal, or twice is the same as once', async () => {
		strike({ code: '-15', reason: 'too often' });
		const { error } = await change();
		const goesAgain = repeatable || vendor.meaning('-15', operation) === 'later';
		expect(sent()).toHaveLength(goesAgain ? 2 : 1);
		if (!goesAgain) expect(error?.message).toMatch(/^It is unknown/);
	});

	test('HTTP 429: not taken, so sent again', async () => {
		strike({ status: 429 });
		expect((await change()).error).toBeUndefined();
		expect(sent()).toHaveLength(2);
	});

	test.each(unknown)(
		'%s: sent again only if twice is the same as once',
		async (_, fault, taken) => {
			strike({ times: 1, ...fault });
			const { error, output } = await change();
			expect(sent()).toHaveLength(repeatable ? 2 : 1);
			if (repeatable && !taken) {
				expect(error).toBeUndefined();
				expect(output).toHaveLength(1);
			} else if (!repeatable) {
				expect(error?.message).toMatch(
					new RegExp(`^It is unknown whether ${vendor.name} took the change: `),
				);
				expect(error?.description).toContain('It may have been changed. Look at it at the vendor');
			} else {
				// The vendor may take the second one, or say that there is nothing left to change.
				expect([undefined, 'It is unknown']).toContain(error?.message.slice(0, 13));
			}
		},
	);

	test('what may have been changed is never refused afterwards', async () => {
		strike({ reset: 'after' });
		strike({ code: '-22', reason: 'no such thing' });
		const { error } = await change();
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(error?.message).not.toContain('no such thing');
	});

	test('without an answer it gives up after Tries per Request', async () => {
		strike({ reset: 'before', times: 10 });
		const { error } = await change({ sending: { maxAttempts: 2 } });
		expect(error?.message).toMatch(/^It is unknown/);
		expect(sent()).toHaveLength(repeatable ? 2 : 1);
	});

	test.each([',"data":null', ''])('an answer without data is a success: %j', async (data) => {
		const ok = ['{"code":0,"msg":"success"', '{"status":"0","reason":"success"'];
		for (const begin of ok) strike({ body: `${begin}${data}}` });
		for (const _ of ok) {
			const { error, output } = await change();
			expect(error).toBeUndefined();
			expect(output).toHaveLength(1);
		}
	});

	test.each(['false', 'true', '{}', '"done"', '0', '[1]'])(
		'success with %s as data, which no page shows: unknown, unless the list says what came of it',
		async (data) => {
			strike({ body: `{"code":0,"msg":"success","data":${data}}` });
			const { error, output } = await change();
			expect(sent()).toHaveLength(1);
			if (operation.operation.value === 'cancel' && list) {
				expect(Object.keys(output[0].json)).toEqual(Object.keys(operation.sample));
				return;
			}
			expect(error?.message).toMatch(/^It is unknown whether .* took the change: /);
			expect(output).toEqual([]);
		},
	);

	test.each([
		['no envelope', '{"data":null}'],
		['nothing', ''],
		['two codes', '{"status":"0","code":"-22","data":null}'],
		['a refusal that gives data', '{"code":"-22","msg":"no","data":{"keyId":7}}'],
	])('an answer that is not understood, %s: unknown', async (_, body) => {
		strike({ body, times: 10 });
		const { error } = await change({ sending: { maxAttempts: 1 } });
		expect(error?.message).toMatch(/^It is unknown/);
		expect(sent()).toHaveLength(1);
	});

	describe.each(['-1', '-2', '-10', '-13'])('code %s concerns the account', (code) => {
		test.each(onErrors)('nothing more is sent (%s)', async (onError) => {
			strike({ code, reason: 'account', times: 10 });
			const { output, failed, error } = await change(
				{ sending: { maxAttempts: 1 } },
				{ items: three, onError },
			);
			expect(sent()).toHaveLength(1);
			if (onError === 'stopWorkflow') {
				expect(error?.message).toContain(`account (`);
				if (!list) expect(error?.message).toContain('Done 0, failed 1, not tried 2.');
				return;
			}
			const told = onError === 'continueErrorOutput' ? failed : output;
			expect(itemsOf(told)).toEqual([0, 1, 2]);
			const codes = told.map(({ json }) => (json.details as IDataObject)?.code ?? json.code);
			expect(codes).toEqual(list ? [code, code, code] : [code, 'NOT TRIED', 'NOT TRIED']);
		});
	});

	if (list === undefined) {
		test('without an error output it stops at the first that fails, and counts', async () => {
			strike({ code: '-22', reason: 'no', skip: 1 });
			const { error } = await change({}, { items: three });
			expect(error?.message).toMatch(/Done 1, failed 1, not tried 1\.$/);
			expect(error?.context?.itemIndex).toBe(1);
			expect(sent()).toHaveLength(2);
		});
	}

	test('with an error output the item that fails is there, with its fields', async () => {
		strike({ code: '-22', reason: 'no', skip: list ? 0 : 1 });
		const { output, failed, error } = await change(
			{},
			{ items: three, onError: 'continueErrorOutput' },
		);
		expect(error).toBeUndefined();
		const bad = list ? [0, 1, 2] : [1];
		expect(itemsOf(failed)).toEqual(bad);
		expect(itemsOf(output)).toEqual([0, 1, 2].filter((item) => !bad.includes(item)));
		expect(failed[0].json).toMatchObject({
			n: bad[0],
			error: `${vendor.name} did not take the change: no (code -22)`,
			details: { status: 'refused', code: '-22', reason: 'no' },
		});
	});

	test('continuing on fail, failed items stand among the others', async () => {
		if (list) return;
		strike({ reset: 'after', skip: 1, times: 5 });
		const { output } = await change(
			{ sending: { maxAttempts: 1 } },
			{ items: three, onError: 'continueRegularOutput' },
		);
		expect(itemsOf(output)).toEqual([0, 1, 2]);
		expect(output.map(({ json }) => json.status)).toEqual([undefined, 'unknown', 'unknown']);
	});

	describe('with Retry On Fail', () => {
		beforeEach(() => beforeRun(retryOnFail));

		test.each(onErrors)('what may not be done twice is not (%s)', async (onError) => {
			strike({ reset: 'after' });
			const { error, output, failed } = await change({ sending: { maxAttempts: 1 } }, { onError });
			if (repeatable) {
				expect(sent().length).toBeGreaterThan(1);
				return;
			}
			expect(sent()).toHaveLength(1);
			const told = [error?.message, ...jsonOf([...output, ...failed]).map((json) => json.error)];
			expect(told.filter(Boolean)).not.toEqual([]);
			for (const text of told.filter(Boolean)) expect(text).toMatch(/^It is unknown/);
		});

		test('what was refused is sent again', async () => {
			strike({ code: '-22', reason: 'no' });
			const { error, output } = await change({ sending: { maxAttempts: 1 } });
			expect(error).toBeUndefined();
			expect(output).toHaveLength(1);
			expect(sent()).toHaveLength(2);
		});

		test('what was done is not done again for another item that failed', async () => {
			if (list) return;
			strike({ code: '-22', reason: 'no', skip: 1 });
			const { output } = await change({ sending: { maxAttempts: 1 } }, { items: three });
			expect(itemsOf(output)).toEqual([0, 1, 2]);
			expect(sent()).toHaveLength(4);
		});
	});

	test('a cancelled execution begins nothing more', async () => {
		const { run: original } = WorkflowExecute.prototype;
		jest.spyOn(WorkflowExecute.prototype, 'run').mockImplementation(function (
			this: WorkflowExecute,
			options,
		) {
			const running = original.call(this, options);
			running.cancel();
			return running;
		});
		await change({}, { items: three });
		expect(sent()).toEqual([]);
	});
});
