import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import {
	arrived,
	inEditor,
	innoPaas,
	itniotech,
	laaffic,
	number,
	onbuka,
	redialFlow,
	run,
	sandbox,
	senders,
	tomorrow,
} from './helpers';

const anna = number(0);

describe('optional values that were left empty are left out', () => {
	const nothing = '={{ $json.nothing }}';
	const empty = (value: string, ...names: string[]) =>
		Object.fromEntries(names.map((name) => [name, value]));

	test.each(['', '  '])('InnoPaaS: "%s"', async (value) => {
		const options = empty(value, 'billUrl', 'displayNum', 'transData', 'taskName', 'ttsVoice');
		const times = { sendType: '1', taskStartTime: inEditor(tomorrow), taskEndTime: nothing };
		const parameters = { ...innoPaas.parameters, ...times, options };
		expect(Object.keys(await arrived('innoPaas', parameters, { nothing: value }))).toEqual(
			'appId appKey mobile countryCode templateId smsHangupStatus sendType taskStartTime maxRecallCount'.split(
				' ',
			),
		);
	});

	test.each(['', '  '])('ONBUKA: "%s"', async (value) => {
		const options = empty(value, 'appId', 'calledInfo', 'displayNum');
		const parameters = { ...onbuka.parameters, options };
		expect(await arrived('onbuka', parameters)).toEqual({
			...{ callee: anna, fileId: 'file.mp3', appId: 'app1' },
		});
	});

	test.each(['', '  '])('LAAFFIC: "%s"', async (value) => {
		const options = { ...empty(value, 'appId', 'displayNum', 'sendTime'), allowSendTime: {} };
		const variables = empty(value, 'text1', 'text10');
		const { taskName, ...body } = await arrived('laaffic', {
			...{ ...laaffic.parameters, options, variables },
		});
		expect(taskName).toMatch(/^Voice /);
		expect(body).toEqual({
			...{ scriptId: 123, maxCalls: 60, appId: 'app1', numberInfoList: [{ calleeNumber: anna }] },
		});
	});

	test.each(['', '  '])('a group call whose variables are empty: "%s"', async (value) => {
		const parameters = { ...itniotech.parameters, variables: empty(value, 'text1', 'text10') };
		const body = await arrived('itniotech', parameters);
		expect(body.numberList).toEqual([anna]);
		expect(body).not.toHaveProperty('numberInfoList');
	});

	test.each(['', '  '])('a node of a redial flow: "%s"', async (value) => {
		const sms = { hangUpSms: true, smsContent: 'Sorry', ringPush: true, senderId: nothing };
		const options = { ssmlGender: nothing, accent: nothing };
		const node = [{ source: 3, text: 'Hello', lan: 'EN', ...options, ...sms }];
		const parameters = { ...redialFlow, nodeList: { node } } as INodeParameters;
		expect(await arrived('itniotech', parameters, { nothing: value })).toEqual({
			...{ source: 3, text: 'Hello', lan: 'EN', speakingRate: 1, toSeat: 0 },
			...{ hangUpSms: 1, smsContent: 'Sorry' },
			...{ feedbackPush: 0, successPush: 0, failedPush: 0, ringPush: 1 },
		});
	});
});

/** Whoever adds an option means something by it: without it, calls could begin at once. */
describe('an option that was added, whose expression gives nothing', () => {
	/** What shows the options that not every source has. */
	const READ_OUT = { source: 3, text: 'Hello', lan: 'EN' };
	/** A list has no empty value. */
	const emptiable = (properties: INodeProperties[]) =>
		properties.flatMap(({ name, type, displayOptions }) =>
			/ollection/.test(type) ? [] : [{ name, shown: displayOptions?.show ? READ_OUT : {} }],
		);
	const collections = senders.flatMap((sender) =>
		sender.operation.properties.flatMap(({ name, type, options }) => {
			const named = `${sender.named}, ${name}`;
			const row = { named, sender, collection: name };
			const names = emptiable((options ?? []) as INodeProperties[]);
			return type === 'collection' && name !== 'sending' ? [{ ...row, names }] : [];
		}),
	);

	test.each(collections)('$named: stops its item alone', async ({ sender, collection, names }) => {
		const { node } = sender;
		for (const { name, shown } of names) {
			const given = { ...shown, [collection]: { [name]: '={{ $json.value }}' } };
			const parameters = { ...sender.parameters, ...given } as INodeParameters;
			for (const value of [undefined, null, '', '  ']) {
				const items = [{ number: anna, value }];
				const { error } = await run({ node, parameters, items });
				expect(error?.message).toMatch(
					/^(Options|Variables) → .* was added, but its expression gives nothing for this item; .* allowed is .* \[item 0\]$/,
				);
			}
		}
		expect(sandbox.state.log).toEqual([]);
	});
});
