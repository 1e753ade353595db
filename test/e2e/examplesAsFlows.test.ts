import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { until } from './machine';
import { describeUnlessN8n1, addresses, n8n, sandbox } from './world';
import { importListening } from '../../scripts/listen';
import { outputOf, type Execution } from '../../scripts/n8n';
import { OUTCOMES } from '../../scripts/outcomes';
import { callOnbuka, setStage } from '../../scripts/stage';

const sandboxUrl = addresses.vendors?.onbuka;

/** How many calls were made before the test. */
let earlier = 0;

beforeEach(async () => {
	await sandbox.reset();
	await setStage(n8n, sandboxUrl);
	earlier = (await sandbox.calls()).length;
});

/** An example as it stands in its file. */
const read = (name: string) =>
	JSON.parse(readFileSync(join(__dirname, '..', '..', 'examples', name), 'utf8'));

/** Runs an example. */
async function begin(name: string, workflow = read(name)): Promise<Execution> {
	return await n8n.run(await importListening(n8n, workflow, sandboxUrl), workflow.nodes[0].name);
}

/** A node of a workflow in a file. */
const nodeOf = (workflow: ReturnType<typeof read>, wanted: string) =>
	workflow.nodes.find(({ name }: { name: string }) => name === wanted);

/** Puts words into a node's mouth. */
function pretend(workflow: ReturnType<typeof read>, name: string, json: object): void {
	const parameters = { mode: 'raw', jsonOutput: `=${JSON.stringify(json)}`, options: {} };
	const node = nodeOf(workflow, name);
	Object.assign(node, { type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters });
	delete node.credentials;
	delete node.onError;
}

/** Runs an example, and holds what came of it to the sandbox's book. */
async function run(name: string): Promise<Execution> {
	const execution = await begin(name);
	expect(execution.data.resultData.error?.message).toBeUndefined();
	expect(execution.status).toBe('success');
	await OUTCOMES[name]({ n8n, execution, sandboxUrl });
	return execution;
}

const itemsOf = (execution: Execution, node: string) =>
	outputOf(execution, node)[0].map(({ json }) => json);
const callees = async () => (await sandbox.calls()).slice(earlier).map(({ callee }) => callee);

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
		const execution = await begin(NAME);
		expect(itemsOf(execution, 'Somebody Took It')).toMatchObject([{ takenBy: 'Dee' }]);
		expect(await callees()).toEqual(ROTA.slice(1));
	});
});

describe('the agent that calls', () => {
	const NAME = 'onbuka-agent-calls.json';
	const ANN = '932111111401';

	test('calls whom its task names, by the numbers of the list', async () => {
		await run(NAME);
		// The agent makes both calls at once.
		expect((await callees()).sort()).toEqual([ANN, '932111111402']);
	});

	test('calls nobody who is not in the list', async () => {
		const workflow = read(NAME);
		const { jsonOutput } = nodeOf(workflow, 'Task and People').parameters;
		const changed = jsonOutput.replace('"name": "Bob"', '"name": "Somebody Else"');
		nodeOf(workflow, 'Task and People').parameters.jsonOutput = changed;
		const { data } = await begin(NAME, workflow);
		expect(JSON.stringify(data.resultData.runData['Call Somebody'])).toMatch(/Nobody was called\./);
		expect(await callees()).toEqual([ANN]);
	});
});

describeUnlessN8n1('the flows that keep Data Tables')('the campaign', () => {
	const NAME = 'itniotech-campaign.json';
	const FORBIDDEN = '8613242926602';
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
		const execution = await begin(NAME);
		expect(execution.status).toBe('error');
		expect(await callees()).toEqual([]);
	});

	test('calls nobody who stands beside another number in one field', async () => {
		const workflow = read(NAME);
		const [csv] = nodeOf(workflow, 'Contacts as CSV').parameters.assignments.assignments;
		csv.value = `name,phone\nTwo,"${FORBIDDEN}, 8613242926603"\nTwo,${FORBIDDEN} 8613242926605\nDee,8613242926604\n`;
		const execution = await begin(NAME, workflow);
		expect(await callees()).toEqual(['8613242926604']);
		expect(itemsOf(execution, 'Not One Number')).toHaveLength(2);
	});

	test('does not say of those that they were called of whom there is no call', async () => {
		const workflow = read(NAME);
		pretend(workflow, 'What Came of Each Call', {
			...{ keyId: '{{ $json.keyId }}', result: 'unknown' },
			calleeNumber: "{{ $('Call Everybody').item.json.calleeNumber }}",
		});
		const summary = summaryOf(await begin(NAME, workflow));
		expect(summary).toMatchObject({ called: 0, answered: 0, others: 6 });
		const picture = Buffer.from(String(summary.svg), 'base64').toString();
		expect(picture).toContain('0 of 6 people called');
	});

	test('says at the error output whom the vendor refused', async () => {
		await sandbox.fault({ vendor: 'itniotech', operation: 'groupCallSend', code: '-22' });
		const execution = await begin(NAME);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Refused or Unknown')).toHaveLength(7);
		expect(await n8n.rowsOf('Voice campaign results')).toEqual([]);
	});
});

describeUnlessN8n1('the flows that keep Data Tables')('the AI campaign', () => {
	const NAME = 'laaffic-ai-campaign.json';
	const people = (...ends: number[]) => ends.map((end) => `8613242926${end}`);

	test('calls again once who was not reached, and sorts the reports by what people wanted', async () => {
		const workflow = read(NAME);
		const id = await importListening(n8n, workflow, sandboxUrl);
		const execution = await n8n.run(id, workflow.nodes[0].name);
		await OUTCOMES[NAME]({ n8n, execution, sandboxUrl });
		expect(await callees()).toEqual([...people(701, 703, 704, 705, 706), ...people(703, 705)]);
		expect(itemsOf(execution, 'Not Called Again')).toEqual([]);
		expect(await n8n.rowsOf('Voice AI answers')).toMatchObject([
			{ phone: people(701)[0], intent: '101' },
		]);
		const taken = (await sandbox.pushes()).filter(({ httpStatus }) => httpStatus === 200);
		expect(taken).toHaveLength(7);
		// Each report is an execution of its own; n8n's Remove Duplicates fails where the first ones come together.
		await until('all have begun', async () => (await n8n.executionIds(id)).length > 7);
		for (const one of await n8n.executionIds(id)) {
			expect((await n8n.waitFor(one)).status).toBe('success');
		}
	});

	test.each([
		['cancelled', 2],
		['failed', 0],
	])('calls nobody again where the group call was %s', async (result, fail) => {
		const workflow = read(NAME);
		pretend(workflow, 'Wait Until It Is Over', { keyId: '{{ $json.keyId }}', result, fail });
		const execution = await begin(NAME, workflow);
		expect(await callees()).toEqual(people(701, 703, 704, 705, 706));
		expect(itemsOf(execution, 'Everybody Was Reached')).toEqual([]);
		expect(itemsOf(execution, 'Cancelled or Failed')).toMatchObject([{ result }]);
	});

	test('calls nobody who stands beside another number in one field', async () => {
		const workflow = read(NAME);
		const phones = [people(702, 703).join(';'), people(704)[0]];
		const contacts = phones.map((phone) => ({ phone, order: 'order 1' }));
		nodeOf(workflow, 'Contacts').parameters.jsonOutput = JSON.stringify({ contacts });
		const execution = await begin(NAME, workflow);
		expect(await callees()).toEqual(people(704));
		expect(itemsOf(execution, 'Not One Number')).toHaveLength(1);
	});

	test('run again with the same list, it calls nobody a third time', async () => {
		const workflow = read(NAME);
		const id = await importListening(n8n, workflow, sandboxUrl);
		const first = await n8n.run(id, workflow.nodes[0].name);
		await OUTCOMES[NAME]({ n8n, execution: first, sandboxUrl });
		const list = workflow.nodes.find(({ name }: { name: string }) => name === 'Who May Be Called');
		Object.assign(list, { type: 'n8n-nodes-base.noOp', parameters: {} });
		// The list as it was the first time: without who was not to be called then.
		const contacts = workflow.nodes.find(({ name }: { name: string }) => name === 'Contacts');
		const given = JSON.parse(contacts.parameters.jsonOutput).contacts;
		const allowed = given.filter(({ phone }: { phone: string }) => phone !== people(702)[0]);
		contacts.parameters.jsonOutput = JSON.stringify({ contacts: allowed });
		const before = await callees();
		const second = await begin(NAME, workflow);
		expect(await callees()).toEqual(before);
		expect(itemsOf(second, 'Let the AI Call')).toMatchObject([{ status: 'repeated' }]);
		expect(itemsOf(second, 'Not Called Again')).toMatchObject([{ details: { code: '-41' } }]);
	});

	test('with a Task Name, it calls nobody again either once who wants no more calls is left out', async () => {
		const workflow = read(NAME);
		const call = workflow.nodes.find(({ id }: { id: string }) => id === 'call');
		call.parameters.taskName = 'spring';
		const first = await begin(NAME, workflow);
		await OUTCOMES[NAME]({ n8n, execution: first, sandboxUrl });
		const before = await callees();
		const second = await begin(NAME, workflow);
		expect(itemsOf(second, 'Who May Be Called')).toHaveLength(4);
		expect(itemsOf(second, 'Refused or Unknown')[0]).toMatchObject({ details: { code: '-41' } });
		expect(await callees()).toEqual(before);
	});
});

describeUnlessN8n1('the flows that keep Data Tables')('the nightly results', () => {
	const NAME = 'onbuka-nightly-results.json';
	const idsOf = (execution: Execution) =>
		itemsOf(execution, 'New Results').map(({ voiceId }) => voiceId);

	test('keeps each call, and sums up yesterday', async () => {
		await callOnbuka(sandboxUrl, ['932111111309'], Date.now() / 1000);
		const execution = await run(NAME);
		expect(itemsOf(execution, 'Summary')).toMatchObject([
			{ calls: 4, answered: 2, notAnswered: 1, busy: 1, failed: 0, cost: '0.047250 EUR' },
		]);
		await run(NAME);
		const rows = await n8n.rowsOf('Voice nightly results');
		expect(new Set(rows.map(({ voiceId }) => voiceId)).size).toBe(rows.length);
	});

	test('in production, gives each result to one night, and a summary also where nothing is new', async () => {
		const workflow = read(NAME);
		const path = randomUUID();
		Object.assign(workflow.nodes[0], {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: path,
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived' },
		});
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		const night = async () => {
			const before = await n8n.executionIds(id);
			await n8n.callWebhook(path);
			await until('the night’s run begins', async () => {
				return (await n8n.executionIds(id)).length > before.length;
			});
			return await n8n.waitFor((await n8n.executionIds(id))[0]);
		};
		const first = await night();
		expect(idsOf(first)).toHaveLength(4);
		const second = await night();
		expect(idsOf(second)).toEqual([undefined]);
		expect(itemsOf(second, 'Keep the Results')).toEqual([]);
		for (const execution of [first, second]) {
			expect(itemsOf(execution, 'Summary')).toMatchObject([{ calls: 4, answered: 2 }]);
			await OUTCOMES[NAME]({ n8n, execution, sandboxUrl });
		}
	});

	test('says at the error output that the vendor did not answer, and sums up what there is', async () => {
		await sandbox.fault({ vendor: 'onbuka', operation: 'recordGroupQuery', code: '-22' });
		const execution = await begin(NAME);
		expect(itemsOf(execution, 'Vendor Did Not Answer')).toHaveLength(1);
		const [{ calls, text }] = itemsOf(execution, 'Summary');
		expect(calls).toBe(0);
		expect(text).toMatch(/^The vendor did not answer/);
	});
});
