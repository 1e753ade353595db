import fc from 'fast-check';
import { DateTime } from 'luxon';

import { isOpen, nextOpening, type CallingHours } from '../../nodes/voice/guards/callingHours';

const MINUTE = 60_000;
const two = (count: number) => String(count).padStart(2, '0');
const timeOfDay = fc
	.tuple(fc.nat(23), fc.nat(59))
	.map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const hours: fc.Arbitrary<CallingHours> = fc
	.record({
		from: timeOfDay,
		to: timeOfDay,
		days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
		outside: fc.constant('refuse' as const),
	})
	.filter(({ from, to }) => from !== to);
const zone = fc.constantFrom(
	...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'],
	...['Pacific/Apia', 'America/St_Johns', 'Asia/Kathmandu'],
);
/** Also around the days on which clocks are changed. */
const moment = fc
	.tuple(
		fc.constantFrom(
			'2026-03-29T00:00Z',
			'2026-10-25T00:00Z',
			'2026-11-01T05:00Z',
			'2026-07-01T12:00Z',
		),
		fc.integer({ min: -4 * 24 * 60, max: 4 * 24 * 60 }),
	)
	.map(([around, minutes]) => Date.parse(around) + minutes * MINUTE);
const at = (millis: number, of: string) => DateTime.fromMillis(millis, { zone: of });

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const formats = new Map<string, Intl.DateTimeFormat>();
/** What the clocks of a zone show, as the machine's own tables have it. */
function clockOf(millis: number, timeZone: string) {
	const options = {
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	} as const;
	const format =
		formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, ...options });
	formats.set(timeZone, format);
	const parts = format.formatToParts(millis);
	const part = (type: string) => parts.find((one) => one.type === type)!.value;
	const weekday = WEEKDAYS.indexOf(part('weekday')) || 7;
	return { weekday, minutes: Number(part('hour')) * 60 + Number(part('minute')) };
}

/** The same rule in minutes: a window belongs to the day on which it begins. */
function mayCall({ from, to, days }: CallingHours, millis: number, of: string): boolean {
	const { weekday, minutes } = clockOf(millis, of);
	const inMinutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	const [first, end] = [inMinutes(from), inMinutes(to)];
	const yesterday = weekday === 1 ? 7 : weekday - 1;
	if (first < end) return days.includes(weekday) && minutes >= first && minutes < end;
	return minutes >= first ? days.includes(weekday) : minutes < end && days.includes(yesterday);
}

test('calls begin when the clock of the zone and the day say so, also over midnight and when clocks are changed', () => {
	fc.assert(
		fc.property(hours, moment, zone, (given, millis, of) => {
			expect(isOpen(given, at(millis, of))).toBe(mayCall(given, millis, of));
		}),
		{ numRuns: 3000 },
	);
});

test('the next moment is allowed, and none before it is', () => {
	fc.assert(
		fc.property(hours, moment, zone, (given, millis, of) => {
			fc.pre(!mayCall(given, millis, of));
			const next = nextOpening(given, at(millis, of))?.toMillis();
			// Clocks can skip a short window, of one day.
			if (next === undefined) return void expect(given.days).toHaveLength(1);
			expect(mayCall(given, next, of)).toBe(true);
			for (let before = millis; before < next; before += 7 * MINUTE) {
				expect(mayCall(given, before, of)).toBe(false);
			}
		}),
		{ numRuns: 150 },
	);
});

const night: CallingHours = { from: '22:00', to: '06:00', days: [5], outside: 'refuse' };
test.each([
	['Friday evening', '2026-11-20T22:00', true],
	['Saturday morning, which is still Friday’s night', '2026-11-21T05:59', true],
	['Saturday at its end', '2026-11-21T06:00', false],
	['Friday morning, which would be Thursday’s night', '2026-11-20T03:00', false],
])('hours over midnight: %s', (_, time, open) => {
	expect(isOpen(night, DateTime.fromISO(time, { zone: 'Europe/Berlin' }))).toBe(open);
});

test('where clocks skip the beginning, calls begin when clocks go on', () => {
	const early: CallingHours = { from: '02:30', to: '04:00', days: [7], outside: 'refuse' };
	const eve = DateTime.fromISO('2026-03-28T20:00', { zone: 'Europe/Berlin' });
	expect(nextOpening(early, eve)?.toISO()).toBe('2026-03-29T03:00:00.000+02:00');
});

test.each([
	['begins a second time', '02:15', '20:00', '2026-10-25T01:05Z', '2026-10-25T02:15:00.000+01:00'],
	['goes on a second time', '01:00', '02:30', '2026-10-25T00:45Z', '2026-10-25T02:00:00.000+01:00'],
])('where clocks are put back, a window %s', (_, from, to, time, next) => {
	const given: CallingHours = { from, to, days: [1, 2, 3, 4, 5, 6, 7], outside: 'refuse' };
	const now = DateTime.fromISO(time, { zone: 'Europe/Berlin' });
	expect(isOpen(given, now)).toBe(false);
	expect(nextOpening(given, now)?.toISO()).toBe(next);
});

test('near the change of clocks, too, the next moment is allowed, and none before it is', () => {
	const changes = ['2026-03-29T01:00Z', '2026-10-25T01:00Z'];
	const near = fc
		.tuple(fc.constantFrom(...changes), fc.integer({ min: -150, max: 90 }))
		.map(([around, minutes]) => Date.parse(around) + minutes * MINUTE);
	const early = fc
		.tuple(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 1, max: 300 }))
		.map(([begin, long]) => [begin, begin + long])
		.map(([from, to]) => [from, to].map((at) => `${two(Math.floor(at / 60))}:${two(at % 60)}`))
		.map(([from, to]) => ({ from, to, days: [1, 2, 3, 4, 5, 6, 7], outside: 'refuse' as const }));
	fc.assert(
		fc.property(early, near, (given, millis) => {
			fc.pre(!mayCall(given, millis, 'Europe/Berlin'));
			const next = nextOpening(given, at(millis, 'Europe/Berlin'))!.toMillis();
			expect(mayCall(given, next, 'Europe/Berlin')).toBe(true);
			for (let before = millis; before < next; before += MINUTE) {
				expect(mayCall(given, before, 'Europe/Berlin')).toBe(false);
			}
		}),
		{ numRuns: 50 },
	);
});
