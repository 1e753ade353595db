import type { Execution } from '../../scripts/n8n';
import {
	agentWorkflow,
	ASSISTANT,
	callTool,
	subAgentWorkflow,
	TOOL,
	workflowTool,
} from './agentWorkflows';
import { LanguageModel, type Turn } from '../../sandbox/languageModel';
import {
	caller,
	EVERY_VENDOR,
	REFUSALS,
	subWorkflow,
	RETRY,
	TRIGGER,
	type Vendor,
} from './workflow';
import { addresses, n8n, offer, sandbox, testUnlessN8n1 } from './world';

/** What comes first in the answer to a call that was made before. */
const BEFORE = 'Nobody was called now, because the same call was made before in this execution.';
/** The version whose tools are nodes of the execution, and the last whose tools it runs itself. */
const NEWEST = addresses.line === '1' ? 3 : 3.1;
const AGENTS = [NEWEST, 2.2];
const NUMBERS = {
	onbuka: ['932111111111', '932111111112', '932111111113'],
	laaffic: ['8613242926514', '8613242926515', '8613242926516'],
	itniotech: ['8613242926514', '8613242926515', '8613242926516'],
	innoPaas: ['8613012345611', '8613012345612', '8613012345613'],
} satisfies Record<Vendor, string[]>;
/** So that an answer that is lost leaves it unknown who was called, with every vendor. */
const ONE_ATTEMPT = { parameters: { sending: { maxAttempts: 1 } } };
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

/** A turn in which the model calls these numbers, all in one answer. */
const callTo = (...numbers: string[]): Turn => ({
	calls: numbers.map((number) => ({ tool: TOOL, args: { number } })),
});
const assign = (task: string): Turn => ({ calls: [{ tool: ASSISTANT, args: { task } }] });

const run = async (workflow: Parameters<typeof n8n.importWorkflow>[0]): Promise<Execution> =>
	await n8n.run(await n8n.importWorkflow(workflow), TRIGGER);

const called = async () => (await sandbox.calls()).map(({ callee }) => callee).sort();
const loseAnAnswer = async () => await sandbox.fault({ reset: 'after' });

/** What the model was told of each call: the first item, or the error, of the tool's answer. */
const told = (prompt: string): Array<Record<string, unknown>> =>
	model.told(prompt).map((answer) => (answer === '' ? {} : JSON.parse(answer)[0]));
const statusesOf = (prompt: string) => told(prompt).map(({ status }) => status);

/** What n8n keeps as errors of our node, for people to read. */
const errorsIn = ({ data }: Execution) =>
	(data.resultData.runData['Call People'] ?? []).flatMap(({ error }) => error?.message ?? []);

/** n8n's own words for a lost connection invite to call again. */
const expectNoAdviceToRetry = (words: string[]) =>
	expect(words.join('\n')).not.toMatch(/retry the request|Retry on Fail|perhaps it is offline/i);

describe.each(AGENTS)('an AI agent of version %s', (version) => {
	describe.each(EVERY_VENDOR)('with %s as its tool', (vendor) => {
		const [anna, ben, cleo] = NUMBERS[vendor];

		test('that calls the same number twice in one answer and again in the next turn rings once', async () => {
			model.play('p', [callTo(anna, anna), callTo(anna)]);
			await run(agentWorkflow(version, ['p'], callTool(vendor)));
			expect(await called()).toEqual([anna]);
			expect(statusesOf('p').sort()).toEqual(['accepted', 'repeated', 'repeated']);
			for (const answer of told('p').filter(({ status }) => status === 'repeated')) {
				expect(Object.entries(answer)[0]).toEqual(['message', BEFORE]);
			}
		});

		test('that calls different numbers in one answer rings each of them', async () => {
			model.play('p', [callTo(anna, ben), callTo(cleo)]);
			await run(agentWorkflow(version, ['p'], callTool(vendor)));
			expect(await called()).toEqual([anna, ben, cleo]);
			expect(statusesOf('p')).toEqual(['accepted', 'accepted', 'accepted']);
		});

		test('is told that it is unknown who was called, and calls nobody again by asking again', async () => {
			await loseAnAnswer();
			model.play('p', [callTo(anna), callTo(anna)]);
			await run(agentWorkflow(version, ['p'], callTool(vendor, { ...GO_ON, ...ONE_ATTEMPT })));
			expect(await called()).toEqual([anna]);
			const [first, again] = told('p');
			expect(first).toMatchObject({ status: 'unknown' });
			expect(first.message).toMatch(/^It is unknown whether .* do not call again/);
			expect(again).toMatchObject({ status: 'unknown' });
			expect(Object.values(again).join('\n')).toContain(`${BEFORE} It is unknown whether`);
			expectNoAdviceToRetry(model.told('p'));
		});

		test('calls nobody again where the first error ended the tool', async () => {
			await loseAnAnswer();
			model.play('p', [callTo(anna), callTo(anna)]);
			const execution = await run(agentWorkflow(version, ['p'], callTool(vendor, ONE_ATTEMPT)));
			expect(await called()).toEqual([anna]);
			expect(errorsIn(execution)[0]).toMatch(/^It is unknown whether/);
			expectNoAdviceToRetry([...model.told('p'), ...errorsIn(execution)]);
		});

		test('rings once when n8n tries the tool again, whose answer was lost', async () => {
			await loseAnAnswer();
			model.play('p', [callTo(anna)]);
			const execution = await run(
				agentWorkflow(version, ['p'], callTool(vendor, { ...RETRY, ...ONE_ATTEMPT })),
			);
			expect(await called()).toEqual([anna]);
			expectNoAdviceToRetry([...model.told('p'), ...errorsIn(execution)]);
		});

		test('rings once when n8n tries the tool again, which was refused', async () => {
			await sandbox.fault(REFUSALS[vendor]);
			model.play('p', [callTo(anna)]);
			await run(agentWorkflow(version, ['p'], callTool(vendor, RETRY)));
			expect(await called()).toEqual([anna]);
			expect(statusesOf('p')).toEqual(['accepted']);
		});

		test('rings once when n8n tries the agent again, whose model failed after the call', async () => {
			model.play('p', [callTo(anna), { ...callTo(anna), failsOnce: true }]);
			const { status } = await run(agentWorkflow(version, ['p'], callTool(vendor), RETRY));
			expect(status).toBe('success');
			expect(await called()).toEqual([anna]);
		});

		test('rings once when the execution is retried, whose model failed after the call', async () => {
			model.play('p', [callTo(anna), { ...callTo(anna), failsOnce: true }]);
			const failed = await run(agentWorkflow(version, ['p'], callTool(vendor)));
			expect(failed.status).toBe('error');
			const { status } = await n8n.retry(failed.id);
			expect(status).toBe('success');
			expect(await called()).toEqual([anna]);
		});

		test.each([1, 2])(
			'rings a number once that several of its items ask for, %s at a time',
			async (batchSize) => {
				const prompts = ['p', 'q', 'r'];
				for (const prompt of prompts) model.play(prompt, [callTo(anna)]);
				const parameters = { options: { batching: { batchSize } } };
				await run(agentWorkflow(version, prompts, callTool(vendor), { parameters }));
				expect(await called()).toEqual([anna]);
				expect(prompts.flatMap(statusesOf).sort()).toEqual(['accepted', 'repeated', 'repeated']);
			},
		);

		test('rings nobody whom another item asked for at the same time', async () => {
			model.play('p', [callTo(anna, ben)]);
			model.play('q', [callTo(cleo)]);
			const parameters = { options: { batching: { batchSize: 2 } } };
			await run(agentWorkflow(version, ['p', 'q'], callTool(vendor, GO_ON), { parameters }));
			const [answer] = told('q');
			if (version === 2.2) {
				// n8n gives it the number of the other item's first call.
				expect(await called()).toEqual([anna, ben]);
				expect(answer.message).toMatch(/^The call has the arguments of another one/);
			} else {
				expect(await called()).toEqual([anna, ben, cleo]);
				expect(answer).toMatchObject({ calleeNumber: cleo, status: 'accepted' });
			}
		});

		const testGoingOn = version === 2.2 ? test : testUnlessN8n1('what agent 3 does after an error');
		testGoingOn(
			'tries no call again whose answer was lost, also where Same List Again says to call',
			async () => {
				await loseAnAnswer();
				model.play('p', [callTo(anna), callTo(anna)]);
				const sending = { sameListAgain: 'call', maxAttempts: 1 };
				const tool = callTool(vendor, { ...RETRY, parameters: { sending } });
				await run(agentWorkflow(version, ['p'], tool));
				// Once for each call of the agent, however often n8n tries it.
				expect(await called()).toEqual([anna, anna]);
			},
		);

		test('calls again where Same List Again says so', async () => {
			model.play('p', [callTo(anna, anna), callTo(anna)]);
			const sending = { sameListAgain: 'call' };
			await run(agentWorkflow(version, ['p'], callTool(vendor, { parameters: { sending } })));
			expect(await called()).toEqual([anna, anna, anna]);
			expect(statusesOf('p')).toEqual(['accepted', 'accepted', 'accepted']);
		});
	});
});

testUnlessN8n1('what agent 3 reads of an error')(
	`an AI agent of version ${NEWEST} reads of a tool that ends in an error that it is unknown who was called`,
	async () => {
		await loseAnAnswer();
		model.play('p', [callTo('932111111111')]);
		await run(agentWorkflow(NEWEST, ['p'], callTool('onbuka')));
		expect(told('p')[0].error).toMatch(/^It is unknown whether .* do not call again/);
	},
);

describe.each([
	{ agent: NEWEST, assistant: 3 },
	{ agent: NEWEST, assistant: 2.2 },
	{ agent: 2.2, assistant: 2.2 },
])('an AI agent of version $agent that gives tasks to one of version $assistant', (versions) => {
	const [anna] = NUMBERS.onbuka;
	const testHere = versions.assistant === 3 ? testUnlessN8n1('a sub-agent of version 3') : test;

	testHere('rings once, whichever of them repeats itself', async () => {
		model.play('p', [assign('t'), assign('t')]);
		model.play('t', [callTo(anna, anna), callTo(anna)]);
		await run(subAgentWorkflow(versions, 'p', callTool('onbuka')));
		expect(await called()).toEqual([anna]);
		// Only the second task's conversation is kept: it begins when everybody was called.
		expect(statusesOf('t')).toEqual(['repeated', 'repeated', 'repeated']);
	});

	testHere(
		'has its assistant told that it is unknown who was called, and never to try again',
		async () => {
			await loseAnAnswer();
			model.play('p', [assign('t')]);
			model.play('t', [callTo(anna), callTo(anna)]);
			const execution = await run(subAgentWorkflow(versions, 'p', callTool('onbuka', GO_ON)));
			expect(await called()).toEqual([anna]);
			expect(told('t')[0].message).toMatch(/^It is unknown whether/);
			expectNoAdviceToRetry([...model.told('t'), ...model.told('p'), ...errorsIn(execution)]);
		},
	);

	testHere('rings once when n8n tries the tool again, whose answer was lost', async () => {
		await loseAnAnswer();
		model.play('p', [assign('t')]);
		model.play('t', [callTo(anna)]);
		const execution = await run(subAgentWorkflow(versions, 'p', callTool('onbuka', RETRY)));
		expect(await called()).toEqual([anna]);
		expect(errorsIn(execution)[0]).toMatch(/^It is unknown whether/);
		expectNoAdviceToRetry([...model.told('t'), ...errorsIn(execution)]);
	});
});

test.each(AGENTS)(
	'an AI agent of version %s calls again whose tool is a workflow that calls with ONBUKA',
	async (version) => {
		const [anna] = NUMBERS.onbuka;
		const id = await n8n.importWorkflow(subWorkflow(caller('onbuka', '={{ $json.number }}')));
		await offer(id);
		model.play('p', [callTo(anna), callTo(anna)]);
		await run(agentWorkflow(version, ['p'], workflowTool(id)));
		expect(model.told('p')).toEqual([
			expect.stringContaining('accepted'),
			expect.stringContaining('accepted'),
		]);
		expect(await called()).toEqual([anna, anna]);
	},
);

test.each(AGENTS)(
	'an AI agent of version %s does not where that workflow calls with LAAFFIC, whose task names are keys',
	async (version) => {
		const [anna] = NUMBERS.laaffic;
		const id = await n8n.importWorkflow(subWorkflow(caller('laaffic', '={{ $json.number }}')));
		await offer(id);
		model.play('p', [callTo(anna), callTo(anna)]);
		await run(agentWorkflow(version, ['p'], workflowTool(id)));
		expect(model.told('p')).toEqual([
			expect.stringContaining('accepted'),
			expect.stringContaining('repeated'),
		]);
		expect(await called()).toEqual([anna]);
	},
);
