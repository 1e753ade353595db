import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import {
	bodies,
	expectRefused,
	inEditor,
	innoPaas,
	itniotech,
	laaffic,
	number,
	redialFlow,
	run,
	sandbox,
	taskMakers,
	three,
	tomorrow,
	withFile,
} from './helpers';

const triggers =
	'is on, but none of its triggers is; turn on at least one of SMS on Key Press, ' +
	'SMS on Answered Call, SMS on Failed Call and SMS on Ringing';
const sms = { hangUpSms: '={{ $json.sms }}', smsContent: 'Sorry', feedbackValue: '1' };

describe('a hang-up SMS that nothing would trigger', () => {
	const items = three({ sms: false }, { sms: true }, { sms: false });

	test('of a group call', async () => {
		const parameters = { ...itniotech.parameters, ...sms, smsAppId: 's' };
		await expectRefused({ node: 'itniotech', parameters }, items, `Hang-Up SMS ${triggers}`);
	});

	test('inside the second node of a redial flow', async () => {
		const source = { source: 1, voiceFileId: 'v.mp3' };
		const node = [source, { ...source, ...sms }];
		const parameters: INodeParameters = { ...redialFlow, nodeList: { node } };
		const message = `Redial Rounds → Round 2 → Hang-Up SMS ${triggers}`;
		await expectRefused({ node: 'itniotech', parameters }, items, message);
	});

	test.each(['feedbackPush', 'successPush', 'failedPush', 'ringPush'])(
		'%s alone is enough',
		async (trigger) => {
			const parameters = { ...itniotech.parameters, ...sms, smsAppId: 's', [trigger]: true };
			const { error } = await run({ node: 'itniotech', parameters, items });
			expect(error).toBeUndefined();
			expect(bodies()).toMatchObject([{ hangUpSms: 0 }, { hangUpSms: 1, [trigger]: 1 }]);
		},
	);
});

/** The sample of tasks of AI agents has no times. */
const withTimes = taskMakers.filter(({ key }) => !key.endsWith('.createAgent'));

describe.each(withTimes)('the Allowed Times of $named', ({ node, parameters }) => {
	const callWithin = (count: number) => {
		const period = Array(count).fill({ strTime: '09:00', endTime: '10:00' });
		const options = { allowSendTime: { period } };
		return run({ node, parameters: { ...parameters, options }, items: three({}, {}, {}) });
	};

	test('four periods are one too many: nothing is sent', async () => {
		const { error } = await callWithin(4);
		expect(error?.message).toBe(
			'Options → Allowed Times has 4 entries; at most 3 are allowed [item 0]',
		);
		expect(error?.description).toContain('Items 1-2 have problems, too. Nobody was called.');
		expect(sandbox.state.log).toEqual([]);
	});

	test('three periods are taken', async () => {
		expect((await callWithin(3)).error).toBeUndefined();
		expect(bodies()[0].allowSendTime).toHaveLength(3);
	});
});

describe('when InnoPaaS shall call', () => {
	const inDays = (days: number, minutes = 0) =>
		DateTime.now().startOf('minute').plus({ days, minutes });
	const at = (start: DateTime, end?: DateTime) => ({
		start: start.toISO(),
		...(end && { end: end.toISO() }),
	});
	const parameters = {
		...innoPaas.parameters,
		sendType: '1',
		taskStartTime: '={{ $json.start }}',
		taskEndTime: '={{ $json.end }}',
	};

	test.each([
		['in a month', inDays(30)],
		['in eight days and five minutes', inDays(8, 5)],
	])('a start %s is too late', async (_, start) => {
		const items = three(at(tomorrow), at(start), at(inDays(8, -5)));
		const found = start.setZone('Asia/Shanghai').toISO();
		const message = `Start Time is ${found}, more than 8 days ahead; at most 8 days are allowed`;
		await expectRefused({ node: 'innoPaas', parameters }, items, message);
	});

	test.each([
		['before the start', -1],
		['at the start', 0],
	])('an end %s', async (_, minutes) => {
		const good = at(tomorrow, tomorrow.plus({ seconds: 1 }));
		const items = three(good, at(tomorrow, tomorrow.plus({ minutes })), at(tomorrow));
		const message = 'End Time is not after Start Time';
		await expectRefused({ node: 'innoPaas', parameters }, items, message);
	});

	test('a start whose expression finds nothing does not call at once', async () => {
		const send = { sendType: '={{ $json.when }}', taskStartTime: inEditor(tomorrow) };
		await run({
			node: 'innoPaas',
			items: [{ number: number(0) }],
			parameters: { ...innoPaas.parameters, ...send },
		});
		expect(bodies()).not.toMatchObject([{ sendType: '2' }]);
	});

	test.each([
		[2, 2160, 2161, 4322],
		[3, 1440, 1441, 4323],
	])('%i redials within three days', async (maxRecallCount, longest, interval, span) => {
		const recallInterval = '={{ $json.minutes }}';
		const items = three({ minutes: longest }, { minutes: interval }, { minutes: 1 });
		await expectRefused(
			{
				node: 'innoPaas',
				parameters: { ...innoPaas.parameters, maxRecallCount, recallInterval },
			},
			items,
			`Redial Interval (Minutes) is ${interval} minutes, with ${maxRecallCount} attempts ${span} minutes in all; at most 4320 (3 days) are allowed`,
		);
	});
});

describe('a file of the workflow', () => {
	const file = { source: 2, uploadName: 'a.mp3', binaryPropertyName: '={{ $json.field }}' };
	const call = { node: 'itniotech', parameters: { ...itniotech.parameters, ...file } } as const;
	const redial = {
		node: 'itniotech',
		parameters: { ...redialFlow, nodeList: { node: [file] } } as INodeParameters,
	} as const;
	const missing = (field: string) =>
		`Input Binary Field is "${field}", but the item has no such binary field; ` +
		'allowed is the name of a binary property with a file in it';
	const [anna, ben, carl] = three({ field: 'data' }, { field: 'data' }, { field: 'data' });

	test.each([
		['for a group call', call, ''],
		['for a node of a redial flow', redial, 'Redial Rounds → Round 1 → '],
	])('that an item lacks, %s', async (_, scenario, path) => {
		await expectRefused(scenario, [anna, { json: ben.json }, carl], path + missing('data'));
	});

	test.each(['voice', '__proto__', 'constructor', 'toString'])(
		'in a field of another name, %s',
		async (field) => {
			const other = { ...ben, json: { ...ben.json, field } };
			await expectRefused(call, [anna, other, carl], missing(field));
		},
	);

	test('that is empty', async () => {
		const message = 'Input Binary Field is "data", but that file is empty';
		await expectRefused(call, [anna, withFile('', ben.json), carl], message);
	});
});

test('everything that is wrong with an item is told at once', async () => {
	const { error } = await run({
		node: 'laaffic',
		items: three({}, { number: 'Ben', script: 'x', name: 'y' }, {}),
		parameters: {
			...laaffic.parameters,
			scriptId: '={{ $json.script ?? 123 }}',
			taskName: '={{ $json.name }}',
		},
	});
	expect(error?.message).toMatch(/^Callees has "Ben".* \[item 1\]$/);
	expect(error?.description).toContain('Also: Task Name is "y"; allowed is a text of 2 to 64');
	expect(error?.description).toContain('Also: Script ID is "x"; allowed is a whole number');
	expect(sandbox.state.log).toEqual([]);
});
