import fc from 'fast-check';
import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { rememberInMemory, remembered } from '../support/deduplication';
import { run, sandbox } from './helpers';
import { arm, toNoon, trouble, watchOver, world, type Trouble, type World } from './results/play';
import { essence, told } from './results/told';
import { USUAL, paging } from './results/vendorPages';
import { isOver, truth, type Booked, type Cancel } from './results/watch';
import { DATE_ALONE, happen, happening, NOON, type Happening } from './results/world';
import { playAll, scheduleCount } from './schedules/playAll';
import { either, mostly } from './schedules/trouble';
import { broken, type Seen } from './schedules/view';

/** The vendor's lists come as each schedule says. */
jest.mock('../../sandbox/pages', () => ({
	...jest.requireActual<object>('../../sandbox/pages'),
	pageOf: jest.requireActual<{ pageOf: unknown }>('./results/vendorPages').pageOf,
}));

/**
 * A schedule that fetches what is new gets each call once, tried by chance: whatever calls end between its runs,
 * whichever runs fail, and however their periods overlap.
 */
const count = scheduleCount(300);

/** In how many of a thousand schedules something must have come up, lest they prove nothing. */
const FLOORS: Record<string, number> = {
	'a call was given': 486,
	'a later run gave a call': 326,
	'a run asked for two periods': 268,
	'a run failed': 240,
	'a run left out what had not ended': 466,
	'a run left out what was given before': 385,
};

/** One run of the schedule. */
interface Night {
	/** Seconds since the run before. */
	after: number;
	/** What the vendor is asked to do just before. */
	before: Happening[];
	/** Hours that it looks back; the preset ones if undefined. */
	hours?: number;
	/** Items that all ask for the same. */
	items: number;
	troubles: Trouble[];
	cancel?: Cancel;
	databaseFails: boolean;
}

interface Nights extends World {
	nights: Night[];
}

const HOUR = 3600;
const { vendor, happenings, meanwhile, paging: pages, passes, onError, cancel } = world;
const nights = fc.record<Nights>({
	...{ vendor, happenings, meanwhile, paging: pages, passes, onError },
	ahead: fc.constant(0),
	troubles: fc.constant([]),
	cancel: fc.constant(undefined),
	nights: fc.array(
		fc.record<Night>({
			after: either(0, 30, 600, HOUR, 24 * HOUR),
			before: fc.array(happening, { maxLength: 2 }),
			hours: mostly<number | undefined>(fc.constant(undefined), 1, either(1, 48, 24 * 32, 24 * 58)),
			items: mostly(fc.constant(1), 4, fc.constant(2)),
			troubles: mostly(fc.constant<Trouble[]>([]), 2, fc.array(trouble, { maxLength: 2 })),
			cancel,
			databaseFails: mostly(fc.constant(false), 9, fc.constant(true)),
		}),
		{ minLength: 2, maxLength: 5 },
	),
});

async function play(schedule: Nights, seen: Seen): Promise<void> {
	remembered.keys = [];
	toNoon(schedule);
	const given = new Set<string>();
	for (const night of schedule.nights) {
		try {
			await playNight(schedule, night, given, seen);
		} finally {
			jest.restoreAllMocks();
		}
	}
}

async function playNight(
	schedule: Nights,
	night: Night,
	given: Set<string>,
	seen: Seen,
): Promise<void> {
	const { vendor: node, onError: on, meanwhile: during } = schedule;
	const { after, before, hours, items, troubles, cancel: stop, databaseFails } = night;
	jest.setSystemTime(Date.now() + after * 1000);
	for (const [index, one] of before.entries())
		happen(one, node, Math.round(Date.now() / 1000) + index);
	const begun = Date.now();
	const { book: asItWas, at } = truth(node);
	const noted = [...remembered.keys];
	remembered.fails = databaseFails;
	sandbox.state.faults = [];
	const watch = watchOver({ ...schedule, meanwhile: during, cancel: stop });
	arm(troubles);
	const parameters: INodeParameters = {
		...{ resource: 'callRecord', operation: 'getMany', onlyNew: true },
		...(hours !== undefined && { strTime: new Date(begun - hours * HOUR * 1000).toISOString() }),
	};
	const input = Array.from({ length: items }, () => ({}));
	const { output, failed, error } = await run({
		...{ node, parameters, items: input, mode: 'trigger', onError: on },
	});
	watch.end();
	remembered.fails = false;
	const gave = output.map(({ json }) => json);
	if (watch.cancelled && watch.afterCancel > 0)
		broken('There was a request after the cancellation');
	if (error || failed.length > 0) {
		seen.add('a run failed');
		const isStruck = watch.requests.some((one) => one.isStruck);
		if (!isStruck && !watch.cancelled && !databaseFails && during.length === 0)
			broken(`A run failed for no reason: ${error?.message ?? JSON.stringify(failed)}`);
		if (gave.length === 0) {
			if (remembered.keys.length > noted.length) broken('A run that gave nothing noted something');
			return;
		}
		if (failed.length === 0) broken('A run failed and gave something');
	}
	const shown = watch.shown.filter(({ operation }) => operation === 'recordGroupQuery');
	for (const json of gave) {
		const voiceId = String(json.voiceId);
		if (given.has(voiceId)) broken(`${voiceId} came twice`);
		given.add(voiceId);
		const states = shown
			.filter(({ ids }) => ids.includes(voiceId))
			.map(({ book, at: then }) => told(callIn(book, voiceId), then, node));
		if (!states.some((state) => isSame(state, json)))
			broken(`${JSON.stringify(json)} came out of ${JSON.stringify(states)}`);
		if (json.result === 'pending') broken(`${voiceId} has not ended`);
		seen.add('a call was given');
		if (noted.length > 0) seen.add('a later run gave a call');
	}
	if (failed.length > 0) return;
	// What had ended before the run began, and was submitted within its period.
	const first = begun - (hours ?? 24) * HOUR * 1000;
	const { book: asItIs } = truth(node);
	const due = asItWas.filter(
		(call) =>
			isOver(call, at) &&
			call.submittedAt >= first &&
			call.submittedAt <= begun &&
			// Who is called again meanwhile is on the phone.
			callIn(asItIs, call.voiceId).attempts.length === call.attempts.length,
	);
	for (const { voiceId } of due) if (!given.has(voiceId)) broken(`${voiceId} was left out`);
	if (due.length > gave.length) seen.add('a run left out what was given before');
	if (asItWas.some((call) => !isOver(call, at) && call.submittedAt >= first))
		seen.add('a run left out what had not ended');
	if (hours !== undefined && hours > 24 * 31) seen.add('a run asked for two periods');
}

const callIn = (book: Booked[], voiceId: string) => book.find((call) => call.voiceId === voiceId)!;
const isSame = (state: IDataObject, json: IDataObject) => essence(state) === essence(json);

beforeAll(rememberInMemory);
beforeEach(() => jest.useFakeTimers({ doNotFake: DATE_ALONE, now: NOON }));
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
	jest
		.mocked(sleep)
		.mockReset()
		.mockImplementation(async () => {});
	paging.now = USUAL;
});

test(`${count} schedules`, async () => {
	await playAll(FLOORS, count, nights, play);
}, 3_600_000);
