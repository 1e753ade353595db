import { hasFile } from '../library';
import { isTime, pageOf } from '../pages';
import type { State, Task, VendorName } from '../state';
import { calleesOf, changeTask, makeTask, progressOf, settingsOf, stopTask } from '../tasks';
import { byVendor, type Desk, type Handler, type Incoming } from '../vendor';
import { detailOf } from './groupCallDetail';
import { isBroke } from './voiceMessages';

/** Kinds of tasks, as `taskType` says them. */
type TaskType = 1 | 2 | 3;
const ORDINARY = 1;
const AI = 2;
const AGENT = 3;

/** The AI scripts and agents that are there: those of the vendors' samples. */
const SPEAKERS: Record<TaskType, number[]> = { 1: [], 2: [1, 123, 1234], 3: [110] };

/** States of a task. */
const WAITING = 0;
const CALLING = 1;
const FINISHED = 2;
const CANCELLED = 4;
const SUSPENDED = 5;
const SUBMITTING = 6;

/** `source`. */
const UPLOADED = 1;
/** `resendType`; left out it is taken for all. */
const UNREACHED = 1;

const ofVendor = ({ vendor, state }: { vendor: VendorName; state: State }) =>
	state.tasks.filter((task) => task.vendor === vendor);
const find = (desk: Desk, id: number) => ofVendor(desk).find(({ keyId }) => keyId === id);
const is = ({ taskType = ORDINARY }: Task, wanted: TaskType) => taskType === wanted;
const isNamed = (tasks: Task[], name: string) => tasks.some(({ taskName }) => taskName === name);

const noTask = ({ answer }: Desk) => answer('-24', 'Data does not exist');
const wrongTask = ({ answer }: Desk) => answer('-54', 'The submitted task is wrong');
const nameTaken = ({ answer }: Desk) => answer('-41', 'Task name already exists');

/** What keeps a task from being called, however it is asked for. */
function lack(taskType: TaskType, settings: Incoming['body'], desk: Desk): object | undefined {
	const { vendor, state, answer } = desk;
	const { scriptId, agentId, source, voiceFileId } = settings;
	if (taskType !== ORDINARY && !SPEAKERS[taskType].includes(scriptId ?? agentId)) {
		return answer('-60', 'The AI speech template does not exist');
	}
	const isThere = source !== UPLOADED || hasFile(vendor, voiceFileId, state);
	return isThere ? undefined : answer('-24', 'Data does not exist');
}

const make =
	(taskType: TaskType): Handler =>
	({ body }, desk) => {
		const { numberInfoList, numberList, ...settings } = body;
		const lacking = lack(taskType, settings, desk);
		if (lacking) return lacking;
		if (isNamed(ofVendor(desk), settings.taskName)) return nameTaken(desk);
		desk.taken();
		const callees = numberInfoList ?? numberList.map((calleeNumber: string) => ({ calleeNumber }));
		const scriptId = settings.scriptId ?? settings.agentId;
		const kind = { vendor: desk.vendor, taskType, scriptId };
		return desk.answer('0', 'success', makeTask(kind, settings, callees, desk.state));
	};

/** Makes a task that plays an announcement. */
export const groupCallSend = make(ORDINARY);
/** Makes a task in which an AI script talks. */
export const groupCallSendAi = make(AI);
/** Makes a task in which an AI agent talks. */
export const groupCallSendAgent = make(AGENT);

const update =
	(taskType: TaskType): Handler =>
	({ body: { keyId, ...settings } }, desk) => {
		const task = find(desk, keyId);
		if (task === undefined) return noTask(desk);
		const { status } = progressOf(task, desk.state);
		if (!is(task, taskType) || status !== WAITING) return wrongTask(desk);
		const lacking = lack(taskType, settings, desk);
		if (lacking) return lacking;
		const others = ofVendor(desk).filter((other) => other !== task);
		if (isNamed(others, settings.taskName)) return nameTaken(desk);
		desk.taken();
		changeTask(task, { appId: settingsOf(task).appId, ...settings }, desk.state);
		return desk.answer('0', 'success');
	};

/** Changes a task that waits. */
export const groupCallUpdate = update(ORDINARY);
export const groupCallUpdateAi = update(AI);

const resend =
	(taskType: TaskType): Handler =>
	({ body: { keyId, resendType, ...settings } }, desk) => {
		const { vendor, state, answer } = desk;
		const task = find(desk, keyId);
		if (task === undefined) return noTask(desk);
		const { status } = progressOf(task, state);
		if (!is(task, taskType) || status !== FINISHED) return wrongTask(desk);
		const lacking = lack(taskType, settings, desk);
		if (lacking) return lacking;
		if (isNamed(ofVendor(desk), settings.taskName)) return nameTaken(desk);
		const callees = calleesOf(task, resendType === UNREACHED);
		if (callees.length === 0) return answer('-34', 'No number is left to be called again');
		if (isBroke(vendor, state)) return answer('-10', 'Insufficient balance');
		desk.taken();
		const kind = { vendor, taskType, scriptId: settings.scriptId };
		const all = { appId: settingsOf(task).appId, ...settings };
		return answer('0', 'success', makeTask(kind, all, callees, state, keyId));
	};

/** Calls those of a finished task again, in a new one. */
export const groupCallResend = resend(ORDINARY);
export const groupCallResendAi = resend(AI);

/** Stops all of the tasks or, if one can't be stopped, none. */
const stop =
	(list: string, from: number[], to: number): Handler =>
	({ body }, desk) => {
		const { state, taken, answer } = desk;
		const tasks: Array<Task | undefined> = body[list].map((id: number) => find(desk, id));
		const may = (task?: Task): task is Task =>
			task !== undefined && from.includes(progressOf(task, state).status);
		if (!tasks.every(may)) return wrongTask(desk);
		taken();
		for (const task of tasks) stopTask(task, to, state);
		return answer('0', 'success');
	};

/** Suspends tasks; nothing goes on with them. */
export const groupCallProvisional = stop('jobIdList', [WAITING, CALLING, SUBMITTING], SUSPENDED);
const STOPPABLE = [WAITING, CALLING, SUSPENDED, SUBMITTING];
export const groupCallCancel = stop('taskIdList', STOPPABLE, CANCELLED);

/**
 * Lists tasks: the vendors name a task's ID, and tell about it, differently.
 *
 * @param listed what is told beside name, state and counts
 */
const listBy =
	(listed: (task: Task) => object): Handler =>
	({ body }, desk) => {
		const { current, size, params } = body;
		const { strTime, endTime } = params;
		for (const [name, time] of Object.entries({ strTime, endTime })) {
			if (!isTime(time)) return desk.answer('-22', `Parameter exception: ${name} is no time`);
		}
		const record = (task: Task) => ({ ...listed(task), ...summary(task, desk.state) });
		const found = chosen(ofVendor(desk), params, desk.state);
		return desk.answer('0', 'success', pageOf(found, { current, size }, record));
	};

const byJobId = ({ keyId }: Task) => ({ jobId: keyId });
const byTaskId = ({ keyId, scriptId, taskType = ORDINARY }: Task) => ({
	...{ taskId: keyId, scriptId: scriptId ?? null, taskType },
});

export const groupCallQuery = byVendor({
	onbuka: listBy(byJobId),
	// The page for AI agents says it as the sister's pages do.
	itniotech: listBy((task) => (is(task, AGENT) ? byTaskId(task) : byJobId(task))),
	laaffic: listBy(byTaskId),
});

export const groupCallDetail: Handler = ({ params }, desk) => {
	const task = find(desk, Number(params.id));
	return task ? desk.answer('0', 'success', detailOf(task, desk.state)) : noTask(desk);
};

interface Filters {
	strTime: string;
	endTime: string;
	taskType?: number;
	statusList?: number[];
	searchCondition?: string;
}

/**
 * The tasks that a list is to have, the newest first.
 * `idxAppId` chooses nothing: it is not the appId of a task, and no page says which number it is.
 */
function chosen(tasks: Task[], filters: Filters, state: State): Task[] {
	const { strTime, endTime, taskType, statusList = [], searchCondition = '' } = filters;
	const hasText = (task: Task) => {
		const { voiceFileId, uploadName, text } = settingsOf(task);
		const texts: Array<string | undefined> = [task.taskName, voiceFileId, uploadName, text];
		return texts.some((one) => one?.includes(searchCondition));
	};
	const hasStatus = (task: Task) =>
		statusList.length === 0 || statusList.includes(progressOf(task, state).status);
	return (
		tasks
			// Written as they are, times sort as text.
			.filter(({ createdTime }) => strTime <= createdTime && createdTime <= endTime)
			.filter((task) => is(task, AGENT) === (taskType === AGENT))
			.filter(hasText)
			.filter(hasStatus)
			.sort((a, b) => b.createdTime.localeCompare(a.createdTime) || b.keyId - a.keyId)
	);
}

function summary(task: Task, state: State): object {
	const { status, rate, callNum, success, fail } = progressOf(task, state);
	return {
		...{ taskName: task.taskName, status, rate, numCnt: task.callees, callNum, success, fail },
		createdTime: task.createdTime,
	};
}
