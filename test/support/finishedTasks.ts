import { makeTask } from '../../sandbox/tasks';
import type { State, VendorName } from '../../sandbox/state';

const FINISHED = 2;

/**
 * Puts a task into the sandbox whose calls are over, so that those in it can be called again: nobody was reached.
 *
 * @param taskType 1 for an ordinary task, 2 for one in which an AI script talks
 */
export function addFinishedTask(
	state: State,
	{ vendor, taskType, keyId }: { vendor: VendorName; taskType: 1 | 2; keyId: number },
	callees: string[],
): void {
	const calls = state.calls.length;
	const settings = { appId: 'iaAJ6COV', taskName: `Task ${keyId}` };
	const numbers = callees.map((calleeNumber) => ({ calleeNumber }));
	makeTask({ vendor, taskType }, settings, numbers, state);
	Object.assign(state.tasks.at(-1)!, { keyId, status: FINISHED });
	// They are no calls of the test.
	state.calls.length = calls;
}
