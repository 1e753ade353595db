import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import $RefParser from '@apidevtools/json-schema-ref-parser';

const FOLDER = fileURLToPath(new URL('../../contracts', import.meta.url));

/**
 * Reads the contracts once for all suites: the library does so asynchronously, and tests are named before that would
 * be done. CONTRACTS says where they are, as one JSON object by name, with what a `$ref` points to in its place.
 */
export default async function readContracts() {
	const contracts = {};
	for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))) {
		contracts[file.replace(/\.yaml$/, '')] = await $RefParser.dereference(join(FOLDER, file));
	}
	process.env.CONTRACTS = join(mkdtempSync(join(tmpdir(), 'contracts-')), 'contracts.json');
	writeFileSync(process.env.CONTRACTS, JSON.stringify(contracts));
}
