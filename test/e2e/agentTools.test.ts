import { agentWorkflow, callTool, TOOL } from './agentWorkflows';
import { LanguageModel } from '../../sandbox/languageModel';
import { EVERY_VENDOR, REFUSALS, TRIGGER, type Node, type Vendor } from './workflow';
import { n8n, sandbox } from './world';

const ANNA: Record<Vendor, string> = {
	onbuka: '932111111111',
	laaffic: '8613242926514',
	itniotech: '8613242926514',
	innoPaas: '8613012345611',
};
const GO_ON = { onError: 'continueRegularOutput' };

let model: LanguageModel;
let credential: string;
beforeAll(async () => {
	model = await LanguageModel.start();
	credential = await n8n.createCredential('openAiApi', 'Stand-in', model.credential);
});
afterAll(async () => {
	await n8n.deleteCredential(credential);
	await model.stop();
});
beforeEach(async () => await sandbox.reset());

const called = async () => (await sandbox.calls()).map(({ callee }) => callee);

/** The agent makes one call of the tool; returns what the model was told of it, as it came. */
async function ask(version: number, tool: Node, args: object): Promise<string> {
	model.play('p', [{ calls: [{ tool: TOOL, args: args as Record<string, unknown> }] }]);
	await n8n.run(await n8n.importWorkflow(agentWorkflow(version, ['p'], tool)), TRIGGER);
	const [answer] = model.told('p');
	return answer;
}

/** AI Agent 2 checks arguments by itself, and ends at one that is no text: the tool is not run. */
const endsAt = (version: number, argument: unknown) =>
	version === 2.2 && typeof argument !== 'string';

describe.each([3.1, 2.2])('the model of an AI agent %s', (version) => {
	describe.each(EVERY_VENDOR)('with %s', (vendor) => {
		const anna = ANNA[vendor];

		test('knows that real phones ring and how numbers are written, and reads in a sentence that one rings', async () => {
			const answer = await ask(version, callTool(vendor, GO_ON), { number: anna });
			const [{ function: tool }] = model.offered('p');
			expect(tool.description).toMatch(/rings phones of real people.* \+ and country code/);
			expect(answer).toMatch(/^\[\{"message":"\w+ accepted the call\./);
			expect(answer.length).toBeLessThan(250);
			expect(await called()).toEqual([anna]);
		});

		test('reads what is wrong with a number, and that nobody was called', async () => {
			const answer = await ask(version, callTool(vendor, GO_ON), { number: '0151' });
			expect(answer).toMatch(/0151.*Nobody was called/);
			expect(await called()).toEqual([]);
		});

		test('reads that the vendor refused the call, and why', async () => {
			await sandbox.fault(REFUSALS[vendor]);
			const answer = await ask(version, callTool(vendor, GO_ON), { number: anna });
			expect(answer).toMatch(/^\[\{"message":"Not called\./);
			expect(answer).toContain(REFUSALS[vendor].reason);
			expect(await called()).toEqual([]);
		});

		test.each([
			['an object for a text', { number: { phone: anna } }],
			['nothing', {}],
			['nothing for a text', { number: null }],
			['an empty text', { number: '' }],
			['a yes for a text', { number: true }],
		])('that sends %s calls nobody, and is not told that it did', async (_, args) => {
			const answer = await ask(version, callTool(vendor, GO_ON), args);
			expect(await called()).toEqual([]);
			if (endsAt(version, Object.values(args)[0])) expect(answer).toBeUndefined();
			else expect(answer).toMatch(/ Nobody was called\./);
		});

		test.each([
			['a list', [anna]],
			['a number', Number(anna)],
		])(
			'that sends %s for a text rings that phone, or none where the agent ends',
			async (_, number) => {
				const answer = await ask(version, callTool(vendor, GO_ON), { number });
				expect(await called()).toEqual(endsAt(version, number) ? [] : [anna]);
				if (endsAt(version, number)) expect(answer).toBeUndefined();
				else expect(answer).toMatch(/accepted the call/);
			},
		);
	});
});

test('the model of an AI agent 3.1 reads all of an error that stops the tool', async () => {
	const answer = await ask(3.1, callTool('onbuka'), { number: '0151' });
	expect(answer).toMatch(/0151.*Nobody was called/);
});

test('with the error output n8n tells the model of an AI agent 3.1 nothing, even of a call that was made', async () => {
	const tool = callTool('onbuka', { onError: 'continueErrorOutput' });
	expect(await ask(3.1, tool, { number: ANNA.onbuka })).toBe('""');
	expect(await called()).toEqual([ANNA.onbuka]);
});
