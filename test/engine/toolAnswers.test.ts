import { anna, asTool, BEFORE, ben, outputs } from './agent';
import {
	called,
	credentialsWith,
	itemsOf,
	jsonOf,
	misbehave,
	numbers,
	onbuka,
	run,
	sandbox,
	senders,
} from './helpers';
import { beforeRun, countTries, retryOnFail } from './tries';

const AGAIN = /The phone may have rung: do not call again/;
const first = (json: object) => Object.entries(json)[0];
const length = (output: object) => JSON.stringify(output).length;

describe.each(senders)('$named as a tool answers a language model', (sender) => {
	test('in a short item for each callee, that begins with a sentence', async () => {
		const [[one]] = outputs(await asTool(sender));
		expect(first(one)).toEqual([
			'message',
			`${sender.profile.name} accepted the call. Whether anybody answers is not known yet.`,
		]);
		const { voiceId, keyId, callId } = one;
		expect([voiceId, keyId, callId].filter((id) => id !== undefined)).toHaveLength(1);
		const fields = ['calleeNumber', 'message', 'status', expect.stringMatching(/Id$/)];
		expect(Object.keys(one).sort()).toEqual(expect.arrayContaining(fields));
		expect(Object.keys(one)).toHaveLength(fields.length);
	});

	test('20 callees in less than 4,000 characters, paired with their items', async () => {
		const { output } = await asTool(sender, {}, numbers(20));
		expect(jsonOf(output).map(({ calleeNumber }) => calleeNumber)).toEqual(numbers(20));
		expect(itemsOf(output)).toEqual([...Array(20).keys()]);
		expect(length(jsonOf(output))).toBeLessThan(4000);
	});

	test('that it is unknown, and not to call again, before all else', async () => {
		misbehave({ reset: 'after' });
		const { output } = await asTool(sender, { sending: { maxAttempts: 1 } });
		const [name, message] = first(jsonOf(output)[0]);
		expect(name).toBe('message');
		expect(message).toMatch(/^It is unknown whether/);
		expect(message).toMatch(AGAIN);
		expect(jsonOf(output)).toMatchObject([{ status: 'unknown', error: true, calleeNumber: anna }]);
	});

	test('with code and words of a refusal, and that it is not called', async () => {
		misbehave(sender.refusal);
		const { output } = await asTool(sender);
		expect(first(jsonOf(output)[0])).toEqual(['message', expect.stringMatching(/^Not called\. /)]);
		const { code, reason } = sender.refusal;
		expect(jsonOf(output)).toMatchObject([{ status: 'refused', error: true, code, reason }]);
	});

	test('what is wrong with its arguments, and that nobody was called', async () => {
		const { node, parameters, callees, label } = sender;
		const { output } = await asTool({
			node,
			parameters: { ...parameters, [callees]: 'her phone' },
		});
		const [name, message] = first(jsonOf(output)[0]);
		expect([name, message]).toEqual([
			'message',
			expect.stringMatching(`^${label} has "her phone"`),
		]);
		expect(message).toMatch(/ Nobody was called\.$/);
		expect(jsonOf(output)).toMatchObject([{ status: 'refused', code: 'INVALID', error: true }]);
		expect(jsonOf(output)[0]).not.toHaveProperty('reason');
	});

	test('that a preview is no call, in few words', async () => {
		const { output } = await asTool(sender, { sending: { preview: true } }, numbers(20));
		expect(first(jsonOf(output)[0])).toEqual([
			'message',
			expect.stringMatching(/nobody was called\.$/),
		]);
	});

	test('Retry On Fail sends again what was refused, also where the tool goes on', async () => {
		beforeRun(retryOnFail);
		misbehave(sender.refusal);
		const { output } = await asTool(sender);
		expect(jsonOf(output)).toMatchObject([{ status: 'accepted' }]);
		expect(called()).toEqual([anna]);
	});
});

describe('where somebody lets an agent call more than 20', () => {
	const many = numbers(3000);
	const sending = { mostCallees: 3000 };

	test('it reads counts, in one item for all', async () => {
		const { output } = await asTool(onbuka, { sending }, many);
		expect(called()).toHaveLength(3000);
		expect(jsonOf(output)).toEqual([
			{
				message: 'ONBUKA accepted 3000 of 3000 calls. Whether anybody answers is not known yet.',
				...{ accepted: 3000, repeated: 0, refused: 0, unknown: 0 },
			},
		]);
		expect(output[0].pairedItem).toHaveLength(3000);
	});

	test('the same from a list in one argument', async () => {
		const { output } = await asTool(onbuka, { sending }, [many as never]);
		expect(jsonOf(output)).toMatchObject([{ accepted: 3000 }]);
	});

	test('it reads who was not accepted, those of whom nobody knows before all, and not too many', async () => {
		misbehave({ ...onbuka.refusal, skip: 1 });
		misbehave({ reset: 'after' });
		const { output } = await asTool(onbuka, { sending }, many);
		const [json] = jsonOf(output);
		expect(json).toMatchObject({ error: true, accepted: 1000 });
		expect(json.message).toMatch(/^ONBUKA accepted 1000 of 3000 calls\./);
		expect(json.notAccepted).toHaveLength(20);
		expect(length(json)).toBeLessThan(4000);
	});

	test('and of a group call its ID', async () => {
		const laaffic = senders.find(({ key }) => key === 'laaffic.groupCall.createAi')!;
		const { output } = await asTool(laaffic, { sending }, many);
		expect(jsonOf(output)).toMatchObject([{ accepted: 3000, keyIds: [expect.anything()] }]);
	});

	test('a preview of so many has no list of them', async () => {
		const { output } = await asTool(onbuka, { sending: { ...sending, preview: true } }, many);
		expect(jsonOf(output)[0]).toMatchObject({ preview: true, calleeCount: 1000 });
		expect(length(jsonOf(output))).toBeLessThan(2000);
	});
});

test('a number that stands twice in a call is called once, and the answer says so', async () => {
	const { output } = await asTool(onbuka, {}, [anna, anna]);
	expect(jsonOf(output)).toMatchObject([
		{ status: 'accepted' },
		{ status: 'accepted', duplicate: true, message: expect.stringMatching(/is called once/) },
	]);
});

test('whom a guard keeps back is not called, and the answer names the guard', async () => {
	const { node, parameters } = onbuka;
	const credentials = credentialsWith(node, ben);
	const items = [{ number: anna }];
	const onError = 'continueRegularOutput';
	const { output } = await run({ node, parameters, credentials, items, onError, asTool: true });
	expect(jsonOf(output)).toMatchObject([
		{ message: 'Not called. See Allowed Numbers in the credential.', code: 'NOT_ALLOWED' },
	]);
});

test('a group call that was made on the same day by another execution is not said to be a new one', async () => {
	const laaffic = senders.find(({ key }) => key === 'laaffic.groupCall.createAi')!;
	await asTool(laaffic);
	const { output } = await asTool(laaffic, { executionId: 'another' });
	const [{ message, status }] = jsonOf(output);
	expect([status, message]).toEqual([
		'repeated',
		'Nobody was called now, because the same was submitted before.',
	]);
	expect(message).not.toBe(BEFORE);
	expect(sandbox.state.calls).toHaveLength(1);
});

test('what an earlier try has sent stays said where a later one stops before its first call', async () => {
	beforeRun(retryOnFail);
	countTries();
	misbehave({ reset: 'after' });
	const doNotCall = '={{ $vars.try === 1 ? [] : null }}';
	const { output } = await asTool(onbuka, { sending: { doNotCall } });
	expect(jsonOf(output)[0].message).toMatch(
		/^It is unknown whether ONBUKA took the call\. The phone may have rung: do not call again/,
	);
	expect(called()).toEqual([anna]);
});
