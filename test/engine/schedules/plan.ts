import type { IDataObject } from 'n8n-workflow';

import { numbersIn } from '../../support/numbersIn';
import { operatorOf } from './operators';
import { isAlone, isSingle, isTaskMaker, numbersOf, settingOf, type Schedule } from './schedule';
import type { Arrival } from './watch';

/** A number in an input item. */
export interface Entry {
	item: number;
	number: string;
	/** Those who share a request: they have the same settings. */
	group: string;
	/** The same callee: within a group, or wherever groups can't be told from the vendor's side. */
	key: string;
	/** An earlier entry is called for this one. */
	duplicate: boolean;
}

/** Who is to be called and how often, made from the schedule alone. */
export interface Plan {
	entries: Entry[];
	/** How often each callee may be called over everything. */
	allowed: Map<string, number>;
	/** How many callees there are; at least, where the grouping varies. */
	total: number;
	fewest: number;
	/** How many callees the largest group has. */
	largest: number;
	/** Whether the vendor's side shows which group a request is for. */
	exact: boolean;
	/** Items that can't be sent, ascending: they are bad, or would share the name of a task. */
	bad: number[];
}

const plans = new WeakMap<Schedule, Plan>();

export function planOf(schedule: Schedule): Plan {
	if (!plans.has(schedule)) plans.set(schedule, makePlan(schedule));
	return plans.get(schedule)!;
}

function makePlan(schedule: Schedule): Plan {
	const { varying, duplicates } = schedule;
	const isByItem = isAlone(schedule);
	const exact = isByItem || varying === 'nothing' || varying === 'eachTry';
	const once = duplicates === 'once' && !isByItem;
	const bad = badItems(schedule);
	const seen = new Set<string>();
	const together = new Set<string>();
	const allowed = new Map<string, number>();
	const sizes = new Map<string, number>();
	const entries = schedule.items.flatMap((item, at) => {
		if (bad.includes(at)) return [];
		const setting = `${settingOf(schedule, item)} ${nameOf(schedule, item)}`;
		return numbersOf(schedule, item).map((number): Entry => {
			const alone = isByItem ? String(settingOf(schedule, item)) : `${setting} item ${at}`;
			const shared = isSingle(schedule) ? `${number}: ${setting}` : setting;
			const group = exact && !isByItem ? shared : alone;
			const key = exact ? keyOf(number, group) : number;
			const duplicate = once && seen.has(`${group}: ${number}`);
			seen.add(`${group}: ${number}`);
			together.add(`${setting}: ${number}`);
			if (!duplicate) {
				allowed.set(key, (allowed.get(key) ?? 0) + 1);
				sizes.set(group, (sizes.get(group) ?? 0) + 1);
			}
			return { item: at, number, group, key, duplicate };
		});
	});
	const total = entries.filter(({ duplicate }) => !duplicate).length;
	return {
		...{ entries, allowed, total, exact, bad },
		fewest: varying === 'grouping' && once ? together.size : total,
		largest: varying === 'grouping' && !isByItem ? entries.length : Math.max(0, ...sizes.values()),
	};
}

/** What the item calls the task. */
const nameOf = (schedule: Schedule, { round }: Schedule['items'][number]): string =>
	isTaskMaker(schedule) && schedule.taskName === 'fromItem' ? `Round ${round}` : '';

/**
 * A name that the user chose can be that of one task only, and those of a task are called again for one item, unless
 * they shall be called each time.
 */
function badItems(schedule: Schedule): number[] {
	const { items, taskName, duplicates } = schedule;
	const tasks = items.flatMap((item) => (item.bad ? [] : numbersOf(schedule, item)));
	const isTwice = (item: Schedule['items'][number]) => {
		const [task] = numbersOf(schedule, item);
		const isOnce = isAlone(schedule) && duplicates === 'once';
		return isOnce && tasks.filter((one) => one === task).length > 1;
	};
	const settings = new Map<string, Set<string | number>>();
	const named = isTaskMaker(schedule) && taskName !== 'derived';
	for (const item of items) {
		if (item.bad !== undefined) continue;
		const name = nameOf(schedule, item);
		settings.set(name, (settings.get(name) ?? new Set()).add(settingOf(schedule, item)));
	}
	const isShared = (item: Schedule['items'][number]) =>
		named && settings.get(nameOf(schedule, item))!.size > 1;
	return items.flatMap((item, at) =>
		item.bad !== undefined || isShared(item) || isTwice(item) ? [at] : [],
	);
}

/** A callee in words, e.g. "4915110000000 with one.mp3". */
export const keyOf = (number: string, group: string) => `${number} with ${group.trim()}`;

/** What a request says on the wire. */
export interface Read {
	numbers: string[];
	group?: string;
	taskName?: string;
}

export function readArrival(schedule: Schedule, { entry }: Arrival): Read {
	const body = entry.body as IDataObject;
	const { sender, setting: identity } = operatorOf(schedule.sender);
	const numbers = numbersIn(body);
	const taskName = body.taskName as string | undefined;
	if (isAlone(schedule)) return { numbers, group: String(body[identity]), taskName };
	if (!planOf(schedule).exact) return { numbers, taskName };
	const named = isTaskMaker(schedule) && schedule.taskName === 'fromItem';
	const setting = body[sender!.setting[0]];
	const shared = `${setting as string} ${named ? taskName! : ''}`;
	const group = isSingle(schedule) ? `${numbers[0]}: ${shared}` : shared;
	return { numbers, group, taskName };
}
