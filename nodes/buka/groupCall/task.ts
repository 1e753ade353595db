import type { CallOperation } from '../../voice/types';
import { readTask, TASK_SAMPLE } from '../answer';
import { groupCallList } from './list';

/** What all operations have that make a task. */
export const groupCallTask = {
	kind: 'call',
	resource: { name: 'Group Call', value: 'groupCall' },
	method: 'POST',
	taskList: groupCallList,
	read: readTask,
	sample: TASK_SAMPLE,
} satisfies Partial<CallOperation>;

const { calleeNumber: _, ...again } = TASK_SAMPLE;
/** The same of those that call the callees of another task again: the vendor knows whom. */
export const groupCallAgain = {
	...groupCallTask,
	again: 'keyId',
	sample: again,
} satisfies Partial<CallOperation>;
