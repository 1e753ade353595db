import type { Fault } from '../../sandbox/state';
import {
	bySetting,
	called,
	expectNothingTwice,
	itemsOf,
	jsonOf,
	misbehave,
	numbers,
	once,
	redialFlow,
	requested,
	requestsOf,
	run,
	senders,
	type Sender,
} from './helpers';

const [anna, ben, carl] = numbers(3);

/** What goes wrong, what the message says of it, and whether the calls were made all the same. */
type Failure = [what: string, fault: Partial<Fault>, says: string, taken: boolean];

const unknown: Failure[] = [
	['HTTP 401', { status: 401 }, '(HTTP 401)', false],
	['HTTP 404', { status: 404, body: 'nothing here' }, '(HTTP 404)', false],
	['HTTP 403 after the calls', { status: 403, taken: true }, '(HTTP 403)', true],
	[
		'a redirect, which is not followed',
		{ status: 302, headers: { location: '/elsewhere' } },
		'(HTTP 302)',
		false,
	],
	['HTTP 500', { status: 500 }, '(HTTP 500)', false],
	['HTTP 500 after the calls', { status: 500, taken: true }, '(HTTP 500)', true],
	['HTTP 502 with a page', { status: 502, body: '<h1>Bad gateway</h1>' }, '(HTTP 502)', false],
	['a connection that breaks', { reset: 'before' }, '(the connection broke)', false],
	['a connection that breaks after the calls', { reset: 'after' }, '(the connection broke)', true],
	['an answer that is not JSON', { body: '<h1>OK</h1>' }, 'could not be understood', true],
	['an empty answer', { body: '' }, 'could not be understood', true],
	['an answer of somebody else', { body: '{"ok":true}' }, 'could not be understood', true],
	['a list for an answer', { body: '[0]' }, 'could not be understood', true],
];

const refusalOf = ({ refusal }: Sender): Failure => [
	'the vendor refuses',
	refusal,
	`${refusal.reason} (code ${refusal.code})`,
	false,
];

describe.each(senders)('$named', (sender) => {
	const { node, setting, refusal } = sender;
	/** Anna and Carl have the same setting, Ben another: the second request is his. */
	const items = [
		{ number: anna, setting: setting[1] },
		{ number: ben, setting: setting[2] },
		{ number: carl, setting: setting[1] },
	];
	const send = (onError?: 'continueErrorOutput' | 'continueRegularOutput') =>
		run({ node, parameters: once(bySetting(sender)), items, onError });
	const requests = requestsOf(sender, [anna, ben, carl], (index) => items[index].setting);
	const [first, second, ...behind] = requests;
	const untried = behind.length > 0 ? ', not tried 1.' : '.';

	const failures = [
		['refused', ...refusalOf(sender)] as const,
		...unknown.map((failure) => ['unknown', ...failure] as const),
	];

	describe.each(failures)('%s: %s', (status, _, fault, says, taken) => {
		const verdict = status === 'refused' ? 'did not take' : 'It is unknown whether';

		test('ends the workflow with an error of the item that failed', async () => {
			misbehave({ ...fault, skip: 1 });
			const { error, output, failed } = await send();
			expect(error?.message).toContain(verdict);
			expect(error?.message).toContain(says);
			expect(error?.context?.itemIndex).toBe(1);
			expect(error?.message).toContain(
				`Accepted ${first.length}, ${status} 1${status === 'refused' ? '' : ' (item 1)'}${untried}`,
			);
			expect([...output, ...failed]).toEqual([]);
			expect(called()).toEqual([...first, ...(taken ? second : [])]);
			expectNothingTwice(2);
		});

		test('puts that item alone on the error output', async () => {
			misbehave({ ...fault, skip: 1 });
			const { error, output, failed } = await send('continueErrorOutput');
			expect(error).toBeUndefined();
			expect(itemsOf(output)).toEqual([0, 2]);
			expect(jsonOf(output)).toMatchObject([
				{ calleeNumber: anna, status: 'accepted' },
				{ calleeNumber: carl, status: 'accepted' },
			]);
			expect(itemsOf(failed)).toEqual([1]);
			expect(failed[0].json.error).toContain(verdict);
			expect(failed[0].json.error).toContain(says);
			expect(failed[0].json).toMatchObject({ number: ben, details: { calleeNumber: ben, status } });
			expect(called()).toEqual([...first, ...(taken ? second : []), ...behind.flat()]);
			expectNothingTwice(requests.length);
		});

		test('is reported in its place when errors go to the one output', async () => {
			misbehave({ ...fault, skip: 1 });
			const { error, output, failed } = await send('continueRegularOutput');
			expect(error).toBeUndefined();
			expect(failed).toEqual([]);
			expect(itemsOf(output)).toEqual([0, 1, 2]);
			expect(jsonOf(output)).toMatchObject([
				{ calleeNumber: anna, status: 'accepted' },
				{ calleeNumber: ben, status, error: expect.stringContaining(says) },
				{ calleeNumber: carl, status: 'accepted' },
			]);
			expect(output[1].json.error).toContain(verdict);
			expect(called()).toEqual([...first, ...(taken ? second : []), ...behind.flat()]);
			expectNothingTwice(requests.length);
		});
	});

	test('a failure stops the run: the requests behind it are not sent', async () => {
		misbehave({ reset: 'before' });
		const { error } = await send();
		const unknownItems = first.length > 1 ? '2 (items 0, 2)' : '1 (item 0)';
		expect(error?.message).toContain(`Unknown ${unknownItems}, not tried ${3 - first.length}.`);
		expect(error?.context?.itemIndex).toBe(0);
		expect(requested()).toEqual([first]);
		expect(called()).toEqual([]);
	});

	test('an unknown outcome warns of sending again', async () => {
		misbehave({ reset: 'after' });
		const { error } = await send();
		expect(error?.description).toMatch(/may have been called\..*before you send it again/);
	});

	/** Of the second request nobody knows, the others are refused. */
	const refuseOthers = () => {
		misbehave(refusal);
		misbehave({ reset: 'after' });
		if (behind.length > 0) misbehave({ ...refusal, times: behind.length });
	};
	const fates = [
		{ calleeNumber: anna, status: 'refused', ...refusal },
		{ calleeNumber: ben, status: 'unknown', code: 'ECONNRESET' },
		{ calleeNumber: carl, status: 'refused', ...refusal },
	];

	test('the error output tells refused and unknown callees apart', async () => {
		refuseOthers();
		const { failed, output } = await send('continueErrorOutput');
		expect(output).toEqual([]);
		expect(itemsOf(failed)).toEqual([0, 1, 2]);
		expect(jsonOf(failed)).toMatchObject(fates.map((details) => ({ details })));
		expect(jsonOf(failed)[1]).toMatchObject({
			details: { description: expect.stringContaining('may have been called') },
		});
	});

	test('the one output tells refused and unknown callees apart', async () => {
		refuseOthers();
		const { output } = await send('continueRegularOutput');
		expect(itemsOf(output)).toEqual([0, 1, 2]);
		expect(jsonOf(output)).toMatchObject(fates);
		expect(output[1].json.description).toContain('may have been called');
	});

	test('an item on the error output still has the fields it came with', async () => {
		misbehave({ ...refusal, skip: 1 });
		const { failed } = await send('continueErrorOutput');
		expect(jsonOf(failed)).toMatchObject([{ number: ben, setting: setting[2] }]);
	});

	test('several numbers in one item: each failing one is named', async () => {
		misbehave({ ...refusal, times: requestsOf(sender, [anna, ben]).length });
		const parameters = { ...sender.parameters, options: {} };
		const list = [{ number: [anna, ben] }];
		const done = await run({ node, parameters, items: list, onError: 'continueErrorOutput' });
		expect(jsonOf(done.failed)).toMatchObject([
			{ details: { calleeNumber: anna } },
			{ details: { calleeNumber: ben } },
		]);
	});

	test('Output: one item per request: the failing request is on the error output', async () => {
		misbehave({ ...refusal, skip: 1 });
		const parameters = { ...bySetting(sender), sending: { output: 'request' } };
		const done = await run({ node, parameters, items, onError: 'continueErrorOutput' });
		expect(jsonOf(done.output)).toMatchObject(
			[first, ...behind].map(({ length }) => ({ calleeCount: length, status: 'accepted' })),
		);
		expect(itemsOf(done.failed)).toEqual([1]);
		expect(jsonOf(done.failed)).toMatchObject([
			{ number: ben, details: { calleeCount: 1, status: 'refused', callees: [ben] } },
		]);
		expectNothingTwice(requests.length);
	});
});

describe('ITNIOTECH redialFlow.update', () => {
	const parameters = once({ ...redialFlow, keyId: '={{ $json.flow }}' });
	const items = [{ flow: 299 }, { flow: 300 }, { flow: 299 }];
	const update = (onError?: 'continueErrorOutput' | 'continueRegularOutput') =>
		run({ node: 'itniotech', parameters, items, onError });

	test('a flow that does not exist ends the workflow, and the flow behind it is left alone', async () => {
		const { error } = await update();
		expect(error?.message).toBe(
			'ITNIOTECH did not take the change: Parameter exception: keyId (code -22). Done 1, failed 1, not tried 1.',
		);
		expect(error?.description).toContain('A parameter is not what the vendor expects.');
		expect(error?.context?.itemIndex).toBe(1);
		expect(requested()).toHaveLength(2);
	});

	test('a flow that does not exist goes to the error output alone', async () => {
		const { output, failed } = await update('continueErrorOutput');
		expect(itemsOf(output)).toEqual([0, 2]);
		expect(itemsOf(failed)).toEqual([1]);
		expect(failed[0].json.error).toContain('Parameter exception: keyId (code -22)');
		expect(requested()).toHaveLength(3);
	});

	test.each(unknown)('%s: it is unknown whether the flow was changed', async (_, fault, says) => {
		misbehave({ ...fault, skip: 1 });
		const { output } = await update('continueRegularOutput');
		expect(itemsOf(output)).toEqual([0, 1, 2]);
		expect(output[1].json.error).toContain('It is unknown whether ITNIOTECH took the change');
		expect(output[1].json.error).toContain(says);
		expect(requested()).toHaveLength(3);
	});
});
