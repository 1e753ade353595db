import type { IDataObject } from 'n8n-workflow';

import type { Entry } from '../../voice/input/entries';
import { wordsOf } from '../../voice/input/wire';
import type { Asking } from '../../voice/reading/source';
import type { Sight } from '../../voice/types';
import { areAtOnce, readTasks, type Task } from '../groupCall/tasks';
import type { Row } from '../records';
import { instantOf } from '../time';
import { CLOCK_TOLERANCE, firstBegun, recordsSince, resultOf } from './results';

/**
 * Looks for the records of the callees of group calls. A group call has no ID for each: a record is one of its
 * calls where it names the task, or, at vendors whose records name none, where it is of the same number and time.
 *
 * @param kinds `withAgents` where the vendor has a list of tasks of AI agents, too
 */
export async function* lookByTask(
	asking: Asking,
	open: readonly Entry[],
	kinds?: 'withAgents',
): AsyncGenerator<Sight[]> {
	const since = firstBegun(open, asking.now);
	const tasks = await readTasks(asking, since, kinds);
	const wanted = new Set(open.map(({ body }) => String(body.calleeNumber)));
	const calls = await readCalls(asking, begunFirst(open, tasks, since), (number) =>
		wanted.has(number),
	);
	const others = new Map<Task, boolean>();
	const found: Sight[] = [];
	for (const entry of open) {
		const task = tasks.get(String(entry.body.keyId));
		if (task === undefined) continue;
		if (!others.has(task))
			others.set(
				task,
				[...tasks.values()].some((one) => areAtOnce(task, one)),
			);
		const own = calls.of(task, String(entry.body.calleeNumber));
		const record = resultFrom(own, task, others.get(task)!, entry, asking);
		if (record) {
			found.push({ entry, records: [record], isOver: task.isOver && record.result !== 'pending' });
		}
	}
	yield found;
}

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
}

/** Reads the calls that were submitted since. */
export async function readCalls(
	asking: Asking,
	since: number,
	isWanted: (number: string) => boolean,
): Promise<Calls> {
	const byNumber = new Map<string, Array<{ row: Row; at: number }>>();
	/** A list that changes while it is read is read again, and periods touch. */
	const seen = new Set<string>();
	let namesTasks = false;
	for await (const { rows } of recordsSince(since, asking)) {
		for (const row of rows) {
			const number = wordsOf(row.callee);
			const voiceId = wordsOf(row.voiceId);
			namesTasks ||= taskNamed(row) !== '';
			if (!isWanted(number) || (voiceId !== '' && seen.has(voiceId))) continue;
			seen.add(voiceId);
			const at = instantOf(row.callTime ?? row.submitTime, asking.vendorZone)?.getTime() ?? NaN;
			const call = { row, at };
			const others = byNumber.get(number);
			if (others) others.push(call);
			else byNumber.set(number, [call]);
		}
	}
	return {
		numbers: () => byNumber.keys(),
		of: ({ keyId, begunAt: from, endedAt: to }, number) =>
			(byNumber.get(number) ?? [])
				.filter(({ row, at }) =>
					namesTasks
						? taskNamed(row) === keyId
						: at >= from - CLOCK_TOLERANCE && at <= to + CLOCK_TOLERANCE,
				)
				.sort((one, other) => one.at - other.at)
				.map(({ row }) => row),
	};
}

const taskNamed = ({ taskId }: Row): string => wordsOf(taskId);

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
	const records = calls.map((row) => resultOf(row, entry, vendorZone));
	const last = records.at(-1)!;
	const answered = records.find(({ result }) => result === 'answered');
	const record = { ...(answered ?? last), keyId: task.keyId };
	const isNamed = calls.every((row) => taskNamed(row) === task.keyId);
	const attempts = Math.max(calls.length, ...records.map((one) => Number(one.attempts ?? 0)));
	if (!task.isOver && !(isNamed && answered)) return { ...record, result: 'pending', attempts };
	// Once a task is over, it has called everybody: a single call is its own.
	const isAmbiguous = !isNamed && others && calls.length > 1;
	if (!isAmbiguous) return { ...record, attempts };
	const isAgreed = records.every(({ result }) => result === last.result);
	return {
		...(isAgreed ? record : { ...record, result: 'unknown' }),
		attempts,
		ambiguous: true,
	};
}
