import { DateTime } from 'luxon';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { ReadOperation } from '../../nodes/voice/types';
import { tested, type Tested } from '../fixtures';
import type { Scenario } from '../support/engine';
import { exampleOf, run, sandbox } from './helpers';

export type Reader = Tested & { operation: ReadOperation };

export const readers = tested.filter((one): one is Reader => one.operation.kind === 'read');
export const lists = readers.filter(({ operation }) => operation.pageSize !== undefined);

export const has = ({ operation }: Reader, name: string) =>
	operation.properties.some((property) => property.name === name);

/** As many days ago, as the editor writes it. */
export const daysAgo = (days: number) => DateTime.now().minus({ days }).toISO();

/** A question that is asked in one period, and as many answers as there are. */
export const parametersFor = (one: Reader): INodeParameters => ({
	...exampleOf(one),
	...(has(one, 'strTime') && { strTime: daysAgo(2) }),
	...(has(one, 'returnAll') && { returnAll: true }),
});

export const read = async (
	one: Reader,
	more: Partial<Scenario> = {},
	given: INodeParameters = {},
) => await run({ node: one.node, parameters: { ...parametersFor(one), ...given }, ...more });

/** An answer of the operation as the sandbox gives it, with everything that it has. */
export async function answerOf(one: Reader): Promise<Record<string, any>> {
	await run({ node: one.node, parameters: exampleOf(one) });
	const { answer } = sandbox.state.log.at(-1)!;
	sandbox.state.log.length = 0;
	return structuredClone(answer) as Record<string, any>;
}

const IDS = ['jobId', 'taskId', 'keyId', 'voiceId', 'fileId'];

/** The row with other IDs. */
export const numbered = (row: Record<string, unknown>, id: unknown) =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, IDS.includes(name) ? id : value]),
	);

export const idIn = ({ json: { keyId, voiceId, fileId } }: INodeExecutionData) =>
	keyId ?? voiceId ?? fileId;
