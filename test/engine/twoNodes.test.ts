import { WorkflowExecute } from 'n8n-core';
import { Workflow } from 'n8n-workflow';

import { called, jsonOf, misbehave, number, resenders, run, sandbox, taskMakers } from './helpers';

const anna = number(0);
/** Copied nodes of which each is meant to call: those of a task again, or the same list. */
const calling = [
	...resenders,
	...taskMakers.map((maker) => ({
		...maker,
		parameters: { ...maker.parameters, sending: { sameListAgain: 'call' } },
	})),
];

/** Start → Later and Start → Node, with the same settings, as copy and paste makes them. "Node" runs last. */
function copied(): void {
	const { run: original } = WorkflowExecute.prototype;
	jest.spyOn(WorkflowExecute.prototype, 'run').mockImplementation(function (
		this: WorkflowExecute,
		options,
	) {
		const { nodeTypes, settings, ...given } = options.workflow;
		const { Start, Node } = given.nodes;
		const Later = { ...Node, id: '3', name: 'Later', parameters: structuredClone(Node.parameters) };
		const main = [['Node', 'Later'].map((node) => ({ node, type: 'main' as const, index: 0 }))];
		const workflow = new Workflow({
			...{ id: '1', active: false, nodeTypes, settings },
			nodes: [Start, Node, Later],
			connections: { Start: { main } },
		});
		return original.call(this, { ...options, workflow, startNode: workflow.getNode('Start')! });
	});
}
afterEach(() => jest.restoreAllMocks());

describe.each(calling)('two copies of a node in one execution: $named', (sender) => {
	const { node, parameters, operationId } = sender;
	const names = () =>
		sandbox.state.log
			.filter(({ operation }) => operation === operationId)
			.map(({ body }) => (body as { taskName: string }).taskName);
	const go = async () => {
		copied();
		return await run({ node, executionId: 'x', parameters, items: [{ number: anna }] });
	};

	test('call twice, each in a task of its own', async () => {
		const { output } = await go();
		expect(jsonOf(output)).toMatchObject([{ status: 'accepted' }]);
		expect(new Set(names()).size).toBe(2);
		expect(called()).toEqual([anna, anna]);
	});

	test('the second, whose request never arrives, does not take the task of the first for its own', async () => {
		misbehave({ operation: operationId, reset: 'before', skip: 1, times: 9 });
		const { output, error } = await go();
		expect(output).toEqual([]);
		expect(error?.message).toMatch(/^It is unknown whether/);
		expect(called()).toEqual([anna]);
	});
});
