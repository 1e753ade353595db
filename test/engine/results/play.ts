import fc from 'fast-check';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { settle } from '../../../sandbox/phone';
import type { Fault } from '../../../sandbox/state';
import type { Run } from '../../support/engine';
import { run, sandbox } from '../helpers';
import { either, mostly } from '../schedules/trouble';
import { USUAL, paging, type Paging } from './vendorPages';
import { ASKED, Watch, type Cancel } from './watch';
import {
	happen,
	happening,
	NOON,
	onlyThisWorld,
	VENDORS,
	type Happening,
	type Made,
	type Named,
} from './world';

/** What goes wrong at the vendor while it is asked. */
const FAULTS = {
	'HTTP 500': { status: 500 },
	'HTTP 429': { status: 429 },
	'HTTP 429, wait': { status: 429, headers: { 'retry-after': String(ASKED / 1000) } },
	'reset before': { reset: 'before' },
	'reset after': { reset: 'after' },
	'not JSON': { body: '<h1>OK</h1>' },
	'a success of nothing': { body: '{"status":"0","reason":"success","data":null}' },
	'rows that are none': {
		body: '{"code":0,"msg":"success","data":{"total":1,"size":1,"current":1,"pages":1,"records":[{}]}}',
	},
	'too often': { code: '-15', reason: 'Too often' },
	'a code of no table': { code: '-99', reason: 'Strange' },
	'the account is refused': { code: '-1', reason: 'Authentication error' },
} satisfies Record<string, Partial<Fault>>;

export interface Trouble {
	kind: keyof typeof FAULTS;
	skip: number;
	times: number;
}

export const trouble: fc.Arbitrary<Trouble> = fc.record<Trouble>({
	kind: either(...(Object.keys(FAULTS) as Array<Trouble['kind']>)),
	skip: fc.nat(6),
	times: mostly(fc.integer({ min: 1, max: 2 }), 2, either(3, 4, 100)),
});

export const arm = (troubles: Trouble[]) => {
	const faults = troubles.map(({ kind, ...when }): Fault => ({
		taken: false,
		...when,
		...(FAULTS[kind] as Partial<Fault>),
	}));
	sandbox.state.faults.push(...faults);
};

/** What is common to all that is asked. */
export interface World {
	vendor: Named;
	happenings: Happening[];
	/** What happens while the vendor's lists are read, before which page. */
	meanwhile: Array<{ page: number; happening: Happening }>;
	/** Seconds by which the vendor's clock is ahead of this machine's. */
	ahead: number;
	paging: Paging;
	/** Milliseconds that a request takes. */
	passes: number;
	troubles: Trouble[];
	cancel?: Cancel;
	onError: NonNullable<INode['onError']>;
}

export const pages: fc.Arbitrary<Paging> = fc.record<Paging>({
	size: mostly(fc.integer({ min: 1, max: 6 }), 2, fc.constant(USUAL.size)),
	order: mostly(fc.constant('newestFirst'), 2, either('oldestFirst', 'pagesReversed')),
	twin: mostly(fc.constant(undefined), 3, fc.nat(9)),
});

export const cancels = mostly(
	fc.constant(undefined),
	8,
	fc.record<Cancel>({ at: either('request', 'pause'), count: fc.integer({ min: 1, max: 6 }) }),
);

export const world = {
	vendor: either<Named>(...VENDORS),
	happenings: fc.array(happening, { minLength: 1, maxLength: 7 }),
	meanwhile: mostly(
		fc.constant<World['meanwhile']>([]),
		2,
		fc.array(fc.record({ page: fc.integer({ min: 1, max: 6 }), happening }), { maxLength: 3 }),
	),
	ahead: mostly(fc.constant(0), 2, either(-90, 60)),
	paging: pages,
	passes: either(0, 0, 337, 5000),
	troubles: mostly(
		fc.constant<Trouble[]>([]),
		1,
		fc.array(trouble, { minLength: 1, maxLength: 3 }),
	),
	cancel: cancels,
	onError: either<NonNullable<INode['onError']>>('stopWorkflow', 'continueErrorOutput'),
};

export interface Schedule extends World {
	asks: 'voiceId' | 'keyId' | 'task' | 'callees';
	/** What is asked for: indexes of the calls, or tasks, that there are. */
	picks: number[];
	/** Something that the vendor does not know is asked for, too. */
	stranger: boolean;
	/** Which items don't say when their call was submitted. */
	bare: boolean[];
	/** Whether Look Back is long enough for those. */
	fits: boolean;
	waitUpTo: number;
	simplify: boolean;
}

export const schedules: fc.Arbitrary<Schedule> = fc.record<Schedule>({
	...world,
	asks: either('voiceId', 'voiceId', 'voiceId', 'keyId', 'keyId', 'keyId', 'task', 'callees'),
	picks: fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }),
	stranger: mostly(fc.constant(false), 4, fc.constant(true)),
	bare: fc.array(mostly(fc.constant(false), 3, fc.constant(true)), { minLength: 1, maxLength: 3 }),
	fits: mostly(fc.constant(true), 3, fc.constant(false)),
	waitUpTo: mostly(either(0, 0, 1, 5), 15, fc.constant(60)),
	simplify: fc.boolean(),
});

/** What an input item asks for. */
export interface Wish {
	voiceId?: string;
	keyId?: string;
	callee?: string;
	submittedAt?: string;
	made?: Made;
}

export interface Played extends Run {
	schedule: Schedule;
	wishes: Wish[];
	/** Hours. */
	lookBack: number;
	watch: Watch;
}

/** Lets the vendor do what was asked of it before noon, and it is noon then. */
export function toNoon({ vendor, happenings, ahead, paging: how }: World): Made[] {
	const { state } = sandbox;
	state.reset();
	state.clockOffset = ahead;
	const ordered = happenings.toSorted((one, other) => other.ago - one.ago);
	const made = ordered.map((one, index) => {
		jest.setSystemTime(NOON - one.ago * 1000);
		return happen(one, vendor, index);
	});
	jest.setSystemTime(NOON);
	settle(state);
	paging.now = how;
	return made.filter((one) => one !== undefined);
}

/** Watches over what comes, with what happens meanwhile. */
export function watchOver({ vendor, meanwhile, passes, cancel }: World): Watch {
	onlyThisWorld();
	return new Watch(vendor, {
		...{ passes, cancel },
		meanwhile: (times) => {
			for (const [index, { page, happening: one }] of meanwhile.entries()) {
				if (page === times) happen(one, vendor, 100 + index);
			}
		},
	});
}

const HOUR = 3_600_000;

export async function play(schedule: Schedule): Promise<Played> {
	const { vendor, asks, troubles, waitUpTo, simplify, onError, fits } = schedule;
	const made = toNoon(schedule);
	const wishes = wishesOf(schedule, made);
	const watch = watchOver(schedule);
	arm(troubles);
	const oldest = Math.min(
		NOON,
		...wishes.map(({ made: of }) => Date.parse(of?.submittedAt ?? '') || NOON),
	);
	const lookBack = fits ? Math.ceil((NOON - oldest) / HOUR) + 1 : 24;
	const items = wishes.map(({ voiceId, keyId, callee, submittedAt }): IDataObject => ({
		...{ voiceId, keyId: keyId && Number(keyId), submittedAt, calleeNumber: callee },
	}));
	const isOfTasks = asks === 'task' || asks === 'callees';
	const parameters: INodeParameters = isOfTasks
		? { resource: 'groupCall', operation: 'waitUntilFinished', output: asks }
		: { resource: 'callRecord', operation: 'getResults', by: asks };
	const done = await run({
		...{ node: vendor, items, onError },
		parameters: {
			...parameters,
			...{ waitUpTo, simplify, ...(isOfTasks && { keyId: '={{ $json.keyId }}' }) },
			...(!isOfTasks && { options: { lookBack } }),
		},
	});
	paging.now = USUAL;
	return { ...done, schedule, wishes, lookBack, watch };
}

/** What is asked for, of what there is; of nobody else if there is nothing. */
function wishesOf({ asks, picks, stranger, bare }: Schedule, made: Made[]): Wish[] {
	const all = made.flatMap((one): Wish[] => {
		const { voiceIds, callees, keyId } = one;
		if (asks === 'voiceId') {
			return voiceIds.map((voiceId, at) => ({ voiceId, callee: callees[at], made: one }));
		}
		if (keyId === undefined) return [];
		if (asks !== 'keyId') return [{ keyId: String(keyId), made: one }];
		return callees.map((callee) => ({ keyId: String(keyId), callee, made: one }));
	});
	const nobody: Wish =
		asks === 'voiceId' ? { voiceId: '99' } : { keyId: '99', callee: '4930123456' };
	const picked = all.length === 0 ? [] : picks.map((pick) => all[pick % all.length]);
	const wishes = stranger || picked.length === 0 ? [...picked, nobody] : picked;
	return wishes.map((wish, at) => ({
		...wish,
		...(!bare[at % bare.length] && {
			submittedAt: wish.made?.submittedAt ?? new Date(NOON).toISOString(),
		}),
	}));
}
