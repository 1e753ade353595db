import { credentialsFor } from '../support/engine';
import {
	bodies,
	inEditor,
	innoPaas,
	inShanghai,
	laaffic,
	numbers,
	onbuka,
	run,
	sandbox,
	taskOptions,
	taskOptionsOnTheWire,
	tomorrow,
} from './helpers';

const [anna, ben, carl] = numbers(3);

test('InnoPaaS voiceMessage.send: every parameter arrives, as text', async () => {
	const { error } = await run({
		node: 'innoPaas',
		items: [{ number: anna, code: 4711 }],
		parameters: {
			...innoPaas.parameters,
			variables: { variable: [{ value: '={{ $json.code }}' }, { value: 'nine o’clock & more' }] },
			countryCode: 'DE',
			templateId: '1000001',
			sendType: '1',
			taskStartTime: inEditor(tomorrow),
			taskEndTime: inEditor(tomorrow.plus({ hours: 2 })),
			maxRecallCount: 2,
			recallInterval: 30,
			noConnected: false,
			noAnswer: true,
			smsHangupStatus: true,
			smsTemplateId: '2000001',
			smsSendType: '3',
			smsSendLimit: 10,
			options: {
				billUrl: 'https://example.com/cdr?a=1&b=2',
				displayNum: '1008122211',
				transData: 'order-42',
				taskName: 'Reminder',
				ttsVoice: 'de-DE',
			},
		},
	});
	expect(error).toBeUndefined();
	expect(bodies()).toEqual([
		{
			appId: 'sandbox-app',
			appKey: '***',
			mobile: `${anna},4711|nine o’clock & more`,
			countryCode: 'DE',
			templateId: '1000001',
			billUrl: 'https://example.com/cdr?a=1&b=2',
			transData: 'order-42',
			displayNum: '1008122211',
			smsHangupStatus: '1',
			smsTemplateId: '2000001',
			smsSendType: '3',
			smsSendLimit: '10',
			sendType: '1',
			taskStartTime: inShanghai(tomorrow, 'yyyyMMddHHmmss'),
			taskEndTime: inShanghai(tomorrow.plus({ hours: 2 }), 'yyyyMMddHHmmss'),
			taskName: 'Reminder',
			maxRecallCount: '2',
			recallInterval: '30',
			noConnected: 'false',
			noAnswer: 'true',
			ttsVoice: 'de-DE',
		},
	]);
});

test('InnoPaaS: what is said to each callee alone does not split the request', async () => {
	const variables = { variable: [{ value: '={{ $json.name }}' }, { value: '={{ $json.at }}' }] };
	await run({
		node: 'innoPaas',
		items: [
			{ number: anna, name: 'Anna', at: '09:00' },
			{ number: [ben, carl], name: 'Ben', at: '10:00' },
		],
		parameters: { ...innoPaas.parameters, variables },
	});
	expect(bodies()).toMatchObject([
		{ mobile: `${anna},Anna|09:00;${ben},Ben|10:00;${carl},Ben|10:00` },
	]);
	expect(sandbox.state.calls).toMatchObject([
		{ callee: anna, variables: ['Anna', '09:00'] },
		{ callee: ben, variables: ['Ben', '10:00'] },
		{ callee: carl, variables: ['Ben', '10:00'] },
	]);
});

test('InnoPaaS: the Time Zone of the credential decides how the start is written', async () => {
	await run({
		node: 'innoPaas',
		items: [{ number: anna }],
		timezone: 'America/New_York',
		parameters: {
			...innoPaas.parameters,
			sendType: '1',
			taskStartTime: inEditor(tomorrow.setZone('America/New_York')),
		},
		credentials: { ...credentialsFor('innoPaas', sandbox), timezone: 'UTC' },
	});
	expect(bodies()).toMatchObject([{ taskStartTime: tomorrow.toUTC().toFormat('yyyyMMddHHmmss') }]);
	expect(bodies()[0]).not.toHaveProperty('timezone');
});

test('ONBUKA voiceMessage.send: every parameter arrives', async () => {
	await run({
		node: 'onbuka',
		items: [{ number: anna }, { number: ben }],
		parameters: {
			...onbuka.parameters,
			options: {
				appId: 'app2',
				calledInfo: 'order 4711',
				displayNum: '1008122211',
				loopCount: 3,
				maxDuration: 120,
				maxRingingTime: 20,
			},
		},
	});
	expect(bodies()).toEqual([
		{
			callee: `${anna},${ben}`,
			fileId: 'file.mp3',
			appId: 'app2',
			calledInfo: 'order 4711',
			displayNum: '1008122211',
			loopCount: 3,
			maxDuration: 120,
			maxRingingTime: 20,
		},
	]);
});

test('LAAFFIC groupCall.createAi: every parameter arrives', async () => {
	await run({
		node: 'laaffic',
		items: [
			{ number: anna, name: 'Anna' },
			{ number: ben, name: 'Ben' },
		],
		parameters: {
			...laaffic.parameters,
			variables: { text1: '={{ $json.name }}', text10: 'ten' },
			taskName: 'Reminder',
			maxCalls: 300,
			options: { ...taskOptions, calloutRate: 2, enableRecording: true },
		},
	});
	expect(bodies()).toEqual([
		{
			taskName: 'Reminder',
			scriptId: 123,
			maxCalls: 300,
			...taskOptionsOnTheWire,
			calloutRate: 2,
			enableRecording: 1,
			numberInfoList: [
				{ calleeNumber: anna, text1: 'Anna', text10: 'ten' },
				{ calleeNumber: ben, text1: 'Ben', text10: 'ten' },
			],
		},
	]);
});
