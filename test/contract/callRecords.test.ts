import { FILE, PLATFORM, platform, type PlatformVendor } from './support/platform';

const vendors = platform();
const ALL = [...PLATFORM];
const ANNA = '491511234567';
const BEN = '491517654321';

const { message, records } = vendors;
const one = async (vendor: PlatformVendor, id: string) =>
	(await vendors.get(vendor, 'recordGroup', { id })).data;

/** Calls somebody who behaves so, and waits for the record. */
async function recordOf(vendor: PlatformVendor, behaviour: object, more: object = {}) {
	expect((await vendors.behave({ callees: [ANNA], ...behaviour })).http).toBe(204);
	const [id] = await message(vendor, [ANNA], more);
	await vendors.wait(290);
	const found = (await records(vendor)).find(({ voiceId }) => voiceId === id);
	const asked = (await one(vendor, id)).data;
	// A single record of LAAFFIC names success by another code.
	expect({ ...asked, terminationCode: found.terminationCode }).toEqual(found);
	return found;
}
/** Seconds between two times of a record. */
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

describe.each(ALL)('a record of %s', (vendor) => {
	test('has the sample of the page', async () => {
		const { status, reason, data } = await one(vendor, '2203031113381000002');
		expect([status, reason]).toEqual(['0', 'success']);
		expect(data).toMatchObject({
			voiceId: '2203031113381000002',
			callee: '8613500000000',
			displayNum: '1008122211',
			code: 'Afghanistan(Kandahar)',
			submitTime: '2022-02-18T14:42:40+08:00',
			callTime: '2022-02-18T14:42:45+08:00',
			ringingTime: '2022-02-18T14:42:47+08:00',
			answerTime: '2022-02-18T14:42:50+08:00',
			hangupTime: '2022-02-18T14:42:55+08:00',
			...{ callDuration: 5, chargedDuration: 5, terminationReason: 'success' },
			terminationCode: vendor === 'laaffic' ? '0' : '200',
		});
		expect(Number(vendor === 'onbuka' ? data.costEur : data.cost)).toBe(2);
	});

	test('is there when the message was taken, and grows as the call goes on', async () => {
		const [id] = await message(vendor, [ANNA], {
			calledInfo: 'order-42',
			displayNum: '1008122211',
		});
		const now = async () => (await one(vendor, id)).data;
		expect(await now()).toMatchObject({
			...{ voiceId: id, callee: ANNA, calledInfo: 'order-42', displayNum: '1008122211' },
			...{ submitTime: expect.any(String), callTime: null, hangupTime: null },
			...{ voiceFileId: FILE, terminationCode: null, feedbackValue: '-1' },
		});
		await vendors.wait(60);
		const { submitTime, callTime, ringingTime, answerTime, hangupTime, ...rest } = await now();
		expect(
			[callTime, ringingTime, answerTime, hangupTime].map((to) => seconds(submitTime, to)),
		).toEqual([5, 7, 10, 15]);
		expect(rest).toMatchObject({ callDuration: 5, chargedDuration: 20, billPeriod: '20+20' });
		expect(rest.terminationCode).toBe(vendor === 'laaffic' ? '0' : '200');
		expect(rest).not.toHaveProperty('recordingFileId');
	});

	test('tells a text from a file by its file alone', async () => {
		const body = { callee: ANNA, language: 'EN', text: 'hello', appId: 'app', calledInfo: 'info' };
		const { data } = await vendors.ask(vendor, 'sendCode', body);
		await vendors.wait(60);
		expect((await one(vendor, data)).data).toMatchObject({
			...{ voiceId: data, callee: ANNA, calledInfo: 'info', voiceFileId: null, callDuration: 5 },
		});
	});

	test('of somebody who is not known, of another vendor, and of long ago is refused', async () => {
		const [id] = await message(vendor, [ANNA]);
		for (const other of ALL.filter((name) => name !== vendor)) {
			expect(await one(other, id)).toMatchObject({ status: '-22', data: null });
		}
		expect(await one(vendor, '1')).toMatchObject({ status: '-22', data: null });
		expect((await one(vendor, 'a/b')).status).toBe('-22');
		expect((await one(vendor, id)).status).toBe('0');
		await vendors.wait(64 * 86_400);
		expect((await one(vendor, id)).status).toBe('-22');
	});

	test.each([
		['answered', { key: '3', callDuration: 12 }, '200', { feedbackValue: '3', callDuration: 12 }],
		['voicemail', { key: '3' }, '200', { feedbackValue: '-1', callDuration: 5 }],
		['notAnswered', {}, '480', { answerTime: null, callDuration: 0, chargedDuration: 0 }],
		['busy', {}, '486', { answerTime: null }],
		['rejected', { ringDuration: 9 }, '603', { answerTime: null }],
		['failed', {}, '404', { ringingTime: null, answerTime: null }],
		['failed', { sipCode: '503', reason: 'No route' }, '503', { terminationReason: 'No route' }],
	])('says what the callee did: %s %j', async (result, more, terminationCode, told) => {
		const record = await recordOf(vendor, { result, ...more });
		expect(record).toMatchObject({ terminationCode, ...told });
		expect(record.hangupTime).toEqual(expect.any(String));
	});

	test('ends no later than the request allows', async () => {
		const limits = { maxDuration: 30, maxRingingTime: 20 };
		const talker = await recordOf(vendor, { result: 'answered', callDuration: 100 }, limits);
		expect([talker.callDuration, talker.chargedDuration]).toEqual([30, 40]);
		const { ringingTime, hangupTime } = await recordOf(vendor, { result: 'notAnswered' }, limits);
		expect(seconds(ringingTime, hangupTime)).toBe(20);
	});

	test('names a recording when there is one', async () => {
		const record = await recordOf(vendor, { result: 'answered', recorded: true });
		expect(record.recordingFileId).toMatch(/^1\d{8}[0-9a-f]{32}\.wav$/);
		const missed = await recordOf(vendor, { result: 'busy', recorded: true });
		expect(missed).not.toHaveProperty('recordingFileId');
	});

	test('keeps what happened when callees change', async () => {
		const [id] = await message(vendor, [ANNA]);
		await vendors.wait(60);
		await vendors.behave({ result: 'busy' });
		expect((await one(vendor, id)).data.callDuration).toBe(5);
		const [next] = await message(vendor, [ANNA]);
		await vendors.wait(60);
		expect((await one(vendor, next)).data.terminationCode).toBe('486');
	});
});

describe('who is meant by a behaviour', () => {
	test('callees, of a vendor, or everybody; what was said last counts', async () => {
		await vendors.behave({ result: 'busy' });
		await vendors.behave({ callees: [ANNA], result: 'failed' });
		await vendors.behave({ callees: [ANNA], vendor: 'laaffic', result: 'rejected' });
		for (const vendor of ALL) await message(vendor, [ANNA, BEN]);
		await vendors.wait(60);
		const codes: string[][] = [];
		for (const vendor of ALL) {
			codes.push((await records(vendor)).map(({ terminationCode }) => terminationCode).sort());
		}
		expect(codes).toEqual([
			['404', '486'],
			['404', '486'],
			['486', '603'],
		]);
	});

	test.each([
		[{}, /result/],
		[{ result: 'asleep' }, /result/],
		[{ result: 'answered', key: '12' }, /key/],
		[{ result: 'answered', callDuration: 0 }, /callDuration/],
		[{ result: 'answered', colour: 'red' }, /additional/],
		[{ result: 'answered', vendor: 'nobody' }, /vendor/],
		[{ result: 'answered', callees: [] }, /callees/],
	])('%j is none', async (behaviour, words) => {
		const { http, data } = await vendors.behave(behaviour);
		expect([http, data.message]).toEqual([400, expect.stringMatching(words)]);
	});
});

describe('money', () => {
	const COST = { onbuka: 'costEur', itniotech: 'cost', laaffic: 'cost' };
	const balance = async (vendor: PlatformVendor) => (await vendors.get(vendor, 'getBalance')).data;

	test.each(ALL)('%s takes what its records say from the balance', async (vendor) => {
		expect(await balance(vendor)).toMatchObject({
			...{ status: '0', balance: '99.990000', gift: '50.00000', credit: '0' },
		});
		await message(vendor, [ANNA, BEN]);
		expect((await balance(vendor)).balance).toBe('99.990000');
		await vendors.wait(60);
		const costs = (await records(vendor)).map((record) => record[COST[vendor]]);
		expect(costs).toEqual(['0.023625', '0.023625']);
		expect((await balance(vendor)).balance).toBe('99.942750');
		expect((await balance(vendor)).balance).toBe('99.942750');
		const others = ALL.filter((other) => other !== vendor);
		for (const other of others) expect((await balance(other)).balance).toBe('99.990000');
	});

	test.each(ALL)('%s takes nothing for a call that nobody answers', async (vendor) => {
		const record = await recordOf(vendor, { result: 'busy' });
		expect(record[COST[vendor]]).toBe('0.000000');
		expect((await balance(vendor)).balance).toBe('99.990000');
	});

	test('it may be said what a call costs, and what is left', async () => {
		await vendors.control('put', '/balance', { balance: '10.5', gift: '1', credit: '2.5' });
		await recordOf('laaffic', { result: 'answered', cost: '1.25' });
		expect(await balance('laaffic')).toMatchObject({
			...{ balance: '9.250000', gift: '1', credit: '2.5' },
		});
		expect(await balance('onbuka')).toMatchObject({ balance: '10.500000' });
		expect((await vendors.control('put', '/balance', { balance: 'much' })).http).toBe(400);
	});

	test.each(['itniotech', 'laaffic'] as const)('%s names another currency', async (vendor) => {
		const record = await recordOf(vendor, { result: 'answered', currency: 'EUR', cost: '0.5' });
		expect(record).toMatchObject({ cost: '0.500000', currency: 'EUR', settlePay: '0.500000' });
		expect(await recordOf(vendor, { result: 'answered' })).not.toHaveProperty('currency');
	});
});

test('LAAFFIC tells what its report tells, the others do not', async () => {
	const STATUS = {
		busy: 10,
		notAnswered: 20,
		rejected: 30,
		voicemail: 40,
		answered: 50,
		failed: 60,
	};
	for (const [result, callStatus] of Object.entries(STATUS)) {
		const record = await recordOf('laaffic', { result, ringDuration: 4, intent: 'B' });
		expect([record.callStatus, record.sipCode]).toEqual([callStatus, record.terminationCode]);
		expect(record).toMatchObject({ intent: 'B', ringDuration: result === 'failed' ? 0 : 4 });
	}
	for (const vendor of ['onbuka', 'itniotech'] as const) {
		expect(await recordOf(vendor, { result: 'busy' })).not.toHaveProperty('callStatus');
	}
});

test('nothing of it is left after a reset', async () => {
	await message('onbuka', [ANNA]);
	await vendors.behave({ result: 'busy' });
	await vendors.control('put', '/balance', { balance: '1' });
	await vendors.control('delete', '/');
	expect(await records('onbuka')).toEqual([]);
	const record = await recordOf('onbuka', { result: 'answered', callees: [BEN] });
	expect(record.terminationCode).toBe('200');
	expect((await vendors.get('onbuka', 'getBalance')).data.balance).toBe('99.966375');
});
