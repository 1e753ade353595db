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
 * @param duplicates `once`: called for all, and a problem where the variables differ; `first`: called
 *   for all with the variables of the first; `each`: called each time
 * @returns requests in the order their first contact came in, callees in the order they came in
 */
export function plan(contacts: Contact[], rule: CalleeRule, duplicates: Duplicates): Plan {
	const requests: Request[] = [];
	const slots: Slot[] = [];
	/** By request and position, the first two items that have other variables for one number. */
	const conflicts = new Map<string, [item: number, other: number]>();
	const groups = new Map<string, Group>();

	for (const { item, settings, callees } of contacts) {
		let group = groups.get(settings.key);
		if (group === undefined) {
			group = { request: NONE, called: new Map() };
			groups.set(settings.key, group);
		}
		for (let entry = 0; entry < callees.length; entry++) {
			const callee = callees[entry];
			const first = duplicates === 'each' ? undefined : group.called.get(callee.number);
			if (first !== undefined) {
				const { request, position } = first;
				const { variables } = requests[request].callees[position];
				if (duplicates === 'once' && !areEqual(variables, callee.variables)) {
					conflicts.set(`${request} ${position}`, [first.item, item]);
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

/** Contacts of equal settings. */
interface Group {
	/** The request that is being filled. */
	request: number;
	/** The first entry of each number. */
	called: Map<string, Slot>;
}

/** Most callees share one object, or have no variables at all. */
const areEqual = (some: Variables, others: Variables) =>
	some === others || JSON.stringify(some) === JSON.stringify(others);

/** Where two things are to be said to one number, all items that have it have the problem. */
function problemsOf(
	requests: Request[],
	slots: Slot[],
	conflicts: Map<string, [item: number, other: number]>,
): Map<number, Problem[]> {
	const problems = new Map<number, Problem[]>();
	if (conflicts.size === 0) return problems;
	for (const { item, request, position } of slots) {
		const conflict = conflicts.get(`${request} ${position}`);
		// One for an item is enough: a list may have thousands.
		if (conflict === undefined || problems.has(item)) continue;
		const [first, second] = conflict;
		const { number } = requests[request].callees[position];
		const other = item === second ? first : second;
		const message = `of ${number} differ from those in item ${other}; make them equal, or set Sending → Duplicates to Call Once, First Wins or to Call Each Time`;
		problems.set(item, [{ parameter: 'Variables', message }]);
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
