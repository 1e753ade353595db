import { DateTime } from 'luxon';
import { sleep } from 'n8n-workflow';

import {
	called,
	itniotech,
	jsonOf,
	misbehave,
	numbers,
	requested,
	run,
	sandbox,
	senderOf,
	senders,
	type Sender,
} from './helpers';

/** Pauses pass at once, and clocks with them. */
const onlyTheClock = { doNotFake: ['setTimeout', 'setInterval', 'setImmediate', 'nextTick'] };
/** A Monday, three minutes before the end of the hours. */
const LATE = DateTime.fromISO('2026-11-23T19:57:00Z');
beforeEach(() => {
	jest.useFakeTimers({ ...(onlyTheClock as object), now: LATE.toMillis() });
	jest.mocked(sleep).mockImplementation(async (milliseconds: number) => {
		jest.setSystemTime(Date.now() + milliseconds);
	});
});
afterEach(() => {
	jest.useRealTimers();
	jest.mocked(sleep).mockImplementation(async () => {});
});

const hours = (more: object = {}) => ({
	callingHours: { hours: { from: '09:00', to: '20:00', days: [1, 2, 3, 4, 5], ...more } },
});
const send = async (
	{ node, parameters }: Sender,
	callees: string[],
	sending: object,
	more: Partial<Parameters<typeof run>[0]> = {},
) =>
	await run({
		...{ node, timezone: 'UTC', items: callees.map((number) => ({ number })) },
		...{ parameters: { ...parameters, sending } as never, ...more },
	});

const spoken = senderOf('onbuka.voiceMessage.sendText');

test('who waits for the Request Interval until the hours are over is not called', async () => {
	const people = numbers(6);
	const { output } = await send(spoken, people, { ...hours(), requestInterval: 60_000 });
	expect(called()).toEqual(people.slice(0, 3));
	const late = { status: 'refused', code: 'OUTSIDE_HOURS', allowedFrom: '2026-11-24T09:00:00Z' };
	const fates = people.map((_, index) => (index < 3 ? { status: 'accepted' } : late));
	expect(jsonOf(output)).toMatchObject(fates);
});

describe.each(senders)('$named', (sender) => {
	describe('with one number in two zones', () => {
		const [anna] = numbers(1);
		const items = ['Europe/London', 'UTC'].map((zone) => ({ number: anna, zone }));
		const options = {
			...(sender.parameters.options as object),
			calleeTimeZone: '={{ $json.zone }}',
		};
		const inZones = { ...sender, parameters: { ...sender.parameters, options } } as Sender;

		test('stops before the first call', async () => {
			const { error } = await send(inZones, [], hours(), { items });
			expect(error?.message).toMatch(
				/Callee Time Zone of 4915110000000 differs from that in item 1/,
			);
			expect(called()).toEqual([]);
		});

		test('calls it once where the first wins', async () => {
			const { error } = await send(inZones, [], { ...hours(), duplicates: 'first' }, { items });
			expect(error).toBeUndefined();
			expect(called()).toEqual([anna]);
		});
	});

	const people = numbers(Math.min(2, sender.perRequest));

	test('what the vendor did not take is not sent again when the hours are over', async () => {
		misbehave({ status: 429, headers: { 'Retry-After': '240' } });
		const { error } = await send(sender, people, hours());
		expect(requested()).toEqual([people]);
		expect(error?.message).toMatch(/HTTP 429/);
		expect(called()).toEqual([]);
	});
});

test('a group call that waits until the hours are over is held until they begin', async () => {
	const people = numbers(4);
	const parameters = { ...itniotech.parameters, options: { sendTime: '={{ $json.at }}' } };
	const items = people.map((number, index) => ({
		number,
		at: LATE.plus({ seconds: index }).toISO(),
	}));
	const sending = { ...hours({ outside: 'hold' }), requestInterval: 60_000 };
	const done = await send({ ...itniotech, parameters } as Sender, [], sending, { items });
	expect(jsonOf(done.output)).toMatchObject(people.map(() => ({ status: 'accepted' })));
	const begin = sandbox.state.log.map(({ body }) => (body as { sendTime?: string }).sendTime);
	expect(begin.slice(-2)).toEqual(['2026-11-24 03:57:02', '2026-11-24 17:00:00']);
});
