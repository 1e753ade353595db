import { DateTime } from 'luxon';

import { asTool, outputs } from './agent';
import {
	called,
	credentialsWith,
	jsonOf,
	misbehave,
	numbers,
	resenders,
	run,
	sandbox,
	senders,
	type Sender,
} from './helpers';

const [anna, ben, carl] = numbers(3);
const list = [anna, ben, carl].map((number) => ({ number }));

const send = async (
	{ node, parameters }: Pick<Sender, 'node' | 'parameters'>,
	sending: object,
	more: Partial<Parameters<typeof run>[0]> = {},
) => await run({ node, items: list, parameters: { ...parameters, sending } as never, ...more });
type Done = Awaited<ReturnType<typeof run>>;

/** Who was called, and that everybody came out once, with a word for who was not. */
function expectCalled({ output, error }: Done, callees: string[], code: string) {
	expect(error).toBeUndefined();
	expect(called()).toEqual(callees);
	expect(jsonOf(output)).toMatchObject(
		[anna, ben, carl].map((calleeNumber) => ({
			calleeNumber,
			...(callees.includes(calleeNumber) ? { status: 'accepted' } : { status: 'refused', code }),
		})),
	);
}
/** That the run stopped before the first call, and what it said. */
function expectStop({ error }: Done, message: RegExp) {
	expect(error?.message).toMatch(message);
	expect(called()).toEqual([]);
}
const hintsOf = ({ stored }: Done) =>
	stored.data.resultData.runData.Node.at(-1)!.hints?.map(({ message }) => message) ?? [];

describe.each(senders)('$named', (sender) => {
	describe('with Do Not Call', () => {
		test.each([
			['a list', `={{ ["${ben}"] }}`],
			['a text', `+${ben}`],
			['a number written otherwise', `={{ ["+49 151 1000-0001"] }}`],
			['several in a text', `${ben}, +43 660 1234567`],
			['numbers as JSON numbers', `={{ [${ben}] }}`],
		])('calls nobody who is on it: %s', async (_, doNotCall) => {
			const done = await send(sender, { doNotCall });
			expectCalled(done, [anna, carl], 'DO_NOT_CALL');
			expect(hintsOf(done)).toEqual(['1 of 3 callees not called: Do Not Call in Sending 1.']);
		});

		test('goes on where all are on it', async () => {
			expectCalled(await send(sender, { doNotCall: numbers(3).join() }), [], 'DO_NOT_CALL');
			expect(sandbox.state.log).toEqual([]);
		});

		test('calls everybody where the list is empty', async () => {
			expectCalled(await send(sender, { doNotCall: '={{ [] }}' }), [anna, ben, carl], '');
		});

		test.each([
			['nothing', '={{ $json.nobody }}', /Do Not Call yields nothing/],
			['an empty text', '', /Do Not Call yields nothing/],
			[
				'an expression that fails',
				'={{ $("Nowhere").all() }}',
				/Do Not Call has an expression that/,
			],
			['what is no number', '={{ ["4915110000001", "n/a"] }}', /Do Not Call has "n\/a"/],
			['rows in place of numbers', '={{ [{ phone: "1" }] }}', /a value of type object/],
			['an entry that is empty', '={{ [""] }}', /empty entry/],
		])('stops before the first call at %s', async (_, doNotCall, message) => {
			expectStop(await send(sender, { doNotCall }), message);
		});
	});

	test('Allowed Numbers in the credential keep all others from being called, whatever a workflow says', async () => {
		const allowed = `+49 151 1000 0002, ${anna}`;
		const done = await send(sender, {}, { credentials: credentialsWith(sender.node, allowed) });
		expectCalled(done, [anna, carl], 'NOT_ALLOWED');
	});

	test('Allowed Numbers that are none let nobody be called', async () => {
		const credentials = credentialsWith(sender.node, 'anybody');
		expectStop(await send(sender, {}, { credentials }), /^Allowed Numbers in the credential has/);
	});

	test.each([undefined, null])(
		'Allowed Numbers by an expression that gives %j let nobody be called',
		async (nothing) => {
			const credentials = credentialsWith(sender.node, nothing as never);
			expectStop(await send(sender, {}, { credentials }), /has an expression that gives nothing/);
		},
	);

	test('Most Callees stops a run that would call more, and says how many', async () => {
		const message = /^Sending → Most Callees is 2, and this run would call 3; .* set it to 3$/;
		expectStop(await send(sender, { mostCallees: 2 }), message);
		expectStop(await send(sender, { mostCallees: 2, preview: true }), message);
		// Who is kept back is not called.
		expectCalled(
			await send(sender, { mostCallees: 2, doNotCall: ben }),
			[anna, carl],
			'DO_NOT_CALL',
		);
	});

	test.each([0, -1, 1.5, '={{ 5 }}', null])('Most Callees is not %j', async (mostCallees) => {
		expectStop(await send(sender, { mostCallees }), /^Sending → Most Callees is/);
	});

	test('an AI agent calls 20 at most, unless somebody says otherwise', async () => {
		const many = numbers(21);
		const [[refused]] = outputs(await asTool(sender, {}, many));
		expect(refused).toMatchObject({ message: expect.stringMatching(/would call 21/) });
		expect(called()).toEqual([]);
		await asTool(sender, { sending: { mostCallees: 21 } }, many);
		expect(called()).toEqual(many);
	});

	describe('with Calling Hours', () => {
		const now = DateTime.now().setZone('UTC');
		const days = [1, 2, 3, 4, 5, 6, 7];
		const time = (hours: number) => now.plus({ hours }).toFormat('HH:mm');
		const hours = (from: number, to: number, more = {}) => ({
			callingHours: { hours: { from: time(from), to: time(to), days, ...more } },
		});
		const inUtc = { timezone: 'UTC' };

		test('calls within them', async () => {
			expectCalled(await send(sender, hours(-2, 2), inUtc), [anna, ben, carl], '');
		});

		test('calls nobody outside of them, and says from when on', async () => {
			const done = await send(sender, hours(2, 4), inUtc);
			expectCalled(done, [], 'OUTSIDE_HOURS');
			const from = now.plus({ hours: 2 }).startOf('minute').toISO({ suppressMilliseconds: true });
			expect(jsonOf(done.output)[0]).toMatchObject({ allowedFrom: expect.anything() });
			const { allowedFrom } = jsonOf(done.output)[0] as { allowedFrom: string };
			expect(DateTime.fromISO(allowedFrom).toMillis()).toBe(DateTime.fromISO(from!).toMillis());
		});

		test('goes by the clock of each callee', async () => {
			const zones = ['UTC', 'Asia/Kolkata', 'UTC'];
			const items = list.map((item, index) => ({ ...item, zone: zones[index] }));
			const options = {
				...(sender.parameters.options as object),
				calleeTimeZone: '={{ $json.zone }}',
			};
			const parameters = { ...sender.parameters, options, sending: hours(-1, 1) } as never;
			const done = await run({ node: sender.node, items, parameters, ...inUtc });
			expectCalled(done, [anna, carl], 'OUTSIDE_HOURS');
		});

		test('stops at a zone that does not exist', async () => {
			const options = { ...(sender.parameters.options as object), calleeTimeZone: 'Mars/Olympus' };
			const parameters = { ...sender.parameters, options, sending: hours(-1, 1) } as never;
			const done = await run({ node: sender.node, items: list, parameters });
			expectStop(done, /Callee Time Zone is "Mars\/Olympus"; allowed is the name of a time zone/);
		});

		test.each([
			[{}, /Calling Hours has no hours/],
			[{ hours: { from: '9:00' } }, /Calling Hours → From is "9:00"; allowed is a time of day/],
			[{ hours: { from: '09:00', to: '09:00' } }, /for the whole day enter 00:00 and 23:59/],
			[{ hours: { days: [] } }, /Calling Hours → Days is a list of 0 entries/],
			[{ hours: { days: [8] } }, /Calling Hours → Days is a list of 1 entries/],
			[{ hours: { outside: 'call' } }, /Calling Hours → Outside is "call"/],
		])('stops at %j', async (callingHours, message) => {
			expectStop(await send(sender, { callingHours }), message);
		});
	});

	test('Preview shows who would not be called, and calls nobody', async () => {
		const { output } = await send(sender, { preview: true, doNotCall: ben });
		const shown = jsonOf(output).flatMap(({ notCalled }) => notCalled ?? []);
		expect(shown).toMatchObject([{ calleeNumber: ben, code: 'DO_NOT_CALL' }]);
		const all = jsonOf(output).reduce((sum, { calleeCount }) => sum + (calleeCount as number), 0);
		expect(all).toBe(2);
		expect(sandbox.state.log).toEqual([]);
	});

	test('who is kept back goes to the error output with the code, and the others don’t', async () => {
		const done = await send(sender, { doNotCall: ben }, { onError: 'continueErrorOutput' });
		expect(jsonOf(done.output).map(({ calleeNumber }) => calleeNumber)).toEqual([anna, carl]);
		expect(jsonOf(done.failed)).toMatchObject([{ details: { code: 'DO_NOT_CALL' } }]);
		expect(called()).toEqual([anna, carl]);
	});
});

const withBalance = senders.filter(({ profile }) => profile.balance);
describe.each(withBalance)('$named with Least Balance', (sender) => {
	const balance = ({ balance }: { balance: number }) => {
		sandbox.state.accounts[sender.vendor].balance = balance * 1e6;
	};

	test('calls where the account holds as much', async () => {
		balance({ balance: 12.5 });
		expectCalled(await send(sender, { leastBalance: 12.5 }), [anna, ben, carl], '');
	});

	test('calls nobody where it holds less', async () => {
		balance({ balance: 12.49 });
		expectStop(
			await send(sender, { leastBalance: 12.5 }),
			/Least Balance is 12.5, and the account holds 12.49/,
		);
	});

	test.each([
		['the vendor refuses', { code: '-2', reason: 'IP access limited' }, /IP access limited \(-2\)/],
		['nothing can be read', { status: 200, body: 'oops', times: 9 }, /the vendor does not say it/],
		[
			'it is no number',
			{ status: 200, body: '{"status":"0","reason":"","balance":"much"}', times: 9 },
			/does not say it|no number/,
		],
	])('calls nobody where %s', async (_, fault, message) => {
		misbehave(fault);
		expectStop(await send(sender, { leastBalance: 1 }), message);
	});

	test('is not asked where nobody is to be called', async () => {
		const doNotCall = numbers(3).join();
		expectCalled(await send(sender, { leastBalance: 1000, doNotCall }), [], 'DO_NOT_CALL');
		expect(sandbox.state.log).toEqual([]);
	});
});

describe.each(resenders)('$named', (sender) => {
	test('is not done with a guard over numbers that only the vendor sees', async () => {
		expectStop(await send(sender, { doNotCall: ben }), /^Sending → Do Not Call can’t be kept here/);
		const credentials = credentialsWith(sender.node, ben);
		const message = /^Allowed Numbers in the credential can’t be kept here/;
		expectStop(await send(sender, {}, { credentials }), message);
	});

	test('Most Callees counts those of the tasks', async () => {
		expectStop(
			await send(sender, { mostCallees: 2 }),
			/Most Callees is 2, and this run would call 3/,
		);
	});

	test('stops where nobody can say how many they are', async () => {
		misbehave({ code: '-13', reason: 'Locked', times: 9 });
		expectStop(
			await send(sender, {}),
			/Most Callees is 10000, but the vendor does not say it: Locked/,
		);
		sandbox.state.reset();
		const stopped = await send(sender, {}, { items: [{ number: '4711' }] });
		expectStop(stopped, /Most Callees is 10000, but the vendor’s list of the last 60 days/);
	});
});
