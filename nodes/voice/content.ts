import { createHash } from 'node:crypto';

import type { Request } from './types';

/**
 * Names what a request says to whom: the same callees and settings, in any order, give the same 16
 * hexadecimal digits. The task's name is not part of it.
 *
 * @param target what the request goes to: vendor, account and path
 */
export function contentHash(target: string, { body, callees }: Request): string {
	const settings = Object.entries(body).filter(([name]) => name !== 'taskName');
	const hash = createHash('sha256');
	hash.update(JSON.stringify([target, settings.sort(([a], [b]) => (a < b ? -1 : 1))]));
	const entries = callees.map(({ number, variables }) =>
		Object.keys(variables).length === 0 ? number : `${number} ${JSON.stringify(variables)}`,
	);
	for (const entry of entries.sort()) hash.update(`\n${entry}`);
	return hash.digest('hex').slice(0, 16);
}
