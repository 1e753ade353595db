import type { Round } from './play';
import type { Plan, Read } from './plan';
import type { Schedule } from './schedule';
import type { Arrival, Watch } from './watch';

/** A request for calls, as the vendor saw it. */
export interface Send extends Read {
	arrival: Arrival;
	/** Only the vendor can tell whether it took it. */
	open: boolean;
	/** It was taken, and the vendor's answer says so. */
	answered: boolean;
	/** Keys of the callees that it called. */
	called: string[];
}

/** Everything there is to see after a round. */
export interface View {
	schedule: Schedule;
	plan: Plan;
	round: Round;
	watch: Watch;
	/** The requests for calls so far. */
	sends: Send[];
	/** Those of this round. */
	fresh: Send[];
	/** How often each callee was called so far, by key. */
	called: Map<string, number>;
	/** The same before this round. */
	calledBefore: Map<string, number>;
}

/** What came up, to see afterwards that everything was put to the test. */
export type Seen = Set<string>;

/** Says what broke, to a person who knows nothing of this file. */
export function broken(what: string): never {
	throw new Error(what);
}

export const countOf = (keys: string[]) =>
	keys.reduce((count, key) => count.set(key, (count.get(key) ?? 0) + 1), new Map<string, number>());

export function groupBy<T, K>(list: T[], keyOf: (entry: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const entry of list) {
		const key = keyOf(entry);
		groups.set(key, [...(groups.get(key) ?? []), entry]);
	}
	return groups;
}
