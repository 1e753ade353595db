import type { CalleeRule, Contact, Request, Settings, Slot } from './types';

export interface Plan {
	requests: Request[];
	/** One per callee of the input, in the order of the input. */
	slots: Slot[];
}

/**
 * Gathers contacts of equal settings into as few requests as the vendor takes.
 *
 * @param rule how callees travel; without one every item gets a request of its own
 * @param callTwice whether a number that occurs twice among equal settings is called each time
 * @returns requests in the order their first contact came in, callees in the order they came in
 */
export function plan(contacts: Contact[], rule: CalleeRule | undefined, callTwice: boolean): Plan {
	const requests: Request[] = [];
	const slots: Slot[] = [];
	const open = new Map<string, { request: number; taken: Map<string, [number, number]> }>();

	for (const { item, settings, callees } of contacts) {
		if (rule === undefined) {
			const request = start(requests, settings, [item]);
			slots.push({ item, entry: 0, request, position: 0, duplicate: false });
			continue;
		}
		let group = open.get(settings.key);
		if (group === undefined) {
			group = { request: NONE, taken: new Map() };
			open.set(settings.key, group);
		}
		for (const [entry, callee] of callees.entries()) {
			const known = callTwice ? undefined : group.taken.get(callee.number);
			const full = requests[group.request]?.callees.length === rule.perRequest;
			if (known === undefined && (group.request === NONE || full)) {
				group.request = start(requests, settings, []);
			}
			const [request, position] = known ?? [
				group.request,
				requests[group.request].callees.push(callee) - 1,
			];
			if (known === undefined) group.taken.set(callee.number, [request, position]);
			const { items } = requests[request];
			if (items.at(-1) !== item) items.push(item);
			slots.push({ item, entry, request, position, duplicate: known !== undefined });
		}
	}
	return { requests, slots };
}

const NONE = -1;

function start(requests: Request[], { body }: Settings, items: number[]): number {
	return requests.push({ body, callees: [], items }) - 1;
}
