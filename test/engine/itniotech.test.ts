import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	base64,
	bodies,
	called,
	itniotech,
	jsonOf,
	numbers,
	redialFlow,
	requested,
	run,
	sandbox,
	taskOptions,
	taskOptionsOnTheWire,
	withFile,
} from './helpers';

const [anna, ben, carl] = numbers(3);

describe('ITNIOTECH groupCall.create', () => {
	const common = { loopCount: 1, maxCalls: 60, hangUpSms: 0, toSeat: 0, appId: 'app1' };
	const create = async (more: INodeParameters, items: IDataObject[] = [{ number: anna }]) => {
		const parameters = { ...itniotech.parameters, taskName: 'Reminder', ...more };
		expect((await run({ node: 'itniotech', items, parameters })).error).toBeUndefined();
		return bodies().map(({ taskName, numberList, ...body }) => body);
	};

	test('an uploaded file, with every option', async () => {
		const more = { voiceFileId: 'v.mp3', loopCount: 9, maxCalls: 999, options: taskOptions };
		expect(await create(more)).toEqual([
			{
				...common,
				...{ source: 1, voiceFileId: 'v.mp3', loopCount: 9, maxCalls: 999 },
				...taskOptionsOnTheWire,
			},
		]);
		expect(bodies()).toMatchObject([{ taskName: 'Reminder', numberList: [anna] }]);
	});

	test('a text', async () => {
		expect(await create({ source: 3, text: 'Good morning', lan: 'DE' })).toEqual([
			{ ...common, source: 3, text: 'Good morning', lan: 'DE' },
		]);
	});

	test('a file of the workflow: equal files share a task, another one has its own', async () => {
		const items = [
			withFile('morning', { number: anna }),
			withFile('evening', { number: ben }),
			withFile('morning', { number: carl }),
		];
		const file = { source: 2, uploadName: 'reminder.mp3' };
		const more = {
			...file,
			binaryPropertyName: 'data',
			taskName: '',
		};
		expect(await create(more, items as never)).toEqual([
			{ ...common, ...file, baseFile: base64('morning') },
			{ ...common, ...file, baseFile: base64('evening') },
		]);
		expect(requested()).toEqual([[anna, carl], [ben]]);
	});

	test('a hang-up SMS with all its triggers', async () => {
		const sms = { smsAppId: 'sms1', smsContent: 'Sorry we missed you', senderId: 'MyShop' };
		const triggers = { feedbackPush: true, successPush: true, failedPush: true, ringPush: true };
		const more = { hangUpSms: true, ...sms, ...triggers, feedbackValue: '0', successPushTime: 0 };
		expect(await create(more)).toEqual([
			{
				...common,
				...{ source: 1, voiceFileId: 'file.mp3', hangUpSms: 1, ...sms },
				...{ feedbackPush: 1, successPush: 1, failedPush: 1, ringPush: 1 },
				...{ feedbackValue: '0', successPushTime: 0 },
			},
		]);
	});

	test.each([
		['after the announcement', { toSeatType: 1 }, {}],
		['by key', { toSeatType: 2, toSeatKey: '0' }, { toSeatKey: 0 }],
	])('a transfer to an agent %s', async (_, how, key) => {
		const more = { toSeat: true, sipGroupId: '1000038', calloutRate: 100, ...how };
		expect(await create(more)).toEqual([
			{
				...common,
				...{ source: 1, voiceFileId: 'file.mp3', toSeat: 1, sipGroupId: 1000038 },
				...{ outboundControl: 1, calloutRate: 100, toSeatType: how.toSeatType, ...key },
			},
		]);
	});

	test('variables of one item are said to its callees alone', async () => {
		const items = [
			{ number: [anna, ben], name: 'Anna' },
			{ number: carl, name: 'Carl' },
		];
		await create({ variables: { text2: '={{ $json.name }}' } }, items);
		expect(bodies()[0]).not.toHaveProperty('numberList');
		expect(bodies()).toMatchObject([
			{
				numberInfoList: [
					{ calleeNumber: anna, text2: 'Anna' },
					{ calleeNumber: ben, text2: 'Anna' },
					{ calleeNumber: carl, text2: 'Carl' },
				],
			},
		]);
		expect(called()).toEqual([anna, ben, carl]);
	});
});

describe('ITNIOTECH redialFlow.update', () => {
	const update = (more: INodeParameters, items = [withFile('morning', { flow: 299 })]) =>
		run({ node: 'itniotech', items, parameters: { ...redialFlow, ...more } });

	test('a flow without nodes, its ID by expression', async () => {
		const rounds = { recallInterval: 1440, recallNum: 10, recallType: 0 };
		const { output, error } = await update({ ...rounds, keyId: '={{ $json.flow }}' });
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ keyId: 299, ...rounds }]);
		expect(jsonOf(output)).toEqual([{ keyId: 299, success: true }]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
		expect(called()).toEqual([]);
	});

	const node = [
		{ source: 1, voiceFileId: 'v.mp3' },
		{ source: 2, uploadName: 'reminder.mp3', binaryPropertyName: 'data' },
		{ source: 3, text: 'Hello', lan: 'EN', speakingRate: 0.25, ssmlGender: 2, accent: '91' },
		{
			...{
				source: 1,
				voiceFileId: 'v.mp3',
				hangUpSms: true,
				smsContent: 'Sorry',
				senderId: 'Shop',
			},
			...{ successPush: true, successPushTime: 1, feedbackPush: true, feedbackValue: '9' },
			...{ toSeat: true, sipGroupId: '38', toSeatType: 2, toSeatKey: '0', delayTransfer: 5 },
		},
		{ source: 1, voiceFileId: 'v.mp3', toSeat: true, sipGroupId: '38', calloutRate: 3 },
	];

	test('nodes with each source, hang-up SMS and transfer', async () => {
		expect((await update({ nodeList: { node } })).error).toBeUndefined();
		const off = { hangUpSms: 0, toSeat: 0 };
		const agents = { toSeat: 1, sipGroupId: 38, outboundControl: 1 };
		expect(bodies()[0].nodeList).toEqual([
			{ source: 1, voiceFileId: 'v.mp3', ...off },
			{ source: 2, uploadName: 'reminder.mp3', baseFile: base64('morning'), ...off },
			{ ...node[2], accent: 91, ...off },
			{
				...{ source: 1, voiceFileId: 'v.mp3', hangUpSms: 1, smsContent: 'Sorry', senderId: 'Shop' },
				...{ successPush: 1, successPushTime: 1, feedbackPush: 1, feedbackValue: '9' },
				...{ failedPush: 0, ringPush: 0, ...agents, calloutRate: 1 },
				...{ toSeatType: 2, toSeatKey: '0', delayTransfer: 5 },
			},
			{
				...{ source: 1, voiceFileId: 'v.mp3', hangUpSms: 0, ...agents, calloutRate: 3 },
				...{ toSeatType: 1, delayTransfer: 0 },
			},
		]);
	});

	test('each item makes a request of its own, with its own file', async () => {
		const items = [withFile('morning'), withFile('evening')];
		const { output } = await update({ nodeList: { node: [node[1]] } }, items);
		const files = bodies().map(({ nodeList }) => (nodeList as IDataObject[])[0].baseFile);
		expect(files).toEqual([base64('morning'), base64('evening')]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('Preview names files by their size and sends nothing', async () => {
		const { output } = await update({ nodeList: { node }, sending: { preview: true } });
		expect(sandbox.state.log).toEqual([]);
		expect(jsonOf(output)).toMatchObject([{ preview: true }]);
		expect(JSON.stringify(output)).toContain('base64 of 7 bytes');
		expect(JSON.stringify(output)).not.toContain(base64('morning'));
	});
});
