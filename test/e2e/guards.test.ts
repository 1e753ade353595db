import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { outputOf } from '../../scripts/n8n';
import { n8n, sandbox } from './world';

const FILE = join(__dirname, '..', '..', 'examples', 'onbuka-send-voice-message.json');
const [anna, ben, carl] = ['932111111111', '932111111112', '932111111113'];

beforeEach(async () => await sandbox.reset());

/** The example, sent with a guard. */
async function send(sending: object) {
	const workflow = JSON.parse(readFileSync(FILE, 'utf8'));
	const node = workflow.nodes.find(({ id }: { id: string }) => id === 'call');
	Object.assign(node, { onError: 'stopWorkflow' });
	node.parameters.sending = sending;
	const execution = await n8n.run(await n8n.importWorkflow(workflow), workflow.nodes[0].name);
	const called = (await sandbox.calls()).map(({ callee }) => callee);
	return { execution, called, message: execution.data.resultData.error?.message, node: node.name };
}

test('Do Not Call: an expression over other nodes keeps a callee from being called', async () => {
	const doNotCall = '={{ [$input.all()[1].json.phone] }}';
	const { execution, called, node } = await send({ doNotCall });
	expect(execution.status).toBe('success');
	expect(called).toEqual([anna, carl]);
	const [output] = outputOf(execution, node);
	expect(output.map(({ json }) => json.code)).toEqual(['0', 'DO_NOT_CALL', '0']);
	expect(output[1].json.calleeNumber).toBe(ben);
});

test.each<[string, object, RegExp]>([
	['Do Not Call that yields nothing', { doNotCall: '={{ $json.nothing }}' }, /yields nothing/],
	['Most Callees', { mostCallees: 2 }, /this run would call 3; if that is meant, set it to 3$/],
	['Least Balance', { leastBalance: 1000 }, /Least Balance is 1000, and the account holds/],
])('%s stops the run before the first call', async (_, sending, message) => {
	const stopped = await send(sending);
	expect(stopped.execution.status).toBe('error');
	expect(stopped.message).toMatch(message);
	expect(stopped.called).toEqual([]);
});

test('Calling Hours: outside of them nobody is called, and each says from when on', async () => {
	const tomorrow = ((new Date().getUTCDay() + 2) % 7) + 1;
	const hours = { from: '09:00', to: '09:01', days: [tomorrow], outside: 'refuse' };
	const { execution, called, node } = await send({ callingHours: { hours } });
	expect(execution.status).toBe('success');
	expect(called).toEqual([]);
	const [output] = outputOf(execution, node);
	expect(output.map(({ json }) => json.code)).toEqual(Array(3).fill('OUTSIDE_HOURS'));
	expect(output[0].json.allowedFrom).toMatch(/T09:00:00/);
});
