import { join } from 'node:path';
import $RefParser from '@apidevtools/json-schema-ref-parser';

import type { VendorName } from './state';

/** An operation, as far as the sandbox goes by more than the validator. */
export interface Promised {
	operationId: string;
	parameters?: Array<{ name: string; in: string }>;
	responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}

interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
}

export interface Contract {
	file: string;
	paths: Record<string, Partial<Record<'get' | 'post', Promised>>>;
	/** The operations by their IDs. */
	operations: ReadonlyMap<string, Promised>;
}

/** Reads the contract of a vendor. */
export async function contractOf(vendor: VendorName): Promise<Contract> {
	const file = join(__dirname, '..', 'contracts', `${vendor}.yaml`);
	const { paths } = (await $RefParser.dereference(file)) as Pick<Contract, 'paths'>;
	const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
	return { file, paths, operations: new Map(operations.map((one) => [one.operationId, one])) };
}
