import { DateTime } from 'luxon';

import type { ListedTask, TaskList } from '../../voice/types';
import { wordsOf } from '../../voice/input/wire';
import { readPage } from '../answer';

const FORMAT = 'yyyy-MM-dd HH:mm:ss';

/**
 * The list of group calls, in which a task is found by its name. An older page calls its id `jobId`,
 * a newer one `taskId`; it is the `keyId` of the answer to the request that made the task.
 *
 * @see https://www.itniotech.cn/api/voice/callQuery
 * @see https://m.laaffic.com/cn/api/voice/callQuery/
 */
export const groupCallList: TaskList = {
	method: 'POST',
	path: '/voice/group/call/query',
	pageSize: 100,
	write: (taskName, from, to, vendorZone) => ({
		params: {
			strTime: DateTime.fromJSDate(from, { zone: vendorZone }).toFormat(FORMAT),
			endTime: DateTime.fromJSDate(to, { zone: vendorZone }).toFormat(FORMAT),
			searchCondition: taskName,
		},
	}),
	read(answer, vendorZone) {
		const page = readPage(answer);
		// A list that doesn't say how long it is can't show that a task is not there.
		if (page?.pages === undefined || page.total === undefined) return undefined;
		const rows = page.rows.map((row) => taskOf(row, vendorZone));
		return rows.includes(undefined) ? undefined : { ...page, rows: rows as ListedTask[] };
	},
};

/** Submission failed, and cancelled. */
const FAILED = ['3', '4'];
/** Whatever else the pages name: waiting, calling, finished and the like. */
const MADE = ['0', '1', '2', '5', '6'];

/** A task without an ID or a name is none: whose it is, nobody knows, so the list proves nothing. */
function taskOf(row: unknown, zone: string): ListedTask | undefined {
	const { taskId, jobId, taskName, createdTime, status } = Object(row);
	const keyId: unknown = taskId ?? jobId;
	if (typeof keyId !== 'number' && typeof keyId !== 'string') return undefined;
	if (typeof taskName !== 'string') return undefined;
	const created = DateTime.fromFormat(wordsOf(createdTime), FORMAT, { zone });
	return {
		name: taskName,
		ids: { keyId },
		...([...FAILED, ...MADE].includes(wordsOf(status)) && {
			failed: FAILED.includes(wordsOf(status)),
		}),
		...(created.isValid && { created: created.toJSDate() }),
	};
}
