import type { Parameter } from '../../voice/input/declaration';
import { integer, notSent } from '../../voice/input/fields';
import type { Body } from '../../voice/input/wire';

const DAYS = 60;

/** How far back a list is read in which a task is looked up by its ID. */
export const lookBackDays: Parameter = {
	displayName: 'Look Back (Days)',
	name: 'lookBackDays',
	type: 'number',
	default: DAYS,
	description:
		'How many days back the vendor’s list is read, in which the group call is looked up by its ID',
	is: notSent(integer(1, 3650)),
};

/** @param local the values that are not sent */
export const lookBackOf = ({ lookBackDays: days = DAYS }: Body): number => Number(days);
