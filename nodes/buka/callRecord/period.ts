import { DateTime } from 'luxon';

import { DAY } from '../../voice/clock';
import type { Parameter } from '../../voice/input/declaration';
import { time } from '../../voice/input/fields';
import type { Body, Surroundings } from '../../voice/input/wire';
import type { Problem } from '../../voice/types';

/** The vendors keep records for two months. */
const MONTHS_BACK = 2;
/** From one end of what is asked to the other, in milliseconds. */
const LONGEST = 31 * DAY;
/** Whether an end belongs to its period no page says, so two that touch share a second. */
const SHARED = 1000;
/** What is later than this from now was submitted by nobody's clock, in milliseconds. */
const AHEAD = DAY;
export const FORMAT = "yyyy-MM-dd'T'HH:mm:ssZZ";

/** The last 24 hours, unless the user says otherwise. `$now` would be another time for each item. */
export const period: Parameter[] = [
	{
		displayName: 'Start Time',
		name: 'strTime',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-01-31T09:30:00',
		description:
			'From when on calls were submitted, two months ago at most; 24 hours before End Time if left empty. A time without an offset is in the workflow’s time zone.',
		is: { ...time(FORMAT), as: 'params.strTime' },
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-02-28T18:00:00',
		description:
			'Until when calls were submitted; until now if left empty. The node cuts what is longer than the 31 days that the vendor allows.',
		is: { ...time(FORMAT), as: 'params.endTime' },
	},
];

type At = Pick<Surroundings, 'now' | 'vendorZone'>;

/** Both ends of the period that a body asks for, in milliseconds since 1970. */
function endsOf({ params = {} }: Body, now: Date): { first: number; last: number } {
	const { strTime, endTime } = params as { strTime?: string; endTime?: string };
	const last = endTime === undefined ? now.getTime() : Date.parse(endTime);
	return { first: strTime === undefined ? last - DAY : Date.parse(strTime), last };
}

const writerFor = (vendorZone: string) => (time: number) =>
	DateTime.fromMillis(time, { zone: vendorZone }).toFormat(FORMAT);

/** What is wrong with a period. */
export function periodRule(body: Body, { now, vendorZone }: At): Problem[] {
	const write = writerFor(vendorZone);
	const { first, last } = endsOf(body, now);
	if (last < first) {
		const message = `is ${write(last)}, which is before Start Time, ${write(first)}`;
		return [{ parameter: 'End Time', message }];
	}
	const oldest = oldestAt(now, vendorZone);
	if (!(first < oldest.toMillis())) return [];
	const message = `is ${write(first)}; records are kept for two months, so allowed is ${oldest.toFormat(FORMAT)} or later`;
	return [{ parameter: 'Start Time', message }];
}

/** The first moment whose records are kept. */
export const oldestAt = (now: Date, vendorZone: string): DateTime =>
	DateTime.fromJSDate(now, { zone: vendorZone }).minus({ months: MONTHS_BACK }).startOf('day');

/** The periods that a body asks for. */
export function periodsOf(body: Body, at: At): Body[] {
	const { first, last } = endsOf(body, at.now);
	return periodsBetween(first, last, at);
}

/**
 * The periods to ask for one after the other, the newest first, none longer than the vendor allows, and none of
 * what is to come.
 *
 * @param first its beginning and its end, in milliseconds since 1970
 */
export function periodsBetween(first: number, last: number, { now, vendorZone }: At): Body[] {
	const write = writerFor(vendorZone);
	const periods: Body[] = [];
	let end = Math.max(first, Math.min(last, now.getTime() + AHEAD));
	for (; end - first > LONGEST; end = end - LONGEST + SHARED) {
		periods.push({ params: { strTime: write(end - LONGEST), endTime: write(end) } });
	}
	return [...periods, { params: { strTime: write(first), endTime: write(end) } }];
}
