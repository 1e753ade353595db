import { asTool, outputs } from './agent';
import { called, jsonOf, misbehave, numbers, run, sandbox, senders, type Sender } from './helpers';
import { beforeRun, countTries, retryOnFail } from './tries';

const [anna, ben, carl] = numbers(3);
const send = async (
	{ node, parameters }: Sender,
	sending: object,
	more: Partial<Parameters<typeof run>[0]> = {},
) =>
	await run({
		...{ node, items: [anna, ben, carl].map((number) => ({ number })) },
		...{ parameters: { ...parameters, sending } as never, ...more },
	});

const many = senders.filter(({ perRequest }) => perRequest > 1);
describe.each(many)('$named: of whom a guard keeps back in a request', (sender) => {
	test('it is said of them alone, whatever became of the others', async () => {
		misbehave({ status: 500, taken: true, times: 9 });
		const { failed } = await send(sender, { doNotCall: ben }, { onError: 'continueErrorOutput' });
		expect(jsonOf(failed)).toMatchObject([
			{ error: expect.stringMatching(/^It is unknown whether \w+ took 2 of the 3 callees:/) },
			{ error: `${ben} was not called: the list Do Not Call has it` },
			{ error: expect.stringMatching(/^It is unknown whether \w+ took 2 of the 3 callees:/) },
		]);
	});

	test('the error that stops the run does not speak', async () => {
		const { refusal } = sender;
		misbehave({ ...refusal, times: 9 });
		const { error } = await send(sender, { doNotCall: anna });
		expect(error?.message).toMatch(/ did not take 2 of the 3 callees: .* Refused 3\.$/);
		expect(error?.message).toContain(refusal.reason);
	});
});

describe.each(senders)('$named', (sender) => {
	test('what an agent has called before does not come out as if it had not been, where the run is stopped', async () => {
		const others = numbers(22).slice(1);
		await asTool(sender, {}, [anna]);
		const [outcomes] = outputs(await asTool(sender, {}, [anna, ...others]));
		expect(called()).toEqual([anna]);
		expect(outcomes).toMatchObject([{ repeated: 1, refused: 21, accepted: 0, unknown: 0 }]);
		const [{ notAccepted }] = outcomes as Array<{ notAccepted: object[] }>;
		expect(notAccepted[0]).toMatchObject({
			...{ calleeNumber: others[0], status: 'refused', code: 'INVALID' },
			reason: expect.stringMatching(/^Sending → Most Callees is 20/),
		});
	});

	test('what an earlier try has called does not come out as if it had not been, where a guard can’t be kept any more', async () => {
		countTries();
		beforeRun(retryOnFail);
		const items = [{ number: 'nobody' }, { number: anna }];
		const doNotCall = '={{ $vars.try === 1 ? [] : null }}';
		const more = { items, onError: 'continueRegularOutput' } as const;
		const { output } = await send(sender, { doNotCall }, more);
		expect(called()).toEqual([anna]);
		expect(jsonOf(output)).toMatchObject([
			{ code: 'INVALID' },
			{ calleeNumber: anna, status: 'accepted' },
		]);
		expect(sandbox.state.log).toHaveLength(1);
	});
});
