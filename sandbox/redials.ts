import { dial, UNREACHED } from './phone';
import { isUnderWay, type RedialFlow, type RedialNode } from './redialFlows';
import { TIME, type State, type Task } from './state';
import { rowsOf, settingsOf, submissionOf, type Row } from './tasks';

const PENDING = 0;
const RUNNING = 1;
const FINISHED = 2;
/** `recallType`: all are called again, whatever came of the round before. */
const ALL = 0;

/** What is said of a new flow; see the schema RedialFlow in control.yaml. */
export interface FlowSettings {
	recallType: number;
	recallInterval: number;
	recallNum: number;
	recallIntent?: string[];
	nodeList?: Array<Record<string, unknown>>;
}

/**
 * Gives a redial flow to a task whose calls are not over: the flow, or undefined where there can be none.
 * No page shows how it is asked for, so that no request can.
 */
export function addFlow(task: Task, settings: FlowSettings, state: State): RedialFlow | undefined {
	const submission = submissionOf(task);
	if (!submission?.open || submission.whenOver) return undefined;
	const { recallNum, nodeList = Array.from({ length: recallNum }, () => formOf(task)) } = settings;
	const flow: RedialFlow = {
		...settings,
		...{ vendor: task.vendor, keyId: state.nextId(1500), taskId: task.keyId },
		...{ taskName: task.taskName, createTime: state.now().toFormat(TIME), finishNum: 0 },
		status: PENDING,
		nodeList: nodeList.map((form) => ({
			...{ keyId: state.nextId(1500), taskId: null, nodeStatus: PENDING },
			form,
		})),
	};
	state.redialFlows.push(flow);
	submission.whenOver = (at) => planRound(flow, task, rowsOf(task), at, state);
	return flow;
}

/** What a round says if nothing else is said: the same as its task. */
function formOf(task: Task): Record<string, unknown> {
	const { source, voiceFileId, text, lan } = settingsOf(task);
	if (task.scriptId !== undefined) return { scriptId: task.scriptId };
	return { source, voiceFileId, text, lan, hangUpSms: 0, toSeat: 0 };
}

/** Plans the next round, `recallInterval` after the round before is over. */
function planRound(flow: RedialFlow, task: Task, before: Row[], at: number, state: State): void {
	if (!isUnderWay(flow)) return;
	if (nextOf(flow) === undefined) return finish(flow);
	state.agenda.plan(at + flow.recallInterval * 60_000, (now) => {
		if (!isUnderWay(flow)) return;
		const node = nextOf(flow);
		const rows = toCall(flow, rowsOf(task), before);
		if (node === undefined || rows.length === 0) return finish(flow);
		begin(flow, node, task, rows, now, state);
	});
}

const nextOf = ({ nodeList, finishNum, recallNum }: RedialFlow) =>
	finishNum < recallNum ? nodeList.find(({ nodeStatus }) => nodeStatus === PENDING) : undefined;

/** That a flow is over when nobody is left for its next round is a guess. */
function finish(flow: RedialFlow): void {
	flow.status = FINISHED;
	for (const node of flow.nodeList) if (node.nodeStatus === PENDING) node.nodeStatus = FINISHED;
}

/** Who is called again; that those with one of the intents are, beside who was not reached, is a guess. */
function toCall({ recallType, recallIntent = [] }: RedialFlow, all: Row[], before: Row[]): Row[] {
	if (recallType === ALL) return all;
	return before.filter(({ calls }) => {
		const { result, intent = '' } = calls.at(-1)!.course!;
		return UNREACHED.includes(result) || recallIntent.includes(intent);
	});
}

/** A round is a task of its own; that it stands in no list of tasks is a guess. */
function begin(
	flow: RedialFlow,
	node: RedialNode,
	task: Task,
	rows: Row[],
	at: number,
	state: State,
): void {
	const { scriptId, voiceFileId } = node.form as { scriptId?: number; voiceFileId?: string };
	const submission = submissionOf(task)!;
	const taskId = state.nextId(5_009_612);
	Object.assign(node, { taskId, nodeStatus: RUNNING });
	flow.status = RUNNING;
	const of = {
		...submission,
		...{ keyId: taskId, sourceKeyId: task.keyId, round: flow.finishNum + 1 },
		...{ submittedAt: at, startsAt: at, open: 0 },
		...{ scriptId: scriptId ?? submission.scriptId },
		voiceFileId: voiceFileId ?? submission.voiceFileId,
		whenOver: (now: number) => {
			node.nodeStatus = FINISHED;
			flow.finishNum++;
			planRound(flow, task, rows, now, state);
		},
	};
	const numbers = rows.map(({ callee }) => callee.calleeNumber);
	for (const [index, call] of dial(of, numbers, state).entries()) rows[index].calls.push(call);
}
