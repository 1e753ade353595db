import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';

import type { Request } from './types';

const LONGEST = 64;

/**
 * Gives every request that makes a task a name that no other request of the run has: the vendor
 * refuses a name that is taken (code -41).
 *
 * A name left empty is derived from the day and from what is sent, so that the same list with the
 * same settings, submitted again on the same day, has the same name and is refused rather than
 * called again. A name that several requests share gets a number behind it.
 *
 * @param requests those that have a name already, from an earlier try, keep it
 * @param target what the request goes to, e.g. vendor, host and path; part of the derived name
 * @param vendorZone the zone whose day counts
 */
export function nameTasks(
	requests: Request[],
	target: string,
	now: Date,
	vendorZone: string,
): Request[] {
	const day = DateTime.fromJSDate(now, { zone: vendorZone }).toFormat('yyyy-MM-dd', {
		locale: 'en-US',
	});
	const wanted = requests.map(
		(request) =>
			(request.body.taskName as string | undefined) ??
			`Voice ${day} ${contentHash(target, request)}`,
	);
	const uses = new Map<string, number>();
	for (const name of wanted) uses.set(name, (uses.get(name) ?? 0) + 1);

	// Names that earlier tries gave stay with their requests, and no other may have them.
	const kept = new Set(requests.flatMap(({ taskName }) => taskName ?? []));
	const isFree = (name: string) => uses.get(name) === 1 && !kept.has(name);
	const taken = new Set([...kept, ...wanted.filter(isFree)]);
	return requests.map((request, index) => {
		const name = wanted[index];
		const taskName = request.taskName ?? (isFree(name) ? name : numbered(name, taken));
		taken.add(taskName);
		return {
			...request,
			taskName,
			...(request.body.taskName === undefined && { nameIsDerived: true as const }),
			body: { ...request.body, taskName },
		};
	});
}

function numbered(name: string, taken: Set<string>): string {
	for (let number = 1; ; number++) {
		const suffix = `-${number}`;
		// Not through the middle of a symbol that takes two characters.
		const candidate =
			name.slice(0, LONGEST - suffix.length).replace(/[\uD800-\uDBFF]$/, '') + suffix;
		if (!taken.has(candidate)) return candidate;
	}
}

/**
 * Names what a request says to whom: the same callees and settings, in any order, give the same 16
 * hexadecimal digits. The task's name is not part of it.
 *
 * @param target what the request goes to: vendor, host and path
 */
function contentHash(target: string, { body, callees }: Request): string {
	const settings = Object.entries(body).filter(([name]) => name !== 'taskName');
	const hash = createHash('sha256');
	hash.update(JSON.stringify([target, settings.sort(([a], [b]) => (a < b ? -1 : 1))]));
	const entries = callees.map(({ number, variables }) =>
		Object.keys(variables).length === 0 ? number : `${number} ${JSON.stringify(variables)}`,
	);
	hash.update(`\n${entries.sort().join('\n')}`);
	return hash.digest('hex').slice(0, 16);
}
