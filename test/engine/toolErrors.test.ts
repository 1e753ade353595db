import { ExecuteContext } from 'n8n-core';

import { anna, asTool, ben } from './agent';
import { called, misbehave, numbers, onbuka, once, run, senders } from './helpers';
import { beforeRun, countTries, retryOnFail } from './tries';

/** An agent hands its model the message of an error and nothing else. */
const STOP = { onError: 'stopWorkflow' } as const;
const AGAIN = /The phone may have rung: do not call again/;

describe.each(senders)(
	'$named as a tool that stops says all in the message of its error:',
	(sender) => {
		const one = { ...STOP, sending: { maxAttempts: 1 } };
		const { callees, label } = sender;

		test('that somebody may have been called, and is not to be called again', async () => {
			misbehave({ reset: 'after' });
			const { error } = await asTool(sender, one);
			expect(error?.message).toMatch(/^It is unknown whether/);
			expect(error?.message).toMatch(AGAIN);
			expect(error?.description ?? '').toBe('');
		});

		test('that a refusal called nobody', async () => {
			misbehave(sender.refusal);
			const { error } = await asTool(sender, one);
			expect(error?.message).toContain(sender.refusal.reason);
			expect(error?.message).toContain('Nobody was called.');
			expect(error?.message).not.toMatch(AGAIN);
		});

		test('but not where others were called before the refusal', async () => {
			misbehave({ ...sender.refusal, skip: 1 });
			const [name, first, other] = sender.setting;
			const split = `={{ $json.number === "${anna}" ? ${JSON.stringify(first)} : ${JSON.stringify(other)} }}`;
			const { parameters } = sender;
			const { error } = await asTool(
				{ ...sender, parameters: { ...parameters, [name]: split } },
				one,
				[anna, ben],
			);
			expect(error?.message).toContain('Accepted 1, refused 1.');
			expect(error?.message).not.toContain('Nobody was called');
		});

		test('every problem, and that nobody was called', async () => {
			const parameters = {
				...sender.parameters,
				[callees]: 'her phone',
				[sender.setting[0]]: '={{ $json.none }}',
			};
			const { error } = await asTool({ ...sender, parameters }, STOP);
			expect(error?.message).toMatch(new RegExp(`^${label} has "her phone"`));
			expect(error?.message).toMatch(/ Also: .* Nobody was called\.$/);
			expect(error?.message).not.toContain('[item 0]');
			expect(error?.description ?? '').toBe('');
			expect(called()).toEqual([]);
		});

		test('that a guard stopped it', async () => {
			const { error } = await asTool(sender, STOP, numbers(21));
			expect(error?.message).toMatch(/would call 21.* Nobody was called now\.$/);
		});

		test('people who run it as a node read what they did before', async () => {
			misbehave({ reset: 'after' });
			const { node, parameters } = sender;
			const { error } = await run({
				node,
				parameters: once(parameters),
				items: [{ number: anna }],
			});
			expect(error?.message).not.toMatch(AGAIN);
			expect(error?.description).toMatch(/^It may have been called. Look at/);
		});
	},
);

test('as a tool, what is wrong with the settings says so, and that nobody was called', async () => {
	const { error } = await asTool(onbuka, { ...STOP, sending: { concurrency: 0 } });
	expect(error?.message).toMatch(
		/^Sending → Concurrency is 0; .* Nothing was sent, and nobody was called\.$/,
	);
});

test('as a tool, what is wrong with the credential says so, and that nobody was called', async () => {
	const { node, parameters } = onbuka;
	const credentials = { apiKey: '', apiSecret: '', baseUrl: 'nowhere' };
	const { error } = await run({ node, parameters, credentials, asTool: true });
	expect(error?.message).toMatch(/credential.* Nothing was sent/);
	expect(error?.message).toMatch(/nobody was called/i);
});

test('a try that stops before its first call does not hide what an earlier try has sent', async () => {
	beforeRun(retryOnFail);
	countTries();
	misbehave({ reset: 'after' });
	const doNotCall = '={{ $vars.try === 1 ? [] : null }}';
	const { error } = await asTool(onbuka, { ...STOP, sending: { doNotCall } });
	expect(called()).toEqual([anna]);
	expect(error?.message).toMatch(/Do Not Call/);
	expect(error?.message).toMatch(
		/An earlier try of this may have been sent: do not do it again\.$/,
	);
});

test('as a tool, a name that n8n refuses in $fromAI is said to be one, with one that it takes', async () => {
	const parameters = { ...onbuka.parameters, callee: "={{ $fromAI('callee', 'whom', 'string') }}" };
	for (const isContextOfAgent of [false, true]) {
		jest.spyOn(ExecuteContext.prototype, 'isToolExecution').mockReturnValue(isContextOfAgent);
		const { error } = await run({
			node: 'onbuka',
			parameters,
			items: [{ callee: anna }],
			asTool: true,
		});
		expect(error?.message).toMatch(
			/^Callee.* n8n takes no \$fromAI of that name .*\$fromAI\('phone'\)/,
		);
	}
	expect(called()).toEqual([]);
});

test('as a tool, a name that n8n takes in $fromAI is whom to call', async () => {
	const parameters = { ...onbuka.parameters, callee: "={{ $fromAI('phone', 'whom', 'string') }}" };
	const items = [{ phone: anna }];
	const { error } = await run({ node: 'onbuka', parameters, items, asTool: true });
	expect(error).toBeUndefined();
	expect(called()).toEqual([anna]);
});
