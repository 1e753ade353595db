import { outputOf } from '../../scripts/n8n';
import { Listener } from './listener';
import { n8n } from './world';

/** The sample of the vendor's page. */
const REPORT = {
	voiceId: '22121121451211349002',
	type: 1,
	callee: '63123456788',
	displayNum: '6311012125',
	submitTime: 1_670_939_112_097,
	callTime: 1_670_939_568_000,
	ringingTime: 1_670_939_570_000,
	answerTime: 1_670_939_582_000,
	hangupTime: 1_670_939_595_000,
	chargedDuration: 20,
	callDuration: 13,
	billPeriod: '20+20',
	code: 'India(Karnataka)',
	voiceFileId: '12043042052c5b61378df42324286fe4a4ace40ve.mp3',
	rate: '0.023625',
	cost: '0.023625',
	terminationCode: '0',
	terminationReason: 'success',
};

describe('a workflow that begins with a trigger', () => {
	const listener = new Listener(n8n, 'laaffic');
	beforeAll(async () => await listener.publish());

	test('gets a report in the shape of a record', async () => {
		const { status } = await listener.push(REPORT);
		expect(status).toBe(200);
		const [execution] = await listener.executions(1);
		expect(outputOf(execution, listener.node)[0].map(({ json }) => json)).toEqual([
			{
				event: 'voiceReport',
				eventId: 'voiceReport:22121121451211349002',
				calleeNumber: '63123456788',
				result: 'answered',
				voiceId: '22121121451211349002',
				calledAt: '2022-12-13T21:52:48+08:00',
				answeredAt: '2022-12-13T21:53:02+08:00',
				hungUpAt: '2022-12-13T21:53:15+08:00',
				callDuration: 13,
				chargedDuration: 20,
				cost: '0.023625',
				terminationCode: '0',
				terminationReason: 'success',
			},
		]);
	});

	test('is not started by what is no report', async () => {
		const before = await listener.ids();
		for (const body of [{}, [], [1], { callee: '63123456788' }, { hello: 'world' }]) {
			expect((await listener.push(body)).status).toBe(400);
		}
		expect(await listener.ids()).toEqual(before);
	});
});
