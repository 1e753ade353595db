import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import $RefParser from '@apidevtools/json-schema-ref-parser';

/** Prints the contracts of a folder as one JSON object by name, with what a `$ref` points to in its place. */
const [folder] = process.argv.slice(2);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const contracts = {};
for (const file of files) {
	contracts[file.replace(/\.yaml$/, '')] = await $RefParser.dereference(join(folder, file));
}
process.stdout.write(JSON.stringify(contracts));
