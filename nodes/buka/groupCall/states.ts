import { goneOnIfChanged } from '../../voice/reading/pages';
import type { Asking, Source } from '../../voice/reading/source';
import { wordsOf, type Body, type Wire } from '../../voice/input/wire';
import { lastDays, lookBackOf } from '../parameters/period';
import { readRows, type Row } from '../records';
import { AGENTS, groupCalls, keyIdOf, TASK_STATUS } from './list';

export const WAITING = '0';
export const CANCELLED = '4';
/** What the detail of a task says that is not there. */
export const NO_SUCH_TASK = '-24';

/** A state in words; undefined where no page names it. */
export const stateName = (status: string): string | undefined => TASK_STATUS[Number(status)];

/** A task's ID and state, as a list or a detail has them. */
export interface State {
	keyId: string;
	status: string;
}

/** @returns undefined where the row has no ID */
export function stateOf(row: unknown): State | undefined {
	const task = Object(row) as Row;
	const keyId = keyIdOf(task);
	return keyId === undefined ? undefined : { keyId, status: wordsOf(task.status) };
}

/** The list, in which every row is a task. */
const tasks: Source<Row> = {
	...groupCalls,
	id: (row) => keyIdOf(row as Row),
	read(answer) {
		const page = readRows(answer);
		return page?.rows.every((row) => keyIdOf(row) !== undefined) ? page : undefined;
	},
};

/** A list of its own has the tasks in which AI agents talk. */
const OF_AGENTS = { taskType: AGENTS };

/**
 * Reads the tasks of the last days, page by page, those of AI agents last.
 *
 * @param kinds `withAgents` where the vendor has a list of tasks of AI agents, too
 * @throws NotRead where a list can't be had
 */
export async function* tasksOfLastDays(
	asking: Asking,
	days: number,
	kinds?: 'withAgents',
): AsyncGenerator<Row[]> {
	const period = lastDays(days, asking);
	for (const more of kinds ? [{}, OF_AGENTS] : [{}]) {
		const body = { params: { ...period, ...more } };
		for await (const page of goneOnIfChanged(() => asking.rows(tasks, body))) yield page.rows;
	}
}

/**
 * Reads the states of tasks from the lists of the last days, until all of them are found.
 *
 * @param kinds `withAgents` where the tasks of AI agents are looked through, too
 * @returns by ID; a task that no list has is missing
 * @throws NotRead where a list can't be had
 */
export async function readStates(
	asking: Asking,
	keyIds: Wire[],
	local: Body,
	kinds?: 'withAgents',
): Promise<Map<string, string>> {
	const wanted = new Set(keyIds.map(String));
	const found = new Map<string, string>();
	for await (const rows of tasksOfLastDays(asking, lookBackOf(local), kinds)) {
		for (const { keyId, status } of rows.map((row) => stateOf(row)!)) {
			if (wanted.has(keyId)) found.set(keyId, status);
		}
		if (found.size === wanted.size) break;
	}
	return found;
}

/**
 * How many callees tasks have, from the list of the last 60 days.
 *
 * @returns by ID; a task that the list does not have, or of which it does not say it, is missing
 * @throws NotRead where the list can't be had
 */
export async function calleeCounts(asking: Asking, keyIds: Wire[]): Promise<Map<string, number>> {
	const wanted = new Set(keyIds.map(String));
	const found = new Map<string, number>();
	for await (const rows of tasksOfLastDays(asking, lookBackOf({}))) {
		for (const row of rows) {
			const count = wordsOf(row.numCnt);
			if (wanted.has(keyIdOf(row)!) && /^\d+$/.test(count)) found.set(keyIdOf(row)!, Number(count));
		}
		if (found.size === wanted.size) break;
	}
	return found;
}
