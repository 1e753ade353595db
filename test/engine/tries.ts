import { WorkflowExecute } from 'n8n-core';
import type { Workflow } from 'n8n-workflow';

/** Changes the workflow before n8n runs it. */
export function beforeRun(change: (workflow: Workflow, execute: WorkflowExecute) => void): void {
	const { run: original } = WorkflowExecute.prototype;
	const start = jest.spyOn(WorkflowExecute.prototype, 'run');
	start.mockImplementation(function (this: WorkflowExecute, options) {
		change(options.workflow, this);
		return original.call(this, options);
	});
}

/** Tells the node which try it is: `$vars.try`. */
export function countTries(): void {
	const { runNode: original } = WorkflowExecute.prototype;
	let tries = 0;
	const begin = jest.spyOn(WorkflowExecute.prototype, 'runNode');
	begin.mockImplementation(function (this: WorkflowExecute, ...given) {
		if (given[1].node.name === 'Node') given[4].variables.try = ++tries as never;
		return original.apply(this, given);
	});
}

/** n8n runs a node again that throws, or whose first item has an `error`. */
export const retryOnFail = (workflow: Workflow) =>
	Object.assign(workflow.getNode('Node')!, {
		...{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});

afterEach(() => jest.restoreAllMocks());
