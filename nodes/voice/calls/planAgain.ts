import type { CallOperation, Contact, Problem } from '../types';
import { grouped } from '../grouped';
import { namesOfItems } from '../output/errors';
import type { Duplicates, Plan } from './plan';

/**
 * Gives every item a request of its own, which calls those of a task again: whom that is, the vendor knows.
 *
 * @param duplicates a task that several items name is a problem of all of them, unless it is called `each` time
 */
export function planAgain(
	contacts: Contact[],
	{ again: field, properties }: Pick<CallOperation, 'again' | 'properties'>,
	duplicates: Duplicates,
): Plan {
	const requests = contacts.map(({ item, settings: { body } }) => {
		return { body, callees: [], items: [item], again: body[field!] };
	});
	const slots = contacts.map(({ item }, request) => {
		return { item, entry: 0, request, position: 0, duplicate: false };
	});
	const problems = new Map<number, Problem[]>();
	if (duplicates === 'each') return { requests, slots, problems };

	const parameter = properties.find(({ name }) => name === field)!.displayName;
	for (const [task, sharing] of grouped(requests, ({ again }) => again)) {
		if (sharing.length === 1) continue;
		const items = sharing.flatMap((request) => request.items);
		const message = `is ${JSON.stringify(task)} for ${namesOfItems(items)}, so its callees would be called ${items.length} times; name it once, or set Sending → Duplicates to Call Each Time`;
		for (const item of items) problems.set(item, [{ parameter, message }]);
	}
	return { requests, slots, problems };
}
