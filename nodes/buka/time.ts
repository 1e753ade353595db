import { DateTime, IANAZone } from 'luxon';

import { MINUTE } from '../voice/clock';

/** How the platform writes times of tasks and flows, and reads them, in no stated zone. */
export const TIME = 'yyyy-MM-dd HH:mm:ss';

/** What the platform writes of a time that has come: the usual form of the records, with an offset. */
const USUAL =
	/^2\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d[+-](?:0\d|1[0-4]):[0-5]\d$/;
/** Any other, with or without separators, parts of a second and an offset: `20221213214512`. */
const WRITTEN =
	/^(2\d{3})-?(\d{2})-?(\d{2})[T ]?(\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))? ?(?:(Z|UTC)|([+-](?:0\d|1[0-4])):?([0-5]\d))?$/;
/** The millennium. Before it nobody was called; what is written as 0 or 1970 has not happened. */
const FIRST = Date.UTC(2000);
/** Clocks are changed at the beginning of one. */
const QUARTER = 15;

/**
 * Reads a time in any form in which the platform writes one: ISO 8601, `yyyy-MM-dd HH:mm:ss` or
 * `yyyyMMddHHmmss` of the vendor's zone, or seconds or milliseconds since 1970, as a number or a text.
 *
 * @param zone the vendor's, in which times without an offset are, and which the others get
 * @returns ISO 8601 with an offset; undefined for what is no time, or none that has come
 */
export function timeOf(value: unknown, zone: string): string | undefined {
	if (typeof value === 'string' && USUAL.test(value)) return value;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	if (/^\d{10}$/.test(text)) return fromEpoch(Number(text) * 1000, zone);
	if (/^\d{12,13}$/.test(text)) return fromEpoch(Number(text), zone);
	const [, year, month, day, hour, minute, second, fraction, utc, hours, minutes] =
		WRITTEN.exec(text) ?? [];
	if (year === undefined) return undefined;
	const clock = `${year}-${month}-${day}T${hour}:${minute}`;
	if (!exists(clock) || Number(second) > 59) return undefined;
	const part = fraction === undefined ? '' : `.${fraction}`;
	const offset = utc ? '+00:00' : hours ? `${hours}:${minutes}` : offsetAtClock(clock, zone);
	return `${clock}:${second}${part}${offset}`;
}

/** The same as a point in time. */
export function instantOf(value: unknown, zone: string): Date | undefined {
	const time = timeOf(value, zone);
	return time === undefined ? undefined : new Date(time);
}

/** Whether there is such a minute: not in a 13th month, and not on February 30. */
function exists(clock: string): boolean {
	const instant = Date.parse(`${clock}Z`);
	return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(clock);
}

function fromEpoch(instant: number, zone: string): string | undefined {
	if (instant < FIRST) return undefined;
	const offset = offsetAt(instant, zone);
	const clock = new Date(instant + offset * MINUTE).toISOString();
	return clock.replace(/(?:\.000)?Z$/, written(offset));
}

/** What was asked of Luxon, which takes long: many records lie in one quarter of an hour. */
const offsets = new Map<string, number>();
const MOST_OFFSETS = 10_000;

function remembered(key: string, ask: () => number): number {
	const known = offsets.get(key);
	if (known !== undefined) return known;
	if (offsets.size === MOST_OFFSETS) offsets.clear();
	const asked = ask();
	offsets.set(key, asked);
	return asked;
}

const offsetAt = (instant: number, zone: string): number =>
	remembered(`${zone} ${Math.floor(instant / (QUARTER * MINUTE))}`, () =>
		IANAZone.create(zone).offset(instant),
	);

const offsetAtClock = (clock: string, zone: string): string => {
	const quarter = Math.floor(Number(clock.slice(-2)) / QUARTER);
	const key = `${zone} ${clock.slice(0, -2)}${quarter}`;
	return written(remembered(key, () => DateTime.fromISO(clock, { zone }).offset));
};

/** Minutes as an offset is written. */
function written(offset: number): string {
	const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
	const two = (count: number) => String(count).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
