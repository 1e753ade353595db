import { DateTime } from 'luxon';

import { dial, startOf } from './phone';
import { TIME, ZONE, type State, type Task, type VendorName } from './state';

/** Makes a task and its calls; undefined when the name is taken. */
export function makeTask(
	vendor: VendorName,
	body: Record<string, any>,
	state: State,
	taken: () => void,
): number | undefined {
	if (state.tasks.some((task) => task.vendor === vendor && task.taskName === body.taskName)) {
		return undefined;
	}
	taken();
	const keyId = state.nextId(123123);
	const { taskName, scriptId } = body;
	const callees: Array<{ calleeNumber: string }> =
		body.numberInfoList ?? body.numberList.map((calleeNumber: string) => ({ calleeNumber }));
	const createdTime = state.now().toFormat(TIME);
	const task: Task = { vendor, keyId, taskName, createdTime, callees: callees.length, status: 0 };
	state.tasks.push({ ...task, ...(scriptId !== undefined && { scriptId }) });
	for (const { calleeNumber, ...variables } of callees) {
		state.calls.push({ vendor, callee: calleeNumber, variables, id: keyId, taskName });
	}
	const of = {
		...{ vendor, keyId, scriptId, startsAt: startOf(body.sendTime, state) },
		submittedAt: state.now().toMillis(),
		displayNum: body.displayNum || undefined,
		voiceFileId: body.voiceFileId,
		maxRingingTime: body.maxRingingTime ?? 60,
		maxDuration: body.maxCalls,
		recorded: body.enableRecording === 1,
	};
	dial(
		of,
		callees.map(({ calleeNumber }) => calleeNumber),
		state,
	);
	return keyId;
}

interface TaskQuery {
	current: number;
	size: number;
	params: {
		strTime: string;
		endTime: string;
		statusList?: number[];
		searchCondition?: string;
	};
}

/**
 * A page of a vendor's tasks, the newest first, or the words for a time that does not exist.
 * `idxAppId` chooses nothing: it is not the appId of a task, and no page says which number it is.
 */
export function listTasks(
	vendor: VendorName,
	{ current, size, params }: TaskQuery,
	state: State,
	recordOf: (task: Task) => object,
): object | string {
	const { strTime, endTime, statusList = [], searchCondition = '' } = params;
	for (const [name, time] of Object.entries({ strTime, endTime })) {
		if (!DateTime.fromFormat(time, TIME, { zone: ZONE }).isValid) return `${name} is no time`;
	}
	// Written as they are, times sort as text.
	const found = state.tasks
		.filter((task) => task.vendor === vendor)
		.filter(({ createdTime }) => strTime <= createdTime && createdTime <= endTime)
		.filter(({ status }) => statusList.length === 0 || statusList.includes(status))
		.filter(({ taskName }) => taskName.includes(searchCondition))
		.sort((a, b) => b.createdTime.localeCompare(a.createdTime) || b.keyId - a.keyId);
	const records = found.slice((current - 1) * size, current * size).map((task) => ({
		...recordOf(task),
		taskName: task.taskName,
		status: task.status,
		// Nobody is really called, so no task ever gets on.
		...{ rate: '0', numCnt: task.callees, callNum: 0, success: 0, fail: 0 },
		createdTime: task.createdTime,
	}));
	return { total: found.length, size, current, pages: Math.ceil(found.length / size), records };
}
