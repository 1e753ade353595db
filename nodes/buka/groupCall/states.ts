import { againIfChanged } from '../../voice/reading/pages';
import type { Asking, Source } from '../../voice/reading/source';
import { wordsOf, type Body, type Wire } from '../../voice/input/wire';
import { readPage } from '../answer';
import { lastDays, lookBackOf } from '../parameters/period';
import type { Row } from '../records';
import { AGENTS, groupCalls, keyIdOf, TASK_STATUS } from './list';

export const WAITING = '0';
export const CANCELLED = '4';

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

const states: Source<State> = {
	...groupCalls,
	id: (row) => (row as State).keyId,
	read(answer) {
		const page = readPage(answer);
		const rows = page?.rows.map(stateOf);
		if (!page || rows?.includes(undefined)) return undefined;
		return { ...page, rows: rows as State[] };
	},
};

/** A list of its own has the tasks in which AI agents talk. */
const OF_AGENTS = { taskType: AGENTS };

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
	const days = lastDays(lookBackOf(local), asking);
	const wanted = new Set(keyIds.map(String));
	const found = new Map<string, string>();
	for (const more of kinds ? [{}, OF_AGENTS] : [{}]) {
		await againIfChanged(async () => {
			for await (const rows of asking.rows(states, { params: { ...days, ...more } })) {
				for (const { keyId, status } of rows) if (wanted.has(keyId)) found.set(keyId, status);
				if (found.size === wanted.size) return;
			}
		});
		if (found.size === wanted.size) break;
	}
	return found;
}
