import { DateTime } from 'luxon';

import { TIME, ZONE } from './state';

interface Asked {
	current?: number;
	size?: number;
}

/** A page of a list, with the counts as all the platform's lists have them. */
export function pageOf<Entry>(
	found: readonly Entry[],
	{ current = 1, size = 25 }: Asked,
	recordOf: (entry: Entry) => object,
) {
	const records = found.slice((current - 1) * size, current * size).map(recordOf);
	return { total: found.length, size, current, pages: Math.ceil(found.length / size), records };
}

/** Whether a text of the right form is a time that exists, unlike February 30. */
export const isTime = (text: string) => DateTime.fromFormat(text, TIME, { zone: ZONE }).isValid;
