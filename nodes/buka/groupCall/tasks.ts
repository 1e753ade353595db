import { wordsOf } from '../../voice/input/wire';
import type { Asking } from '../../voice/reading/source';
import type { Row } from '../records';
import { instantOf } from '../time';
import { keyIdOf } from './list';
import { tasksOfLastDays } from './states';

/** A task with the time in which it calls: milliseconds since 1970. */
export interface Task {
	keyId: string;
	begunAt: number;
	/** Now, as long as the vendor doesn't say. */
	endedAt: number;
	/** Finished, failed or cancelled: nobody else will be called. */
	isOver: boolean;
	row: Row;
}

/** States in which a task is over: finished, failed, cancelled. */
const OVER = ['2', '3', '4'];

const DAY = 24 * 60 * 60 * 1000;
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
	kinds?: 'withAgents',
): Promise<Map<string, Task>> {
	const days = Math.ceil((asking.now.getTime() - since) / DAY) + DAYS_BEFORE;
	const found = new Map<string, Task>();
	for await (const rows of tasksOfLastDays(asking, days, kinds)) {
		for (const row of rows) {
			const keyId = keyIdOf(row)!;
			found.set(keyId, taskOf(keyId, row, asking));
		}
	}
	return found;
}

function taskOf(keyId: string, row: Row, { vendorZone, now }: Asking): Task {
	return {
		keyId,
		// A task without a time may have begun at any.
		begunAt: instantOf(row.createdTime, vendorZone)?.getTime() ?? 0,
		endedAt: (instantOf(row.finishTime, vendorZone) ?? now).getTime(),
		isOver: OVER.includes(wordsOf(row.status)),
		row,
	};
}

const WAITING = '0';
const FAILED = '3';

/** Whether another task may have called somebody while this one did. */
export const areAtOnce = (one: Task, other: Task): boolean =>
	one.keyId !== other.keyId &&
	![WAITING, FAILED].includes(wordsOf(other.row.status)) &&
	other.begunAt <= one.endedAt &&
	other.endedAt >= one.begunAt;
