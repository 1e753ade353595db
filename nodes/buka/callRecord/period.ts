import { DateTime } from 'luxon';

import type { Parameter } from '../../voice/input/declaration';
import { time } from '../../voice/input/fields';
import type { Body, Surroundings } from '../../voice/input/wire';
import type { Problem } from '../../voice/types';

/** The vendors keep records for two months. */
const MONTHS_BACK = 2;
/** From one end of what is asked to the other, in milliseconds. */
const LONGEST = 31 * 24 * 60 * 60 * 1000;
/** Whether an end belongs to its period no page says, so two that touch share a second. */
const SHARED = 1000;
/** What is later than this from now was submitted by nobody's clock, in milliseconds. */
const AHEAD = 24 * 60 * 60 * 1000;
export const FORMAT = "yyyy-MM-dd'T'HH:mm:ssZZ";

/** The last 24 hours, unless the user says otherwise. */
export const period: Parameter[] = [
	{
		displayName: 'Start Time',
		name: 'strTime',
		type: 'dateTime',
		required: true,
		default: '={{ $now.minus({ days: 1 }) }}',
		placeholder: 'e.g. 2026-01-31T09:30:00',
		description:
			'From when on calls were submitted, two months ago at most; preset are the last 24 hours. A time without an offset is in the workflow’s time zone.',
		is: { ...time(FORMAT), as: 'params.strTime' },
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		required: true,
		default: '={{ $now }}',
		placeholder: 'e.g. 2026-02-28T18:00:00',
		description:
			'Until when calls were submitted. The node cuts what is longer than the 31 days that the vendor allows.',
		is: { ...time(FORMAT), as: 'params.endTime' },
	},
];

const endsOf = ({ params = {} }: Body) => params as { strTime: string; endTime: string };

/** What is wrong with a period. */
export function periodRule(body: Body, { now, vendorZone }: Surroundings): Problem[] {
	const { strTime, endTime } = endsOf(body);
	if (Date.parse(endTime) < Date.parse(strTime)) {
		const message = `is ${endTime}, which is before Start Time, ${strTime}`;
		return [{ parameter: 'End Time', message }];
	}
	const oldest = oldestAt(now, vendorZone);
	if (!(Date.parse(strTime) < oldest.toMillis())) return [];
	const message = `is ${strTime}; records are kept for two months, so allowed is ${oldest.toFormat(FORMAT)} or later`;
	return [{ parameter: 'Start Time', message }];
}

/** The first moment whose records are kept. */
export const oldestAt = (now: Date, vendorZone: string): DateTime =>
	DateTime.fromJSDate(now, { zone: vendorZone }).minus({ months: MONTHS_BACK }).startOf('day');

type At = Pick<Surroundings, 'now' | 'vendorZone'>;

/** The periods that a body asks for. */
export function periodsOf(body: Body, at: At): Body[] {
	const { strTime, endTime } = endsOf(body);
	return periodsBetween(Date.parse(strTime), Date.parse(endTime), at);
}

/**
 * The periods to ask for one after the other, the newest first, none longer than the vendor allows, and none of
 * what is to come.
 *
 * @param first its beginning and its end, in milliseconds since 1970
 */
export function periodsBetween(first: number, last: number, { now, vendorZone }: At): Body[] {
	const write = (time: number) => DateTime.fromMillis(time, { zone: vendorZone }).toFormat(FORMAT);
	const periods: Body[] = [];
	let end = Math.max(first, Math.min(last, now.getTime() + AHEAD));
	for (; end - first > LONGEST; end = end - LONGEST + SHARED) {
		periods.push({ params: { strTime: write(end - LONGEST), endTime: write(end) } });
	}
	return [...periods, { params: { strTime: write(first), endTime: write(end) } }];
}
