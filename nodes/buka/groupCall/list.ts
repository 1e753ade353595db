import { DateTime } from 'luxon';

import type { ListedTask, TaskList } from '../../voice/types';
import { wordsOf } from '../../voice/input/wire';

const FORMAT = 'yyyy-MM-dd HH:mm:ss';
/** The most the page allows. */
const PAGE_SIZE = 100;

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
	write: (taskName, page, from, to, vendorZone) => ({
		current: page,
		size: PAGE_SIZE,
		params: {
			strTime: DateTime.fromJSDate(from, { zone: vendorZone }).toFormat(FORMAT),
			endTime: DateTime.fromJSDate(to, { zone: vendorZone }).toFormat(FORMAT),
			searchCondition: taskName,
		},
	}),
	read({ data }, page, vendorZone) {
		const { records, pages, total, current } = Object(data) as Record<string, unknown>;
		if (!Array.isArray(records) || ![pages, total].every(isCount)) return undefined;
		if (wordsOf(current ?? page) !== String(page)) return undefined;
		const tasks = (records as unknown[]).map((row) => taskOf(row, vendorZone));
		if (tasks.includes(undefined)) return undefined;
		return { tasks: tasks as ListedTask[], pages: Number(pages), total: Number(total) };
	},
};

const isCount = (value: unknown) => /^\d+$/.test(wordsOf(value));

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
