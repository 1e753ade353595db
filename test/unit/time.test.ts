import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

import { time } from '../../nodes/voice/fields';

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
	['with blanks around', ' 2026-01-31T09:30:00 ', '2026-01-31 16:30:00'],
	['over midnight', '2026-01-31T23:30:00', '2026-02-01 06:30:00'],
	['over New Year', '2026-12-31T20:00:00', '2027-01-01 03:00:00'],
	['on a leap day', '2028-02-29T09:30:00', '2028-02-29 16:30:00'],
	['in summer', '2026-07-31T09:30:00', '2026-07-31 15:30:00'],
	['just before summer time', '2026-03-29T01:59:59', '2026-03-29 08:59:59'],
	['just after summer time began', '2026-03-29T03:00:00', '2026-03-29 09:00:00'],
	['the second time it is 2:30 in autumn', '2026-10-25T02:30:00+01:00', '2026-10-25 09:30:00'],
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

/** Seconds since 1970, 2020 to 2050. */
const second = fc.integer({ min: 1_577_836_800, max: 2_524_608_000 });
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
				const wire = String(written(given, form, work, vendor));
				const read = DateTime.fromFormat(wire, form, { zone: vendor });
				// An hour that comes twice when summer time ends has one spelling for two instants.
				expect(read.getPossibleOffsets().map((one) => one.toSeconds())).toContain(at);
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
			const wire = String(written(local, form, work, vendor));
			const read = DateTime.fromFormat(wire, form, { zone: vendor });
			const instants = read.getPossibleOffsets().map((one) => one.setZone(work).toFormat(given));
			expect(instants).toContain(local);
		}),
	);
});
