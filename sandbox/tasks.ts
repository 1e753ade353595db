import { DateTime } from 'luxon';

import { groupNameOf } from './agentGroups';
import { talkOf } from './course';
import { attemptsOf, dial, momentOf, plan, withdraw } from './phone';
import type { PhoneCall, Submission } from './phone';
import { cancelFlow, isUnderWay } from './redialFlows';
import { TIME, ZONE, type Call, type State, type Task } from './state';

/** A callee of a task, with what is said to it alone. */
export interface Callee {
	calleeNumber: string;
	[text: string]: unknown;
}

/** What a request says of a task but its callees. */
type Settings = Record<string, any>;

/** Milliseconds that a task waits before it begins, if it is not to begin later. */
const WAITS = 5000;

const WAITING = 0;
const CALLING = 1;
const FINISHED = 2;
/** `taskType` of one in which an AI agent talks, and `toSeatType` of one that hands over on a key. */
const AGENT = 3;
const ON_KEY = 2;

/** What is behind a task that was made by a request; a test may also put one into the list alone. */
interface Making {
	settings: Settings;
	rows: Row[];
	calls: Call[];
	submission: Submission;
}

/** A callee, and the calls to it: the task's own, and one for each round of redials that it was in. */
export interface Row {
	callee: Callee;
	calls: PhoneCall[];
}

const makings = new WeakMap<Task, Making>();

/** What the request said that made or last changed the task. */
export const settingsOf = (task: Task): Settings => makings.get(task)?.settings ?? {};

/** How its calls are made; undefined for a task that no request made. */
export const submissionOf = (task: Task): Submission | undefined => makings.get(task)?.submission;

export const rowsOf = (task: Task): Row[] => makings.get(task)?.rows ?? [];

/**
 * Makes a task and its calls: the task's id.
 *
 * @param sourceKeyId the task that is made again with it
 */
export function makeTask(
	{ vendor, taskType, scriptId }: Pick<Task, 'vendor' | 'taskType' | 'scriptId'>,
	settings: Settings,
	callees: Callee[],
	state: State,
	sourceKeyId?: number,
): number {
	const keyId = state.nextId(123123);
	const { taskName } = settings;
	const task: Task = {
		...{ vendor, keyId, taskName, createdTime: state.now().toFormat(TIME) },
		...{ callees: callees.length, status: WAITING, taskType },
		...(scriptId !== undefined && { scriptId }),
	};
	const calls = callees.map(({ calleeNumber, ...variables }): Call => {
		return { vendor, callee: calleeNumber, variables, id: keyId, taskName };
	});
	state.tasks.push(task);
	for (const call of calls) state.calls.push(call);
	const submission = { ...submit(task, settings, state), sourceKeyId };
	const numbers = callees.map(({ calleeNumber }) => calleeNumber);
	const phoneCalls = dial(submission, numbers, state);
	const rows = callees.map((callee, index) => ({ callee, calls: [phoneCalls[index]] }));
	makings.set(task, { settings, rows, calls, submission });
	return keyId;
}

/** allowSendTime holds up nobody here. */
function submit(task: Task, settings: Settings, state: State): Submission {
	const { vendor, keyId, scriptId, taskType } = task;
	const { appId, sipGroupId, toSeat, toSeatKey, toSeatType } = settings;
	const now = state.millis();
	const key = toSeatType === ON_KEY ? String(toSeatKey) : undefined;
	return {
		...{ vendor, keyId, scriptId, appId, submittedAt: now },
		kind: taskType === AGENT ? 'agentTask' : 'task',
		...(toSeat === 1 && { agents: { group: groupNameOf(sipGroupId), key } }),
		startsAt: Math.max(now + WAITS, momentOf(settings.sendTime) ?? 0),
		displayNum: settings.displayNum || undefined,
		voiceFileId: settings.voiceFileId,
		maxRingingTime: settings.maxRingingTime ?? 60,
		maxDuration: settings.maxCalls,
		recorded: settings.enableRecording === 1,
	};
}

/** Changes a task that waits: what the request leaves out is not kept. */
export function changeTask(task: Task, settings: Settings, state: State): void {
	const { taskName, scriptId } = settings;
	Object.assign(task, { taskName, changedTime: state.now().toFormat(TIME) });
	if (scriptId !== undefined) task.scriptId = scriptId;
	const making = makings.get(task);
	if (making === undefined) return;
	const { submittedAt } = making.submission;
	making.settings = settings;
	Object.assign(making.submission, submit(task, settings, state), { submittedAt });
	for (const { calls } of making.rows) plan(calls[0], state);
	for (const call of making.calls) call.taskName = taskName;
}

/** Stops a task and its redials: calls that have not begun are never made. */
export function stopTask(task: Task, status: number, state: State): void {
	Object.assign(task, { status, changedTime: state.now().toFormat(TIME) });
	const ids = [task.keyId];
	for (const flow of flowsOf(task, state)) {
		cancelFlow(flow);
		for (const { taskId } of flow.nodeList) if (taskId !== null) ids.push(taskId);
	}
	for (const id of ids) withdraw(task.vendor, id, state);
}

const flowsOf = ({ vendor, keyId }: Task, { redialFlows }: State) =>
	redialFlows.filter((flow) => flow.vendor === vendor && flow.taskId === keyId);

/** The callees of a task, or those of them who have not answered: a voicemail has not. */
export function calleesOf(task: Task, unreached: boolean): Callee[] {
	const rows = rowsOf(task).filter(({ calls }) => !unreached || !calls.some(hasAnswered));
	return rows.map(({ callee }) => callee);
}

export const hasAnswered = ({ course }: PhoneCall) => course?.result === 'answered';

/** How far a task is by the vendors' clock; whoever was called again counts once. */
export interface Progress {
	status: number;
	/** Per cent. */
	rate: string;
	/** Callees whose calls have begun, and what became of those whose calls are over. */
	callNum: number;
	success: number;
	fail: number;
	/** Callees who pressed a key, and those who were handed over to agents. */
	keys: number;
	handedOver: number;
	/** Seconds. */
	callDuration: number;
	chargedDuration: number;
	finishTime?: string;
}

export function progressOf(task: Task, state: State): Progress {
	const rows = rowsOf(task);
	const counts = { callNum: 0, success: 0, keys: 0, handedOver: 0 };
	const sums = { callDuration: 0, chargedDuration: 0 };
	let over = 0;
	let last = 0;
	// A list of tasks is asked for again and again, and a task may have 200,000 callees.
	for (const { calls } of rows) {
		if (calls[0].course !== undefined) counts.callNum++;
		if (!calls.every((call) => call.over)) continue;
		over++;
		if (calls.some(hasAnswered)) counts.success++;
		for (const call of calls) {
			for (const course of attemptsOf(call)) {
				if (course.key !== '-1') counts.keys++;
				if (course.rings?.length) counts.handedOver++;
				sums.callDuration += talkOf(course);
				sums.chargedDuration += course.charged;
				last = Math.max(last, course.hungUpAt);
			}
		}
	}
	// That a task is not finished before its redials are is a guess.
	const finished =
		rows.length > 0 && over === rows.length && !flowsOf(task, state).some(isUnderWay);
	const status = finished ? FINISHED : counts.callNum > 0 ? CALLING : WAITING;
	return {
		// A task that was stopped, or that a test gave a state, keeps it.
		status: task.status === WAITING ? status : task.status,
		rate: String(task.callees ? Math.floor((100 * over) / task.callees) : 0),
		...{ ...counts, ...sums, fail: over - counts.success },
		...(finished && { finishTime: timeOf(last) }),
	};
}

const timeOf = (millis: number) => DateTime.fromMillis(millis, { zone: ZONE }).toFormat(TIME);
