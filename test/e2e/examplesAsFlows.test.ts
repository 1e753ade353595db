import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { addresses, n8n, sandbox } from './world';
import { outputOf, type Execution } from '../../scripts/n8n';
import { OUTCOMES } from '../../scripts/outcomes';
import { setStage } from '../../scripts/stage';

const sandboxUrl = addresses.vendors?.onbuka;

beforeEach(async () => {
	await sandbox.reset();
	await setStage(n8n, sandboxUrl);
});

/** An example as it stands in its file. */
const read = (name: string) =>
	JSON.parse(readFileSync(join(__dirname, '..', '..', 'examples', name), 'utf8'));

/** Runs an example, and holds what came of it to the sandbox's book. */
async function run(name: string, workflow = read(name)): Promise<Execution> {
	const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
	expect(execution.status).toBe('success');
	await OUTCOMES[name]({ n8n, execution, sandboxUrl });
	return execution;
}

const itemsOf = (execution: Execution, node: string) =>
	outputOf(execution, node)[0].map(({ json }) => json);
const callees = async () => (await sandbox.calls()).map(({ callee }) => callee);

describe('the on-call alert', () => {
	const NAME = 'onbuka-on-call-alert.json';
	const ROTA = ['932111111201', '932111111202', '932111111203', '932111111204'];

	test('ends with the one who pressed 1, and calls nobody behind', async () => {
		const execution = await run(NAME);
		expect(itemsOf(execution, 'Somebody Took It')).toMatchObject([
			{ takenBy: 'Cem', phone: ROTA[2] },
		]);
		expect(await callees()).toEqual(ROTA.slice(0, 3));
	});

	test('says that nobody took it when everybody was called once', async () => {
		await sandbox.behave({ vendor: 'onbuka', callees: ROTA, result: 'busy' });
		const execution = await run(NAME);
		expect(itemsOf(execution, 'Nobody Took It')).toEqual([{ takenBy: 'nobody' }]);
		expect(itemsOf(execution, 'Somebody Took It')).toEqual([]);
		expect(await callees()).toEqual(ROTA);
	});

	test('goes on with the next one where a call is refused, or nobody knows of it', async () => {
		await sandbox.behave({ vendor: 'onbuka', callees: [ROTA[2]], result: 'busy' });
		await sandbox.fault({ vendor: 'onbuka', operation: 'sendGroup', code: '-22', reason: 'no' });
		await sandbox.fault({ vendor: 'onbuka', operation: 'sendGroup', reset: 'after', taken: true });
		const execution = await n8n.run(
			await n8n.importWorkflow(read(NAME)),
			'When clicking ‘Execute workflow’',
		);
		expect(itemsOf(execution, 'Somebody Took It')).toMatchObject([{ takenBy: 'Dee' }]);
		expect(await callees()).toEqual(ROTA.slice(1));
	});
});

describe('the campaign', () => {
	const NAME = 'itniotech-campaign.json';
	const CALLED = [601, 603, 604, 605, 606, 608].map((end) => `8613242926${end}`);
	const summaryOf = (execution: Execution) => itemsOf(execution, 'Summary and Picture')[0];

	test('calls who is in the file and may be called, once, and sums up what came of it', async () => {
		const execution = await run(NAME);
		expect(await callees()).toEqual(CALLED);
		expect(summaryOf(execution)).toMatchObject({
			...{ called: 6, answered: 2, notAnswered: 2, busy: 1, failed: 1, others: 0 },
			cost: '0.047250 EUR',
		});
		const [{ binary }] = outputOf(execution, 'Summary and Picture')[0];
		expect(binary?.picture).toMatchObject({ mimeType: 'image/svg+xml', fileName: 'campaign.svg' });
		expect(outputOf(execution, 'Refused or Unknown')[0]).toEqual([]);
	});

	test('run again, it calls nobody, and keeps no result twice', async () => {
		await run(NAME);
		const first = await n8n.rowsOf('Voice campaign results');
		const again = await run(NAME);
		expect(await callees()).toEqual(CALLED);
		expect(summaryOf(again)).toMatchObject({ called: 6, answered: 2 });
		expect(await n8n.rowsOf('Voice campaign results')).toHaveLength(first.length);
	});

	test('calls nobody while the list of those who must not be called can’t be read', async () => {
		await n8n.deleteTable('Voice do-not-call');
		const workflow = read(NAME);
		const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
		expect(execution.status).toBe('error');
		expect(await callees()).toEqual([]);
	});

	test('says at the error output whom the vendor refused', async () => {
		await sandbox.fault({ vendor: 'itniotech', operation: 'groupCallSend', code: '-22' });
		const workflow = read(NAME);
		const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Refused or Unknown')).toHaveLength(7);
		expect(await n8n.rowsOf('Voice campaign results')).toEqual([]);
	});
});
