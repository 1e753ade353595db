import { DateTime } from 'luxon';

import type { ListedTask, TaskList } from '../../voice/types';
import { wordsOf } from '../../voice/wire';

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
	read({ data }, vendorZone) {
		const { records, pages } = (data ?? {}) as { records?: unknown; pages?: unknown };
		const rows = Array.isArray(records) ? (records as Array<Record<string, unknown> | null>) : [];
		return {
			tasks: rows.flatMap((row) => taskOf(row, vendorZone) ?? []),
			pages: Number(wordsOf(pages)) || 1,
		};
	},
};

/** Submission failed, and cancelled. */
const FAILED = ['3', '4'];

function taskOf(row: Record<string, unknown> | null, zone: string): ListedTask | undefined {
	const keyId = row?.taskId ?? row?.jobId;
	if (typeof keyId !== 'number' && typeof keyId !== 'string') return undefined;
	const { taskName, numCnt, createdTime, status } = row!;
	const created = DateTime.fromFormat(wordsOf(createdTime), FORMAT, { zone });
	return {
		name: wordsOf(taskName),
		ids: { keyId },
		failed: FAILED.includes(wordsOf(status)),
		...(typeof numCnt === 'number' && { callees: numCnt }),
		...(created.isValid && { created: created.toJSDate() }),
	};
}
