import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';

import { contracts } from '../contract/support/contracts';
import { pathsIn } from '../contract/support/parameters';
import { handlerOf } from '../../sandbox/handlers';
import { fixtures, tested } from '../fixtures';
import { hasEndpoint, known, type Known } from '../support/profiles';
import { exampleOf, jsonOf, number, run, withFile } from './helpers';
import { operationsInReadme, type Row } from './readme';

/*
 * An operation is here to stay when everything below it is: what fails reads as the list of what is left to do.
 * How to add an operation stands in docs/architecture.md.
 */
const root = join(__dirname, '..', '..');
const readme = operationsInReadme(readFileSync(join(root, 'README.md'), 'utf8'));

const nameOf = ({ key }: Known) => key.slice(key.indexOf('.') + 1);
const fileOf = (one: Known) => `test/fixtures/${nameOf(one)}.ts`;

function kind({ operation }: Known): string[] {
	const kinds: unknown[] = ['call', 'change', 'read', 'wait', 'file'];
	return kinds.includes(operation.kind)
		? []
		: [`unknown kind ${String(operation.kind)}; it is one of ${kinds.join(', ')}`];
}

/** What the contract says of it, if it does, and where it should. */
function promised({ vendorName, vendor, operation }: Known) {
	// What waits asks where others read.
	if (!hasEndpoint(operation)) return undefined;
	const { prefix = vendor.prefix, method, path: after } = operation;
	const path = prefix + after;
	const { paths } = contracts.find(({ name }) => name === vendorName)!;
	return { found: paths[path]?.[method.toLowerCase()], place: `${method} ${path}` };
}

function contract(one: Known): string[] {
	const asked = promised(one);
	return asked === undefined || asked.found
		? []
		: [`no contract; write ${asked.place} into contracts/${one.vendorName}.yaml`];
}

function handler(one: Known): string[] {
	const { operationId } = promised(one)?.found ?? {};
	return operationId === undefined || handlerOf(operationId)
		? []
		: [`the sandbox does not answer it; export ${operationId} from a file in sandbox/operations/`];
}

function fixture(one: Known): string[] {
	const found = fixtures.get(one.key);
	if (found === undefined) return [`no fixture; write ${fileOf(one)}, for ${one.vendorName}`];
	if (found.kind === 'call' && !one.operation.callees && found.calls.taskType === undefined) {
		return [`nothing says which tasks it calls again; give calls.taskType in ${fileOf(one)}`];
	}
	return found.kind === one.operation.kind
		? []
		: [`the fixture is of kind ${found.kind}, the operation of kind ${one.operation.kind}`];
}

/** The editor's preview of the output, which the build puts into dist. */
const preview = ({ node, operation }: Known): string => {
	const folder = node[0].toUpperCase() + node.slice(1);
	const { resource, operation: name } = operation;
	return `dist/nodes/${folder}/__schema__/v1.0.0/${resource.value as string}/${name.value as string}.json`;
};

function promise(one: Known): string[] {
	return existsSync(join(root, preview(one)))
		? []
		: [`no preview of the output; the build makes no ${preview(one)}`];
}

/** The example in n8n's engine, and whether what comes out is what the editor promises. */
async function example(one: Known): Promise<string[]> {
	const found = tested.find(({ key }) => key === one.key);
	if (found === undefined || [...contract(one), ...handler(one)].length > 0) return [];
	const { node, fixture } = found;
	const items = fixture.items ?? [withFile('audio', { number: number(0) })];
	const { error, output } = await run({ node, parameters: exampleOf(found), items });
	if (error) return [`the example in ${fileOf(one)} fails: ${error.message}`];
	if (output.length !== items.length) {
		const counts = `${output.length} items come out of the example in ${fileOf(one)} for ${items.length}`;
		return [`${counts}; give it a limit or a world with which it is one for each`];
	}
	const came = [
		...jsonOf(output),
		...fixture.samples.flatMap(({ output: printed = [] }) => printed),
	];
	return [...(promise(one).length > 0 ? [] : schema(one, jsonOf(output))), ...never(one, came)];
}

/** What the operation's sample promises, and no output has. */
function never(one: Known, outputs: object[]): string[] {
	const came = new Set(outputs.flatMap((json) => pathsIn(json)));
	const left = pathsIn(one.operation.sample).filter((path) => !came.has(path));
	const where = `neither the example nor a sample in ${fileOf(one)}`;
	return left.length === 0 ? [] : [`promised, but in ${where}: ${left.join(', ')}`];
}

/** What comes out of the example, compared with what the editor promises. */
function schema(one: Known, output: unknown[]): string[] {
	const file = preview(one);
	const promised = closed(JSON.parse(readFileSync(join(root, file), 'utf8')));
	const ajv = new Ajv({ strict: false, allErrors: true });
	return output.flatMap((json) => {
		if (ajv.validate(promised, json)) return [];
		const [{ message, instancePath, params }] = ajv.errors!;
		const what = `${instancePath} ${message} ${JSON.stringify(params)}`.trim();
		return [`what comes out is not what ${file} promises: ${what}`];
	});
}

/** A schema that allows nothing it does not name. */
function closed(schema: unknown): any {
	if (Array.isArray(schema)) return schema.map(closed);
	if (typeof schema !== 'object' || schema === null) return schema;
	const inner = Object.entries(schema).map(([name, value]) => [name, closed(value)]);
	return {
		...Object.fromEntries(inner),
		...('properties' in schema && { additionalProperties: false }),
	};
}

function row(one: Known): string[] {
	const { operation, vendor } = one;
	const found = readme.find(({ name }) => name === nameOf(one));
	const title = `${operation.resource.name} → ${operation.operation.name}`;
	if (found === undefined) return [`no row "${title}, \`${nameOf(one)}\`" in README.md`];
	return [
		...(found.title === title
			? []
			: [`README.md calls it "${found.title}", the editor "${title}"`]),
		...(found.vendors.includes(vendor.name)
			? []
			: [`its row in README.md says nothing for ${vendor.name}`]),
	];
}

test.each(known)('$named: what is left to do', async (one) => {
	const left = [
		...kind(one),
		...contract(one),
		...handler(one),
		...fixture(one),
		...promise(one),
		...(await example(one)),
		...row(one),
	];
	expect(left.map((what) => `${one.named}: ${what}`)).toEqual([]);
});

test('no fixture is of an operation that nobody has', () => {
	const keys = known.map(({ key }) => key);
	expect([...fixtures.keys()].filter((key) => !keys.includes(key))).toEqual([]);
});

test('README.md promises no operation that a vendor does not have', () => {
	const has = ({ name }: Row, vendor: string) =>
		known.some((one) => one.vendor.name === vendor && nameOf(one) === name);
	expect(
		readme.flatMap((one) =>
			one.vendors.filter((vendor) => !has(one, vendor)).map((vendor) => `${vendor} ${one.name}`),
		),
	).toEqual([]);
});
