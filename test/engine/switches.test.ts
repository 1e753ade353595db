import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeName } from '../support/engine';
import { parametersOf } from '../contract/support/parameters';
import {
	arrived,
	bodies,
	called,
	exampleOf,
	inEditor,
	innoPaas,
	itniotech,
	laaffic,
	number,
	redialFlow,
	run,
	tomorrow,
} from './helpers';
import { tested } from '../fixtures';
import { withValue } from './values';

const anna = number(0);

/** Off and on as the vendors have them; 0 and 1 where nothing is said. */
const ON_THE_WIRE: Record<string, [unknown, unknown]> = {
	smsHangupStatus: ['0', '1'],
	noConnected: ['false', 'true'],
	noAnswer: ['false', 'true'],
};
const GIVEN: Array<[value: unknown, on: 0 | 1]> = [
	...[true, 'true', 'TRUE', 1, '1'].map((value) => [value, 1] as [unknown, 1]),
	...[false, 'false', 'False', 0, '0'].map((value) => [value, 0] as [unknown, 0]),
];

describe.each(tested)('the switches of $named', (one) => {
	const sent = parametersOf(one.operation).map(({ property }) => property.name);
	const switches = one.fixture.rules.filter(
		({ allowed, notSent, path }) =>
			allowed === 'true or false' && !notSent && sent.includes(path.split('.').at(-1)!),
	);
	const cases = switches.flatMap((rule) =>
		GIVEN.map(([value, on]) => [rule.label, value, on, rule] as const),
	);
	if (cases.length === 0) return;

	test.each(cases)('%s given as %j', async (_, value, on, { path, shownBy }) => {
		const given = withValue({ ...exampleOf(one), ...shownBy }, path, '={{ $json.value }}');
		const body = await arrived(one.node, given, { value } as IDataObject);
		const name = path.split('.').at(-1)!;
		expect(body[name]).toBe((ON_THE_WIRE[name] ?? [0, 1])[on]);
	});
});

describe('what hangs on a switch by expression', () => {
	const details = { smsTemplateId: '2000001', smsSendType: '3', smsSendLimit: 5 };
	const agents = { sipGroupId: '38', toSeatType: '={{ $json.how }}', toSeatKey: '4' };
	const transfer = { ...itniotech.parameters, toSeat: '={{ $json.on }}', ...agents };

	test('arrives when it is on', async () => {
		const body = await arrived('itniotech', transfer, { on: 'true', how: '2' });
		expect(body).toMatchObject({ toSeat: 1, sipGroupId: 38, toSeatType: 2, toSeatKey: 4 });
	});

	test('goes by the item: one has a transfer by key, one at the end, one none', async () => {
		await run({
			node: 'itniotech',
			parameters: transfer,
			items: [
				{ number: anna, on: '1', how: '2' },
				{ number: number(1), on: 1, how: 1 },
				{ number: number(2), on: '0', how: '2' },
			],
		});
		expect(bodies()).toMatchObject([
			{ toSeat: 1, toSeatType: 2, toSeatKey: 4 },
			{ toSeat: 1, toSeatType: 1 },
			{ toSeat: 0 },
		]);
		expect(bodies()[1]).not.toHaveProperty('toSeatKey');
		expect(bodies()[2]).not.toHaveProperty('sipGroupId');
		expect(bodies()[2]).not.toHaveProperty('toSeatType');
	});

	test('InnoPaaS: the limit of the SMS comes with its choice given as a number', async () => {
		const sms = { smsHangupStatus: '={{ 1 }}', ...details, smsSendType: '={{ 3 }}' };
		const body = await arrived('innoPaas', { ...innoPaas.parameters, ...sms });
		expect(body).toMatchObject({ smsHangupStatus: '1', smsSendType: '3', smsSendLimit: '5' });
	});
});

describe('choices and numbers given as text or number', () => {
	const speech = { voiceFileId: 'v.mp3', uploadName: 'a.mp3', text: 'Hello', lan: '={{ "DE" }}' };
	const spoken = { source: '={{ "3" }}', ...speech, speakingRate: '={{ "0.5" }}' };
	const soon = { sendType: '={{ 1 }}', taskStartTime: inEditor(tomorrow) };

	test.each([
		['itniotech', itniotech.parameters, spoken, { source: 3, text: 'Hello', lan: 'DE' }],
		['itniotech', itniotech.parameters, { loopCount: '={{ "9" }}' }, { loopCount: 9 }],
		['laaffic', laaffic.parameters, { maxCalls: '={{ "300" }}' }, { maxCalls: 300 }],
		['laaffic', laaffic.parameters, { scriptId: '={{ 123 }}' }, { scriptId: 123 }],
		['innoPaas', innoPaas.parameters, soon, { sendType: '1' }],
		['innoPaas', innoPaas.parameters, { templateId: '={{ 1000001 }}' }, { templateId: '1000001' }],
		[
			'innoPaas',
			innoPaas.parameters,
			{ maxRecallCount: '={{ "2" }}', recallInterval: '={{ "30" }}' },
			{ maxRecallCount: '2', recallInterval: '30', noAnswer: 'true' },
		],
		['itniotech', redialFlow, { recallType: '={{ "0" }}' }, { recallType: 0 }],
		[
			'itniotech',
			redialFlow,
			{ nodeList: { node: [{ ...spoken, ssmlGender: '={{ "2" }}', accent: '={{ 91 }}' }] } },
			{ source: 3, speakingRate: 0.5, ssmlGender: 2, accent: 91 },
		],
	] as Array<[NodeName, INodeParameters, INodeParameters, IDataObject]>)(
		'%s %#',
		async (node, parameters, given, wire) => {
			expect(await arrived(node, { ...parameters, ...given })).toMatchObject(wire);
		},
	);

	test.each([
		'={{ DateTime.fromISO("2027-01-31T09:30:00+01:00") }}',
		'={{ new Date("2027-01-31T08:30:00Z") }}',
		'2027-01-31T09:30:00',
		'2027-01-31 09:30:00',
		'={{ "2027-01-31T03:30:00-05:00" }}',
	])('a time as %s', async (sendTime) => {
		const body = await arrived('laaffic', { ...laaffic.parameters, options: { sendTime } });
		expect(body.sendTime).toBe('2027-01-31 16:30:00');
	});
});

describe('what the editor hides never arrives, although the workflow holds it', () => {
	const sms = { smsContent: 'Hidden', senderId: 'Hidden', feedbackPush: true, feedbackValue: '1' };
	const pushes = { successPush: true, successPushTime: 77, failedPush: true, ringPush: true };
	const agents = { sipGroupId: '77', calloutRate: 77, toSeatType: 2, toSeatKey: '7' };
	const file = { uploadName: 'hidden.mp3', binaryPropertyName: 'data' };
	const speech = { text: 'Hidden', lan: 'DE' };
	const off = { ...sms, ...pushes, ...agents, ...file, ...speech, voiceFileId: 'v.mp3' };
	const node = { ...off, speakingRate: 2, ssmlGender: 1, accent: '77', delayTransfer: 77 };
	const redials = { recallInterval: 77, noConnected: true, noAnswer: true };
	const limit = { smsTemplateId: '77', smsSendType: '3', smsSendLimit: 77 };
	const times = { taskStartTime: inEditor(tomorrow), taskEndTime: inEditor(tomorrow) };
	const inNodes = (given: object) => ({ nodeList: { node: [{ ...node, ...given }] } });
	const plain = { source: 1, voiceFileId: 'v.mp3', hangUpSms: 0, toSeat: 0 };
	const onlySource = { hangUpSms: false, toSeat: false };
	const sample = { appId: 'app1', appKey: '***', mobile: anna, countryCode: 'DE', templateId: '7' };
	const call = { appId: 'app1', taskName: 'Test', numberList: [anna], loopCount: 1, maxCalls: 60 };

	const hidden: Array<[string, NodeName, INodeParameters, INodeParameters, IDataObject]> = [
		[
			'InnoPaaS',
			'innoPaas',
			{ ...innoPaas.parameters, ...redials, ...limit, ...times },
			{ sendType: '2', smsHangupStatus: false, maxRecallCount: 0 },
			{
				...{ ...sample, appId: 'sandbox-app' },
				...{ sendType: '2', smsHangupStatus: '0', maxRecallCount: '0' },
			},
		],
		[
			'InnoPaaS, an SMS to everybody',
			'innoPaas',
			{ ...innoPaas.parameters, ...limit },
			{ smsHangupStatus: true, smsSendType: '1' },
			{
				...{ ...sample, appId: 'sandbox-app', sendType: '2', maxRecallCount: '0' },
				...{ smsHangupStatus: '1', smsTemplateId: '77', smsSendType: '1' },
			},
		],
		[
			'a group call',
			'itniotech',
			{ ...itniotech.parameters, ...off, smsAppId: 'hidden', taskName: 'Test' },
			{ source: 1, ...onlySource },
			{ ...call, ...plain },
		],
		[
			'a group call with a text',
			'itniotech',
			{ ...itniotech.parameters, ...off, smsAppId: 'hidden', taskName: 'Test' },
			{ source: 3, ...onlySource },
			{ ...call, hangUpSms: 0, toSeat: 0, source: 3, text: 'Hidden', lan: 'DE' },
		],
		['a node', 'itniotech', redialFlow, inNodes({ source: 1, ...onlySource }), plain],
		[
			'a node with a file',
			'itniotech',
			redialFlow,
			inNodes({ source: 2, ...onlySource }),
			{ source: 2, uploadName: 'hidden.mp3', baseFile: 'YXVkaW8=', hangUpSms: 0, toSeat: 0 },
		],
		[
			'a node whose transfer needs no key',
			'itniotech',
			redialFlow,
			inNodes({ source: 1, hangUpSms: false, toSeat: true, toSeatType: 1 }),
			{
				...{ ...plain, toSeat: 1, sipGroupId: 77, calloutRate: 77, outboundControl: 1 },
				...{ toSeatType: 1, delayTransfer: 0 },
			},
		],
	];

	/** The same switches, each as an expression that gives it. */
	const byExpression = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(byExpression);
		if (typeof value !== 'object') return `={{ ${JSON.stringify(value)} }}`;
		return Object.fromEntries(
			Object.entries(value as object).map(([name, inner]) => [name, byExpression(inner)]),
		);
	};

	test.each(hidden)('%s', async (_, name, parameters, switches, wire) => {
		expect(await arrived(name, { ...parameters, ...switches })).toEqual(wire);
	});

	test.each(hidden)('%s, by expression', async (_, name, parameters, switches, wire) => {
		const given = byExpression(switches) as INodeParameters;
		expect(await arrived(name, { ...parameters, ...given })).toEqual(wire);
	});

	test('what belongs to another operation, or to none', async () => {
		const stray = { keyId: '299', recallNum: 7, nodeList: inNodes({}).nodeList, appKey: 'stray' };
		const options = { stray: 'x', appSecret: 'y', callee: '4915199999999' };
		const parameters = { ...itniotech.parameters, ...stray, taskName: 'Test', options };
		const body = await arrived('itniotech', parameters);
		expect(body).toEqual({ ...call, ...plain, voiceFileId: 'file.mp3' });
		expect(called()).toEqual([anna]);
	});
});
