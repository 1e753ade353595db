import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { innoPaasReports } from '../../nodes/InnoPaas/reports';
import { itniotechReports } from '../../nodes/Itniotech/reports';
import { laafficReports } from '../../nodes/Laaffic/reports';
import { onbukaReports } from '../../nodes/Onbuka/reports';
import {
	AGENT_RINGING,
	AI_AGENT_REPORT,
	CALL_CENTER_REPORT,
	NUMBER_RECORD,
	VOICE_REPORT,
} from '../fixtures/shared/reports';
import { push, send, type Answered } from '../support/webhook';

const EVENTS = [VOICE_REPORT, AI_AGENT_REPORT, AGENT_RINGING, CALL_CENTER_REPORT, NUMBER_RECORD];
const triggers = fc.constantFrom(laafficReports, itniotechReports, onbukaReports, innoPaasReports);
const buka = fc.constantFrom(laafficReports, itniotechReports);
const settings = fc.record(
	{ simplify: fc.boolean(), filters: fc.record({ keyId: fc.string(), result: fc.constant([]) }) },
	{ requiredKeys: [] },
);

const names = fc.constantFrom(
	...new Set(EVENTS.flatMap((event) => Object.keys(event))),
	...['__proto__', 'constructor', 'toString', 'toJSON', 'then', 'length', 'callStatus', 'raw'],
);
const values = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom<unknown>('', '0', 0, -1, '-1', null, 1e21, '200', 10, {}, [], 'x'.repeat(1000)),
	fc.date({ noInvalidDate: true }).map((date) => date.getTime()),
);
/** Fields as JSON has them: a name like that of the prototype is one of them. */
const garbage = fc
	.array(fc.tuple(names, values), { maxLength: 12 })
	.map(
		(fields) => `{${fields.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join()}}`,
	)
	.map((json) => JSON.parse(json) as IDataObject);

/** It came out whole, or not at all. */
function expectWhole({ status, items }: Answered): void {
	expect([200, 400]).toContain(status);
	if (status === 400) expect(items).toBeUndefined();
	for (const item of items ?? []) {
		expect(JSON.parse(JSON.stringify(item))).toEqual(item);
		expect(item.eventId).toMatch(new RegExp(`^${item.event}:.`));
	}
}

const wasConnected = ({ answeredAt, callDuration, sipCode, terminationCode }: IDataObject) =>
	answeredAt !== undefined &&
	Number(callDuration) > 0 &&
	['0', '200'].includes(String(sipCode ?? terminationCode));

test('no JSON makes a trigger throw', async () => {
	const anything = fc.oneof(garbage, fc.jsonValue(), fc.array(fc.oneof(garbage, fc.jsonValue())));
	await fc.assert(
		fc.asyncProperty(triggers, anything, settings, async (trigger, value, given) => {
			expectWhole(await push(trigger, value, given as IDataObject));
		}),
		{ numRuns: 700 },
	);
});

test('no bytes of any type make a trigger throw', async () => {
	const types = fc.constantFrom(
		...['application/json', 'application/octet-stream', 'multipart/form-data', 'text/plain'],
		...['application/x-www-form-urlencoded', 'application/json; charset=utf-16le', ''],
	);
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
		fc.string().map((text) => Buffer.from(text)),
		fc.tuple(fc.constantFrom(...EVENTS), fc.nat(400), fc.nat(255)).map(([event, at, byte]) => {
			const given = Buffer.from(JSON.stringify(event));
			given[at % given.length] = byte;
			return given;
		}),
	);
	await fc.assert(
		fc.asyncProperty(triggers, types, bytes, async (trigger, contentType, body) => {
			expectWhole(await send(trigger, { body, contentType }));
		}),
		{ numRuns: 700 },
	);
});

const NUMBER = '63123456788';
/** A report whose fields may be anything, but for whom it is about and that it is one. */
const reports = fc
	.tuple(fc.constantFrom(VOICE_REPORT, AI_AGENT_REPORT), garbage)
	.map(([report, other]): IDataObject => ({ ...report, ...other, callee: NUMBER }));

test('whatever else a report says, its number is not lost, and no answer is invented', async () => {
	let answered = 0;
	await fc.assert(
		fc.asyncProperty(buka, fc.array(reports, { minLength: 1 }), async (trigger, list) => {
			const { items } = await push(trigger, list);
			expect(items?.map(({ calleeNumber }) => calleeNumber)).toEqual(list.map(() => NUMBER));
			for (const [at, item] of items!.entries()) {
				expect(item.event).toMatch(/^(voice|aiAgent)Report$/);
				if (item.result !== 'answered' || String(list[at].callStatus) === '50') continue;
				answered++;
				expect([item, wasConnected(item)]).toEqual([item, true]);
			}
		}),
		{ numRuns: 500 },
	);
	expect(answered).toBeGreaterThan(10);
});

test('a report that comes again has the same ID, in whatever order its fields stand', async () => {
	await fc.assert(
		fc.asyncProperty(buka, reports, async (trigger, report) => {
			const turned = Object.fromEntries(Object.entries(report).reverse());
			const [first, again, other] = await Promise.all(
				[report, { ...report }, turned].map(async (one) => (await push(trigger, one)).items![0]),
			);
			expect(again.eventId).toBe(first.eventId);
			expect(other.eventId).toBe(first.eventId);
		}),
	);
});
