import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { onbuka } from '../../nodes/Onbuka/profile';
import { courierOf } from '../../nodes/voice/delivery/deliver';
import { inTurn } from '../../nodes/voice/delivery/inTurn';
import { submit } from '../../nodes/voice/calls/submit';
import { askingOf } from '../../nodes/voice/reading/pages';
import type { Outcome } from '../../nodes/voice/types';
import { callOf } from '../support/profiles';

const operation = callOf('onbuka.voiceMessage.send');

/** Lets everything happen that needs no more than a few promises. */
const settle = async () => {
	for (let turn = 0; turn < 100; turn++) await Promise.resolve();
};

/** A clock on which pauses end in their order, as soon as nothing else is left to do. */
class Clock {
	now = 1_000_000;
	private readonly waiting: Array<{ until: number; wake: () => void }> = [];
	pause = async (milliseconds: number) =>
		await new Promise<void>((wake) => {
			this.waiting.push({ until: this.now + milliseconds, wake });
		});
	/** Runs until the work is done, and says after how many milliseconds that was. */
	async until(done: Promise<unknown>): Promise<number> {
		const began = this.now;
		let isDone = false;
		void done.then(() => {
			isDone = true;
		});
		for (;;) {
			await settle();
			if (isDone) return this.now - began;
			this.waiting.sort((a, b) => a.until - b.until);
			const next = this.waiting.shift();
			if (next === undefined) throw new Error('Nobody waits, and nothing is done');
			this.now = Math.max(this.now, next.until);
			next.wake();
		}
	}
}

let clock: Clock;
let begun: number[];
let cancel: AbortController;
/** What the vendor answers, one after the other, and how long it takes, in milliseconds. */
let answers: Array<{ statusCode: number; body: string }>;
let takes: number;

const SUCCESS = { statusCode: 200, body: '{"status":"0","reason":"ok","data":[]}' };
const TOO_MANY = { statusCode: 429, body: '' };

beforeEach(() => {
	clock = new Clock();
	begun = [];
	answers = [];
	takes = 8;
	cancel = new AbortController();
	jest.spyOn(Date, 'now').mockImplementation(() => clock.now);
	jest.spyOn(Math, 'random').mockReturnValue(0);
	jest.mocked(sleep).mockImplementation(clock.pause);
});
afterEach(() => jest.restoreAllMocks());

const courier = (interval: number) => {
	const ctx = {
		getExecutionCancelSignal: () => cancel.signal,
		helpers: {
			httpRequestWithAuthentication: async () => {
				begun.push(clock.now - 1_000_000);
				await clock.pause(takes);
				return answers.shift() ?? SUCCESS;
			},
		},
	} as unknown as IExecuteFunctions;
	return courierOf(ctx, onbuka, 'https://api.onbuka.com', interval);
};

/** Sends some requests as a run does. */
function send(count: number, concurrency: number, interval: number) {
	const conceal = (outcome: Outcome) => outcome;
	const line = { courier: courier(interval), vendor: onbuka, maxAttempts: 3, conceal };
	const to = { line, operation, asking: askingOf(line, 'UTC') };
	const request = { body: {}, callees: [{ number: '4915112345678', variables: {} }], items: [0] };
	const list = Array.from({ length: count }, () => request);
	return inTurn(list, concurrency, async (one, unless) => {
		const sent = await submit(to, one, { unless, begins: () => {} });
		return sent !== undefined && sent.request.status === 'accepted';
	});
}

test('Request Interval (Milliseconds) lies between the beginnings of two requests', async () => {
	await clock.until(send(4, 1, 500));
	expect(begun).toEqual([0, 500, 1000, 1500]);
});

test('a request that takes longer than the interval is followed at once', async () => {
	takes = 700;
	await clock.until(send(3, 1, 500));
	expect(begun).toEqual([0, 700, 1400]);
});

test('an attempt after HTTP 429 keeps the interval to requests that began meanwhile', async () => {
	answers = [TOO_MANY];
	// The first is tried again after 1008 ms, when the second, third and fourth have taken their turns.
	await clock.until(send(4, 2, 600));
	expect(begun).toEqual([0, 600, 1200, 1800, 2400]);
});

test.each([
	[2, 2],
	[20, 10],
	[5, 3],
])('%i requests, %i at a time, are done when the last one is', async (count, concurrency) => {
	expect(await clock.until(send(count, concurrency, 60_000))).toBe((count - 1) * 60_000 + takes);
	expect(begun).toEqual(Array.from({ length: count }, (_, index) => index * 60_000));
});

test('a failure is told at once, and those that wait for their turn never begin', async () => {
	answers = [{ statusCode: 500, body: '' }];
	expect(await clock.until(send(20, 10, 60_000))).toBe(takes);
	expect(begun).toEqual([0]);
});

test('a cancellation ends the waiting, and nothing more begins', async () => {
	const done = send(5, 2, 60_000);
	await settle();
	cancel.abort();
	await clock.until(done);
	expect(begun).toEqual([0]);
});
