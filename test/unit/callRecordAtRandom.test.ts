import fc from 'fast-check';

import { resultOf } from '../../nodes/buka/callRecord/results';
import { recordOf, RESULTS } from '../../nodes/buka/callRecord/record';
import type { Entry } from '../../nodes/voice/input/entries';

const ZONE = 'Asia/Shanghai';

/** What no vendor writes on purpose: of any type, as JSON can have it, under names of prototypes, too. */
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then'];
const anything: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 0.5, '', ' ', '0', '-1', 'null', '0x32'),
	fc.constantFrom<unknown>(
		1e21,
		2 ** 53,
		-(2 ** 53),
		Number.MAX_VALUE,
		5e-324,
		'1e2',
		'9'.repeat(30),
	),
	fc.constantFrom<unknown>([], {}, [50], ['200'], { code: 50 }, [[]], ...PROTOTYPE),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.jsonValue({ maxDepth: 1 }),
);
const codes = fc.oneof(
	fc.constantFrom<unknown>('0', 0, '200', 200, '180', '408', '480', '486', 486, '603', '999', '-9'),
	anything,
);
const times = fc.oneof(
	fc.constantFrom<unknown>(
		...['2026-11-21T09:00:00+08:00', '2026-11-21 09:00:00', '20261121090000', 1_795_222_800_000],
		...['1795222800', 0, '0', '1970-01-01T08:00:00+08:00', '0000-00-00 00:00:00', '2026-02-30'],
	),
	anything,
);
const seconds = fc.oneof(fc.constantFrom<unknown>(0, '0', 1, '12', 3600, -5, 1.5), anything);
const statuses = fc.oneof(
	fc.constantFrom<unknown>(10, '20', 30, 40, 50, '50', 60, 70, ' 50', '050', 50.5),
	anything,
);
const numbers = fc.oneof(
	fc.constantFrom<unknown>('4915112345678', 4_915_112_345_678, '+49 151 1', ...PROTOTYPE),
	anything,
);
/** A secret where the vendors' pages have none; it must come out nowhere. */
const SECRET = 'S3CRET';
const secrets = fc.constantFrom<unknown>(SECRET, { deep: [SECRET] }, [SECRET]);

/** A record in which each field may be there or not, and may contradict each other. */
const records = fc.record(
	{
		callee: numbers,
		callStatus: statuses,
		...{ sipCode: codes, terminationCode: codes },
		...{ submitTime: times, callTime: times, ringingTime: times },
		...{ answerTime: times, hangupTime: times },
		...{ ringDuration: seconds, callDuration: seconds, chargedDuration: seconds },
		outRecallCount: seconds,
		...{ voiceId: numbers, taskId: numbers, feedbackValue: anything },
		...{ cost: anything, costEur: anything, currency: anything },
		...{ calledInfo: anything, intent: anything, recordingFileId: anything },
		terminationReason: anything,
		...{ password: secrets, apiKey: secrets, accessToken: secrets, sipPassword: secrets },
		nested: fc.record({ secretKey: secrets, list: fc.array(fc.record({ pwd: secrets })) }),
	},
	{ requiredKeys: [] },
);
/** As it arrives: `__proto__` is a field like any other then. */
const arrived = records.chain((record) =>
	fc.dictionary(fc.constantFrom(...PROTOTYPE), anything, { noNullPrototype: true }).map((more) => {
		const entries = [...Object.entries(record), ...Object.entries(more)];
		const fields = entries.map(
			([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
		);
		return JSON.parse(`{${fields.join(',')}}`) as Record<string, unknown>;
	}),
);

const runs = { numRuns: 500 };
const isCode = (value: unknown, ...codes: string[]) =>
	(typeof value === 'string' || typeof value === 'number') && codes.includes(String(value));
/** A code that a vendor left out says nothing, and neither does one that is none. */
const isSaid = (value: unknown) =>
	(typeof value === 'string' && value !== '') ||
	(typeof value === 'number' && (Number.isSafeInteger(value) || !Number.isInteger(value)));

describe('a record of any shape', () => {
	test('is read, keeps its number and ID, and has one of the results', () => {
		fc.assert(
			fc.property(arrived, (given) => {
				const { calleeNumber, voiceId, result } = recordOf(given, ZONE);
				expect(RESULTS).toContain(result);
				for (const [read, written] of [
					[calleeNumber, given.callee],
					[voiceId, given.voiceId],
				]) {
					expect(read).toBe(isSaid(written) ? String(written) : undefined);
				}
			}),
			runs,
		);
	});

	test('is answered only by the vendor’s word, or by a code of success with times of answer and talk', () => {
		const tally = { byStatus: 0, byCode: 0, not: 0 };
		fc.assert(
			fc.property(arrived, (given) => {
				const { result, answeredAt, callDuration } = recordOf(given, ZONE);
				if (result !== 'answered') return void tally.not++;
				if (isCode(given.callStatus, '50')) return void tally.byStatus++;
				tally.byCode++;
				expect(isCode(given.callStatus, '10', '20', '30', '40', '60')).toBe(false);
				const code = isSaid(given.sipCode) ? given.sipCode : given.terminationCode;
				expect(isCode(code, '0', '200')).toBe(true);
				expect(Date.parse(String(answeredAt))).toBeGreaterThan(Date.UTC(2000));
				expect(Number(given.callDuration)).toBe(callDuration);
				expect(callDuration).toBeGreaterThan(0);
			}),
			{ numRuns: 3000 },
		);
		for (const times of Object.values(tally)) expect(times).toBeGreaterThan(5);
	});

	test('says whom a vendor’s own status names, whatever the codes say', () => {
		const named = {
			10: 'busy',
			20: 'notAnswered',
			30: 'notAnswered',
			40: 'voicemail',
			60: 'failed',
		};
		fc.assert(
			fc.property(arrived, fc.constantFrom(...Object.entries(named)), (given, [status, result]) => {
				expect(recordOf({ ...given, callStatus: Number(status) }, ZONE).result).toBe(result);
			}),
			runs,
		);
	});

	test('lets no secret out, also where all of it is asked for', () => {
		fc.assert(
			fc.property(arrived, fc.boolean(), (given, simplify) => {
				const entry = { local: { simplify } } as unknown as Entry;
				expect(JSON.stringify(recordOf(given, ZONE))).not.toContain(SECRET);
				expect(JSON.stringify(resultOf(given, entry, ZONE))).not.toContain(SECRET);
			}),
			runs,
		);
	});

	test('comes out as texts and numbers that JSON can hold, and changes nothing it was given', () => {
		fc.assert(
			fc.property(arrived, (given) => {
				const before = JSON.stringify(given);
				const record = recordOf(given, ZONE);
				expect(JSON.stringify(given)).toBe(before);
				for (const value of Object.values(record)) {
					expect(['string', 'number']).toContain(typeof value);
					expect([undefined, null, '', NaN, Infinity]).not.toContain(value);
				}
				expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
				expect(JSON.parse(JSON.stringify(record))).toEqual(record);
			}),
			runs,
		);
	});

	test('and what is no record at all is a call of which nothing is known', () => {
		const nothing = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(anything));
		fc.assert(
			fc.property(fc.oneof(nothing, fc.constantFrom(null, undefined)), (given) => {
				expect(recordOf(given, ZONE)).toEqual({ result: 'pending' });
			}),
		);
	});
});
