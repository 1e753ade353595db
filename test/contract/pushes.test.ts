import { complaints } from './support/contracts';
import { BODIES } from './support/groupCallBodies';
import { FILE, PLATFORM, platform, type PlatformVendor } from './support/platform';
import { closed, pushed, pushOf } from './support/pushed';
import { receiver } from './support/receiver';

const vendors = platform();
const customer = receiver();
const { behave, control, message } = vendors;
const ALL = [...PLATFORM];
const ANNA = '491511234567';
const BEN = '491517654321';
/** Seconds after which a call is over that nobody said anything of, and after which it is pushed again. */
const A_CALL = 16;
const HALF_AN_HOUR = 30 * 60;

const listen = async (vendor: PlatformVendor, more: object = {}) =>
	expect((await control('put', '/receivers', { vendor, url: customer.url(), ...more })).http).toBe(
		204,
	);
/** Everything that was pushed by now, with what was answered. */
const pushes = async (): Promise<any[]> => (await control('get', '/pushes?idle=true')).data;
const order = async (given: object) => await control('post', '/pushes', given);
const book = async (): Promise<any[]> =>
	(await control('get', '/book')).data.filter((one: any) => !one.voiceId.startsWith('22'));
const hurry = async () => await control('post', '/hurry', { pushes: true });

/** What is there only where the quotation is not in US dollar. */
const IN_EURO = ['currency', 'settleRate', 'quoteExchange', 'settlePay'];

/** That a body keeps the contract, has all that the page has, and nothing else. */
function expectWhole(vendor: string, name: string, body: any, without: string[] = []): void {
	const { schema } = pushOf(vendor, name);
	expect(complaints(closed(schema), body)).toEqual([]);
	const { properties = {} } = schema.items ?? schema;
	const named = Object.keys(properties).filter((field) => !without.includes(field));
	for (const one of [body].flat()) expect(Object.keys(one).sort()).toEqual(named.sort());
}

describe.each(ALL)('a voice report of %s', (vendor) => {
	test('comes when the call is over, once, and has what happened', async () => {
		await listen(vendor);
		await behave({ result: 'answered', key: '3', callDuration: 25, currency: 'EUR' });
		const [voiceId] = await message(vendor, [ANNA], { calledInfo: 'order 4711' });
		await vendors.wait(20);
		expect(await pushes()).toEqual([]);
		await vendors.wait(20);
		expect(await pushes()).toMatchObject([
			{ push: 1, attempt: 1, vendor, event: 'voiceReport', httpStatus: 200, answer: 'taken' },
		]);
		await vendors.wait(HALF_AN_HOUR);
		expect(await pushes()).toHaveLength(1);

		const [{ body, headers }] = customer.arrivals();
		expect(headers['content-type']).toBe('application/json;charset=UTF-8');
		expectWhole(vendor, 'voiceReport', body);
		const [{ attempts, submittedAt }] = await book();
		const [{ calledAt, rangAt, answeredAt, hungUpAt, cost }] = attempts;
		expect(body).toMatchObject({
			...{ voiceId, type: 1, callee: ANNA, calledInfo: 'order 4711', feedbackValue: '3' },
			...{ submitTime: submittedAt, callTime: calledAt, ringingTime: rangAt },
			...{ answerTime: answeredAt, hangupTime: hungUpAt, callDuration: 25, chargedDuration: 40 },
			...{ voiceFileId: FILE, sipCode: '200', cost, currency: 'EUR', settlePay: cost },
		});
		expect(body.terminationCode).toBe(vendor === 'laaffic' ? '0' : '200');
		expect(body.ringDuration).toBe(vendor === 'onbuka' ? '3' : 3);
		if (vendor === 'onbuka') expect(body.costEur).toBe(cost);
		if (vendor === 'laaffic') expect(body.callStatus).toBe(50);
	});

	test('names no time that never came', async () => {
		await listen(vendor);
		await behave({ result: 'failed' });
		await message(vendor, [ANNA]);
		await hurry();
		const [body] = customer.bodies();
		expectWhole(vendor, 'voiceReport', body, IN_EURO);
		expect(body).toMatchObject({ ringingTime: null, answerTime: null, callDuration: 0 });
		expect(body).toMatchObject({ terminationCode: '404', sipCode: '404', cost: '0.000000' });
	});

	test('comes for each callee of a group call', async () => {
		await listen(vendor);
		await vendors.ask(vendor, 'groupCallSend', BODIES[vendor].groupCallSend);
		await hurry();
		const found = customer.bodies().map(({ callee, type }) => [callee, type]);
		expect(found.sort()).toEqual([
			['8613242926514', 1],
			['8613242926515', 1],
		]);
	});

	test('of a text that was spoken says so, and tells the last attempt alone', async () => {
		await listen(vendor);
		await behave({ result: 'busy' });
		await behave({ result: 'answered', attempt: 3 });
		const body = { callee: ANNA, language: 'EN', text: 'hello', appId: 'app' };
		const redials = { recallCount: 5, recallInterval: 7 };
		const { data } = await vendors.ask(vendor, 'sendCode', { ...body, ...redials });
		await hurry();
		expect(customer.bodies()).toMatchObject([{ voiceId: data, type: 2, sipCode: '200' }]);
		if (vendor !== 'onbuka') expect(customer.bodies()[0].outRecallCount).toBe(2);
		const [{ attempts }] = await book();
		expect(attempts.map(({ result }: any) => result)).toEqual(['busy', 'busy', 'answered']);
		expect(attempts[1].calledAt - attempts[0].hungUpAt).toBe(7 * 60_000);
	});

	test('comes by itself when it is time', async () => {
		await listen(vendor);
		await message(vendor, [ANNA]);
		await vendors.wait(10);
		const [{ attempts }] = await book();
		const next = customer.next();
		vendors.state().clockOffset = (attempts[0].hungUpAt - Date.now()) / 1000 - 0.05;
		await book();
		await next;
		expect(customer.bodies()).toMatchObject([{ callee: ANNA }]);
	});

	test('goes to the address of its application, or else of the account', async () => {
		await listen(vendor);
		await listen(vendor, { appId: 'app', url: customer.url('/app') });
		await message(vendor, [ANNA]);
		await message(vendor, [BEN], { appId: 'other' });
		await hurry();
		await control('put', '/receivers', { vendor, appId: 'app' });
		await message(vendor, [ANNA]);
		await control('put', '/receivers', { vendor });
		await message(vendor, [BEN]);
		await hurry();
		const found = customer.arrivals().map(({ path, body }) => [path, body.callee]);
		expect(found.sort()).toEqual([
			['/app', ANNA],
			['/reports', BEN],
		]);
	});
});

describe.each(pushed.filter(({ repeats }) => repeats))('$vendor $name', (one) => {
	const { vendor, name: event, repeats } = one;
	const push = async () =>
		await order({ vendor, event, body: [{ any: 'thing' }], url: customer.url() });

	test('that was not taken comes again, as the page says, until it was', async () => {
		customer.answer(503, 404);
		await push();
		await pushes();
		await vendors.wait(repeats!.minutes * 60 - 10);
		expect(await pushes()).toHaveLength(repeats!.minutes ? 1 : 3);
		await vendors.wait(2 * HALF_AN_HOUR);
		expect(await pushes()).toMatchObject([
			{ push: 1, attempt: 1, httpStatus: 503 },
			{ push: 1, attempt: 2, httpStatus: 404 },
			{ push: 1, attempt: 3, httpStatus: 200 },
		]);
		await vendors.wait(24 * 3600);
		expect(await pushes()).toHaveLength(3);
	});

	test('is given up in the end', async () => {
		customer.answer(...Array(9).fill(500));
		await push();
		await hurry();
		expect(await pushes()).toHaveLength(1 + repeats!.times);
		expect(customer.arrivals()).toHaveLength(1 + repeats!.times);
	});
});

test.each([201, 204, 302, 400])('HTTP %i is no answer that takes a report', async (status) => {
	await listen('laaffic');
	customer.answer(status);
	await message('laaffic', [ANNA]);
	await hurry();
	expect((await pushes()).map(({ httpStatus }) => httpStatus)).toEqual([status, 200]);
});

describe('reports in lists', () => {
	const callees = ['491511000001', '491511000002', '491511000003', '491511000004', '491511000005'];

	test('LAAFFIC puts as many into one as there are and may be', async () => {
		await listen('laaffic', { batch: 2 });
		const ids = await message('laaffic', callees);
		await vendors.wait(60);
		await pushes();
		const lists = customer.bodies();
		expect(lists.map(({ length }) => length)).toEqual([2, 2, 1]);
		for (const list of lists) expectWhole('laaffic', 'voiceReportBatch', list, IN_EURO);
		expect(lists.flat().map(({ voiceId }) => voiceId)).toEqual(ids);
		expect(new Set(lists.flat().map(({ terminationCode }) => terminationCode))).toEqual(
			new Set(['200']),
		);
	});

	test.each(['onbuka', 'itniotech'] as const)('%s has none', async (vendor) => {
		await listen(vendor, { batch: 2 });
		await message(vendor, callees);
		await hurry();
		expect(
			customer
				.bodies()
				.map(({ callee }) => callee)
				.sort(),
		).toEqual(callees);
	});

	test.each([
		['itniotech', 'milliseconds', /^\d{13}$/],
		['laaffic', 'digits', /^\d{14}$/],
	] as const)('AI agents of %s write times as %s', async (vendor, times, form) => {
		await listen(vendor, { times, batch: 50 });
		await behave({ result: 'answered', intent: '101', callDuration: 61 });
		await behave({ result: 'busy', callees: [BEN] });
		const numberInfoList = [{ calleeNumber: ANNA }, { calleeNumber: BEN }];
		const body = { ...BODIES[vendor].groupCallSendAgent, numberInfoList, enableRecording: 1 };
		await vendors.ask(vendor, 'groupCallSendAgent', body);
		await hurry();
		const lists = customer.bodies();
		for (const list of lists) expectWhole(vendor, 'aiReport', list, IN_EURO);
		const [anna, ben] = lists.flat().sort((a, b) => a.callee.localeCompare(b.callee));
		expect(anna).toMatchObject({
			...{ callee: ANNA, terminationCode: '0', sipCode: '200', intent: '101', scriptId: 110 },
			...{ submitTime: expect.stringMatching(form), hangupTime: expect.stringMatching(form) },
			...{ aiAgentChargedDuration: 120, aiAgentFee: '0.100000' },
			recordingFileId: expect.stringMatching(/\.wav$/),
		});
		expect(ben).toMatchObject({ callee: BEN, terminationCode: '486', answerTime: null });
	});
});

describe('a call that is handed over to agents', () => {
	const agents = { toSeat: 1, sipGroupId: 1000037, outboundControl: 1, calloutRate: 1 };
	const call = async (vendor: PlatformVendor, how: object) => {
		await listen(vendor);
		const body = { ...BODIES[vendor].groupCallSend, ...agents, ...how };
		return (await vendors.ask(vendor, 'groupCallSend', body)).data;
	};
	const events = async () => (await pushes()).map(({ event, body }) => [event, body]);

	test.each(['itniotech', 'laaffic'] as const)('%s tells which phones ring', async (vendor) => {
		await behave({ result: 'busy' });
		const [FIRST] = ['8613242926514'];
		await behave({ result: 'answered', callees: [FIRST], agents: ['a_1', 'a_2'] });
		const taskId = await call(vendor, { toSeatType: 1 });
		await hurry();
		const found = await events();
		const rings = found.filter(([event]) => event === 'agentRinging').map(([, body]) => body);
		for (const body of rings) expectWhole(vendor, 'agentRinging', body);
		expect(rings.flat()).toMatchObject([
			{ taskId, called: FIRST, sipAccount: 'a_1', noAnswerSipList: [], seatGroupName: 'TAOTAO' },
			{ taskId, called: FIRST, sipAccount: 'a_2', noAnswerSipList: ['a_1'] },
		]);
		expect(rings[0][0].callId).toBe(rings[1][0].callId);
		const [report, ...others] = found.filter(([event]) => event === 'callCenterReport');
		expect(others).toEqual([]);
		expectWhole(
			vendor,
			'callCenterReport',
			report[1],
			vendor === 'itniotech' ? ['agentAccount'] : [],
		);
		expect(report[1]).toMatchObject({ called: FIRST, agentName: 'a_2', callType: 1 });
	});

	test('ONBUKA tells it when the call is over', async () => {
		await behave({ result: 'answered', key: '4', agentAnswers: false });
		await call('onbuka', { toSeatType: 2, toSeatKey: 4 });
		await hurry();
		const reports = (await events()).filter(([event]) => event !== 'voiceReport');
		expect(reports.map(([event]) => event)).toEqual(['callCenterReport', 'callCenterReport']);
		expectWhole('onbuka', 'callCenterReport', reports[0][1]);
		expect(reports[0][1]).toMatchObject({ answerTime: null, hangupReason: 2, callDuration: 0 });
	});

	test('another key hands nobody over', async () => {
		await behave({ result: 'answered', key: '5' });
		await call('laaffic', { toSeatType: 2, toSeatKey: 4 });
		await hurry();
		expect((await events()).map(([event]) => event)).toEqual(['voiceReport', 'voiceReport']);
	});
});

describe('what can be ordered', () => {
	const made = async (vendor: PlatformVendor) => {
		await listen(vendor);
		const ids = await message(vendor, [ANNA, BEN]);
		await vendors.wait(A_CALL);
		await pushes();
		customer.arrivals().length = 0;
		return ids;
	};

	test.each(ALL)('%s pushes the same again', async (vendor) => {
		const [id] = await made(vendor);
		expect((await order({ vendor, voiceIds: [id], times: 3 })).data.pushes).toHaveLength(3);
		await pushes();
		expect(customer.bodies()).toMatchObject(Array(3).fill({ voiceId: id, sipCode: '200' }));
	});

	test('forged, late, in a list', async () => {
		const voiceIds = await made('laaffic');
		await order({ vendor: 'laaffic', voiceIds, list: true, changes: { cost: '9' } });
		await order({ vendor: 'laaffic', voiceIds: [voiceIds[0]], afterSeconds: HALF_AN_HOUR });
		await pushes();
		expect(customer.bodies()).toMatchObject([voiceIds.map((voiceId) => ({ voiceId, cost: '9' }))]);
		await vendors.wait(HALF_AN_HOUR);
		await pushes();
		expect(customer.bodies()[1]).toMatchObject({ voiceId: voiceIds[0], cost: '0.023625' });
	});

	test('anything at all, also of rented numbers', async () => {
		const [{ value }] = pushOf('laaffic', 'numberRecord').examples;
		for (const body of [value, [], 'x', null]) {
			const given = { vendor: 'laaffic', event: 'numberRecord', body, url: customer.url('/n') };
			expect((await order(given)).http).toBe(202);
		}
		await vendors.wait(0);
		await pushes();
		expect(customer.arrivals()[0]).toMatchObject({ path: '/n', body: value });
	});

	test.each([
		['a call that is not there', { voiceIds: ['9'] }, /no call 9/],
		['nothing', {}, /neither/],
		['a body of no event', { body: {} }, /event/],
		['agents who did not ring', { voiceIds: true, event: 'agentRinging' }, /no agentRinging/],
		[
			'an address elsewhere',
			{ voiceIds: true, url: 'https://example.com/' },
			/not on this machine/,
		],
		['an event that nobody has', { event: 'weather', body: {} }, /event/],
	])('not %s', async (_, given: Record<string, unknown>, words) => {
		const [id] = await made('laaffic');
		const voiceIds = given.voiceIds === true ? [id] : given.voiceIds;
		const { http, data } = await order({ vendor: 'laaffic', ...given, voiceIds });
		expect([http, data.message]).toEqual([400, expect.stringMatching(words)]);
		expect(customer.bodies()).toEqual([]);
	});

	test('not for a call that is not over, nor where nobody receives it', async () => {
		const voiceIds = await message('laaffic', [ANNA]);
		expect((await order({ vendor: 'laaffic', voiceIds })).data.message).toMatch(/no call/);
		await vendors.wait(A_CALL);
		expect((await order({ vendor: 'laaffic', voiceIds })).data.message).toMatch(/nobody receives/);
	});
});

test('no vendor pushes to another machine', async () => {
	const { http } = await control('put', '/receivers', {
		vendor: 'laaffic',
		url: 'http://example.com/',
	});
	expect(http).toBe(400);
});

test('everything comes late from who is told so', async () => {
	await listen('itniotech', { delaySeconds: 120 });
	await message('itniotech', [ANNA]);
	await vendors.wait(A_CALL + 100);
	expect(await pushes()).toEqual([]);
	await vendors.wait(60);
	expect(await pushes()).toHaveLength(1);
});

test('what was forgotten is not pushed any more', async () => {
	await listen('itniotech');
	customer.answer(500);
	await message('itniotech', [ANNA]);
	await vendors.wait(A_CALL);
	await pushes();
	await control('delete', '/');
	await vendors.wait(HALF_AN_HOUR + 60);
	expect(await pushes()).toEqual([]);
	expect(customer.bodies()).toHaveLength(1);
});
