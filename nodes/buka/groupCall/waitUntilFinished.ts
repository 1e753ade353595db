import type { IDataObject } from 'n8n-workflow';

import { CLOCK_TOLERANCE, DAY } from '../../voice/clock';
import type { Entry } from '../../voice/input/entries';
import { parameters, type Parameter } from '../../voice/input/declaration';
import { choice, notSent } from '../../voice/input/fields';
import { simplify, withRaw } from '../../voice/reading/parameters';
import type { Asking } from '../../voice/reading/source';
import type { Sight, WaitOperation } from '../../voice/types';
import { waitUpTo } from '../../voice/waiting/parameters';
import { exactly, readCalls, resultFrom } from '../callRecord/resultsOfTask';
import { groupCall } from '../parameters/ids';
import { lookBackDays, lookBackOf } from '../parameters/period';
import { optionsOf } from '../parameters/task';
import { LISTED_SAMPLE, taskItem } from './list';
import { areAtOnce, readTasks, type Task, type TaskTelling } from './tasks';

const output: Parameter = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'One Item per Callee',
			value: 'callees',
			description:
				'What became of everybody of whom the vendor has a record; for the first of the items that name the group call',
		},
		{ name: 'One Item per Group Call', value: 'task', description: 'Its state and its counts' },
	],
	default: 'task',
	description: 'What comes out once the group call is over',
	is: notSent(choice('callees', 'task')),
};

const itemOf = taskItem();

/**
 * Waits until group calls are finished, have failed or were cancelled.
 *
 * @see https://onbuka.com/voice-api18
 */
export const waitUntilFinished = (telling: TaskTelling): WaitOperation => ({
	kind: 'wait',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Wait Until Finished',
		value: 'waitUntilFinished',
		action: 'Wait until a group call is finished',
		description: 'Wait until a group call is over, and give out what came of it',
	},
	...parameters([groupCall, output, waitUpTo, simplify, optionsOf([lookBackDays])]),
	sample: { keyId: LISTED_SAMPLE.keyId, result: 'finished', ...LISTED_SAMPLE },
	async *look(asking, open) {
		const now = asking.now.getTime();
		const days = open.reduce((most, { local }) => Math.max(most, lookBackOf(local)), 1);
		const tasks = await readTasks(asking, now - days * DAY, telling);
		const again = askedAgain(open);
		const found = open.flatMap((entry) => {
			if (again.has(entry)) return [];
			const task = tasks.get(String(entry.body.keyId));
			return task ? [{ entry, task }] : [];
		});
		const wantsCallees = found.filter(
			({ entry, task }) => task.isOver && entry.local.output === 'callees',
		);
		yield found.map(({ entry, task }) => ({
			entry,
			records: [recordOf(task, entry, asking)],
			// Its callees are still to come.
			isOver: task.isOver && entry.local.output !== 'callees',
		}));
		yield [...again].map((entry) => ({ entry, records: [], isOver: true }));
		if (wantsCallees.length > 0) yield* calleesOf(wantsCallees, tasks, telling, asking);
	},
	// A list that was read to its end and does not have it, though some time went by: nobody shall wait for it for ever.
	unseen: ({ body: { keyId }, local }, hasLooked) =>
		hasLooked && Number(local.waitUpTo) > 0
			? {
					keyId: String(keyId),
					result: 'unknown',
					reason: `Group call ${keyId as number} is not in the vendor’s list of the last ${lookBackOf(local)} days; check the ID, or set Options → Look Back (Days)`,
				}
			: { keyId: String(keyId), result: 'pending' },
});

/** Entries that ask for the callees of a task that another asks for before them: everybody comes out once. */
function askedAgain(open: readonly Entry[]): Set<Entry> {
	const asked = new Set<string>();
	const again = open.filter(({ body, local }) => {
		if (local.output !== 'callees') return false;
		const keyId = String(body.keyId);
		const isAgain = asked.has(keyId);
		asked.add(keyId);
		return isAgain;
	});
	return new Set(again);
}

function recordOf(
	{ keyId, row, state, isOver }: Task,
	{ local }: Entry,
	{ vendorZone }: Asking,
): IDataObject {
	const result = isOver ? state : 'pending';
	const item = { keyId, result, ...itemOf(row, {}, vendorZone) };
	return withRaw(item, row, local.simplify);
}

/** What became of everybody whom some tasks called. */
async function* calleesOf(
	over: Array<{ entry: Entry; task: Task }>,
	tasks: Map<string, Task>,
	telling: TaskTelling,
	asking: Asking,
): AsyncGenerator<Sight[]> {
	const since = over.reduce((least, { task }) => Math.min(least, task.begunAt), Infinity);
	const calls = await readCalls(asking, since - CLOCK_TOLERANCE, () => true);
	for (const { entry, task: one } of over) {
		const task = await exactly(one, calls, telling, asking);
		const others = [...tasks.values()].some((other) => areAtOnce(task, other));
		const records = [...calls.numbers()]
			.map((number) => resultFrom(calls.of(task, number), task, others, entry, asking))
			.filter((record) => record !== undefined);
		// More people were called then than are the task's, and nobody can tell who is whose.
		const isMixed = !calls.nameTasks && records.length > Number(task.row.numCnt);
		if (isMixed) for (const record of records) record.ambiguous = true;
		if (records.length === 0) records.push(recordOf(task, entry, asking));
		yield [{ entry, records, isOver: true }];
	}
}
