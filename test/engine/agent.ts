import { WorkflowExecute } from 'n8n-core';
import type { Workflow } from 'n8n-workflow';

import type { Run, Scenario } from '../support/engine';
import { jsonOf, numbers, run, type Resender, type Sender } from './helpers';

export const [anna, ben] = numbers(2);
/** What an answer to a repeated call begins with. */
export const BEFORE =
	'Nobody was called now, because the same call was made before in this execution.';
let executions = 0;
/** The execution of the test. */
export let executionId: string;
beforeEach(() => {
	executionId = `execution ${++executions}`;
});

/** Lets n8n run the node once for each list, one after the other, as an agent does whose calls of a tool are runs of a node. */
export function eachRun(lists: string[][], change: (workflow: Workflow) => void = () => {}): void {
	const { run: original, runNode } = WorkflowExecute.prototype;
	const items = lists.map((list) => list.map((number) => ({ json: { number } })));
	jest.spyOn(WorkflowExecute.prototype, 'run').mockImplementation(function (
		this: WorkflowExecute,
		options,
	) {
		const { connectionsBySourceNode } = options.workflow;
		const [[connection]] = connectionsBySourceNode.Start.main as never as [[never]];
		connectionsBySourceNode.Start.main = [lists.map(() => connection)];
		change(options.workflow);
		return original.call(this, options);
	});
	jest.spyOn(WorkflowExecute.prototype, 'runNode').mockImplementation(function (
		this: WorkflowExecute,
		...given
	) {
		const [, data, , runIndex] = given;
		if (data.node.name === 'Node') {
			data.data.main = [items[runIndex]];
		}
		return runNode.apply(this, given);
	});
}
afterEach(() => jest.restoreAllMocks());

type More = Partial<Pick<Scenario, 'onError'>> & { sending?: object; executionId?: string };

/** The agent calls the tool in one execution, and lets it go on when it fails. */
export const asTool = (
	{ node, parameters }: Pick<Sender | Resender, 'node' | 'parameters'>,
	{ sending = {}, onError = 'continueRegularOutput', ...more }: More = {},
	list: string[] = [anna],
) =>
	run({
		...{ node, onError, asTool: true, executionId, ...more },
		parameters: { ...parameters, sending: sending as never },
		items: list.map((number) => ({ number })),
	});

/** What came out of each run of the node. */
export const outputs = ({ stored }: Run) =>
	stored.data.resultData.runData.Node.map(({ data }) => jsonOf(data?.main[0] ?? []));
