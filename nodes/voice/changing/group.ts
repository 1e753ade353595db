import type { Entry } from '../input/entries';
import type { Body, Wire } from '../input/wire';
import type { ChangeOperation, Outcome } from '../types';

/** One change at the vendor. */
export interface Change {
	body: Body;
	local: Body;
	/** The ids in the body, where the vendor takes a list of them. */
	ids?: Wire[];
	/** What each output item stands for. */
	asked: Asked[];
}

/** What an input item asked for. */
export interface Asked {
	item: number;
	/** Position among all that the input asks for. */
	place: number;
	/** Position among the ids of the change. */
	at: number;
}

/**
 * Gathers ids of items that ask for the same into as few requests as the vendor takes, each id once; without a
 * list every item is a change of its own.
 */
export function groupChanges(entries: Entry[], list: ChangeOperation['list']): Change[] {
	if (list === undefined) {
		return entries.map(({ item, body, local }, place) => ({
			...{ body, local },
			asked: [{ item, place, at: 0 }],
		}));
	}
	const changes: Change[] = [];
	const groups = new Map<string, Group>();
	/** The same change of one id is made once, however differently items look at what came of it. */
	const placedBy = new Map<string, Group['placed']>();
	let place = 0;
	for (const { item, body, local } of entries) {
		const { [list.name]: ids, ...rest } = body;
		const same = JSON.stringify(rest);
		const placed: Group['placed'] = placedBy.get(same) ?? new Map();
		placedBy.set(same, placed);
		const key = JSON.stringify([rest, local]);
		const group: Group = groups.get(key) ?? { placed };
		groups.set(key, group);
		for (const id of ids as Wire[]) {
			const before = group.placed.get(id);
			let change = before?.change ?? group.last;
			if (change === undefined || (!before && change.ids.length === list.most)) {
				const fresh: Wire[] = [];
				change = { body: { ...rest, [list.name]: fresh }, local, ids: fresh, asked: [] };
				changes.push(change);
				group.last = change;
			}
			const at = before?.at ?? change.ids.push(id) - 1;
			change.asked.push({ item, place: place++, at });
			group.placed.set(id, { change, at });
		}
	}
	return changes;
}

/** A change, with what became of it at an earlier try. */
export type Part = Change & { earlier?: Outcome };

/**
 * Parts a change by what became of each id at an earlier try, so that each is known for itself, whatever else
 * stands in the list now.
 *
 * @param earlier by position of the ids; one where the change has no list
 */
export function partChange(
	change: Change,
	list: ChangeOperation['list'],
	earlier: Array<Outcome | undefined>,
): Part[] {
	const { ids, asked, body, local } = change;
	if (list === undefined || ids === undefined) return [{ ...change, earlier: earlier[0] }];
	const parts = new Map<string, ListChange & Part>();
	const moved = ids.map((id, at) => {
		const fate = earlier[at];
		const key = fate ? `${fate.status} ${fate.code} ${fate.reason}` : '';
		const none: Wire[] = [];
		const fresh = { body: { ...body, [list.name]: none }, local, ids: none, asked: [] };
		const part = parts.get(key) ?? { ...fresh, earlier: fate };
		parts.set(key, part);
		return { part, at: part.ids.push(id) - 1 };
	});
	for (const one of asked) {
		const { part, at } = moved[one.at];
		part.asked.push({ ...one, at });
	}
	// What is known goes first: where it ends the run, nothing more is sent.
	return [...parts.values()].sort((a, b) => Number(!a.earlier) - Number(!b.earlier));
}

type ListChange = Change & Required<Pick<Change, 'ids'>>;

/** Items that ask for the same but the ids. */
interface Group {
	/** The change that each id is in, and where in it. */
	placed: Map<Wire, { change: ListChange; at: number }>;
	/** The change that still has room. */
	last?: ListChange;
}
