import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { outputOf } from '../../scripts/n8n';
import { n8n, sandbox } from './world';

beforeEach(async () => await sandbox.reset());

/** An example, with changes to the node that calls. */
function example(name: string, change: object, parameters: object = {}) {
	const file = join(__dirname, '..', '..', 'examples', `${name}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8'));
	const node = workflow.nodes.find(({ id }: { id: string }) => id === 'call');
	Object.assign(node, change, { parameters: { ...node.parameters, ...parameters } });
	return { workflow, trigger: workflow.nodes[0].name as string, node: node.name as string };
}

const called = async () => (await sandbox.calls()).map(({ callee }) => callee);
const contacts = ['932111111111', '932111111112', '932111111113'];
const stopOnError = { onError: 'stopWorkflow' };

test('a file made in the workflow goes out as base64', async () => {
	const { workflow, trigger, node } = example(
		'itniotech-create-group-call',
		{},
		{
			numberList: '8613242926514',
			variables: {},
			source: 2,
			uploadName: 'hello.txt',
			binaryPropertyName: 'recording',
		},
	);
	workflow.nodes.push({
		id: 'file',
		name: 'Make a File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [440, 200],
		parameters: {
			operation: 'toText',
			sourceProperty: 'name',
			binaryPropertyName: 'recording',
			options: {},
		},
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	workflow.connections['One Item per Contact'] = to('Make a File');
	workflow.connections['Make a File'] = to(node);

	const execution = await n8n.run(await n8n.importWorkflow(workflow), trigger);
	const [output, failed] = outputOf(execution, node);
	expect(failed).toEqual([]);
	expect(output.map(({ json }) => json.status)).toEqual(['accepted', 'accepted']);
	const files = (await sandbox.log()).map(({ body }) => (body as { baseFile: string }).baseFile);
	expect(files.map((file) => Buffer.from(file, 'base64').toString())).toEqual(['Ann', 'Bob']);
});

test('one wrong number stops the run before the first call, and says which', async () => {
	const { workflow, trigger } = example('onbuka-send-voice-message', stopOnError, {
		callee: '={{ $json.phone.replace("111 113", "x") }}',
	});
	const { status, data } = await n8n.run(await n8n.importWorkflow(workflow), trigger);
	expect(status).toBe('error');
	expect(data.resultData.error?.message).toMatch(/^Callees has "00932 111 x".*\[item 2\]$/);
	expect(await sandbox.log()).toEqual([]);
});

describe('with Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

	test('nobody is called twice when the connection broke after the calls', async () => {
		await sandbox.fault({ reset: 'after' });
		const { workflow, trigger } = example('onbuka-send-voice-message', {
			...stopOnError,
			...retry,
		});
		const { status, data } = await n8n.run(await n8n.importWorkflow(workflow), trigger);
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(/^It is unknown whether ONBUKA took/);
		expect(await called()).toEqual(contacts);
	});

	test('what was refused is sent again, and succeeds', async () => {
		await sandbox.fault({ code: '-10', reason: 'low balance' });
		const { workflow, trigger, node } = example('onbuka-send-voice-message', {
			...stopOnError,
			...retry,
		});
		const execution = await n8n.run(await n8n.importWorkflow(workflow), trigger);
		expect(execution.status).toBe('success');
		expect(outputOf(execution, node)[0].map(({ json }) => json.calleeNumber)).toEqual(contacts);
		expect(await called()).toEqual(contacts);
	});
});

test('a failed execution that is retried calls only those who were not called', async () => {
	// Three requests: the second is refused, the third never tried.
	await sandbox.fault({ code: '-10', reason: 'low balance', skip: 1 });
	const { workflow, trigger, node } = example('onbuka-send-voice-message', stopOnError, {
		options: { calledInfo: '={{ $itemIndex }}' },
	});
	const failed = await n8n.run(await n8n.importWorkflow(workflow), trigger);
	expect(failed.status).toBe('error');
	expect(await called()).toEqual(contacts.slice(0, 1));

	const retried = await n8n.retry(failed.id);
	expect(retried.status).toBe('success');
	expect(await called()).toEqual(contacts);
	expect(outputOf(retried, node)[0].map(({ json }) => [json.calleeNumber, json.status])).toEqual(
		contacts.map((callee) => [callee, 'accepted']),
	);
});

test('a workflow whose time-out is over begins no further request', async () => {
	// Three requests: the second takes longer than the workflow may.
	await sandbox.fault({ delayMs: 20_000, skip: 1 });
	const { workflow, trigger } = example('onbuka-send-voice-message', stopOnError, {
		options: { calledInfo: '={{ $itemIndex }}' },
	});
	workflow.settings = { ...workflow.settings, executionTimeout: 8 };
	const { status } = await n8n.run(await n8n.importWorkflow(workflow), trigger);
	expect(status).toBe('canceled');
	expect(await sandbox.log()).toHaveLength(2);
});
