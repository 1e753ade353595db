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
	const groups = new Map<string, Group>();

	for (const { item, settings, callees } of contacts) {
		if (rule === undefined) {
			const request = start(requests, settings, [item]);
			slots.push({ item, entry: 0, request, position: 0, duplicate: false });
			continue;
		}
		let group = groups.get(settings.key);
		if (group === undefined) {
			group = { request: NONE, called: new Map() };
			groups.set(settings.key, group);
		}
		for (let entry = 0; entry < callees.length; entry++) {
			const callee = callees[entry];
			const first = callTwice ? undefined : group.called.get(callee.number);
			if (first !== undefined) {
				const { request, position } = first;
				slots.push({ item, entry, request, position, duplicate: true });
				takePart(requests[request], item);
				continue;
			}
			if (group.request === NONE || requests[group.request].callees.length === rule.perRequest) {
				group.request = start(requests, settings, []);
			}
			const { request } = group;
			const position = requests[request].callees.push(callee) - 1;
			const slot: Slot = { item, entry, request, position, duplicate: false };
			slots.push(slot);
			if (!callTwice) group.called.set(callee.number, slot);
			takePart(requests[request], item);
		}
	}
	return { requests, slots };
}

/** Contacts of equal settings. */
interface Group {
	/** The request that is being filled. */
	request: number;
	/** The first entry of each number. */
	called: Map<string, Slot>;
}

function takePart({ items }: Request, item: number): void {
	if (items[items.length - 1] !== item) items.push(item);
}

const NONE = -1;

function start(requests: Request[], { body }: Settings, items: number[]): number {
	return requests.push({ body, callees: [], items }) - 1;
}
