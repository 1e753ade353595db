import { startSandbox, type Sandbox } from '../../sandbox/server';
import { N8n, outputOf } from '../../scripts/n8n';
import { connect } from '../../scripts/wire';
import { exampleOf, tested, type Tested } from '../fixtures';
import { addFinishedTask } from '../support/finishedTasks';
import { credential, listOf, TRIGGER, workflow } from './workflow';
import { addresses } from './world';

/** A number for those who are called, and the ID of the task for those who are called again. */
const NUMBER = '4915112345678';

const n8n = new N8n(addresses.url, addresses.cookie);
let sandbox: Sandbox;
let credentials: string[] = [];

beforeAll(async () => {
	// The examples name files that nobody has uploaded.
	sandbox = await startSandbox(0, true);
	credentials = await connect(n8n, sandbox);
});
beforeEach(() => sandbox.state.reset());
afterAll(async () => {
	for (const id of credentials) await n8n.deleteCredential(id);
	await sandbox.close();
});

/** Puts there what the example needs at the vendor. */
function prepare({ fixture, vendorName: vendor }: Tested): void {
	fixture.world?.(sandbox.state);
	if (fixture.kind !== 'call' || fixture.calls.taskType === undefined) return;
	const { taskType } = fixture.calls;
	addFinishedTask(sandbox.state, { vendor, taskType, keyId: Number(NUMBER) }, [NUMBER]);
}

/** Every operation of every vendor, as its fixture's example has it. */
test.each(tested)('$named: its example runs', async (one) => {
	prepare(one);
	const { node, vendor, fixture, named } = one;
	const list = listOf(fixture.items?.map(({ json }) => json) ?? [{ number: NUMBER }]);
	const file = {
		name: 'File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		parameters: {
			operation: 'toText',
			sourceProperty: 'number',
			options: { fileName: 'reminder.mp3' },
		},
	};
	const both = {
		name: 'Both',
		type: 'n8n-nodes-base.merge',
		typeVersion: 3.2,
		parameters: { mode: 'combine', combineBy: 'combineByPosition', options: {} },
	};
	const tried = {
		name: 'Node',
		type: `n8n-nodes-voice-broadcast.${node}`,
		typeVersion: 1,
		credentials: credential(vendor.credential),
		parameters: exampleOf(one),
	};
	const whole = workflow(
		named,
		[...list.nodes, file, both, tried],
		[...list.connections, ['Item', 'File'], ['Item', 'Both'], ['Both', 'Node']],
	);
	whole.connections.File = { main: [[{ node: 'Both', type: 'main', index: 1 }]] };
	const execution = await n8n.run(await n8n.importWorkflow(whole), TRIGGER);
	expect(execution.data.resultData.error?.message).toBeUndefined();
	const [output, failed] = outputOf(execution, 'Node');
	expect(failed).toEqual([]);
	expect(output.length).toBeGreaterThan(0);
	expect(sandbox.state.log.some(({ httpStatus }) => httpStatus === 200)).toBe(true);
});
