import { WorkflowExecute } from 'n8n-core';
import { NodeApiError, NodeOperationError, type INode, type INodeParameters } from 'n8n-workflow';

import { innoPaas, misbehave, numbers, onbuka, once, run, senders, type Sender } from './helpers';

const node = { name: 'Agent' } as INode;
let sent = 0;
const items = numbers(2).map((number) => ({ number }));
const send = ({ node: name, parameters }: Sender, more: INodeParameters = {}) =>
	run({ node: name, parameters: { ...once(parameters), ...more }, items });

/** What n8n makes of an error that comes out of a sub-workflow, or of a tool of an AI agent. */
const wrappings: Array<[who: string, wrap: (error: Error) => Error]> = [
	['an agent', (error) => new NodeOperationError(node, error)],
	[
		'an agent’s agent',
		(error) => new NodeOperationError(node, new NodeOperationError(node, error)),
	],
	['a sub-workflow', (error) => Object.assign(new Error(error.message), { ...error })],
	[
		'an agent that has a sub-workflow as a tool',
		(error) => new NodeOperationError(node, new Error(error.message)),
	],
	[
		'a node that calls an API',
		(error) => new NodeApiError(node, new Error(error.message) as never),
	],
];
const wrapped = () => wrappings.map(([who, wrap]) => [who, wrap(thrown).message]);

/** What the node throws: n8n stores a copy of it. */
let thrown: Error;
beforeEach(() => {
	const prototype = WorkflowExecute.prototype as unknown as Record<string, (error: Error) => Error>;
	const { reportNodeExecutionError: report } = prototype;
	jest.spyOn(prototype, 'reportNodeExecutionError').mockImplementation(function (
		this: unknown,
		...given
	) {
		[thrown] = given;
		return report.apply(this, given);
	});
});
afterEach(() => jest.restoreAllMocks());

/** What a person reads: characters of no width are not seen. */
const seen = (text: string) => text.replaceAll('\u200c', '');

test.each(senders)(
	'$named: that nobody knows stays that, whoever wraps it, and never becomes advice to send again',
	async (sender) => {
		for (const fault of [
			{ reset: 'after' as const },
			{ status: 500, taken: true },
			{ code: '-18', reason: 'upstream said ECONNRESET, then ETIMEDOUT' },
			{ code: '-99', reason: 'EPERM: it is PREEXISTING (econnaborted)' },
		]) {
			misbehave(fault);
			await send(sender, { taskName: '', [sender.setting[0]]: String(100 + ++sent) });
			for (const [who, message] of wrapped()) {
				expect([who, message]).toEqual([who, expect.stringMatching(/^It is unknown whether/)]);
				expect(message).not.toMatch(/retry|offline|try again/i);
			}
			// An answer with a code that is none of InnoPaaS's was not written by it.
			if ('reason' in fault && sender !== innoPaas) {
				expect(seen(thrown.message)).toContain(fault.reason);
			}
		}
	},
);

test.each(['ENOTFOUND', 'ETIMEDOUT ECONNRESET', 'preexisting'])(
	'what was entered stays what it is, even %j',
	async (entered) => {
		await send(onbuka, { callee: entered });
		for (const [, message] of wrapped()) expect(seen(message)).toContain(`"${entered}"`);
	},
);

test('a Base URL that reads like a system code stays what it is', async () => {
	const credentials = { appId: 'a', appKey: 'k', baseUrl: 'http://enotfound.example' };
	const { parameters } = innoPaas;
	await run({ node: 'innoPaas', parameters, items, credentials });
	for (const [, message] of wrapped()) {
		expect(seen(message)).toContain('Base URL in the credential is "http://enotfound.example"');
	}
});
