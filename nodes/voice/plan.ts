import type { CalleeRule, Callee, Contact, Request, Settings } from './types';

/** Which callee of which request answers for an entry of an input item. */
export interface Slot {
	item: number;
	request: number;
	position: number;
	/** An earlier entry with the same number and settings is called for this one. */
	duplicate: boolean;
}

export interface Plan {
	requests: Request[];
	/** One per callee of the input, in the order of the input. */
	slots: Slot[];
}

/**
 * Gathers contacts of equal settings into as few requests as the vendor takes.
 *
 * @param callTwice whether a number that occurs twice among equal settings is called each time
 * @returns requests in the order their first contact came in, callees in the order they came in
 */
export function plan(contacts: Contact[], rule: CalleeRule, callTwice: boolean): Plan {
	const requests: Request[] = [];
	const slots: Slot[] = [];
	const open = new Map<string, { request: number; taken: Map<string, [number, number]> }>();

	for (const { item, settings, callees } of contacts) {
		let group = open.get(settings.key);
		if (group === undefined) {
			group = { request: start(requests, settings), taken: new Map() };
			open.set(settings.key, group);
		}
		for (const callee of callees) {
			const earlier = callTwice ? undefined : group.taken.get(callee.number);
			if (earlier === undefined && requests[group.request].callees.length === rule.perRequest) {
				group.request = start(requests, settings);
			}
			const [request, position] = earlier ?? [
				group.request,
				requests[group.request].callees.push(callee) - 1,
			];
			if (earlier === undefined) group.taken.set(callee.number, [request, position]);
			const { items } = requests[request];
			if (items.at(-1) !== item) items.push(item);
			slots.push({ item, request, position, duplicate: earlier !== undefined });
		}
	}
	return { requests, slots };
}

function start(requests: Request[], { body }: Settings): number {
	return requests.push({ body, callees: [], items: [] }) - 1;
}

/** A request of its own for every item: operations that call nobody. */
export function planEach(contacts: Contact[]): Plan {
	return {
		requests: contacts.map(({ item, settings }) => ({
			body: settings.body,
			callees: [] as Callee[],
			items: [item],
		})),
		slots: contacts.map(({ item }, request) => ({ item, request, position: 0, duplicate: false })),
	};
}
