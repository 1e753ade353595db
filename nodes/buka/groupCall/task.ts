import { DateTime } from 'luxon';

import { writeTime } from '../../voice/input/time';
import type { CallOperation, Start } from '../../voice/types';
import { readTask, TASK_SAMPLE } from '../answer';
import { instantOf, TIME } from '../time';
import { groupCallList } from './list';
import { calleeCounts } from './states';

/** Without a Send Time a task begins at once. */
const starts: Start = {
	read: ({ sendTime }, vendorZone) => instantOf(sendTime, vendorZone),
	write(moment, vendorZone) {
		const sendTime = writeTime(DateTime.fromJSDate(moment), TIME, vendorZone);
		return typeof sendTime === 'string' ? { sendTime } : undefined;
	},
};

/** What all operations have that make a task. */
export const groupCallTask = {
	kind: 'call',
	resource: { name: 'Group Call', value: 'groupCall' },
	method: 'POST',
	taskList: groupCallList,
	starts,
	read: readTask,
	sample: TASK_SAMPLE,
} satisfies Partial<CallOperation>;

const { calleeNumber: _, ...again } = TASK_SAMPLE;
/** The same of those that call the callees of another task again: the vendor knows whom. */
export const groupCallAgain = {
	...groupCallTask,
	again: 'keyId',
	calleeCounts,
	sample: again,
} satisfies Partial<CallOperation>;
