import type { CalleeRule } from '../input/calleesParameter';
import type { Contact, Problem, Request, Settings, Slot, Variables } from '../types';

export interface Plan {
	requests: Request[];
	/** One per callee of the input, in the order of the input. */
	slots: Slot[];
	/** What can't be planned, by item; whoever has a problem is in the requests all the same. */
	problems: Map<number, Problem[]>;
}

/** What is done with a number that occurs twice among equal settings. */
export type Duplicates = 'once' | 'first' | 'each';

/**
 * Gathers contacts of equal settings into as few requests as the vendor takes.
 *
 * @param rule how callees travel
 * @param duplicates `once`: called for all, and a problem where the variables or zones differ; `first`: called
 *   for all as the first says; `each`: called each time
 * @returns requests in the order their first contact came in, callees in the order they came in
 */
export function plan(contacts: Contact[], rule: CalleeRule, duplicates: Duplicates): Plan {
	const requests: Request[] = [];
	const slots: Slot[] = [];
	/** By request and position, the first two items that say other things of one number. */
	const conflicts = new Map<string, Conflict>();
	const groups = new Map<string, Group>();
	/** Who is called with what, in whatever zone: a clock is no second call. */
	const calledWith = new Map<string, Map<string, Slot>>();

	for (const { item, settings, callees } of contacts) {
		const { key, zone } = settings;
		const groupKey = zone === undefined ? key : `${zone} ${key}`;
		let group = groups.get(groupKey);
		if (group === undefined) {
			const called = calledWith.get(key) ?? new Map<string, Slot>();
			calledWith.set(key, called);
			group = { request: NONE, called };
			groups.set(groupKey, group);
		}
		for (let entry = 0; entry < callees.length; entry++) {
			const callee = callees[entry];
			const first = duplicates === 'each' ? undefined : group.called.get(callee.number);
			if (first !== undefined) {
				const { request, position } = first;
				const { variables } = requests[request].callees[position];
				const what = !areEqual(variables, callee.variables)
					? VARIABLES
					: requests[request].zone !== zone && ZONE;
				if (duplicates === 'once' && what) {
					conflicts.set(`${request} ${position}`, { items: [first.item, item], what });
				}
				slots.push({ item, entry, request, position, duplicate: true });
				takePart(requests[request], item);
				continue;
			}
			if (group.request === NONE || requests[group.request].callees.length === rule.perRequest) {
				group.request = start(requests, settings);
			}
			const { request } = group;
			const position = requests[request].callees.push(callee) - 1;
			const slot: Slot = { item, entry, request, position, duplicate: false };
			slots.push(slot);
			if (duplicates !== 'each') group.called.set(callee.number, slot);
			takePart(requests[request], item);
		}
	}
	return { requests, slots, problems: problemsOf(requests, slots, conflicts) };
}

/** What items say of a number, and differ in. */
interface Conflict {
	items: [item: number, other: number];
	what: { parameter: string; differs: string };
}
const VARIABLES = { parameter: 'Variables', differs: 'differ from those' };
const ZONE = { parameter: 'Options → Callee Time Zone', differs: 'differs from that' };

/** Contacts of equal settings and one zone. */
interface Group {
	/** The request that is being filled. */
	request: number;
	/** The first entry of each number, of all zones. */
	called: Map<string, Slot>;
}

/** Most callees share one object, or have no variables at all. */
const areEqual = (some: Variables, others: Variables) =>
	some === others || JSON.stringify(some) === JSON.stringify(others);

/** Where two things are to be said to one number, all items that have it have the problem. */
function problemsOf(
	requests: Request[],
	slots: Slot[],
	conflicts: Map<string, Conflict>,
): Map<number, Problem[]> {
	const problems = new Map<number, Problem[]>();
	if (conflicts.size === 0) return problems;
	for (const { item, request, position } of slots) {
		const conflict = conflicts.get(`${request} ${position}`);
		// One for an item is enough: a list may have thousands.
		if (conflict === undefined || problems.has(item)) continue;
		const {
			items: [first, second],
			what: { parameter, differs },
		} = conflict;
		const { number } = requests[request].callees[position];
		const other = item === second ? first : second;
		const message = `of ${number} ${differs} in item ${other}; make them equal, or set Sending → Duplicates to Call Once, First Wins or to Call Each Time`;
		problems.set(item, [{ parameter, message }]);
	}
	return problems;
}

function takePart({ items }: Request, item: number): void {
	if (items[items.length - 1] !== item) items.push(item);
}

const NONE = -1;

function start(requests: Request[], { body, zone }: Settings): number {
	return requests.push({ body, callees: [], items: [], ...(zone && { zone }) }) - 1;
}
