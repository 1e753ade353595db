import { sleep } from 'n8n-workflow';

import './helpers';
import { judge } from './results/oracle';
import { play, schedules } from './results/play';
import { DATE_ALONE, NOON } from './results/world';
import { playAll, scheduleCount } from './schedules/playAll';

/** The vendor's lists come as each schedule says. */
jest.mock('../../sandbox/pages', () => ({
	...jest.requireActual<object>('../../sandbox/pages'),
	pageOf: jest.requireActual<{ pageOf: unknown }>('./results/vendorPages').pageOf,
}));

/**
 * What comes out for a call is what became of it, tried by chance: whatever calls there were, whatever the
 * vendor's lists look like, and whatever goes wrong while they are read.
 */
const count = scheduleCount(300);

/** In how many of a thousand schedules something must have come up, lest they prove nothing. */
const FLOORS: Record<string, number> = {
	'a fault struck': 160,
	'a record came twice in a look': 51,
	'all were over': 86,
	'another order': 70,
	'by task: a message at the same time': 1,
	'by task: ambiguous': 2,
	'by task: answered': 60,
	'by task: busy': 13,
	'by task: failed': 15,
	'by task: notAnswered': 26,
	'by task: redials': 15,
	'by task: unknown': 21,
	'by task: voicemail': 4,
	'by voice ID: answered': 80,
	'by voice ID: busy': 33,
	'by voice ID: failed': 40,
	'by voice ID: notAnswered': 60,
	'by voice ID: pending': 81,
	'by voice ID: unknown': 5,
	'by voice ID: voicemail': 3,
	'calls were added meanwhile': 30,
	cancelled: 30,
	'itniotech callees': 25,
	'itniotech keyId': 71,
	'itniotech task': 25,
	'itniotech voiceId': 66,
	'laaffic callees': 15,
	'laaffic keyId': 60,
	'laaffic task': 16,
	'laaffic voiceId': 53,
	'looked again': 163,
	'onbuka callees': 23,
	'onbuka keyId': 63,
	'onbuka task': 20,
	'onbuka voiceId': 60,
	'pending, because a task ended that never called somebody': 48,
	'pending, because nobody knows it or it is too old': 93,
	'pending, because the last look failed': 15,
	'pending, because the task is not over': 45,
	'task: cancelled': 16,
	'task: its callees were asked for by another item': 20,
	'task: failed': 21,
	'task: finished': 15,
	'task: more were called than its callees': 3,
	'task: one item for each callee': 26,
	'task: pending': 63,
	'the clocks differed': 161,
	'the vendor never answered': 40,
	'two periods were asked for': 41,
};

beforeEach(() => jest.useFakeTimers({ doNotFake: DATE_ALONE, now: NOON }));
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
	jest
		.mocked(sleep)
		.mockReset()
		.mockImplementation(async () => {});
});

test(`${count} schedules`, async () => {
	await playAll(FLOORS, count, schedules, async (schedule, seen) => {
		try {
			judge(await play(schedule), seen);
		} finally {
			jest.restoreAllMocks();
		}
	});
}, 3_600_000);
