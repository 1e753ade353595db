import type { IDataObject } from 'n8n-workflow';

import type { ListedTask, Source, TaskList } from '../../voice/reading/source';
import type { ReadOperation } from '../../voice/types';
import { wordsOf, type Body } from '../../voice/input/wire';
import { lastDays } from '../parameters/period';
import { fieldsOf, namedStatus, readRows, type Row } from '../records';
import { instantOf } from '../time';

/** What `status` of a task says, in words. */
export const TASK_STATUS = [
	'waiting',
	'calling',
	'finished',
	'failed',
	'cancelled',
	'suspended',
	'submitting',
] as const;

/** `taskType` of a task in which an AI agent talks; others are listed apart from these. */
export const AGENTS = 3;

/**
 * The list of group calls. An older page calls its id `jobId`, a newer one `taskId`; it is the `keyId` of the
 * answer to the request that made the task.
 *
 * @see https://www.itniotech.cn/api/voice/callQuery
 * @see https://m.laaffic.com/cn/api/voice/callQuery/
 */
export const groupCalls: Source<Row> = {
	method: 'POST',
	path: '/voice/group/call/query',
	pageSize: 100,
	read: readRows,
};

/** The id of a task, as text; undefined where it has none. */
export const keyIdOf = ({ taskId, jobId }: Row): string | undefined =>
	wordsOf(taskId) || wordsOf(jobId) || undefined;

const FIELDS = [
	...['taskName', 'status', 'statusName', 'rate', 'numCnt', 'callNum', 'success', 'fail'],
	...['createdTime', 'finishTime'],
];

/** A task as it comes out: its fields but one, with its state in words. */
export function taskItem(without?: 'callNum' | 'finishTime'): ReadOperation['item'] {
	const names = FIELDS.filter((name) => name !== without);
	return (given, _, vendorZone) => {
		const row = given as Row;
		const named = { ...row, ...namedStatus(row.status, TASK_STATUS) };
		return { keyId: keyIdOf(row), ...fieldsOf(named, names, vendorZone) };
	};
}

export const LISTED_SAMPLE: IDataObject = {
	...{ keyId: '5000602', taskName: 'Reminder 2026-11-21', status: 2, statusName: 'finished' },
	...{ rate: '100', numCnt: 120, callNum: 120, success: 97, fail: 23 },
	createdTime: '2026-11-21T09:30:00+08:00',
};

/** Zones of vendor and workflow may be a day apart; a name that the node derives is at most a day old. */
const DAYS_OF_NAMES = 2;

/** How a task is found again by its name. */
export const groupCallList: TaskList = {
	...groupCalls,
	id: (task) => wordsOf((task as ListedTask).ids.keyId),
	write: (taskName, at) => ({
		params: { ...lastDays(DAYS_OF_NAMES, at), searchCondition: taskName },
	}),
	read(answer, vendorZone) {
		const page = readRows(answer);
		// A list that doesn't say how long it is can't show that a task is not there.
		if (page?.pages === undefined || page.total === undefined) return undefined;
		const rows = page.rows.map((row) => taskOf(row, vendorZone));
		return rows.includes(undefined) ? undefined : { ...page, rows: rows as ListedTask[] };
	},
};

/**
 * The same of tasks of AI agents, which the list has only where it is asked for them.
 *
 * @see https://itniotech.com/api/ai/agentQuery
 * @see https://www.laaffic.com/api/ai/agentQuery
 */
export const agentCallList: TaskList = {
	...groupCallList,
	write(...asked) {
		const { params } = groupCallList.write(...asked);
		return { params: { ...(params as Body), taskType: AGENTS } };
	},
};

/** A task without an ID or a name is none: whose it is, nobody knows, so the list proves nothing. */
function taskOf(row: Row, zone: string): ListedTask | undefined {
	const { taskId, jobId, taskName, createdTime, status } = row;
	if (keyIdOf(row) === undefined || typeof taskName !== 'string') return undefined;
	const { statusName } = namedStatus(status, TASK_STATUS);
	return {
		name: taskName,
		ids: { keyId: (wordsOf(taskId) ? taskId : jobId) as string | number },
		...(statusName && { failed: ['failed', 'cancelled'].includes(statusName) }),
		created: instantOf(createdTime, zone),
	};
}
