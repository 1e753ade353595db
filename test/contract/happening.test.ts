import { BODIES } from './support/groupCallBodies';
import { PLATFORM, platform } from './support/platform';

const vendors = platform();
const { behave, control, message } = vendors;
const ALL = [...PLATFORM];
const callees = Array.from(
	{ length: 400 },
	(_, index) => `4915110${String(index).padStart(6, '0')}`,
);
/** What happened in the calls of the test, without those of the vendors' samples. */
const book = async (query = ''): Promise<any[]> =>
	(await control('get', `/book${query}`)).data.filter((one: any) => !/^22/.test(one.voiceId));
const ofResult = (found: any[], wanted: string) =>
	found.filter(({ attempts }) => attempts[0].result === wanted).length;

describe('a seed', () => {
	const play = async (seed: number, more: object = {}) => {
		vendors.state().reset();
		expect((await behave({ seed, ...more })).http).toBe(204);
		for (const vendor of ALL) await message(vendor, callees);
		await control('post', '/hurry', {});
		const found = await book();
		return found.map(({ vendor, callee, attempts: [{ result, key, cost, intent }], ...one }) => {
			const { rangAt, hungUpAt, calledAt } = one.attempts?.[0] ?? found[0].attempts[0];
			expect(hungUpAt).toBeGreaterThan(rangAt ?? calledAt - 1);
			return [vendor, callee, result, key, cost, intent];
		});
	};

	test('says what everybody does, and the same at any time', async () => {
		const first = await play(7);
		expect(await play(7)).toEqual(first);
		expect(await play(8)).not.toEqual(first);
		const ofOne = first.filter(([vendor]) => vendor === 'onbuka').map(([, ...rest]) => rest);
		const ofOther = first.filter(([vendor]) => vendor === 'laaffic').map(([, ...rest]) => rest);
		expect(ofOther).toEqual(ofOne);
		const [results, keys, costs] = [2, 3, 4].map((at) => new Set(first.map((one) => one[at])));
		expect([...results].sort()).toEqual([
			'answered',
			'busy',
			'failed',
			'notAnswered',
			'rejected',
			'voicemail',
		]);
		expect([...keys].sort()).toEqual(['-1', '1', '2', '9']);
		expect(costs.size).toBeGreaterThan(3);
	});

	test('goes by the weights that are given', async () => {
		const results = { answered: 3, busy: 1 };
		const found = await play(1, { results, keys: { 5: 1 }, intents: { 101: 1 } });
		const ofTheFirst = found.slice(0, callees.length);
		const answered = ofTheFirst.filter(([, , result]) => result === 'answered');
		expect(answered.length).toBeGreaterThan(250);
		expect(answered.length).toBeLessThan(350);
		expect(new Set(answered.map(([, , , key, , intent]) => [key, intent].join()))).toEqual(
			new Set(['5,101']),
		);
		expect(new Set(found.map(([, , result]) => result))).toEqual(new Set(['answered', 'busy']));
	});

	test('is no last word: what is said of somebody later counts', async () => {
		await behave({ seed: 7, results: { busy: 1 } });
		await behave({ result: 'answered', callees: [callees[0]] });
		await message('onbuka', callees.slice(0, 2));
		await control('post', '/hurry', {});
		expect((await book()).map(({ attempts }) => attempts[0].result)).toEqual(['answered', 'busy']);
	});

	test.each([
		[{ seed: 'x' }],
		[{ seed: 1, results: { asleep: 1 } }],
		[{ seed: 1, keys: { 12: 1 } }],
		[{ seed: 1, colour: 'red' }],
		[{ seed: 1, result: 'busy' }],
	])('is none: %j', async (script) => {
		expect((await behave(script)).http).toBe(400);
	});
});

describe('when it is told to hurry', () => {
	test.each(ALL)('a campaign of %s is over at once', async (vendor) => {
		await behave({ seed: 3, within: 60 });
		const body = { ...BODIES[vendor].groupCallSend } as Record<string, unknown>;
		const list = 'numberList' in body ? 'numberList' : 'numberInfoList';
		body[list] = callees.map((callee) =>
			list === 'numberList' ? callee : { calleeNumber: callee },
		);
		const { data: keyId } = await vendors.ask(vendor, 'groupCallSend', body);
		const before = vendors.state().now();
		const { data } = await control('post', '/hurry', {});
		expect(Date.parse(data.until)).toBeGreaterThan(before.toMillis() + 10_000);
		// Who asks has a clock of their own.
		expect(vendors.state().clockOffset).toBe(0);
		const found = await book(`?keyId=${keyId}`);
		expect(found).toHaveLength(callees.length);
		expect(found.every(({ done }) => done)).toBe(true);
		const { records } = (await vendors.query(vendor, {}, { size: 100 })).data;
		expect(records.every(({ hangupTime }: any) => hangupTime !== null)).toBe(true);
		const params = { strTime: '2020-01-01 00:00:00', endTime: '2099-01-01 00:00:00' };
		const asked = { current: 1, size: 9, params };
		const [task] = (await vendors.ask(vendor, 'groupCallQuery', asked)).data.records;
		expect(task).toMatchObject({ status: 2, success: ofResult(found, 'answered') });
	});

	test('the clock stays ahead if it is told to', async () => {
		await message('laaffic', callees.slice(0, 2));
		const { data } = await control('post', '/hurry', { stay: true });
		expect(vendors.state().now().toMillis()).toBeGreaterThanOrEqual(Date.parse(data.until));
	});

	test('always, what is submitted later is over at once, too, until everything is forgotten', async () => {
		await control('post', '/hurry', { always: true });
		await message('laaffic', callees.slice(0, 2));
		expect((await book()).map(({ done }) => done)).toEqual([true, true]);
		const { records } = (await vendors.query('laaffic')).data;
		expect(records.every(({ hangupTime }: any) => hangupTime !== null)).toBe(true);
		expect(vendors.state().clockOffset).toBe(0);
		await control('delete', '/', {});
		await message('laaffic', callees.slice(0, 1));
		expect((await book()).map(({ done }) => done)).toEqual([false]);
	});

	test('nothing happens where nothing was to happen', async () => {
		expect((await control('post', '/hurry', {})).data).toEqual({ until: null });
	});

	test('calls that come later take their time', async () => {
		await behave({ result: 'answered', callDuration: 100 });
		await message('laaffic', callees.slice(0, 1));
		await control('post', '/hurry', {});
		await message('laaffic', callees.slice(1, 2));
		expect((await book())[1]).toMatchObject({ done: false, attempts: [] });
		await vendors.wait(200);
		expect((await book())[1]).toMatchObject({ done: true, attempts: [{ result: 'answered' }] });
	});
});

describe('the book', () => {
	test('has each call once, whoever is asked', async () => {
		const ids = [];
		for (const vendor of ALL) ids.push(...(await message(vendor, callees.slice(0, 2))));
		const found = await book();
		expect(found.map(({ voiceId }) => voiceId)).toEqual(ids);
		expect(found[0]).toMatchObject({ vendor: 'onbuka', callee: callees[0], attempts: [] });
		expect(await book('?vendor=laaffic')).toHaveLength(2);
		expect(await book(`?voiceId=${ids[3]}`)).toMatchObject([{ voiceId: ids[3] }]);
		expect(await book(`?callee=${callees[1]}`)).toHaveLength(3);
	});

	test('has the calls of InnoPaaS, with their redials', async () => {
		await behave({ result: 'notAnswered' });
		await behave({ result: 'answered', attempt: 3 });
		const { data } = await vendors.innopaas({
			...{ mobile: '8613011112222;8618633334444', countryCode: 'CN', templateId: '1' },
			...{ maxRecallCount: '3', recallInterval: '10' },
		});
		await control('post', '/hurry', {});
		const found = await book(`?callId=${data.data.callId}`);
		expect(found).toHaveLength(2);
		for (const { attempts } of found) {
			expect(attempts.map(({ result }: any) => result)).toEqual([
				...['notAnswered', 'notAnswered', 'answered'],
			]);
			expect(attempts[1].calledAt - attempts[0].hungUpAt).toBe(600_000);
		}
	});

	test.each([
		['who is not to be called again', { noAnswer: 'false' }, 1],
		['once, if nothing is said', {}, 2],
		['never', { maxRecallCount: '0' }, 1],
	])('InnoPaaS calls again: %s', async (_, settings, times) => {
		await behave({ result: 'notAnswered' });
		const message = { mobile: '8613011112222', countryCode: 'CN', templateId: '1' };
		await vendors.innopaas({ ...message, ...(settings as object) } as never);
		await control('post', '/hurry', {});
		expect((await book())[0].attempts).toHaveLength(times);
	});

	test('what a message is told by is the last attempt', async () => {
		await behave({ result: 'busy' });
		await behave({ result: 'answered', attempt: 2, callDuration: 9 });
		const body = { callee: callees[0], language: 'EN', text: 'hello', appId: 'app' };
		const { data: id } = await vendors.ask('laaffic', 'sendCode', { ...body, recallCount: 2 });
		const told = async () => (await vendors.get('laaffic', 'recordGroup', { id })).data.data;
		await vendors.wait(30);
		expect(await told()).toMatchObject({ callStatus: 10, outRecallCount: 0 });
		await vendors.wait(250);
		await control('post', '/hurry', {});
		expect(await told()).toMatchObject({ callStatus: 50, outRecallCount: 1, callDuration: 9 });
	});
});
