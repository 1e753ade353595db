import type { Parameter } from '../../voice/input/declaration';
import { integer, text } from '../../voice/input/fields';
import { calleeTimeZone } from '../../voice/guards/parameters';
import type { CalleeRule } from '../../voice/input/calleesParameter';
import { appId, defaultCountry, displayNum, loopCount, maxRingingTime } from './task';

/** A message names whom it calls in one text. */
export const calleesOfMessage = (perRequest: number): CalleeRule => ({
	parameter: 'callee',
	digits: [7, 15],
	perRequest,
	write: (callees) => ({ callee: callees.map(({ number }) => number).join(',') }),
});

/** What comes back in the record of the call. */
const passThroughData: Parameter = {
	displayName: 'Pass-Through Data',
	name: 'calledInfo',
	type: 'string',
	default: '',
	placeholder: 'e.g. order 4711',
	description: 'Text of your own that comes back in the call record',
	is: text({ max: 1000 }),
};

const maxDuration: Parameter = {
	displayName: 'Max Call Duration (Seconds)',
	name: 'maxDuration',
	type: 'number',
	default: 60,
	description: 'When an answered call is ended',
	is: integer(1, 120),
};

/** What all messages have, from a file or spoken. */
export const messageOptions = (mostLoops: number): Parameter[] => [
	...[appId, calleeTimeZone, defaultCountry, displayNum(7, 15)],
	...[loopCount(mostLoops), maxDuration, maxRingingTime, passThroughData],
];

/** Calls again whoever was not reached: nobody, unless it is asked for. */
export const recalls: Parameter[] = [
	{
		displayName: 'Redial Attempts',
		name: 'recallCount',
		type: 'number',
		default: 0,
		description: 'How often a callee who was not reached is called again',
		is: integer(0, 9),
	},
	{
		displayName: 'Redial Interval (Minutes)',
		name: 'recallInterval',
		type: 'number',
		displayOptions: { show: { recallCount: [{ _cnd: { gt: 0 } }] } },
		default: 5,
		description: 'How long to wait between two attempts',
		is: integer(1, 999),
	},
];

/** @see https://www.laaffic.com/api/voice/callResend, the only page with the limits */
export const delays: Parameter[] = [
	{
		displayName: 'Hang-Up Delay (Seconds)',
		name: 'delayHangup',
		type: 'number',
		default: 0,
		description: 'How long to wait before hanging up',
		is: integer(0, 999),
	},
	{
		displayName: 'Playing Delay (Seconds)',
		name: 'delayPlay',
		type: 'number',
		default: 0,
		description: 'How long to wait before the announcement is played',
		is: integer(0, 999),
	},
];
