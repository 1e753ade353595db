import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import { time } from '../../nodes/voice/input/fields';
import { Refusal } from '../../nodes/voice/input/wire';

const JSON_FORM = 'yyyy-MM-dd HH:mm:ss';
const FORM_FORM = 'yyyyMMddHHmmss';
const NOW = new Date('2026-01-31T00:00:00Z');

/** What a time is on the wire; the workflow is in Berlin, the vendor in Shanghai. */
const written = (
	value: unknown,
	format = JSON_FORM,
	workflowZone = 'Europe/Berlin',
	vendorZone = 'Asia/Shanghai',
) => time(format).write(value, { now: NOW, workflowZone, vendorZone });

test.each<[string, unknown, string]>([
	['with Z', '2026-01-31T09:30:00Z', '2026-01-31 17:30:00'],
	['with an offset', '2026-01-31T09:30:00+01:00', '2026-01-31 16:30:00'],
	['with an offset west of Greenwich', '2026-01-31T09:30:00-05:00', '2026-01-31 22:30:00'],
	['with milliseconds, as n8n writes it', '2026-01-31T09:30:00.999Z', '2026-01-31 17:30:00'],
	['without an offset', '2026-01-31T09:30:00', '2026-01-31 16:30:00'],
	['without an offset and seconds', '2026-01-31T09:30', '2026-01-31 16:30:00'],
	['with a space', '2026-01-31 09:30:00', '2026-01-31 16:30:00'],
	['with a space, without seconds', '2026-01-31 09:30', '2026-01-31 16:30:00'],
	['with a space and an offset', '2026-01-31 09:30:00 +03:00', '2026-01-31 14:30:00'],
	['with a space and the letter of UTC', '2026-01-31 09:30:00Z', '2026-01-31 17:30:00'],
	['with a space and the name of UTC', '2026-01-31 09:30:00 UTC', '2026-01-31 17:30:00'],
	['with an offset of hours alone', '2026-01-31T09:30:00+03', '2026-01-31 14:30:00'],
	['with an offset without a colon', '2026-01-31T09:30:00-0330', '2026-01-31 21:00:00'],
	['with the most eastern offset', '2026-01-31T09:30:00+14:00', '2026-01-31 03:30:00'],
	['with the most western offset', '2026-01-31T09:30:00-12:00', '2026-02-01 05:30:00'],
	['with blanks around', ' 2026-01-31T09:30:00 ', '2026-01-31 16:30:00'],
	['over midnight', '2026-01-31T23:30:00', '2026-02-01 06:30:00'],
	['over New Year', '2026-12-31T20:00:00', '2027-01-01 03:00:00'],
	['on a leap day', '2028-02-29T09:30:00', '2028-02-29 16:30:00'],
	['in summer', '2026-07-31T09:30:00', '2026-07-31 15:30:00'],
	['just before summer time', '2026-03-29T01:59:59', '2026-03-29 08:59:59'],
	['just after summer time began', '2026-03-29T03:00:00', '2026-03-29 09:00:00'],
	['just before an hour comes twice', '2026-10-25T01:59:59', '2026-10-25 07:59:59'],
	['just after an hour came twice', '2026-10-25T03:00:00', '2026-10-25 10:00:00'],
	['the first time it is 2:30 in autumn', '2026-10-25T02:30:00+02:00', '2026-10-25 08:30:00'],
	['the second time it is 2:30 in autumn', '2026-10-25T02:30:00+01:00', '2026-10-25 09:30:00'],
	['a Date in an hour that comes twice', new Date('2026-10-25T01:30:00Z'), '2026-10-25 09:30:00'],
	[
		'a DateTime in an hour that comes twice',
		DateTime.fromISO('2026-10-25T02:30:00+01:00', { zone: 'Europe/Berlin' }),
		'2026-10-25 09:30:00',
	],
	['a Date', new Date('2026-01-31T09:30:00Z'), '2026-01-31 17:30:00'],
	['a DateTime', DateTime.fromISO('2026-01-31T09:30:00', { zone: 'UTC' }), '2026-01-31 17:30:00'],
	[
		'a DateTime in another zone',
		DateTime.fromISO('2026-01-31T09:30:00', { zone: 'America/New_York' }),
		'2026-01-31 22:30:00',
	],
	[
		'a DateTime of another copy of Luxon',
		{ toJSDate: () => new Date('2026-01-31T09:30:00Z') },
		'2026-01-31 17:30:00',
	],
])('a time %s', (_, value, wire) => {
	expect(written(value)).toBe(wire);
	expect(written(value, FORM_FORM)).toBe(wire.replace(/\D/g, ''));
});

test('a time in the vendor’s own form is in the zone of the workflow, as a number too', () => {
	expect(written('20260131093000', FORM_FORM)).toBe('20260131163000');
	expect(written(20260131093000, FORM_FORM)).toBe('20260131163000');
	expect(written('20260131093000', JSON_FORM)).toBeUndefined();
});

test.each<[string, unknown]>([
	['a day February does not have', '2026-02-30T09:30:00'],
	['the same with a space', '2026-02-30 09:30:00'],
	['the same with an offset', '2026-02-30T09:30:00Z'],
	['29 February of a common year', '2026-02-29T09:30:00'],
	['month 13', '2026-13-01T09:30:00'],
	['a word', 'tomorrow'],
	['25 o’clock', '2026-01-31T25:00:00'],
	['a time without a day', '25:00'],
	['a time of day', '09:30'],
	['a day without a time', '2026-01-31'],
	['minute 60', '2026-01-31 09:60:00'],
	['something behind it', '2026-01-31T09:30:00 or so'],
	['the name of another zone', '2026-01-31 09:30:00 America/New_York'],
	['the same in brackets', '2026-01-31T09:30:00[America/New_York]'],
	['an American date', '01/31/2026 09:30'],
	['a German date', '31.01.2026 09:30'],
	['seconds since 1970', 1769848200],
	['milliseconds since 1970', '1769848200000'],
	['an invalid Date', new Date(NaN)],
	['an invalid DateTime', DateTime.fromISO('2026-02-30')],
	['a switch', true],
	['null', null],
	['an object', { year: 2026 }],
	['a list', ['2026-01-31T09:30:00']],
])('%s is not a time', (_, value) => {
	expect(written(value)).toBeUndefined();
	expect(written(value, FORM_FORM)).toBeUndefined();
});

const NO_SUCH = 'which does not exist in Europe/Berlin, where clocks are put forward then';
const TWICE = 'which exists twice in Europe/Berlin, where clocks are put back then';
const OFFSET = 'whose offset no place has';

test.each([
	['2026-03-29T02:00:00', NO_SUCH],
	['2026-03-29 02:59:59.999', NO_SUCH],
	['2026-10-25T02:00:00', TWICE],
	['2026-10-25 02:59', TWICE],
	['2026-01-31T09:30:00+99:00', OFFSET],
	['2026-01-31T09:30:00+14:01', OFFSET],
	['2026-01-31T09:30:00-12:01', OFFSET],
	['2026-01-31T09:30:00+15', OFFSET],
	['2026-01-31T09:30:00+0360', OFFSET],
])('%s is refused, and it is said why', (value, why) => {
	expect(written(value)).toEqual(new Refusal(expect.stringContaining(why) as string));
	expect(written(value, FORM_FORM)).toEqual(written(value));
});

test('the vendor’s own form is refused as well where clocks are changed', () => {
	expect(written('20260329023000', FORM_FORM)).toEqual(
		new Refusal(expect.stringContaining(NO_SUCH) as string),
	);
	expect(written(20261025023000, FORM_FORM)).toEqual(
		new Refusal(expect.stringContaining(TWICE) as string),
	);
});

test('a time that comes twice is shown with an offset', () => {
	expect(written('2026-10-25 02:30')).toMatchObject({
		why: expect.stringContaining('write it with an offset, e.g. 2026-10-25T02:30:00+02:00'),
	});
});

test('a time that would come twice at the vendor is refused, however it is given', () => {
	const first = new Date('2026-11-01T05:30:00Z');
	const why =
		'which is 2026-11-01 01:30:00 in America/New_York, the vendor’s time zone, where that comes twice';
	for (const value of [first, DateTime.fromJSDate(first), first.toISOString()]) {
		const read = written(value, JSON_FORM, 'Europe/Berlin', 'America/New_York');
		expect(read).toMatchObject({ why: expect.stringContaining(why) });
	}
});

test('a time that comes twice at the vendor is one again with its offset', () => {
	const format = "yyyy-MM-dd'T'HH:mm:ssZZ";
	const at = (value: string) => written(value, format, 'Europe/Berlin', 'America/New_York');
	expect(at('2026-11-01T05:30:00Z')).toBe('2026-11-01T01:30:00-04:00');
	expect(at('2026-11-01T06:30:00Z')).toBe('2026-11-01T01:30:00-05:00');
});

test('a day that a zone left out does not exist there', () => {
	expect(written('2011-12-30T12:00:00', JSON_FORM, 'Pacific/Apia')).toMatchObject({
		why: expect.stringContaining('does not exist in Pacific/Apia'),
	});
});

test('a time has Latin digits where the machine writes others', () => {
	const { defaultLocale, defaultNumberingSystem } = Settings;
	try {
		Settings.defaultLocale = 'ar-EG';
		expect(new Intl.NumberFormat('ar-EG').format(1)).toBe('١');
		expect(written('2026-01-31T09:30:00')).toBe('2026-01-31 16:30:00');
		expect(written('20260131093000', FORM_FORM)).toBe('20260131163000');
	} finally {
		Object.assign(Settings, { defaultLocale, defaultNumberingSystem });
	}
});

/** When clocks are changed in Berlin, New York and on Lord Howe Island. */
const changes = [
	...['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'],
	...['2026-04-04T15:00Z', '2026-10-03T15:30Z'],
].map((change) => Date.parse(change) / 1000);
/** Seconds since 1970: any from 2020 to 2050, and those about a change of clocks. */
const second = fc.oneof(
	fc.integer({ min: 1_577_836_800, max: 2_524_608_000 }),
	fc
		.tuple(fc.constantFrom(...changes), fc.integer({ min: -7200, max: 7200 }))
		.map(([change, seconds]) => change + seconds),
);
const zone = fc.constantFrom(
	'UTC',
	'Asia/Shanghai',
	'Asia/Kathmandu',
	'Europe/Berlin',
	'America/New_York',
	'Australia/Lord_Howe',
	'Pacific/Kiritimati',
);
const format = fc.constantFrom(JSON_FORM, FORM_FORM);

/** Whether clocks in the zone show the time of that second at another one, too. */
const isTwice = (at: number, zone: string) =>
	DateTime.fromSeconds(at, { zone }).getPossibleOffsets().length > 1;
const secondOf = (wire: unknown, form: string, zone: string) =>
	DateTime.fromFormat(String(wire), form, { zone }).toSeconds();

/** The ways to name an instant that leave no doubt. */
const spellings: Array<[string, (at: DateTime, millisecond: number) => unknown]> = [
	['a Date', (at, millisecond) => new Date(at.toMillis() + millisecond)],
	['a DateTime', (at) => at],
	['ISO 8601 with an offset', (at) => at.toISO()],
	['ISO 8601 in UTC', (at) => at.toUTC().toISO()],
	['ISO 8601 without milliseconds', (at) => at.toISO({ suppressMilliseconds: true })],
	['SQL with an offset', (at) => at.toSQL()],
];

test.each(spellings)('an instant given as %s is the same second at the vendor', (_, spell) => {
	fc.assert(
		fc.property(
			second,
			fc.nat(999),
			zone,
			zone,
			zone,
			format,
			(at, ms, own, work, vendor, form) => {
				const given = spell(DateTime.fromSeconds(at, { zone: own }), ms);
				const wire = written(given, form, work, vendor);
				if (isTwice(at, vendor)) expect(wire).toBeInstanceOf(Refusal);
				else expect(secondOf(wire, form, vendor)).toBe(at);
			},
		),
	);
});

test.each([
	['ISO 8601', "yyyy-MM-dd'T'HH:mm:ss", JSON_FORM],
	['SQL', JSON_FORM, FORM_FORM],
	['the form of the JSON vendors', JSON_FORM, JSON_FORM],
	['the form of InnoPaaS', FORM_FORM, FORM_FORM],
])('a time without an offset given as %s is read in the workflow’s zone', (_, given, form) => {
	fc.assert(
		fc.property(second, zone, zone, (at, work, vendor) => {
			const local = DateTime.fromSeconds(at, { zone: work }).toFormat(given);
			const wire = written(local, form, work, vendor);
			if (isTwice(at, work) || isTwice(at, vendor)) expect(wire).toBeInstanceOf(Refusal);
			else expect(secondOf(wire, form, vendor)).toBe(at);
		}),
	);
});

test('whatever clock time is given, it is not moved in silence', () => {
	fc.assert(
		fc.property(second, zone, zone, (at, work, own) => {
			// What clocks show in one zone may be what they never show in another.
			const local = DateTime.fromSeconds(at, { zone: own }).toFormat(JSON_FORM);
			const wire = written(local, JSON_FORM, work);
			if (wire instanceof Refusal) return;
			const read = DateTime.fromSeconds(secondOf(wire, JSON_FORM, 'Asia/Shanghai'), { zone: work });
			expect(read.toFormat(JSON_FORM)).toBe(local);
			expect(isTwice(read.toSeconds(), work)).toBe(false);
		}),
	);
});
