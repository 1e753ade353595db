import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Handler } from './vendor';

const FOLDER = join(__dirname, 'operations');

const exported = readdirSync(FOLDER).flatMap((file) =>
	Object.entries(require(join(FOLDER, file)) as Record<string, unknown>),
);

/** What a vendor does when it is called: what a file in `operations` exports under the operation's ID. */
export const handlerOf = (operationId: string): Handler | undefined =>
	exported.find(([name]) => name === operationId)?.[1] as Handler | undefined;
