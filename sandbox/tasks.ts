import { DateTime } from 'luxon';

import { dial, settle, startOf, withdraw, type PhoneCall, type Submission } from './phone';
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

/** What is behind a task that was made by a request; a test may also put one into the list alone. */
interface Making {
	settings: Settings;
	/** In the same order. */
	callees: Callee[];
	calls: Call[];
	phoneCalls: PhoneCall[];
	submission: Submission;
}

const makings = new WeakMap<Task, Making>();

/** What the request said that made or last changed the task. */
export const settingsOf = (task: Task): Settings => makings.get(task)?.settings ?? {};

/** Makes a task and its calls: the task's id. */
export function makeTask(
	{ vendor, taskType, scriptId }: Pick<Task, 'vendor' | 'taskType' | 'scriptId'>,
	settings: Settings,
	callees: Callee[],
	state: State,
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
	const submission = submissionOf(task, settings, state);
	const numbers = callees.map(({ calleeNumber }) => calleeNumber);
	const phoneCalls = dial(submission, numbers, state);
	makings.set(task, { settings, callees, calls, phoneCalls, submission });
	return keyId;
}

/** How its calls are made; allowSendTime holds up nobody here. */
function submissionOf(task: Task, settings: Settings, state: State): Submission {
	const { vendor, keyId, scriptId } = task;
	const now = state.now().toMillis();
	return {
		...{ vendor, keyId, scriptId, submittedAt: now },
		startsAt: Math.max(now + WAITS, startOf(settings.sendTime, state)),
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
	Object.assign(making.submission, submissionOf(task, settings, state), { submittedAt });
	for (const call of making.calls) call.taskName = taskName;
}

/** Stops a task: calls that have not begun are never made. */
export function stopTask(task: Task, status: number, state: State): void {
	Object.assign(task, { status, changedTime: state.now().toFormat(TIME) });
	withdraw(task.vendor, task.keyId, state);
}

/** The callees of a task, or those of them who have not answered: a voicemail has not. */
export function calleesOf(task: Task, state: State, unreached: boolean): Callee[] {
	settle(state);
	const { callees = [], phoneCalls = [] } = makings.get(task) ?? {};
	return callees.filter((_, index) => !unreached || !hasAnswered(phoneCalls[index]));
}

const hasAnswered = ({ course }: PhoneCall) => course?.result === 'answered';

/** How far a task is by the vendors' clock. */
export interface Progress {
	status: number;
	/** Per cent. */
	rate: string;
	/** Calls that have begun, and what those that are over came to. */
	callNum: number;
	success: number;
	fail: number;
	/** Callees who pressed a key. */
	keys: number;
	/** Seconds. */
	callDuration: number;
	chargedDuration: number;
	finishTime?: string;
}

export function progressOf(task: Task, state: State): Progress {
	settle(state);
	const calls = makings.get(task)?.phoneCalls ?? [];
	const begun = calls.filter(({ course }) => course !== undefined);
	const over = calls.filter((call) => call.over);
	const success = over.filter(hasAnswered).length;
	const courses = over.map(({ course }) => course!);
	const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
	const finished = calls.length > 0 && over.length === calls.length;
	const status = finished ? FINISHED : begun.length > 0 ? CALLING : WAITING;
	return {
		// A task that was stopped, or that a test gave a state, keeps it.
		status: task.status === WAITING ? status : task.status,
		rate: String(task.callees ? Math.floor((100 * over.length) / task.callees) : 0),
		...{ callNum: begun.length, success, fail: over.length - success },
		keys: courses.filter(({ key }) => key !== '-1').length,
		callDuration: sum(
			courses.map(({ answeredAt, hungUpAt }) => (hungUpAt - (answeredAt ?? hungUpAt)) / 1000),
		),
		chargedDuration: sum(courses.map(({ charged }) => charged)),
		...(finished && { finishTime: lastOf(courses.map(({ hungUpAt }) => hungUpAt)) }),
	};
}

function lastOf(millis: number[]): string {
	const last = millis.reduce((a, b) => Math.max(a, b), 0);
	return DateTime.fromMillis(last, { zone: ZONE }).toFormat(TIME);
}
