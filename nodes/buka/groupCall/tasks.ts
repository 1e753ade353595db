import { CLOCK_TOLERANCE, DAY } from '../../voice/clock';
import { wordsOf } from '../../voice/input/wire';
import { onlyRow } from '../../voice/reading/pages';
import type { Asking, Source } from '../../voice/reading/source';
import type { Row } from '../records';
import { instantOf } from '../time';
import { getGroupCall } from './get';
import { keyIdOf } from './list';
import { NO_SUCH_TASK, stateName, tasksOfLastDays } from './states';

/** A task with the time in which it calls: milliseconds since 1970. */
export interface Task {
	keyId: string;
	begunAt: number;
	/** Now, as long as nobody knows it: lists of tasks don't say. */
	endedAt: number;
	/** In words; undefined where no page names it. */
	state?: string;
	/** Finished, failed or cancelled: nobody else will be called. */
	isOver: boolean;
	row: Row;
}

/** States in which a task is over. */
const OVER = ['finished', 'failed', 'cancelled'];

/** What a vendor tells of tasks, beside their list. */
export interface TaskTelling {
	/** Set where those of AI agents have a list of their own. */
	agents?: true;
	/** Set where a task's detail says when it ended. */
	ends?: true;
}

/** So many days before the first of some tasks others may have begun that call at the same time. */
const DAYS_BEFORE = 7;

/**
 * Reads the tasks of a time, and those that began shortly before it.
 *
 * @param since milliseconds since 1970
 * @returns by ID
 * @throws NotRead where a list can't be had
 */
export async function readTasks(
	asking: Asking,
	since: number,
	{ agents }: TaskTelling,
): Promise<Map<string, Task>> {
	const days = Math.ceil((asking.now.getTime() - since) / DAY) + DAYS_BEFORE;
	const found = new Map<string, Task>();
	for await (const rows of tasksOfLastDays(asking, days, agents && 'withAgents')) {
		for (const row of rows) {
			const keyId = keyIdOf(row)!;
			found.set(keyId, taskOf(keyId, row, asking));
		}
	}
	return found;
}

function taskOf(keyId: string, row: Row, { vendorZone, now }: Asking): Task {
	const state = stateName(wordsOf(row.status));
	return {
		keyId,
		// A task without a time may have begun at any.
		begunAt: instantOf(row.createdTime, vendorZone)?.getTime() ?? 0,
		endedAt: now.getTime() + CLOCK_TOLERANCE,
		state,
		isOver: state !== undefined && OVER.includes(state),
		row,
	};
}

/**
 * The task with the time at which it ended; one that was stopped was changed then. One of which the vendor tells
 * no details keeps the end that it has.
 *
 * @throws NotRead where the vendor does not answer
 */
export async function withEnd(task: Task, asking: Asking): Promise<Task> {
	const detail = await onlyRow(
		asking,
		getGroupCall as Source<Row>,
		{ id: task.keyId },
		NO_SUCH_TASK,
	);
	const { finishTime, mdfTime } = detail ?? {};
	const time = task.state === 'finished' ? finishTime : (finishTime ?? mdfTime);
	const endedAt = instantOf(time, asking.vendorZone)?.getTime() ?? task.endedAt;
	return { ...task, endedAt };
}

/** Whether another task may have called somebody while this one did. */
export const areAtOnce = (one: Task, other: Task): boolean =>
	one.keyId !== other.keyId &&
	!['waiting', 'failed'].includes(String(other.state)) &&
	other.begunAt <= one.endedAt &&
	other.endedAt >= one.begunAt;
