import fc from 'fast-check';
import { DateTime } from 'luxon';

import type { Behaviour, Result } from '../../../sandbox/behaviours';
import { dial, settle, UNREACHED } from '../../../sandbox/phone';
import { addFlow } from '../../../sandbox/redials';
import { TIME, ZONE, type Task, type VendorName } from '../../../sandbox/state';
import { calleesOf, makeTask, progressOf, stopTask } from '../../../sandbox/tasks';
import { tested } from '../../fixtures';
import { number, sandbox } from '../helpers';
import { either, mostly } from '../schedules/trouble';

export const VENDORS = ['onbuka', 'itniotech', 'laaffic'] as const;
export type Named = (typeof VENDORS)[number];

/** When everything is asked for the first time. */
export const NOON = Date.UTC(2026, 10, 21, 4);
/** What fake timers leave as it is: all but the date. */
export const DATE_ALONE = [
	...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const),
	...(['clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];
const MINUTE = 60;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Later than anybody waits. */
const NEVER = 40 * DAY;

/** What a vendor is asked to do, some seconds before it is asked what came of it. */
export interface Happening {
	kind: 'messages' | 'text' | 'task' | 'again';
	ago: number;
	/** Indexes of a small pool, so that people are called more than once. */
	people: number[];
	/** How they take the first call, one after the other, and how all take a second. */
	first: Array<Omit<Behaviour, 'callees'>>;
	second: Omit<Behaviour, 'callees'>;
	/** How often a text is spoken again to who was not reached, or rounds of the redial flow of a task. */
	redials: number;
	/** Whether the redial flow calls everybody again. */
	all: boolean;
	/** Seconds for which a task waits. */
	later: number;
	/** What somebody does to a task, seconds after it was made: its status then. */
	fate?: { status: 3 | 4 | 5; after: number };
	/** Calls to people nobody asks for, at the same moment. */
	others: number;
}

const results: Result[] = ['answered', 'notAnswered', 'busy', 'rejected', 'voicemail', 'failed'];
const behaviour = fc.record({
	result: mostly(fc.constantFrom(...results), 3, fc.constant<Result>('answered')),
	startsAfter: mostly(fc.nat(20), 9, either(90, 400, 2000, NEVER)),
	ringDuration: fc.integer({ min: 0, max: 30 }),
	callDuration: mostly(fc.integer({ min: 1, max: 90 }), 9, fc.constant(0)),
	key: either('-1', '1', '2'),
});

/** On the border of two periods, too: the newest ends a day after now. */
const BORDER = 30 * DAY;
const ago = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: 0, max: 5 * MINUTE }) },
	{ weight: 4, arbitrary: fc.integer({ min: 0, max: 3 * HOUR }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 58 * DAY }) },
	{ weight: 1, arbitrary: fc.integer({ min: BORDER - 2, max: BORDER + 2 }) },
);

export const happening: fc.Arbitrary<Happening> = fc.record<Happening>({
	kind: either('messages', 'messages', 'text', 'task', 'task', 'task', 'again'),
	ago,
	people: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 5 }),
	first: fc.array(behaviour, { minLength: 1, maxLength: 5 }),
	second: behaviour,
	redials: mostly(fc.constant(0), 1, fc.integer({ min: 1, max: 2 })),
	all: fc.boolean(),
	later: mostly(fc.constant(0), 4, either(MINUTE, HOUR, 9 * DAY)),
	fate: fc.option(fc.record({ status: either<3 | 4 | 5>(3, 4, 4, 5), after: fc.nat(2 * MINUTE) }), {
		freq: 5,
		nil: undefined,
	}) as fc.Arbitrary<Happening['fate']>,
	others: mostly(fc.constant(0), 5, fc.nat(12)),
});

/** Keeps what the fixtures' own worlds hold away. */
export function onlyThisWorld(): void {
	for (const { fixture } of tested) {
		if (fixture.world) jest.spyOn(fixture, 'world').mockImplementation(() => {});
	}
}

export interface Made {
	happening: Happening;
	/** By this machine's clock. */
	submittedAt: string;
	voiceIds: string[];
	callees: string[];
	keyId?: number;
}

const tasksOf = (vendor: VendorName) => sandbox.state.tasks.filter((one) => one.vendor === vendor);

/** Lets something happen now. */
export function happen(one: Happening, vendor: Named, index: number): Made | undefined {
	const { state } = sandbox;
	settle(state);
	const { kind, people, first, second, redials, all, later, fate, others } = one;
	const callees = people.map(number);
	for (const [at, callee] of callees.entries()) {
		state.behaviours.say({ ...first[at % first.length], callees: [callee] });
		for (const attempt of [2, 3]) state.behaviours.say({ ...second, callees: [callee], attempt });
	}
	const now = state.millis();
	const of = { vendor, submittedAt: now, startsAt: now, maxRingingTime: 60, recorded: false };
	const call = (more: string[], again?: { count: number }) => {
		const every = again && { of: UNREACHED, count: again.count, interval: MINUTE * 1000 };
		return dial({ ...of, ...(every && { redials: every }) }, more, state).map(
			({ voiceId }) => voiceId,
		);
	};
	if (others > 0) call(Array.from({ length: others }, (_, at) => number(100 + at)));
	const submittedAt = new Date().toISOString();
	if (kind === 'messages') return { happening: one, submittedAt, callees, voiceIds: call(callees) };
	if (kind === 'text') {
		const voiceIds = callees.flatMap((callee) => call([callee], { count: redials }));
		return { happening: one, submittedAt, callees, voiceIds };
	}
	const task = kind === 'again' ? tasksOf(vendor).at(-1) : undefined;
	if (kind === 'again' && (!task || progressOf(task, state).status !== 2)) return undefined;
	const whom = task ? calleesOf(task, !all) : callees.map((calleeNumber) => ({ calleeNumber }));
	if (whom.length === 0) return undefined;
	const taskName = `Task ${index}`;
	const sendTime = state.now().plus({ seconds: later }).toFormat(TIME);
	const settings = { taskName, ...(later > 0 && { sendTime }) };
	const keyId = makeTask({ vendor, taskType: 1 }, settings, whom, state, task?.keyId);
	const made = tasksOf(vendor).at(-1)!;
	// ONBUKA has no redial flows.
	if (redials > 0 && vendor !== 'onbuka' && kind === 'task') {
		const recallType = all ? 0 : 1;
		addFlow(made, { recallType, recallInterval: 1, recallNum: redials }, state);
	}
	if (fate) plan(made, fate);
	return {
		...{ happening: one, submittedAt, keyId, voiceIds: [] },
		callees: whom.map(({ calleeNumber }) => calleeNumber),
	};
}

function plan(task: Task, { status, after }: NonNullable<Happening['fate']>): void {
	const { state } = sandbox;
	// What fails does so before anybody is called.
	state.agenda.plan(state.millis() + (status === 3 ? 0 : after * 1000), (at) => {
		// Nobody stops what is over.
		if (![0, 1].includes(progressOf(task, state).status)) return;
		stopTask(task, status, state);
		// The clock may have gone on.
		task.changedTime = DateTime.fromMillis(at, { zone: ZONE }).toFormat(TIME);
	});
}
