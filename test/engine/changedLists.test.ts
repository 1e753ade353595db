import type { INodeExecutionData } from 'n8n-workflow';

import type { ChangeOperation } from '../../nodes/voice/types';
import type { Scenario } from '../support/engine';
import { changes, exampleOf, itemsOf, jsonOf, misbehave, run, sandbox } from './helpers';
import { bodies, sent } from './sentChanges';
import { beforeRun, retryOnFail } from './tries';

const lists = changes.filter(({ operation }) => (operation as ChangeOperation).list);

describe.each(lists)('the list of $named', (one) => {
	const { node } = one;
	const { list } = one.operation as ChangeOperation;
	const { name, most } = list!;
	const parameter = Object.entries(one.operation.fields).find(
		([as, field]) => field.kind === 'field' && (field.as ?? as) === name,
	)![0];
	const example = { ...exampleOf(one), [parameter]: '={{ $json.ids }}' };
	const { valid } = one.fixture as { valid: Record<string, unknown[]> };
	/** The ID of a task, or of a recording. */
	const id = (count: number) => (typeof valid[name][0] === 'number' ? count : `${count}.wav`);
	const idIn = ({ json }: INodeExecutionData) => json.keyId ?? json.fileId;
	const ids = Array.from({ length: most + 1 }, (_, index) => id(1000 + index));
	const go = (items: Array<{ ids: unknown }>, scenario: Partial<Scenario> = {}) =>
		run({ node, items, ...scenario, parameters: example });
	const listed = () => bodies().map((body) => body[name]);
	beforeEach(() => {
		const { vendorName: vendor } = one;
		for (const given of [id(1), id(2), id(3), ...ids]) {
			sandbox.state.recordings.push({ vendor, recordingFileId: String(given) });
			const keyId = parseInt(String(given));
			const createdTime = sandbox.state.now().toFormat('yyyy-MM-dd HH:mm:ss');
			const task = { keyId, taskName: `T${keyId}`, createdTime, callees: 1, status: 0 };
			sandbox.state.tasks.push({ ...task, vendor });
		}
	});

	test('items share a request, each id once, and each item hears of its own', async () => {
		const { output, error } = await go([
			{ ids: id(3) },
			{ ids: `${id(1)}, ${id(3)}` },
			{ ids: [id(2), String(id(1))] },
		]);
		expect(error).toBeUndefined();
		expect(listed()).toEqual([[id(3), id(1), id(2)]]);
		expect(output.map((item) => [idIn(item), item.pairedItem])).toEqual([
			[id(3), { item: 0 }],
			[id(1), { item: 1 }],
			[id(3), { item: 1 }],
			[id(2), { item: 2 }],
			[id(1), { item: 2 }],
		]);
	});

	test('with Retry On Fail: what may not be done twice is left out of a list that has changed', async () => {
		if ((one.operation as ChangeOperation).repeatable) return;
		beforeRun(retryOnFail);
		misbehave({ operation: 'groupCallProvisional', reset: 'after' });
		const fresh = '={{ [1, 100000 + ($vars.n = ($vars.n ?? 0) + 1)] }}';
		const { output } = await run({
			...{ node, onError: 'continueRegularOutput', items: [{}] },
			parameters: { ...example, [parameter]: fresh, sending: { maxAttempts: 1 } },
		});
		expect(
			listed()
				.flat()
				.filter((id) => id === 1),
		).toEqual([1]);
		expect(jsonOf(output)).toMatchObject([{ status: 'unknown', ids: [1] }, {}]);
	});

	test('with Retry On Fail: what was done is told, also where the account is refused at a later try', async () => {
		await go([{ ids: id(1) }]);
		const [{ operation }] = sent();
		sandbox.state.log.length = 0;
		beforeRun(retryOnFail);
		misbehave({ operation, code: '-22' });
		misbehave({ operation, code: '-1', skip: 1, times: 2 });
		const last = ids[most];
		const items = [{ ids: ids.slice(0, most) }, { ids: last }];
		const { output } = await go(items, { onError: 'continueRegularOutput' });
		expect(listed().filter((list) => (list as unknown[]).includes(last))).toHaveLength(1);
		expect(jsonOf(output)[0]).toMatchObject({ status: 'refused', code: '-1' });
		expect(jsonOf(output).at(-1)).not.toHaveProperty('error');
		expect(idIn(output.at(-1)!)).toBe(last);
	});

	test('more than the vendor takes go in several requests', async () => {
		const { output, error } = await go([{ ids }, { ids: ids[0] }]);
		expect(error).toBeUndefined();
		expect(listed()).toEqual([ids.slice(0, most), ids.slice(most)]);
		expect(output.map(idIn)).toEqual([...ids, ids[0]]);
		expect(itemsOf(output)).toEqual([...ids.map(() => 0), 1]);
	});

	test('a second request that fails fails for its ids alone', async () => {
		const wrong = [...ids.slice(0, most), id(999_999)];
		const items = [{ ids: wrong.slice(0, 2) }, { ids: wrong.slice(2) }];
		const { output, failed } = await go(items, { onError: 'continueErrorOutput' });
		expect(listed()).toHaveLength(2);
		expect(output.map(idIn)).toEqual(wrong.slice(0, most));
		expect(itemsOf(failed)).toEqual([1]);
		const code = expect.stringMatching(/^-(54|24)$/);
		expect(failed[0].json).toMatchObject({ details: { code, ids: [id(999_999)] } });
	});

	test('a bad item keeps none of the others from their request', async () => {
		const items = [{ ids: id(1) }, { ids: '?' }, { ids: id(2) }];
		const { output, failed } = await go(items, { onError: 'continueErrorOutput' });
		expect(listed()).toEqual([[id(1), id(2)]]);
		expect(itemsOf(output)).toEqual([0, 2]);
		expect(itemsOf(failed)).toEqual([1]);
	});
});
