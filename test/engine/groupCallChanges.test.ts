import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TIME } from '../../sandbox/state';
import { changes, exampleOf, jsonOf, misbehave, run, sandbox, itniotech, numbers } from './helpers';

const sent = (operation: string) =>
	sandbox.state.log.filter((entry) => entry.operation === operation);
const named = (name: string) => changes.filter(({ key }) => key.endsWith(`.${name}`));
const updates = [...named('groupCall.update'), ...named('groupCall.updateAi')];
const cancels = named('groupCall.cancel');

/** A task at the vendor, made so many days ago. */
function task(vendor: string, keyId: number, more: IDataObject = {}, days = 0): void {
	const createdTime = sandbox.state.now().minus({ days }).toFormat(TIME);
	const one = { vendor, keyId, taskName: `T${keyId}`, createdTime, callees: 1, status: 0, ...more };
	sandbox.state.tasks.push(one as never);
}

describe.each(updates)('$named', (one) => {
	const { node, vendorName, vendor, operation } = one;
	const example = exampleOf(one);
	const taskType = operation.operation.value === 'updateAi' ? 2 : 1;
	const operationId = taskType === 2 ? 'groupCallUpdateAi' : 'groupCallUpdate';
	const update = (keyId: unknown, options: INodeParameters = {}, more: INodeParameters = {}) =>
		run({ node, parameters: { ...example, keyId: keyId as never, options, ...more } });
	const lookUps = () => sandbox.state.log.filter(({ operation: id }) => id !== operationId);

	test('reads the task, and changes it because it waits', async () => {
		const { output, error } = await update(12);
		expect(error).toBeUndefined();
		expect(sandbox.state.log.map(({ operation: id }) => id)).toEqual([
			vendorName === 'laaffic' ? 'groupCallQuery' : 'groupCallDetail',
			operationId,
		]);
		expect(jsonOf(output)).toEqual([{ keyId: 12, success: true }]);
		expect(sandbox.state.tasks.find(({ keyId }) => keyId === 12)?.taskName).toBe('Reminder');
	});

	test.each([
		[1, 'calling'],
		[2, 'finished'],
		[3, 'failed'],
		[4, 'cancelled'],
		[5, 'suspended'],
		[6, 'submitting'],
	])('does not change a task of status %d', async (status, words) => {
		task(vendorName, 77, { status, taskType });
		const { error } = await update(77);
		expect(error?.message).toBe(
			`The change was not sent: Group call 77 is ${words} (status ${status}) and not waiting. ` +
				'To send the change all the same, turn off Check Status in Options',
		);
		expect(error?.description).toBe('Nothing was sent.');
		expect(sent(operationId)).toEqual([]);
	});

	test('does not change a task that is not there', async () => {
		const { error } = await update(99);
		expect(error?.message).toMatch(/^The change was not sent: Group call 99 was not found/);
		expect(sent(operationId)).toEqual([]);
	});

	test('a detail of another task, or of none, keeps the change from being sent', async () => {
		if (vendorName === 'laaffic') return;
		for (const data of [{ jobId: 999, taskName: 'Other', status: 0 }, { status: 0 }, {}, [], 'x']) {
			misbehave({
				operation: 'groupCallDetail',
				body: JSON.stringify({ code: 0, msg: 'success', data }),
			});
			const { error } = await update(12);
			expect(error?.message).toContain('The answer could not be understood');
		}
		expect(sent(operationId)).toEqual([]);
	});

	test('with Check Status off it asks nothing and sends the change', async () => {
		const { error } = await update(99, { checkStatus: false });
		expect(lookUps()).toEqual([]);
		expect(sent(operationId)).toHaveLength(1);
		expect(error?.message).toContain('(code -24)');
	});

	test('a state that can’t be read keeps the change from being sent', async () => {
		misbehave({ reset: 'before', times: 10 });
		const { error } = await update(12);
		expect(error?.message).toMatch(
			new RegExp(
				`^${vendor.name} did not take the change: It was not sent, because the state before it could not be read: `,
			),
		);
		expect(error?.description).toMatch(/^Nothing was sent\./);
		expect(sent(operationId)).toEqual([]);
	});

	test('a look-up that fails for a while is made again', async () => {
		misbehave({ status: 503 });
		expect((await update(12)).error).toBeUndefined();
		expect(sent(operationId)).toHaveLength(1);
	});

	test('sends what was set, the longest call, and nothing else', async () => {
		await update(12);
		const [{ body }] = sent(operationId);
		const said = taskType === 2 ? { scriptId: 123 } : { source: 1, voiceFileId: 'file.mp3' };
		expect(body).toEqual({ keyId: 12, taskName: 'Reminder', maxCalls: 60, ...said });
	});

	test('each item is a change of its own', async () => {
		const items = [
			{ id: 12, name: 'One' },
			{ id: 13, name: 'Two' },
		];
		const given = { ...example, keyId: '={{ $json.id }}', taskName: '={{ $json.name }}' };
		const { output } = await run({ node, items, parameters: given });
		expect(sent(operationId).map(({ body }) => (body as IDataObject).taskName)).toEqual([
			'One',
			'Two',
		]);
		expect(output.map(({ json, pairedItem }) => [json.keyId, pairedItem])).toEqual([
			[12, { item: 0 }],
			[13, { item: 1 }],
		]);
	});

	test('a name that another task has is refused, with what to do', async () => {
		const { error } = await update(12, {}, { taskName: 'Task 13' });
		expect(error?.message).toContain('(code -41)');
		expect(error?.description).toMatch(/^Task Name is used already/);
	});
});

describe.each(named('groupCall.update'))('$named', (one) => {
	const { node } = one;
	const example = exampleOf(one);
	const sentWith = async (more: INodeParameters) => {
		const { error } = await run({ node, parameters: { ...example, ...more } });
		expect(error).toBeUndefined();
		return sent('groupCallUpdate').map(({ body }) => body as IDataObject)[0];
	};

	test('hang-up SMS and transfer are left as they are, turned off or on', async () => {
		expect(await sentWith({ hangUpSms: 0, toSeat: 0 })).toMatchObject({ hangUpSms: 0, toSeat: 0 });
		sandbox.state.reset();
		const sms = { smsAppId: 'sms1', smsContent: 'Sorry', ringPush: true };
		const agents = { sipGroupId: '1000038', toSeatType: 2, toSeatKey: '0' };
		expect(await sentWith({ hangUpSms: 1, ...sms, toSeat: 1, ...agents })).toMatchObject({
			...{ hangUpSms: 1, smsAppId: 'sms1', smsContent: 'Sorry', ringPush: 1, successPush: 0 },
			...{ toSeat: 1, sipGroupId: 1000038, toSeatType: 2, toSeatKey: 0 },
		});
	});

	test('an SMS without a trigger is refused', async () => {
		const sms = { hangUpSms: 1, smsAppId: 'sms1', smsContent: 'Sorry' };
		const { error } = await run({ node, parameters: { ...example, ...sms } });
		expect(error?.message).toMatch(/^Hang-Up SMS is on, but none of its triggers is/);
		expect(sandbox.state.log).toEqual([]);
	});
});

const ofList = updates.filter(({ vendorName }) => vendorName === 'laaffic');

describe.each(ofList)('$named looks its task up in the list', (one) => {
	const { node, operation } = one;
	const taskType = operation.operation.value === 'updateAi' ? 2 : 1;
	const update = (options: INodeParameters = {}) =>
		run({ node, parameters: { ...exampleOf(one), keyId: '500', options } });

	test('of the last 60 days, or as many as are asked for', async () => {
		task('laaffic', 500, { taskType }, 61);
		expect((await update()).error?.message).toContain(
			'Group call 500 was not found in the list of the last 60 days',
		);
		expect((await update({ lookBackDays: 62 })).error).toBeUndefined();
	});

	test('page by page, until it is found', async () => {
		for (let keyId = 600; keyId < 850; keyId++) task('laaffic', keyId, {}, 1);
		task('laaffic', 500, { taskType }, 0);
		await update();
		expect(sent('groupCallQuery')).toHaveLength(1);
		sandbox.state.reset();
		for (let keyId = 600; keyId < 850; keyId++) task('laaffic', keyId, {}, 1);
		task('laaffic', 500, { taskType }, 2);
		expect((await update()).error).toBeUndefined();
		expect(sent('groupCallQuery')).toHaveLength(3);
	});
});

describe.each(cancels)('$named', (one) => {
	const { node, vendorName } = one;
	const cancel = (keyId: unknown, options: INodeParameters = {}) =>
		run({ node, parameters: { ...exampleOf(one), keyId: keyId as never, options } });

	test('says of each task whether it is cancelled, ordinary and AI agents’ alike', async () => {
		task(vendorName, 11, { taskType: 1 });
		task(vendorName, 22, { taskType: 2 });
		task(vendorName, 33, { taskType: 3 });
		const { output } = await cancel('11, 22, 33');
		expect(jsonOf(output)).toEqual([11, 22, 33].map((keyId) => ({ keyId, cancelled: true })));
	});

	test('a task that goes on nevertheless comes out with its state', async () => {
		task(vendorName, 11);
		task(vendorName, 22, { status: 1 });
		misbehave({
			operation: 'groupCallCancel',
			status: 200,
			body: '{"code":"0","msg":"success","data":null}',
		});
		const { output } = await cancel('11, 22');
		expect(jsonOf(output)).toEqual([
			{ keyId: 11, cancelled: false, status: 0, statusName: 'waiting' },
			{ keyId: 22, cancelled: false, status: 1, statusName: 'calling' },
		]);
	});

	test('a task that no list has was not seen', async () => {
		task(vendorName, 11, {}, 100);
		const reason = (days: number) =>
			`The vendor took it, but its list of the last ${days} days does not have it`;
		expect(jsonOf((await cancel(11)).output)).toEqual([
			{ keyId: 11, seen: false, reason: reason(60) },
		]);
		sandbox.state.reset();
		task(vendorName, 11, {}, 100);
		expect(jsonOf((await cancel(11, { lookBackDays: 101 })).output)).toEqual([
			{ keyId: 11, cancelled: true },
		]);
	});

	test('a list that can’t be read: taken, and not seen', async () => {
		task(vendorName, 11);
		misbehave({ operation: 'groupCallQuery', status: 503, times: 10 });
		const { output, error } = await cancel(11);
		expect(error).toBeUndefined();
		expect(jsonOf(output)).toEqual([
			{
				...{ keyId: 11, seen: false },
				reason: expect.stringMatching(
					/^The vendor took it, but its list could not be read: .* \(HTTP 503\)$/,
				),
			},
		]);
		expect(sent('groupCallCancel')).toHaveLength(1);
	});

	test('one that can’t be cancelled keeps all of its request from being cancelled', async () => {
		task(vendorName, 11);
		task(vendorName, 22, { status: 2 });
		const { error } = await cancel('11, 22');
		expect(error?.message).toContain('(code -54)');
		expect(sent('groupCallQuery')).toEqual([]);
	});
});

test('a group call that was made, cancelled by the ID that came out, calls nobody', async () => {
	const [number] = numbers(1);
	const made = await run({ ...itniotech, parameters: itniotech.parameters, items: [{ number }] });
	const [{ keyId }] = jsonOf(made.output);
	const parameters = { resource: 'groupCall', operation: 'cancel', keyId: '={{ $json.keyId }}' };
	const { output } = await run({ node: 'itniotech', items: [{ keyId }], parameters });
	expect(jsonOf(output)).toEqual([{ keyId, cancelled: true }]);
	const task = sandbox.state.tasks.find((one) => one.keyId === Number(keyId));
	expect(task).toMatchObject({ status: 4 });
});

test('ITNIOTECH suspends: the description says that no way back is known', () => {
	const [{ operation }] = named('groupCall.suspend');
	expect(operation.operation.description).toContain('A guess');
	expect(operation.operation.description).toContain('No way back is documented');
});
