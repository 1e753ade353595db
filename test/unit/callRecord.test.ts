import fc from 'fast-check';
import { DateTime } from 'luxon';

import { recordOf, RESULTS } from '../../nodes/buka/callRecord/record';
import { timeOf } from '../../nodes/buka/time';

const ZONE = 'Asia/Shanghai';
const TIMES = {
	callTime: '2022-02-18T14:42:45+08:00',
	ringingTime: '2022-02-18T14:42:47+08:00',
	answerTime: '2022-02-18T14:42:50+08:00',
	hangupTime: '2022-02-18T14:42:55+08:00',
};
const TALKED = { ...TIMES, callDuration: 5 };
const NOBODY = { ...TIMES, answerTime: null, callDuration: 0 };
const resultOf = (given: object) => recordOf(given, ZONE).result;

describe('result', () => {
	test.each([
		[10, 'busy'],
		[20, 'notAnswered'],
		[30, 'notAnswered'],
		[40, 'voicemail'],
		[50, 'answered'],
		[60, 'failed'],
	])('a callStatus of %d is %s, whatever else the record says', (callStatus, result) => {
		expect(resultOf({ ...NOBODY, callStatus, terminationCode: '200' })).toBe(result);
		expect(resultOf({ ...TALKED, callStatus: String(callStatus), sipCode: '486' })).toBe(result);
	});

	test.each([null, undefined, '', 70])('a callStatus of %j says nothing', (callStatus) => {
		expect(resultOf({ ...TALKED, callStatus, terminationCode: '200' })).toBe('answered');
		expect(resultOf({ ...NOBODY, callStatus, sipCode: '486' })).toBe('busy');
	});

	test.each(['200', 200, '0', 0])('a code of %j is answered where somebody talked', (code) => {
		expect(resultOf({ ...TALKED, terminationCode: code })).toBe('answered');
		expect(resultOf({ ...TALKED, sipCode: code })).toBe('answered');
	});

	test.each(['200', '0'])(
		'a code of %s is not answered without time of answer and talk',
		(code) => {
			const ended = { ...TALKED, terminationCode: code };
			expect(resultOf({ ...ended, answerTime: null })).toBe('unknown');
			expect(resultOf({ ...ended, answerTime: 0 })).toBe('unknown');
			expect(resultOf({ ...ended, answerTime: '1970-01-01T08:00:00+08:00' })).toBe('unknown');
			expect(resultOf({ ...ended, callDuration: 0 })).toBe('unknown');
			expect(resultOf({ ...ended, callDuration: null })).toBe('unknown');
			expect(resultOf({ ...NOBODY, terminationCode: code, hangupTime: null })).toBe('pending');
		},
	);

	test.each([
		...['486', '600'].map((code) => [code, 'busy']),
		...['408', '480', '487', '603'].map((code) => [code, 'notAnswered']),
		...['400', '404', '503', '604', '699'].map((code) => [code, 'failed']),
		...['1', '-9', '302', '700', '99'].map((code) => [code, 'unknown']),
	])('a code of %s is %s', (code, result) => {
		expect(resultOf({ ...NOBODY, terminationCode: code })).toBe(result);
		expect(resultOf({ ...NOBODY, terminationCode: Number(code) })).toBe(result);
	});

	test('the SIP code says more than terminationCode, whose 0 has two meanings', () => {
		expect(resultOf({ ...NOBODY, terminationCode: '0', sipCode: '480' })).toBe('notAnswered');
		expect(resultOf({ ...TALKED, terminationCode: '0', sipCode: '' })).toBe('answered');
	});

	test('a call without an end and without a code is pending, one that rings too', () => {
		expect(resultOf({ callee: '49151', submitTime: TIMES.callTime })).toBe('pending');
		expect(resultOf({ ...NOBODY, hangupTime: null, sipCode: '180' })).toBe('pending');
		expect(resultOf({ ...NOBODY, terminationCode: null })).toBe('unknown');
	});
});

describe('fields', () => {
	test('of a record that has all of them', () => {
		const given = {
			voiceId: '22121121451211349002',
			callee: '63123456788',
			feedbackValue: '1',
			taskId: 561235,
			outRecallCount: 2,
			callTime: 1_670_939_568_000,
			answerTime: '1670939582000',
			hangupTime: '20221213215315',
			ringDuration: '12',
			callDuration: 13,
			chargedDuration: 20,
			cost: '0.023625',
			currency: 'EUR',
			calledInfo: 'order 4711',
			intent: 'A',
			recordingFileId: '123.wav',
			sipCode: '200',
			terminationCode: '0',
			terminationReason: 'success',
			password: 'x',
		};
		expect(recordOf(given, ZONE)).toEqual({
			calleeNumber: '63123456788',
			result: 'answered',
			key: '1',
			voiceId: '22121121451211349002',
			keyId: '561235',
			attempts: 3,
			calledAt: '2022-12-13T21:52:48+08:00',
			answeredAt: '2022-12-13T21:53:02+08:00',
			hungUpAt: '2022-12-13T21:53:15+08:00',
			ringDuration: 12,
			callDuration: 13,
			chargedDuration: 20,
			cost: '0.023625',
			currency: 'EUR',
			calledInfo: 'order 4711',
			intent: 'A',
			recordingFileId: '123.wav',
			sipCode: '200',
			terminationCode: '0',
			terminationReason: 'success',
		});
	});

	test('what is not there is left out', () => {
		const given = { voiceId: 1, callee: null, feedbackValue: '-1', answerTime: '', cost: null };
		expect(recordOf(given, ZONE)).toEqual({ result: 'pending', voiceId: '1' });
		for (const nothing of [undefined, null, 'x', []]) {
			expect(recordOf(nothing, ZONE)).toEqual({ result: 'pending' });
		}
	});

	test('euros are ONBUKA’s; another currency is named only where the vendor names it', () => {
		const money = (given: object) => {
			const { cost, currency } = recordOf(given, ZONE);
			return [cost, currency];
		};
		expect(money({ costEur: '2', cost: '2.1' })).toEqual(['2', 'EUR']);
		expect(money({ cost: '2.1', currency: 'USD' })).toEqual(['2.1', 'USD']);
		expect(money({ costEur: null, cost: 2.1 })).toEqual(['2.1', undefined]);
	});

	test('of an AI agent report, which says no talk time but when it began and ended', () => {
		const report = {
			callee: '63123456788',
			answerTime: '20221213215302',
			hangupTime: '1670939595500',
			terminationCode: '0',
			cost: '0.1',
			aiAgentChargedDuration: 60,
			aiAgentQuoteFee: '0.02',
		};
		expect(recordOf(report, ZONE)).toEqual({
			calleeNumber: '63123456788',
			result: 'answered',
			answeredAt: '2022-12-13T21:53:02+08:00',
			hungUpAt: '2022-12-13T21:53:15.500+08:00',
			callDuration: 13,
			cost: '0.1',
			aiAgentChargedDuration: 60,
			aiAgentCost: '0.02',
			terminationCode: '0',
		});
		expect(resultOf({ ...report, answerTime: '' })).toBe('unknown');
		expect(resultOf({ ...report, answerTime: report.hangupTime })).toBe('unknown');
		expect(resultOf({ ...report, hangupTime: '20221213215301' })).toBe('unknown');
	});

	test('an ID that JavaScript has rounded is the ID of something else', () => {
		expect(recordOf({ voiceId: 22121121451211349002 }, ZONE)).not.toHaveProperty('voiceId');
	});
});

const words = fc.oneof(
	fc.constantFrom<unknown>('', null, undefined, 0, '0', '-1', -1, 'x', {}, [], true, NaN, 1e21),
	fc.string(),
);
const codes = fc.oneof(
	words,
	fc.integer({ min: -20, max: 700 }),
	fc.constantFrom('0', '200', '486'),
);
const moments = fc.integer({ min: Date.UTC(2002), max: Date.UTC(2030) });
/** A moment as one of the vendors' pages writes it. */
const written = moments.chain((millis) => {
	const local = DateTime.fromMillis(millis, { zone: ZONE });
	return fc.constantFrom<unknown>(
		millis,
		String(millis),
		local.toISO(),
		local.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"),
		local.toFormat('yyyy-MM-dd HH:mm:ss'),
		local.toFormat('yyyyMMddHHmmss'),
	);
});
const times = fc.oneof(words, written);
const given = fc.record(
	{
		callStatus: fc.oneof(words, fc.constantFrom<unknown>(10, '20', 30, 40, 50, '60', 70)),
		sipCode: codes,
		terminationCode: codes,
		callTime: times,
		answerTime: times,
		hangupTime: times,
		callDuration: fc.oneof(words, fc.nat(100)),
		outRecallCount: fc.oneof(words, fc.nat(10)),
		feedbackValue: words,
		costEur: words,
		cost: words,
		currency: words,
		voiceId: words,
	},
	{ requiredKeys: [] },
);

describe('whatever a vendor writes', () => {
	test('nobody has answered who was not connected and did not talk', () => {
		let answered = 0;
		fc.assert(
			fc.property(given, (call) => {
				const record = recordOf(call, ZONE);
				if (record.result !== 'answered' || String(call.callStatus) === '50') return;
				answered++;
				expect(record).toHaveProperty('answeredAt');
				expect(record.callDuration).toBeGreaterThan(0);
				expect(['0', '200']).toContain(record.sipCode ?? record.terminationCode);
			}),
			{ numRuns: 5000 },
		);
		expect(answered).toBeGreaterThan(10);
	});

	test('what has ended is not pending, and a record says one of the results', () => {
		fc.assert(
			fc.property(given, (call) => {
				const { result, hungUpAt } = recordOf(call, ZONE);
				expect(RESULTS).toContain(result);
				if (result === 'pending') expect(hungUpAt).toBeUndefined();
			}),
		);
	});

	test('a record can be written as JSON, says nothing empty, and times that Luxon reads', () => {
		fc.assert(
			fc.property(given, (call) => {
				const record = recordOf(call, ZONE);
				expect(JSON.parse(JSON.stringify(record))).toEqual(record);
				expect(Object.values(record).filter((value) => value === '')).toEqual([]);
				for (const name of ['calledAt', 'answeredAt', 'hungUpAt']) {
					const time = record[name];
					if (time === undefined) continue;
					expect(time).toMatch(/[+-]\d\d:\d\d$/);
					expect(DateTime.fromISO(String(time)).isValid).toBe(true);
				}
			}),
		);
	});
});

describe('times', () => {
	test('every form of a moment is read as that moment, with the offset of the vendor’s zone', () => {
		const zones = fc.constantFrom(ZONE, 'UTC', 'America/New_York', 'Asia/Kathmandu');
		fc.assert(
			fc.property(moments, zones, (millis, zone) => {
				const local = DateTime.fromMillis(millis, { zone });
				const seconds = local.startOf('second').toMillis();
				const forms: Array<[unknown, number]> = [
					[millis, millis],
					[String(millis), millis],
					[Math.floor(millis / 1000), seconds],
					[local.toISO(), millis],
					[local.toUTC().toISO(), millis],
					[local.toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ"), seconds],
				];
				// A clock that is put back shows the same twice.
				if (local.getPossibleOffsets().length === 1) {
					forms.push(
						[local.toFormat('yyyy-MM-dd HH:mm:ss'), seconds],
						[local.toFormat('yyyyMMddHHmmss'), seconds],
					);
				}
				for (const [form, moment] of forms) {
					expect([form, Date.parse(timeOf(form, zone)!)]).toEqual([form, moment]);
				}
				expect(DateTime.fromISO(timeOf(millis, zone)!, { setZone: true }).offset).toBe(
					local.offset,
				);
			}),
		);
	});

	test.each([
		...[0, '0', '', '0000-00-00 00:00:00', '1970-01-01T08:00:00+08:00', -1, 1e21, NaN],
		...['2022-02-30 10:00:00', '2022-13-01 10:00:00', '2022-02-18 25:00:00', '2022-02-18'],
		...['2022-02-18T10:00:60+08:00', '2022-02-18T10:00:00+99:00', null, undefined, {}, [], true],
	])('%j is none', (value) => {
		expect(timeOf(value, ZONE)).toBeUndefined();
	});
});
