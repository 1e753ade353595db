import { DateTime } from 'luxon';

import type { Parameter } from '../../voice/input/declaration';
import { integer, notSent, time } from '../../voice/input/fields';
import type { At, Body } from '../../voice/input/wire';
import type { Problem } from '../../voice/types';
import { TIME } from '../time';

/** How many days lists go back unless somebody says otherwise. */
export const LOOK_BACK_DAYS = 60;

/**
 * The last days, as the vendor writes times. They end a day after now: where clocks differ, what was made just
 * now must not be missed.
 */
export function lastDays(days: number, { now, vendorZone }: At): Body {
	const today = DateTime.fromJSDate(now, { zone: vendorZone });
	return {
		strTime: today.minus({ days }).toFormat(TIME),
		endTime: today.plus({ days: 1 }).toFormat(TIME),
	};
}

/** How far back a list is read in which a task is looked up by its ID. */
export const lookBackDays: Parameter = {
	displayName: 'Look Back (Days)',
	name: 'lookBackDays',
	type: 'number',
	default: LOOK_BACK_DAYS,
	description:
		'How many days back the vendor’s list is read, in which the group call is looked up by its ID',
	is: notSent(integer(1, 3650)),
};

/** @param local the values that are not sent */
export const lookBackOf = ({ lookBackDays: days = LOOK_BACK_DAYS }: Body): number => Number(days);

/** The period whose tasks or flows are listed. The vendor wants both its ends. */
export const period: Parameter[] = [
	{
		displayName: 'Start Time',
		name: 'strTime',
		type: 'dateTime',
		default: '',
		description: `From when on it was made; ${LOOK_BACK_DAYS} days ago if left empty. A time without an offset is in the workflow’s time zone and is converted to the one in the credential.`,
		is: { ...time(TIME), as: 'params.strTime' },
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		description: 'Until when it was made; up to the newest if left empty',
		is: { ...time(TIME), as: 'params.endTime' },
	},
];

/** The body with both ends of the period in it. */
export const withPeriod = ({ params, ...rest }: Body, at: At): Body => ({
	...rest,
	params: { ...lastDays(LOOK_BACK_DAYS, at), ...(params as Body) },
});

/** A period that ends before it begins has nothing in it. */
export function periodRule(body: Body, at: At): Problem[] {
	const { strTime, endTime } = withPeriod(body, at).params as Record<string, string>;
	if (strTime <= endTime) return [];
	const message = `is ${endTime} in ${at.vendorZone}, the vendor’s time zone, which is before Start Time, ${strTime} there`;
	return [{ parameter: 'End Time', message }];
}
