import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import { number, type Sender } from '../helpers';
import { OPERATORS, operatorOf } from './operators';
import { either, mostly, trouble, type Trouble } from './trouble';

/** Who acts, by whether the vendor has a key to recognise a request by. */
const TASK_MAKERS = OPERATORS.flatMap((one) =>
	one.isTaskMaker && !one.callsAgain ? [one.named] : [],
);
const CALL_AGAIN = OPERATORS.flatMap((one) => (one.callsAgain ? [one.named] : []));
const WITHOUT_KEY = OPERATORS.flatMap((one) => (one.isTaskMaker ? [] : [one.named]));

export type Bad = 'a letter' | 'a letter in one of two' | 'no field' | 'an object';

export interface Item {
	/** Indexes of a small pool, so that people come more than once. */
	people: number[];
	asText: boolean;
	bad?: Bad;
	setting: number;
	/** What the task is called, where the item says it. */
	round: 'A' | 'B';
}

/** What differs from one try to the next: nothing; a setting; one for each item; the grouping. */
export type Varying = 'nothing' | 'eachTry' | 'eachItem' | 'grouping';

export interface Schedule {
	sender: string;
	items: Item[];
	/** How many different settings there are among the items. */
	settings: number;
	varying: Varying;
	duplicates: 'once' | 'each';
	output: 'callee' | 'request';
	concurrency: number;
	requestInterval: number;
	maxAttempts: number;
	taskName: 'derived' | 'chosen' | 'fromItem';
	/** Somebody else's tasks have the chosen names since this morning. */
	sibling: boolean;
	onError: NonNullable<INode['onError']>;
	/** n8n's Retry On Fail; 1 if it is off. */
	maxTries: number;
	troubles: Trouble[];
	/** A person stops the execution when something happens for the `count`-th time. */
	cancel?: {
		at: 'request' | 'pause';
		count: number;
		/** What is stored: the execution as it was then, as when the process dies, or at its end. */
		stored: 'then' | 'atItsEnd';
	};
	/** How often a person retries the failed execution. */
	retries: number;
	/** Afterwards the list is submitted in a new execution. */
	again: 'no' | 'yes' | 'afterRepair';
	/** How the list has changed by then: it is in another order; or only one task of it is left, or a part of one. */
	changed: 'nothing' | 'order' | 'shorter';
}

export const senderOf = ({ sender }: Pick<Schedule, 'sender'>): Sender | undefined =>
	operatorOf(sender).sender;

export const isTaskMaker = ({ sender }: Pick<Schedule, 'sender'>): boolean =>
	operatorOf(sender).isTaskMaker;

/** Each callee has a request of its own. */
export const isSingle = (schedule: Pick<Schedule, 'sender'>): boolean =>
	senderOf(schedule)?.perRequest === 1;

/** The vendor knows the callees; each item is a request of its own. */
export const isAlone = (schedule: Pick<Schedule, 'sender'>): boolean =>
	senderOf(schedule) === undefined;

/** The value of the setting that an item has. */
export function settingOf(schedule: Schedule, item: Item): string | number {
	// Where each item is a request of its own, it is known by this.
	if (isAlone(schedule)) return 100 + schedule.items.indexOf(item);
	const { setting } = item;
	const [, ...values] = senderOf(schedule)!.setting;
	return values[setting % schedule.settings];
}

/** The numbers of an item, as a vendor gets them; where it knows them itself, that of the one in the task. */
export const numbersOf = (schedule: Schedule, { people }: Item): string[] =>
	(isAlone(schedule) ? people.slice(0, 1) : people).map(number);

/** Never to be called: stands in bad items only. */
const NOBODY = number(99);

function numberField(schedule: Schedule, item: Item): object {
	const given = numbersOf(schedule, item);
	if (item.bad === 'no field') return {};
	if (item.bad === 'an object') return { number: { of: given[0] } };
	if (item.bad === 'a letter') return { number: `${given[0]}x` };
	if (item.bad !== undefined) return { number: `${NOBODY}, ${given[0]}x` };
	if (given.length === 1) return { number: given[0] };
	return { number: item.asText ? given.join(', ') : given };
}

/** The list as it is when it is submitted again. */
export function changedList(schedule: Schedule): Schedule {
	const { changed, items, taskName } = schedule;
	if (changed === 'nothing') return schedule;
	if (changed === 'order') return { ...schedule, items: [...items].reverse() };
	const [first] = items.filter(({ bad }) => bad === undefined);
	const left = items.filter(
		(item) => first !== undefined && settingOf(schedule, item) === settingOf(schedule, first),
	);
	// What has a name of its own is known by it; anything else only as it was.
	if (left.length === 0) return schedule;
	return { ...schedule, items: taskName === 'derived' ? left : left.slice(0, 1) };
}

/** The input items of the node. */
export const inputOf = (schedule: Schedule): Array<Record<string, unknown>> =>
	schedule.items.map((item) => ({
		...numberField(schedule, item),
		setting: settingOf(schedule, item),
		round: item.round,
	}));

const VARYING = {
	eachTry: '={{ String(10000000 + $vars.try) }}',
	eachItem: '={{ String(Math.floor(1e14 * (1 + Math.random()))) }}',
	grouping: '={{ String(10000000 + (Math.floor((($itemIndex + 1) * $vars.try) / 2) % 3)) }}',
};
const TASK_NAME = { derived: '', chosen: 'Reminder', fromItem: '=Round {{ $json.round }}' };

/** The parameters of the node. */
export function parametersOf(schedule: Schedule): object {
	const { duplicates, output, concurrency, requestInterval, maxAttempts, varying } = schedule;
	const sending = { concurrency, requestInterval, maxAttempts };
	const { parameters, setting } = operatorOf(schedule.sender);
	return {
		...parameters,
		[setting]: '={{ $json.setting }}',
		...(isTaskMaker(schedule) && { taskName: TASK_NAME[schedule.taskName] }),
		options: varying === 'nothing' ? {} : { displayNum: VARYING[varying] },
		sending: { ...sending, duplicates, output },
	};
}

const item = fc.record<Item, keyof Item>({
	people: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
	asText: fc.boolean(),
	bad: fc.constant(undefined),
	setting: fc.nat(2),
	round: either('A', 'B'),
});
const bad = either<Bad>('a letter', 'a letter in one of two', 'no field', 'an object');
const items = mostly(
	fc.array(item, { minLength: 1, maxLength: 8 }),
	4,
	fc.array(
		mostly(
			item,
			3,
			fc.record({ item, bad }).map((both) => ({ ...both.item, bad: both.bad })),
		),
		{
			minLength: 1,
			maxLength: 8,
		},
	),
);

const cancel = fc.record({
	at: either<'request' | 'pause'>('request', 'pause'),
	count: fc.integer({ min: 1, max: 5 }),
	stored: either<'then' | 'atItsEnd'>('then', 'atItsEnd'),
});

/** As many tasks as others, however many operations there are of either; and some whose callees the vendor knows. */
const sender = fc.oneof(
	{ weight: 3, arbitrary: either(...TASK_MAKERS) },
	{ weight: 3, arbitrary: either(...WITHOUT_KEY) },
	{ weight: 1, arbitrary: either(...CALL_AGAIN) },
);

/** Any schedule; a failing one is shown as a person would tell it. */
export const schedules: fc.Arbitrary<Schedule> = fc
	.record<Schedule, keyof Schedule>({
		sender,
		items,
		settings: mostly(either(2, 3), 3, fc.constant(1)),
		varying: mostly<Varying>(
			fc.constant('nothing'),
			2,
			either('eachTry', 'eachItem', 'grouping', 'grouping'),
		),
		duplicates: either('once', 'each'),
		output: mostly<'callee' | 'request'>(fc.constant('callee'), 2, fc.constant('request')),
		concurrency: mostly(fc.integer({ min: 1, max: 4 }), 6, fc.integer({ min: 5, max: 10 })),
		requestInterval: mostly(fc.constant(0), 2, fc.integer({ min: 1, max: 60_000 })),
		maxAttempts: fc.integer({ min: 1, max: 4 }),
		taskName: either('derived', 'chosen', 'fromItem'),
		sibling: mostly(fc.constant(false), 7, fc.constant(true)),
		onError: either(
			...(['stopWorkflow', 'stopWorkflow'] as const),
			...(['continueRegularOutput', 'continueErrorOutput'] as const),
		),
		maxTries: either(1, 2, 3),
		troubles: mostly(fc.array(trouble, { minLength: 1, maxLength: 5 }), 6, fc.constant([])),
		cancel: mostly<Schedule['cancel']>(fc.constant(undefined), 2, cancel),
		retries: fc.nat(2),
		again: either('no', 'yes', 'afterRepair'),
		changed: either('nothing', 'nothing', 'order', 'shorter'),
	})
	.map((schedule) => {
		// A name that the user chose is that of one task: one for many would stop nearly everything.
		const many = schedule.varying === 'eachItem' || schedule.varying === 'grouping';
		return many ? { ...schedule, taskName: 'derived' as const } : schedule;
	})
	.map((schedule) => Object.assign(schedule, { [fc.toStringMethod]: () => told(schedule) }));

/** The schedule in words. */
function told(schedule: Schedule): string {
	const { items: list, troubles, ...rest } = schedule;
	const words = ({ people, bad: what, asText, setting, round }: Item, at: number) =>
		`  item ${at}: ${what ?? numbersOf(schedule, { people } as Item).join(' ')}, setting ${setting % schedule.settings}, round ${round}${asText ? ', as text' : ''}`;
	const faults = troubles.map(
		({ kind, lookUp, skip, times, delayMs }) =>
			`  trouble${lookUp ? ' at the look-up' : ''}: ${kind}, ${times} times after ${skip}, ${delayMs} ms late`,
	);
	return ['', JSON.stringify(rest), ...list.map(words), ...faults, ''].join('\n');
}
