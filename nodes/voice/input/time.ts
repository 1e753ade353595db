import { DateTime } from 'luxon';

import { MINUTE } from '../clock';
import { Refusal } from './wire';

/** Digits and names of times as the vendors read them, whatever the machine's language is. */
const LATIN = { locale: 'en-US' };

/** ISO 8601 or SQL: a day, a time of day, and an offset where there is one. */
const WRITTEN =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;

/** The offsets that the world's clocks have, in minutes. */
const WEST = -12 * 60;
const EAST = 14 * 60;

/**
 * Reads a point in time. Luxon and JavaScript dates are one; a text is ISO 8601 or
 * `yyyy-MM-dd HH:mm:ss`, with an offset or, without one, what clocks show in `zone`. A text or a
 * number may have the form `format`, too, which has no offset.
 *
 * @returns undefined when it is nothing of that; a refusal when no clock or more than one in the zone
 *   shows it, or the offset is none
 */
export function readTime(
	value: unknown,
	format: string,
	zone: string,
): DateTime | Refusal | undefined {
	if (typeof value === 'string' || typeof value === 'number') {
		return readText(String(value).trim(), format, zone);
	}
	// A DateTime of n8n's own copy of Luxon is no instance of ours.
	const foreign = value as { toJSDate?: () => Date } | null;
	const date = typeof foreign?.toJSDate === 'function' ? foreign.toJSDate() : value;
	const read = date instanceof Date ? DateTime.fromJSDate(date) : undefined;
	return read?.isValid ? read : undefined;
}

function readText(text: string, format: string, zone: string): DateTime | Refusal | undefined {
	const [, day, hour, offset] = WRITTEN.exec(text) ?? [];
	const clock =
		day === undefined
			? DateTime.fromFormat(text, format, { zone: 'utc', ...LATIN })
			: DateTime.fromISO(`${day}T${hour}`, { zone: 'utc' });
	if (!clock.isValid) return undefined;
	if (offset === undefined) return atClock(clock, zone);
	const minutes = minutesOf(offset);
	return minutes === undefined
		? new Refusal('whose offset no place has; allowed are offsets from -12:00 to +14:00')
		: clock.minus({ minutes });
}

/** An offset in minutes; undefined when no clock in the world has it. */
function minutesOf(offset: string): number | undefined {
	const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
	if (sign === undefined) return 0;
	const total = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
	return Number(minutes) < 60 && total >= WEST && total <= EAST ? total : undefined;
}

/** The point in time at which clocks in a zone show what a clock in UTC would. */
function atClock(clock: DateTime, zone: string): DateTime | Refusal | undefined {
	const about = clock.setZone(zone, { keepLocalTime: true });
	if (!about.isValid) return undefined;
	// Where no clock shows that time, Luxon gives one an hour later.
	const [first, ...others] = about
		.getPossibleOffsets()
		.filter((instant) => instant.toMillis() + instant.offset * MINUTE === clock.toMillis());
	if (first === undefined) {
		return new Refusal(
			`which does not exist in ${zone}, where clocks are put forward then; write another time, or one with an offset`,
		);
	}
	return others.length === 0
		? first
		: new Refusal(
				`which exists twice in ${zone}, where clocks are put back then; write it with an offset, e.g. ${first.toISO({ suppressMilliseconds: true })}`,
			);
}

/**
 * Writes a point in time as clocks in a zone show it.
 *
 * @returns undefined where there is no such zone; a refusal when its clocks show that twice and the format has
 *   no offset
 */
export function writeTime(
	instant: DateTime,
	format: string,
	zone: string,
): string | Refusal | undefined {
	const local = instant.setZone(zone);
	if (!local.isValid) return undefined;
	if (!format.includes('ZZ') && local.getPossibleOffsets().length > 1) {
		const shown = local.toFormat('yyyy-MM-dd HH:mm:ss', LATIN);
		return new Refusal(
			`which is ${shown} in ${zone}, the vendor’s time zone, where that comes twice; write another time`,
		);
	}
	return local.toFormat(format, LATIN);
}
