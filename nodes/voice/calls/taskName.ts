import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';

import { grouped } from '../grouped';
import { namesOfItems } from '../output/errors';
import type { Problem, Request } from '../types';

/** What goes into a derived name beside what a request says to whom. */
export interface Naming {
	/** What the request goes to, e.g. vendor, host and path. */
	target: string;
	now: Date;
	/** The zone whose day counts: the workflow's. */
	zone: string;
	/** Set when the same list shall be called again: no other run of the node has the same. */
	occasion?: string;
}

/**
 * Gives every request that makes a task the name that the user chose, or else one derived from the day
 * and from what is sent, so that the same list with the same settings, submitted again on the same day,
 * has the same name, which the vendor refuses (code -41).
 *
 * @param requests those that have a name already, from an earlier try, keep it
 */
export function nameTasks(requests: Request[], naming: Naming): Request[] {
	const day = DateTime.fromJSDate(naming.now, { zone: naming.zone }).toFormat('yyyy-MM-dd', {
		locale: 'en-US',
	});
	const uses = new Map<string, number>();
	/** Two tasks that say the same to the same people, as a list that comes twice, get a number. */
	const derived = (request: Request) => {
		const name = `Voice ${day} ${contentHash(naming, request)}`;
		const use = (uses.get(name) ?? 0) + 1;
		uses.set(name, use);
		return use === 1 ? name : `${name}-${use}`;
	};
	return requests.map((request) => {
		const chosen = request.body.taskName as string | undefined;
		// Derived also where an earlier try gave it: what comes behind is counted from there.
		const own = chosen ?? derived(request);
		const taskName = request.taskName ?? own;
		return {
			...request,
			taskName,
			nameIs: chosen === undefined ? 'derived' : 'chosen',
			body: { ...request.body, taskName },
		};
	});
}

/**
 * A chosen name can be that of one task only. Numbers behind it would change with the order of the
 * list, and with them who is protected from a second call.
 *
 * @returns a problem for each item of requests that would share a name
 */
export function sharedNames(requests: Request[]): Map<number, Problem[]> {
	const problems = new Map<number, Problem[]>();
	const byName = grouped(requests, ({ body }) => body.taskName as string | undefined);
	for (const [name, sharing] of byName) {
		if (name === undefined || sharing.length === 1) continue;
		const isAgain = sharing.some(({ again }) => again !== undefined);
		const why = isAgain ? '' : ', because their settings differ or one task can’t hold all numbers';
		const equal = isAgain ? '' : ' make the settings equal,';
		const message = `is "${name}" for ${sharing.length} tasks${why} (${tasks(sharing)}); give each task a name of its own by an expression,${equal} or leave it empty`;
		for (const { items } of sharing) {
			for (const item of items) problems.set(item, [{ parameter: 'Task Name', message }]);
		}
	}
	return problems;
}

/** Most tasks that a message names. */
const MOST_TASKS = 3;

const tasks = (sharing: Request[]) =>
	sharing
		.slice(0, MOST_TASKS)
		.map(({ items }) => namesOfItems(items))
		.join('; ') + (sharing.length > MOST_TASKS ? '; and more' : '');

/**
 * Names what a request says to whom: the same callees and settings, in any order, give the same 16
 * hexadecimal digits. The task's name is not part of it.
 */
function contentHash({ target, occasion }: Naming, { body, callees }: Request): string {
	const settings = Object.entries(body).filter(([name]) => name !== 'taskName');
	const hash = createHash('sha256');
	hash.update(JSON.stringify([target, settings.sort(([a], [b]) => (a < b ? -1 : 1))]));
	if (occasion !== undefined) hash.update(`\n${occasion}\n`);
	const entries = callees.map(({ number, variables }) =>
		Object.keys(variables).length === 0 ? number : `${number} ${JSON.stringify(variables)}`,
	);
	hash.update(`\n${entries.sort().join('\n')}`);
	return hash.digest('hex').slice(0, 16);
}
