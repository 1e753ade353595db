import type { Entry } from '../input/entries';
import type { Body, Wire } from '../input/wire';
import type { ChangeOperation } from '../types';

/** One change at the vendor. */
export interface Change {
	body: Body;
	local: Body;
	/** The ids in the body, where the vendor takes a list of them. */
	ids?: Wire[];
	/** What each output item stands for: the id, and the input item that asked for it. */
	asked: Wire[];
	items: number[];
}

/**
 * Gathers ids of items that ask for the same into as few requests as the vendor takes, each id once; without a
 * list every item is a change of its own.
 */
export function groupChanges(entries: Entry[], list: ChangeOperation['list']): Change[] {
	if (list === undefined) {
		return entries.map(({ item, body, local }) => ({ body, local, asked: [null!], items: [item] }));
	}
	const changes: Change[] = [];
	const open = new Map<string, { change: Change; placed: Map<Wire, Change> }>();
	for (const { item, body, local } of entries) {
		const { [list.name]: ids, ...rest } = body;
		const key = JSON.stringify([rest, local]);
		let group = open.get(key);
		for (const id of ids as Wire[]) {
			const before = group?.placed.get(id);
			if (before) {
				before.asked.push(id);
				before.items.push(item);
				continue;
			}
			if (group === undefined || group.change.ids!.length === list.most) {
				const fresh: Wire[] = [];
				const change = {
					body: { ...rest, [list.name]: fresh },
					local,
					ids: fresh,
					asked: [],
					items: [],
				};
				changes.push(change);
				group = { change, placed: group?.placed ?? new Map<Wire, Change>() };
				open.set(key, group);
			}
			group.change.ids!.push(id);
			group.change.asked.push(id);
			group.change.items.push(item);
			group.placed.set(id, group.change);
		}
	}
	return changes;
}
