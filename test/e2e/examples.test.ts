import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { n8n, sandbox } from './world';
import { outputOf } from '../../scripts/n8n';
import { OUTCOMES } from '../../scripts/outcomes';

const folder = join(__dirname, '..', '..', 'examples');

/** What must be on the wire, and what must come back, for each example. */
const EXPECTED: Record<string, { path: string; callees: string[]; id: string; refusal?: string }> =
	{
		// Its codes have six digits.
		'innopaas-send-voice-message.json': {
			path: '/open/int-voice/batch-notify',
			callees: ['8613012345678', '8618612345679'],
			id: 'callId',
			refusal: '500002',
		},
		'itniotech-create-group-call.json': {
			path: '/voice/group/call/send',
			callees: ['8613242926514', '8613242926515'],
			id: 'keyId',
		},
		'laaffic-create-ai-group-call.json': {
			path: '/v3/voice/group/call/send/ai',
			callees: ['8613242926514', '8613242926515'],
			id: 'keyId',
		},
		'onbuka-send-voice-message.json': {
			path: '/v3/voice/sendGroup',
			callees: ['932111111111', '932111111112', '932111111113'],
			id: 'voiceId',
		},
	};

beforeEach(async () => await sandbox.reset());

/** From the file to what came of the calls; by the nodes' names. */
const JOURNEYS: Record<string, { call: string; callees: string[] }> = {
	'itniotech-upload-call-records.json': {
		call: 'ITNIOTECH',
		callees: ['8613242926514', '8613242926515', '8613242926516'],
	},
	'laaffic-upload-call-records.json': {
		call: 'LAAFFIC',
		callees: ['8613242926514', '8613242926515', '8613242926516'],
	},
	'onbuka-upload-call-records.json': {
		call: 'ONBUKA',
		callees: ['932111111111', '932111111112', '932111111113'],
	},
};

const REDIAL = 'itniotech-update-redial-flow.json';

test(`${REDIAL} changes the flow, and calls nobody`, async () => {
	const workflow = JSON.parse(readFileSync(join(folder, REDIAL), 'utf8'));
	const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
	const node = workflow.nodes.find(({ id }: { id: string }) => id === 'call').name;
	const [output, failed] = outputOf(execution, node);
	expect(failed).toEqual([]);
	expect(output.map(({ json }) => json)).toEqual([{ keyId: 299, success: true }]);
	expect(await sandbox.calls()).toEqual([]);
});

test('every example is expected here', () => {
	const flows = Object.keys(OUTCOMES);
	const expected = [...Object.keys(EXPECTED), ...Object.keys(JOURNEYS), REDIAL, ...flows];
	expect(readdirSync(folder).sort()).toEqual(expected.sort());
});

describe.each(Object.entries(JOURNEYS))('%s', (name, { call, callees }) => {
	test('uploads a file, plays it to everybody once, and reads what came of each call', async () => {
		const workflow = JSON.parse(readFileSync(join(folder, name), 'utf8'));
		const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
		expect(execution.status).toBe('success');
		const out = (node: string) => outputOf(execution, node)[0].map(({ json }) => json);

		const [{ fileId }] = out('Upload the Announcement');
		const sends = (await sandbox.log()).filter(({ path }) => path.endsWith('/sendGroup'));
		expect(sends.map(({ body }) => body)).toMatchObject([{ callee: callees.join(), fileId }]);
		expect((await sandbox.calls()).map(({ callee }) => callee)).toEqual(callees);

		const sent = out(call).map(({ voiceId }) => voiceId);
		const records = out('What Came of It');
		expect(records).toMatchObject(
			callees.map((calleeNumber, at) => ({ calleeNumber, voiceId: sent[at], result: 'answered' })),
		);
	}, 60_000);
});

describe.each(Object.entries(EXPECTED))('%s', (name, { path, callees, id, refusal }) => {
	const workflow = JSON.parse(readFileSync(join(folder, name), 'utf8'));
	const node = workflow.nodes.find(({ id }: { id: string }) => id === 'call').name;

	test('calls everybody once, in one request, and every contact comes back accepted', async () => {
		const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
		expect(execution.status).toBe('success');

		expect((await sandbox.log()).map((entry) => [entry.path, entry.taken])).toEqual([[path, true]]);
		expect((await sandbox.calls()).map(({ callee }) => callee)).toEqual(callees);

		const [output, failed] = outputOf(execution, node);
		expect(failed).toEqual([]);
		expect(output.map(({ json }) => json.status)).toEqual(
			Array(Math.max(1, callees.length)).fill('accepted'),
		);
		if (callees.length > 0) expect(output.map(({ json }) => json.calleeNumber)).toEqual(callees);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(output.map((_, item) => ({ item })));
		for (const { json } of output) expect(json[id]).toBeTruthy();
	});

	test('a vendor that refuses sends every contact to the error branch with its words', async () => {
		const code = refusal ?? '-22';
		await sandbox.fault({ code, reason: 'not today' });
		const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
		expect(await sandbox.calls()).toEqual([]);

		const [output, failed] = outputOf(execution, node);
		expect(output).toEqual([]);
		expect(failed).toHaveLength(Math.max(1, callees.length));
		for (const { json } of failed) {
			expect(json.details).toMatchObject({
				status: 'refused',
				code,
				reason: 'not today',
			});
			expect(json.error).toMatch(/did not take the request.*: not today \(code .*\)$/);
		}
	});
});
