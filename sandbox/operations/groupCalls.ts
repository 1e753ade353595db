import type { Task } from '../state';
import { listTasks, makeTask } from '../tasks';
import type { Handler } from '../vendor';

const SCRIPTS = new Set([123]);

/** Makes a task that plays an announcement. */
export const groupCallSend: Handler = ({ body }, { vendor, state, taken, answer }) => {
	const keyId = makeTask(vendor, body, state, taken);
	if (keyId === undefined) return answer('-41', 'Task name already exists');
	return answer('0', 'success', keyId);
};

/** Makes a task in which an AI script talks. */
export const groupCallSendAi: Handler = (request, desk) =>
	SCRIPTS.has(request.body.scriptId)
		? groupCallSend(request, desk)
		: desk.answer('-60', 'The AI speech template does not exist');

/** Lists tasks: the vendors name a task's ID, and tell about it, differently. */
export const groupCallQuery =
	(recordOf: (task: Task) => object): Handler =>
	({ body }, { vendor, state, answer }) => {
		const { current, size, params } = body;
		const page = listTasks(vendor, { current, size, params }, state, recordOf);
		if (typeof page === 'string') return answer('-22', `Parameter exception: ${page}`);
		return answer('0', 'success', page);
	};
