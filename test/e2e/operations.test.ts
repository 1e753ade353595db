import { outputOf } from '../../scripts/n8n';
import { exampleOf, tested } from '../fixtures';
import { n8n, sandbox } from './world';
import { credential, listOf, TRIGGER, workflow } from './workflow';

beforeEach(async () => await sandbox.reset());

/** Every operation of every vendor, as its fixture's example has it, in a real n8n. */
test.each(tested)('$named: its example runs', async (one) => {
	const { node, vendor, fixture } = one;
	const items = fixture.items?.map(({ json }) => json) ?? [{ number: '8613242926514' }];
	const list = listOf(items);
	const { nodes, connections } = workflow(
		one.named,
		[
			...list.nodes,
			{
				name: 'File',
				type: 'n8n-nodes-base.convertToFile',
				typeVersion: 1.1,
				parameters: {
					operation: 'toJson',
					mode: 'each',
					binaryPropertyName: 'data',
					options: { fileName: 'reminder.mp3' },
				},
			},
			{
				name: 'Restore',
				type: 'n8n-nodes-base.merge',
				typeVersion: 3.2,
				parameters: { mode: 'combine', combineBy: 'combineByPosition', options: {} },
			},
			{
				name: 'Node',
				type: `n8n-nodes-voice-broadcast.${node}`,
				typeVersion: 1,
				credentials: credential(vendor.credential),
				parameters: exampleOf(one),
			},
		],
		[...list.connections, ['Item', 'File'], ['Item', 'Restore'], ['Restore', 'Node']],
	);
	connections.File = { main: [[{ node: 'Restore', type: 'main', index: 1 }]] };
	const settings = { executionOrder: 'v1', timezone: 'Asia/Shanghai' };
	const whole = { name: one.named, nodes, connections, settings };
	const { status, data } = await n8n.run(await n8n.importWorkflow(whole as never), TRIGGER);
	expect(data.resultData.error?.message).toBeUndefined();
	expect(status).toBe('success');
	const [output] = outputOf({ status, data } as never, 'Node');
	expect(output.length).toBeGreaterThan(0);
});
