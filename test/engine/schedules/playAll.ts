import fc from 'fast-check';

import type { Seen } from './view';

/**
 * The schedules are the same ones every time, lest a change be blamed for what chance has found: SCHEDULES says
 * how many others are played with SCHEDULES_SEED. What failed is played again with the seed and the path of the
 * report, SCHEDULES_PATH.
 */
const { SCHEDULES, SCHEDULES_SEED = '20261121', SCHEDULES_PATH } = process.env;

/** How many schedules are played if nobody says otherwise. */
export const scheduleCount = (preset: number): number => Number(SCHEDULES ?? preset);

/** Fewer, or one again, are no sample. */
const SAMPLE = 300;

/**
 * Plays as many schedules as there shall be, and sees to it that enough came up in them.
 *
 * @param floors in how many of a thousand schedules something must have come up, lest they prove nothing
 */
export async function playAll<T>(
	floors: Record<string, number>,
	runs: number,
	arbitrary: fc.Arbitrary<T>,
	playOne: (schedule: T, seen: Seen) => Promise<void>,
): Promise<void> {
	const tally = new Map(Object.keys(floors).map((what) => [what, 0]));
	const plays = fc.asyncProperty(arbitrary, async (schedule) => {
		const seen: Seen = new Set();
		await playOne(schedule, seen);
		for (const what of seen) tally.set(what, (tally.get(what) ?? 0) + 1);
	});
	await fc.assert(plays, {
		numRuns: runs,
		seed: Number(SCHEDULES_SEED),
		...(SCHEDULES_PATH && { path: SCHEDULES_PATH }),
		includeErrorInReport: true,
	});
	const tooFew = [...tally].filter(([what, times]) => times < ((floors[what] ?? 0) / 1000) * runs);
	if (runs >= SAMPLE && !SCHEDULES_PATH) expect(tooFew).toEqual([]);
}
