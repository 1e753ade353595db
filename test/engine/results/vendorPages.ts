/** How the vendor's lists come, beside their rows; the sandbox's own way unless a schedule says otherwise. */
export interface Paging {
	/** Most rows on a page. */
	size: number;
	order: 'newestFirst' | 'oldestFirst' | 'pagesReversed';
	/** Which row stands on its page twice, counted over the list; none if undefined. */
	twin?: number;
}

export const USUAL: Paging = { size: 100, order: 'newestFirst' };
/** What holds now. */
export const paging: { now: Paging } = { now: USUAL };

interface Asked {
	current?: number;
	size?: number;
}

/** Takes the place of the sandbox's own pages. */
export function pageOf<Entry>(
	found: readonly Entry[],
	{ current = 1, size: asked = 25 }: Asked,
	recordOf: (entry: Entry) => object,
) {
	const { order, twin, size: most } = paging.now;
	const size = Math.min(asked, most);
	const list = order === 'oldestFirst' ? [...found].reverse() : [...found];
	// A twin across two pages would be one that the list's own count contradicts.
	if (twin !== undefined && twin < list.length && (twin + 1) % size !== 0) {
		list.splice(twin, 0, list[twin]);
	}
	const page = list.slice((current - 1) * size, current * size);
	if (order === 'pagesReversed') page.reverse();
	const { length: total } = list;
	return { total, size, current, pages: Math.ceil(total / size), records: page.map(recordOf) };
}
