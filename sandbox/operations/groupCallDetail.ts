import { groupNameOf } from '../agentGroups';
import type { State, Task } from '../state';
import { progressOf, settingsOf } from '../tasks';

const percent = (part: number, whole: number) =>
	String(whole ? Math.floor((100 * part) / whole) : 0);

/** All that the detail of a task has. */
export function detailOf(task: Task, state: State): object {
	const settings = settingsOf(task);
	const progress = progressOf(task, state);
	const { callNum, success, fail, handedOver } = progress;
	const given = (name: string) => settings[name] ?? null;
	return {
		...{ jobId: task.keyId, taskName: task.taskName, displayNum: given('displayNum') },
		...{ text: given('text'), status: progress.status, rate: progress.rate },
		...{ numCnt: task.callees, chargeLen: progress.chargedDuration, success, fail },
		...{ toseatNum: handedOver, successRate: percent(success, callNum) },
		toseatNumRate: percent(handedOver, success),
		...{ sendTime: given('sendTime'), createdTime: task.createdTime },
		...{ mdfTime: task.changedTime ?? task.createdTime, appId: given('appId') },
		...{ source: given('source'), voiceFileId: given('voiceFileId') },
		...{ calloutRate: given('calloutRate'), finishTime: progress.finishTime ?? null },
		...{ keyFeedbackNum: progress.keys, uploadName: given('uploadName'), baseFile: null },
		...{ callLossNum: 0, callDuration: progress.callDuration, callLossNumRate: '0', code: null },
		...{ maxCalls: given('maxCalls'), loopCount: given('loopCount'), lan: given('lan') },
		...{ allCallToseatNum: handedOver, callTotal: callNum },
		acd: String(success ? Math.round(progress.callDuration / success) : 0),
		...{ sipGroupName: groupNameOf(settings.sipGroupId), receivedSeatNum: 0, onineSeatNum: 0 },
	};
}
