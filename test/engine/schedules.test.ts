import fc from 'fast-check';

import './helpers';
import { oracle } from './schedules/oracle';
import { directEngine, play } from './schedules/play';
import { schedules } from './schedules/schedule';
import type { Seen } from './schedules/view';

/**
 * The promises of this package, tried by chance: whatever list is sent with whatever settings,
 * whatever the vendor does, and whoever retries or cancels, nobody is called whom no item asks for,
 * nobody is called twice, and what is reported is what happened.
 *
 * They are the same ones every time, lest a change be blamed for what chance has found: SCHEDULES says
 * how many others are played with SCHEDULES_SEED. What failed is played again with the seed and the
 * path of the report, SCHEDULES_PATH. Only which of two answers comes first is not in the seed.
 */
const { SCHEDULES = '3000', SCHEDULES_SEED = '20261121', SCHEDULES_PATH } = process.env;
const count = Number(SCHEDULES);

/** In how many of a thousand schedules something must have come up, lest they prove nothing. */
const FLOORS: Record<string, number> = {
	accepted: 500,
	refused: 120,
	unknown: 180,
	untried: 25,
	repeated: 25,
	'a run failed': 150,
	'a bad item stopped everything': 30,
	'a bad item came out beside good ones': 30,
	'tasks would share a name': 30,
	'a list was submitted again in another order': 20,
	'a part of a list was submitted again': 20,
	'an answer of somebody else came': 60,
	'a list could not be had': 22,
	'requests overlapped': 90,
	'settings differed at each try': 110,
	'a number came twice': 150,
	'a number was called twice because it shall be': 180,
	'a request that was taken stayed open': 130,
	'a request that was not taken stayed open': 100,
	'a task was sent again': 100,
	'a task was looked up': 40,
	'an execution was cancelled in a request': 40,
	'an execution was cancelled in a pause': 12,
	'a cancellation cut a request off that was taken': 25,
	'Retry On Fail sent something': 80,
	'a retry sent something': 30,
	'a retry held something back': 60,
	'a retry of what a cancellation left': 20,
};

test(`${count} schedules`, async () => {
	directEngine();
	const tally = new Map(Object.keys(FLOORS).map((what) => [what, 0]));
	const plays = fc.asyncProperty(schedules, async (schedule) => {
		const seen: Seen = new Set();
		await play(schedule, oracle(schedule, seen));
		for (const what of seen) tally.set(what, (tally.get(what) ?? 0) + 1);
	});
	await fc.assert(plays, {
		numRuns: count,
		seed: Number(SCHEDULES_SEED),
		...(SCHEDULES_PATH && { path: SCHEDULES_PATH }),
		includeErrorInReport: true,
	});
	const tooFew = [...tally].filter(([what, times]) => times < ((FLOORS[what] ?? 0) / 1000) * count);
	// A few schedules, or one again, are no sample.
	if (count >= 1000 && !SCHEDULES_PATH) expect(tooFew).toEqual([]);
}, 3_600_000);
