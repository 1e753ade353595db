import { DateTime } from 'luxon';

import { complaints } from './support/contracts';
import { FILE, iso, operation, PLATFORM, platform } from './support/platform';

const vendors = platform();
const { message, query, records } = vendors;

/** What a group call cannot do without. */
const TASK = { appId: 'app', taskName: 'task', maxCalls: 40 };

/** Seconds between two times of a record. */
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

describe('the records of a group call', () => {
	test('are there, one for each callee, and begin at its sendTime', async () => {
		const at = vendors.state().now().plus({ seconds: 200 });
		const sendTime = at.toFormat('yyyy-MM-dd HH:mm:ss');
		const numberInfoList = [{ calleeNumber: '8613242926514' }, { calleeNumber: '8613242926515' }];
		const body = { ...TASK, numberInfoList, scriptId: 123, sendTime, enableRecording: 1 };
		const { data: keyId } = await vendors.ask('laaffic', 'groupCallSendAi', body);
		const found = await records('laaffic');
		expect(found).toMatchObject([
			{ taskId: keyId, callee: '8613242926515', callTime: null },
			{ taskId: keyId, callee: '8613242926514', callTime: null },
		]);
		await vendors.wait(190);
		expect((await records('laaffic'))[0].callTime).toBeNull();
		await vendors.wait(90);
		for (const record of await records('laaffic')) {
			expect(seconds(at.toISO()!, record.callTime)).toBeGreaterThanOrEqual(0);
			expect(record).toMatchObject({ scriptId: 123, callStatus: 50 });
			expect(record.recordingFileId).toMatch(/\.wav$/);
		}
	});

	test('have the file that is played', async () => {
		const numberList = ['8613242926514', '8613242926515'];
		const played = { ...TASK, numberList, source: 1, voiceFileId: FILE, loopCount: 1 };
		expect((await vendors.ask('itniotech', 'groupCallSend', played)).code).toBe(0);
		const found = await records('itniotech');
		expect(found.map(({ voiceFileId }) => voiceFileId)).toEqual([FILE, FILE]);
	});
});

describe.each([...PLATFORM])('the records of %s in a span of time', (vendor) => {
	const callees = ['491511000001', '491511000002', '491511000003', '491511000004', '491511000005'];

	test('are a page at a time, the newest first', async () => {
		for (const callee of callees) await message(vendor, [callee]);
		const page = async (current: number, size: number) =>
			(await query(vendor, {}, { current, size })).data;
		expect(await page(1, 2)).toMatchObject({ total: 5, size: 2, current: 1, pages: 3 });
		const found: string[] = [];
		for (const current of [1, 2, 3, 4]) {
			found.push(...(await page(current, 2)).records.map(({ callee }: any) => callee));
		}
		expect(found).toEqual([...callees].reverse());
		expect((await query(vendor)).data).toMatchObject({ size: 25, current: 1, searchCount: true });
	});

	test('are those submitted in it, the ends included', async () => {
		await message(vendor, callees.slice(0, 1));
		const [{ submitTime }] = await records(vendor);
		const at = DateTime.fromISO(submitTime);
		const found = async (from: DateTime, to: DateTime) =>
			(await query(vendor, { strTime: iso(from), endTime: iso(to) })).data.total;
		expect(await found(at, at)).toBe(1);
		expect(await found(at.setZone('America/New_York'), at.plus({ hours: 1 }))).toBe(1);
		expect(await found(at.minus({ hours: 1 }), at.minus({ seconds: 1 }))).toBe(0);
		expect(await found(at.plus({ seconds: 1 }), at.plus({ hours: 1 }))).toBe(0);
	});

	test('are those of the page’s sample, when it was', async () => {
		const then = Date.parse('2022-02-20T00:00:00+08:00');
		await vendors.wait(Math.round((then - Date.now()) / 1000));
		const params = { strTime: '2022-02-18T00:00:00+08:00', endTime: '2022-02-19T00:00:00+08:00' };
		const { data } = await vendors.ask(vendor, 'recordGroupQuery', {
			current: 1,
			size: 20,
			params,
		});
		expect(data).toMatchObject({ total: 1, size: 20, current: 1, pages: 1 });
		expect(data.records[0].voiceId).toBe('2203031113381000002');
	});

	test('go two months back and are 31 days long at most', async () => {
		const now = vendors.state().now();
		const ago = (span: object) => iso(now.minus(span));
		const status = async (from: object, to: object) =>
			(await query(vendor, { strTime: ago(from), endTime: ago(to) })).status;
		expect(await status({ months: 2 }, { months: 2, days: -31 })).toBe('0');
		expect(await status({ months: 2, days: 1 }, { months: 2 })).toBe('-22');
		expect(await status({ days: 31 }, {})).toBe('0');
		expect(await status({ days: 31, seconds: 1 }, {})).toBe('-22');
		expect(await status({ hours: 1 }, { hours: 2 })).toBe('-22');
		expect(await status({ hours: 1 }, { hours: 1 })).toBe('0');
		const params = { strTime: '2026-02-31T00:00:00+08:00' };
		expect((await query(vendor, params)).status).toBe('-22');
	});

	test.each([
		[{ current: 0 }, '/current minimum'],
		[{ current: '' }, '/current type'],
		[{ size: 101 }, '/size maximum'],
		[{ size: 0 }, '/size minimum'],
		[{ params: undefined }, '/params required'],
		[{ params: { endTime: '2022-01-31T00:00:00+08:00' } }, '/params/strTime required'],
		[{ params: { strTime: '2022-01-31T00:00:00+08:00' } }, '/params/endTime required'],
		[
			{ params: { strTime: '2022-01-31 00:00:00', endTime: '2022-01-31T00:00:00+08:00' } },
			'/params/strTime pattern',
		],
		[
			{ params: { strTime: '2022-01-31T00:00:00Z', endTime: '2022-01-31T00:00:00+08:00' } },
			'/params/strTime pattern',
		],
		[{ colour: 'red' }, '/colour additionalProperties'],
	])('%j is refused', async (change, wrong) => {
		const params = { strTime: '2022-01-01T00:00:00+08:00', endTime: '2022-01-31T00:00:00+08:00' };
		const body = JSON.parse(JSON.stringify({ params, ...change }));
		expect(complaints(operation(vendor, 'recordGroupQuery').request, body)).toEqual([wrong]);
		expect((await vendors.ask(vendor, 'recordGroupQuery', body)).status).toBe('-22');
	});

	test('have no other filter', async () => {
		expect((await query(vendor, { callee: '491511000001' })).status).toBe('-22');
	});
});
