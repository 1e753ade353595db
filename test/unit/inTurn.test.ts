import fc from 'fast-check';

import { inTurn } from '../../nodes/voice/delivery/inTurn';

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
				const done = inTurn(list(length), concurrency, async (entry) => {
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
	void inTurn(list(9), 3, async (entry) => {
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
		await inTurn(list(9), concurrency, async (entry) => {
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
	const done = inTurn(list(9), 3, async (entry) => {
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

test('those that wait for their turn are told of a failure', async () => {
	const told: number[] = [];
	await inTurn(list(9), 3, async (entry, ended) => {
		if (entry === 0) {
			await settle();
			return false;
		}
		await new Promise<void>((resolve) => {
			ended.addEventListener('abort', () => resolve());
		});
		told.push(entry);
		return true;
	});
	expect(told).toEqual([1, 2]);
});
