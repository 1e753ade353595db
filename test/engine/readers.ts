import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

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

/** What vendors and nodes call the ID of a row. */
const IDS = ['id', 'jobId', 'taskId', 'keyId', 'voiceId', 'fileId'];

/**
 * The row with other IDs.
 *
 * @throws when it has none that is known here
 */
export function numbered(row: Record<string, unknown>, id: unknown): Record<string, unknown> {
	const names = IDS.filter((name) => name in row);
	if (names.length === 0) {
		throw new Error(
			`No ID is known in ${JSON.stringify(row)}: add its name to IDS in test/engine/readers.ts`,
		);
	}
	return { ...row, ...Object.fromEntries(names.map((name) => [name, id])) };
}

export const idIn = ({ json }: INodeExecutionData) => json[IDS.find((name) => name in json) ?? ''];

/** What was asked, oldest first: bodies, or queries of GETs with their numbers as numbers. */
export const questions = (): IDataObject[] =>
	sandbox.state.log.map(({ method, path, body }) => {
		if (method !== 'GET') return body as IDataObject;
		const fields = [...new URL(path, 'http://vendor').searchParams];
		return Object.fromEntries(
			fields.map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]),
		);
	});
