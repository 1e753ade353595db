import type { IDataObject } from 'n8n-workflow';

import { CLOCK_TOLERANCE } from '../../voice/clock';
import { grouped } from '../../voice/grouped';
import type { Entry } from '../../voice/input/entries';
import { wordsOf } from '../../voice/input/wire';
import type { Asking } from '../../voice/reading/source';
import type { Sight } from '../../voice/types';
import { areAtOnce, readTasks, withEnd, type Task, type TaskTelling } from '../groupCall/tasks';
import type { Row } from '../records';
import { instantOf } from '../time';
import { firstBegun, recordsSince, resultOf } from './results';

/**
 * Looks for the records of the callees of group calls. A group call has no ID for each: a record is one of its
 * calls where it names the task, or, at vendors whose records name none, where it is of the same number and time.
 */
export async function* lookByTask(
	asking: Asking,
	open: readonly Entry[],
	telling: TaskTelling,
): AsyncGenerator<Sight[]> {
	const since = firstBegun(open, asking.now);
	const tasks = await readTasks(asking, since, telling);
	const wanted = new Set(open.map(({ body }) => String(body.calleeNumber)));
	const calls = await readCalls(asking, begunFirst(open, tasks, since), (number) =>
		wanted.has(number),
	);
	const found: Sight[] = [];
	for (const [one, entries] of grouped(open, ({ body }) => tasks.get(String(body.keyId)))) {
		if (one === undefined) continue;
		// Also where there is one call of each number: what came after the task may stand where its own record is gone.
		const task = await exactly(one, calls, telling, asking);
		const others = [...tasks.values()].some((other) => areAtOnce(task, other));
		for (const entry of entries) {
			const own = calls.of(task, String(entry.body.calleeNumber));
			const record = resultFrom(own, task, others, entry, asking);
			if (record === undefined) continue;
			found.push({ entry, records: [record], isOver: task.isOver && record.result !== 'pending' });
		}
	}
	yield found;
}

/** A task that is finished has called everybody: a single call is its own. */
const isOwn = (calls: Row[], { state }: Task) => state === 'finished' && calls.length === 1;

/** A task that is over, with its end where that tells its calls from others. */
export const exactly = async (
	task: Task,
	{ nameTasks }: Calls,
	{ ends }: TaskTelling,
	asking: Asking,
): Promise<Task> => (ends && task.isOver && !nameTasks ? await withEnd(task, asking) : task);

/** When the first of the tasks began that the entries name. */
function begunFirst(open: readonly Entry[], tasks: Map<string, Task>, since: number): number {
	const begun = new Set(open.map(({ body }) => tasks.get(String(body.keyId))?.begunAt ?? since));
	return [...begun].reduce((least, one) => Math.min(least, one), Infinity) - CLOCK_TOLERANCE;
}

/** Calls by number, as far as somebody wants to know. */
export interface Calls {
	/** Those that may be a task's, the oldest first. */
	of: (task: Task, number: string) => Row[];
	numbers: () => Iterable<string>;
	/** Whether records say of which task they are. */
	nameTasks: boolean;
}

/** Reads the calls that were submitted since. */
export async function readCalls(
	asking: Asking,
	since: number,
	isWanted: (number: string) => boolean,
): Promise<Calls> {
	const byNumber = new Map<string, Array<{ row: Row; at: number; submittedAt: number }>>();
	/** A list that changes while it is read is read again, and periods touch. */
	const seen = new Set<string>();
	let nameTasks = false;
	for await (const { rows } of recordsSince(since, asking)) {
		for (const row of rows) {
			const number = wordsOf(row.callee);
			const voiceId = wordsOf(row.voiceId);
			// The newest records have this, and name the task of a call that has one.
			nameTasks ||= taskNamed(row) !== '' || row.callStatus !== undefined;
			if (!isWanted(number) || (voiceId !== '' && seen.has(voiceId))) continue;
			seen.add(voiceId);
			const timeOf = (time: unknown) => instantOf(time, asking.vendorZone)?.getTime() ?? NaN;
			const at = timeOf(row.callTime ?? row.submitTime);
			const call = { row, at, submittedAt: timeOf(row.submitTime ?? row.callTime) };
			const others = byNumber.get(number);
			if (others) others.push(call);
			else byNumber.set(number, [call]);
		}
	}
	return {
		nameTasks,
		numbers: () => byNumber.keys(),
		of: ({ keyId, begunAt: from, endedAt: to }, number) =>
			(byNumber.get(number) ?? [])
				.filter(({ row, at, submittedAt }) =>
					nameTasks ? isOf(row, keyId) : submittedAt >= from && at <= to,
				)
				.sort((one, other) => one.at - other.at)
				.map(({ row }) => row),
	};
}

const taskNamed = ({ taskId }: Row): string => wordsOf(taskId);

/** A round of redials is a task of its own, which names the one that it belongs to; so does one that was made again. */
const isOf = (row: Row, keyId: string): boolean =>
	taskNamed(row) === keyId ||
	(wordsOf(row.sourceTaskId) === keyId && Number(row.outRecallCount) > 0);

/**
 * What became of a callee of a task, from the records of the calls that may have been its own. Until the task is over,
 * somebody who has not answered may be called again, and a record that names no task may be that of another call.
 *
 * @param calls the oldest first
 * @param others whether other tasks called at the same time
 * @returns undefined where there is no call
 */
export function resultFrom(
	calls: Row[],
	task: Task,
	others: boolean,
	entry: Entry,
	{ vendorZone }: Asking,
): IDataObject | undefined {
	if (calls.length === 0) return undefined;
	const all = calls.map((row) => resultOf(row, entry, vendorZone));
	const isNamed = calls.every((row) => taskNamed(row) !== '');
	const ended = all.filter(({ result }) => result !== 'pending');
	// Once a task is finished, its calls have ended: what has not is another's.
	const isFinished = task.state === 'finished';
	const records = !isNamed && isFinished && ended.length > 0 ? ended : all;
	const last = records.at(-1)!;
	const answered = records.find(({ result }) => result === 'answered');
	const record = { ...(answered ?? last), keyId: task.keyId };
	const attempts = Math.max(records.length, ...records.map((one) => Number(one.attempts ?? 0)));
	if (!task.isOver && !(isNamed && answered)) return { ...record, result: 'pending', attempts };
	const isAmbiguous = !isNamed && others && !isOwn(calls, task);
	if (!isAmbiguous) return { ...record, attempts };
	const isAgreed = isFinished && all.every(({ result }) => result === last.result);
	return {
		...(isAgreed ? record : { ...record, result: 'unknown' }),
		attempts,
		ambiguous: true,
	};
}
