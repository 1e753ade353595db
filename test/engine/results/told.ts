import type { IDataObject } from 'n8n-workflow';

import type { Course } from '../../../sandbox/course';
import type { Played, Wish } from './play';
import { isOver, type Booked } from './watch';
import type { Named } from './world';

/** Whether a vendor's records name the task of a call, and tell a mailbox from a person. */
export const tellsAll = (vendor: Named) => vendor === 'laaffic';

const WORDS: Record<Course['result'], string> = {
	...{ answered: 'answered', notAnswered: 'notAnswered', busy: 'busy', rejected: 'notAnswered' },
	...{ voicemail: 'voicemail', failed: 'failed' },
};

/** What a result can say at best of a call that is over. */
export function resultOf({ result, answeredAt, hungUpAt }: Course, vendor: Named): string {
	if (tellsAll(vendor) || !['answered', 'voicemail'].includes(result)) return WORDS[result];
	return hungUpAt > answeredAt! ? 'answered' : 'unknown';
}

/** What comes out for a call, as its record shows it at a time. */
export function told(call: Booked, at: number, vendor: Named): IDataObject {
	const { callee, voiceId, attempts } = call;
	if (!isOver(call, at)) return { calleeNumber: callee, voiceId, result: 'pending' };
	const last = attempts.findLast(({ calledAt }) => calledAt <= at)!;
	return {
		...{ calleeNumber: callee, voiceId, result: resultOf(last, vendor), cost: last.cost },
		...(last.key !== '-1' && { key: last.key }),
	};
}

/** The fields that are compared. */
const FIELDS = ['calleeNumber', 'voiceId', 'result', 'cost', 'key'];
export const essence = (json: IDataObject) =>
	JSON.stringify(
		FIELDS.map((name) =>
			json.result === 'pending' && name !== 'voiceId' && name !== 'result'
				? null
				: (json[name] ?? null),
		),
	);

/** What came out, and how the last look went. */
export interface Asked extends Played {
	last: number;
	lastFailed: boolean;
}

/** Whether the search goes back to a call that an item asks for. */
export function isCovered({ wishes, lookBack }: Asked, { made }: Wish): boolean {
	if (made === undefined) return false;
	if (made.happening.ago <= lookBack * 3600) return true;
	return wishes.some((one) => one.submittedAt && one.submittedAt <= made.submittedAt);
}
