import fc from 'fast-check';

import { inTurn } from '../../nodes/voice/inTurn';

const free = { pause: async () => {}, isCancelled: () => false };
const list = (length: number) => Array.from({ length }, (_, index) => index);

/** Lets everything happen that needs no more than a few promises. */
const settle = async () => {
	for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

test('every entry is worked on once, in order, and never more at a time than allowed', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.nat(20),
			fc.integer({ min: 1, max: 10 }),
			fc.scheduler(),
			async (length, concurrency, scheduler) => {
				const begun: number[] = [];
				let underWay = 0;
				const pace = { concurrency, requestInterval: 0 };
				const done = inTurn(list(length), pace, free, async (entry) => {
					begun.push(entry);
					underWay++;
					expect(underWay).toBeLessThanOrEqual(concurrency);
					await scheduler.schedule(Promise.resolve());
					underWay--;
					return true;
				});
				await scheduler.waitFor(done);
				expect(begun).toEqual(list(length));
			},
		),
	);
});

test('as many are under way as are allowed', async () => {
	const begun: number[] = [];
	const pace = { concurrency: 3, requestInterval: 0 };
	void inTurn(list(9), pace, free, async (entry) => {
		begun.push(entry);
		return await new Promise<boolean>(() => {});
	});
	await settle();
	expect(begun).toEqual([0, 1, 2]);
});

test.each([1, 2, 5])(
	'after a failure no more begin, and those under way are waited for (%i at a time)',
	async (concurrency) => {
		const begun: number[] = [];
		const ended: number[] = [];
		await inTurn(list(9), { concurrency, requestInterval: 0 }, free, async (entry) => {
			begun.push(entry);
			if (entry > 0) await settle();
			ended.push(entry);
			return entry > 0;
		});
		expect(begun.length).toBeLessThanOrEqual(concurrency);
		expect(ended.sort()).toEqual(begun);
	},
);

test('after an exception no more begin, and it comes out when nothing is under way', async () => {
	const begun: number[] = [];
	const ended: number[] = [];
	const done = inTurn(list(9), { concurrency: 3, requestInterval: 0 }, free, async (entry) => {
		begun.push(entry);
		if (entry === 1) throw new Error('nobody foresaw this');
		await settle();
		ended.push(entry);
		return true;
	});
	await expect(done).rejects.toThrow('nobody foresaw this');
	expect(begun).toEqual([0, 1, 2]);
	expect(ended).toEqual([0, 2]);
});

test('after a cancellation none begins', async () => {
	const begun: number[] = [];
	const isCancelled = () => begun.length === 4;
	const pace = { concurrency: 2, requestInterval: 0 };
	await inTurn(list(9), pace, { ...free, isCancelled }, async (entry) => {
		begun.push(entry);
		await Promise.resolve();
		return true;
	});
	expect(begun).toEqual([0, 1, 2, 3]);
});

describe('with an interval', () => {
	/** A clock that goes on only in pauses and work. */
	let now = 0;
	const pause = async (milliseconds: number) => {
		now += milliseconds;
	};
	beforeEach(() => {
		now = 1_000_000;
		jest.spyOn(Date, 'now').mockImplementation(() => now);
	});
	afterEach(() => jest.restoreAllMocks());

	const beginnings = async (lasts: number) => {
		const begun: number[] = [];
		const pace = { concurrency: 1, requestInterval: 500 };
		await inTurn(list(4), pace, { ...free, pause }, async () => {
			begun.push(now - 1_000_000);
			now += lasts;
			return true;
		});
		return begun;
	};

	test('requests begin that far apart', async () => {
		expect(await beginnings(20)).toEqual([0, 500, 1000, 1500]);
	});

	test('a request that takes longer than the interval is followed at once', async () => {
		expect(await beginnings(700)).toEqual([0, 700, 1400, 2100]);
	});

	test('a cancellation in a pause ends the run', async () => {
		let begun = 0;
		const isCancelled = () => now > 1_000_000;
		const pace = { concurrency: 1, requestInterval: 500 };
		await inTurn(list(4), pace, { pause, isCancelled }, async () => {
			begun++;
			return true;
		});
		expect(begun).toBe(1);
	});
});

describe('with an interval and several at a time', () => {
	/** A clock on which pauses end in their order, as soon as nothing else is left to do. */
	class Clock {
		now = 1_000_000;
		private readonly waiting: Array<{ until: number; wake: () => void }> = [];
		pause = async (milliseconds: number) =>
			await new Promise<void>((wake) => {
				this.waiting.push({ until: this.now + milliseconds, wake });
			});
		/** Runs until the work is done, and says after how many milliseconds that was. */
		async until(done: Promise<void>): Promise<number> {
			const began = this.now;
			let isDone = false;
			void done.then(() => {
				isDone = true;
			});
			for (;;) {
				await settle();
				if (isDone) return this.now - began;
				this.waiting.sort((a, b) => a.until - b.until);
				const next = this.waiting.shift()!;
				this.now = Math.max(this.now, next.until);
				next.wake();
			}
		}
	}
	let clock: Clock;
	beforeEach(() => {
		clock = new Clock();
		jest.spyOn(Date, 'now').mockImplementation(() => clock.now);
	});
	afterEach(() => jest.restoreAllMocks());

	test.each([
		[2, 2],
		[20, 10],
		[5, 3],
	])('%i requests, %i at a time, are done when the last one is', async (length, concurrency) => {
		const begun: number[] = [];
		const pace = { concurrency, requestInterval: 60_000 };
		const done = inTurn(list(length), pace, { ...free, pause: clock.pause }, async () => {
			begun.push(clock.now - 1_000_000);
			await clock.pause(100);
			return true;
		});
		expect(await clock.until(done)).toBe((length - 1) * 60_000 + 100);
		expect(begun).toEqual(list(length).map((index) => index * 60_000));
	});

	test('a failure is told at once', async () => {
		let begun = 0;
		const pace = { concurrency: 10, requestInterval: 60_000 };
		const done = inTurn(list(20), pace, { ...free, pause: clock.pause }, async () => {
			begun++;
			await clock.pause(100);
			return false;
		});
		expect(await clock.until(done)).toBe(100);
		expect(begun).toBe(1);
	});
});
