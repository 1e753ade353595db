import type { Earlier } from './ledger';
import type { Result } from './outcome';
import type { CalleeRule, Contact, Request, Settings, Slot } from './types';

export interface Plan {
	/** First those that an earlier try sent, then those to be sent. */
	requests: Request[];
	/** Results of the requests that an earlier try sent. */
	results: Result[];
	/** One per callee of the input, in the order of the input. */
	slots: Slot[];
}

/**
 * Gathers contacts of equal settings into as few requests as the vendor takes.
 *
 * @param rule how callees travel; without one every item gets a request of its own
 * @param callTwice whether a number that occurs twice among equal settings is called each time
 * @param earlier requests that an earlier try sent; their entries are in no other request
 * @returns requests in the order their first contact came in, callees in the order they came in
 */
export function plan(
	contacts: Contact[],
	rule: CalleeRule | undefined,
	callTwice: boolean,
	earlier: Earlier[] = [],
): Plan {
	const { requests, results, settled } = resume(contacts, rule, earlier);
	const slots: Slot[] = [];
	const open = new Map<string, { request: number; taken: Map<string, [number, number]> }>();

	for (const { item, settings, callees } of contacts) {
		if (rule === undefined) {
			const slot = settled.get(`${item}.0`);
			const request = slot?.request ?? start(requests, settings, [item]);
			slots.push(slot ?? { item, entry: 0, request, position: 0, duplicate: false });
			continue;
		}
		let group = open.get(settings.key);
		if (group === undefined) {
			group = { request: NONE, taken: new Map() };
			open.set(settings.key, group);
		}
		for (const [entry, callee] of callees.entries()) {
			const slot = settled.size > 0 ? settled.get(`${item}.${entry}`) : undefined;
			if (slot !== undefined) {
				slots.push(slot);
				continue;
			}
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
	return { requests, results, slots };
}

const NONE = -1;

function start(requests: Request[], { body }: Settings, items: number[]): number {
	return requests.push({ body, callees: [], items }) - 1;
}

/** Puts the requests of an earlier try together again, without their bodies. */
function resume(contacts: Contact[], rule: CalleeRule | undefined, earlier: Earlier[]) {
	const settled = new Map<string, Slot>();
	const byItem = new Map(earlier.length > 0 ? contacts.map((one) => [one.item, one]) : []);
	const requests = earlier.map(({ slots, taskName }, request): Request => {
		const callees: Request['callees'] = [];
		const positions = new Map<string, number>();
		for (const { item, entry, duplicate } of slots) {
			// An item that can't be read any more keeps its place: the results stand in this order.
			const callee = byItem.get(item)?.callees[entry] ?? { number: '', variables: {} };
			const position = duplicate ? positions.get(callee.number) : callees.length;
			// Nobody was called for an entry whose number is another one now.
			if (position === undefined) continue;
			if (rule !== undefined && !duplicate) positions.set(callee.number, callees.push(callee) - 1);
			settled.set(`${item}.${entry}`, { item, entry, request, position, duplicate });
		}
		const items = [...new Set(slots.map(({ item }) => item))];
		return { body: {}, callees, items, ...(taskName !== undefined && { taskName }) };
	});
	const results = earlier.map(({ result }, index) =>
		result(requests[index].callees.map(({ number }) => number)),
	);
	return { requests, results, settled };
}
