import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../nodes/voice/types';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { tested, type Tested } from '../fixtures';
import type { Sample } from '../fixtures/fixture';
import { runNode } from '../support/engine';
import { addFinishedTask } from '../support/finishedTasks';
import { contracts } from './support/contracts';
import { parsed } from './support/samples';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

/** Runs the built node on a sample, and returns the one request that arrived and what came out. */
async function play(one: Tested, { parameters, items, timezone }: Sample) {
	const { node, operation, vendorName: vendor, fixture } = one;
	fixture.world?.(sandbox.state);
	if (fixture.kind === 'call' && fixture.calls.taskType) {
		const task = { vendor, taskType: fixture.calls.taskType, keyId: Number(parameters.keyId) };
		addFinishedTask(sandbox.state, task, ['8613242926514']);
	}
	const { error, output } = await runNode(sandbox, {
		node,
		parameters: {
			...{ resource: operation.resource.value as string },
			...{ operation: operation.operation.value as string },
			...parameters,
		},
		items,
		timezone: timezone ?? 'Asia/Shanghai',
	});
	expect(error?.message).toBeUndefined();
	// What the node looks up beside it is no sample's.
	const sent = sandbox.state.log.filter((entry) => entry.operation === operationIdOf(one));
	expect(sent).toHaveLength(1);
	// When it was sent is no part of a page.
	return { entry: sent[0], output: output.map(({ json: { submittedAt: _, ...json } }) => json) };
}

function operationIdOf(one: Tested): string {
	const { paths } = contracts.find(({ name }) => name === one.vendorName)!;
	const { prefix = one.vendor.prefix, method, path } = one.operation as Endpoint;
	return paths[prefix + path][method.toLowerCase()].operationId;
}

/** Drops what is null or an empty list: the vendor's way to say that a field is not set. */
function withoutNulls(value: any): any {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (typeof value !== 'object' || value === null) return value;
	const set = Object.entries(value).filter(([, inner]) => inner !== null && !isEmpty(inner));
	return Object.fromEntries(set.map(([name, inner]) => [name, withoutNulls(inner)]));
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

const asTexts = (fields: IDataObject) =>
	Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

const buka = {
	'content-type': 'application/json;charset=UTF-8',
	'api-key': 'bDqJFiq9',
	timestamp: expect.stringMatching(/^\d{10}$/),
};

const cases = tested.flatMap((one) =>
	one.fixture.samples.map((sample) => [one.named, sample.of, one, sample] as const),
);

test.each(cases)('%s: the sample of %s, value for value', async (_, __, one, sample) => {
	const { entry } = await play(one, sample);
	const { operation } = one;
	const { method, path, headers, body, raw } = entry;
	const { pathname, searchParams } = new URL(path, 'http://vendor');
	const { paths } = contracts.find(({ name }) => name === one.vendorName)!;
	const { prefix = one.vendor.prefix, path: after } = operation as Endpoint;
	const template = prefix + after;
	const form = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
	expect(pathname).toMatch(form);
	expect(paths[template]).toHaveProperty(method.toLowerCase());
	expect(paths[template][method.toLowerCase()].operationId).toBe(entry.operation);
	if (one.vendorName === 'innopaas') {
		expect(headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
		expect(raw).toBe(sample.request);
		return;
	}
	expect(headers).toMatchObject(buka);
	const isGet = method === 'GET';
	const sent = isGet
		? { ...form.exec(pathname)!.groups, ...Object.fromEntries(searchParams) }
		: (body as IDataObject);
	const fields = withoutNulls(parsed(sample.request));
	const printed = isGet ? asTexts(fields) : fields;
	// However many the page asks for, the node asks for as many as there may be.
	const sizeOfPage = operation.kind === 'read' && operation.pageSize && { size: printed.size };
	expect({ ...sent, ...sizeOfPage, ...sample.hidden }).toEqual({
		...printed,
		...sample.added,
	});
	for (const name of Object.keys(sample.hidden ?? {})) expect(sent).not.toHaveProperty(name);
});

const printed = cases.filter(([, , , { answer, output }]) => answer !== undefined || output);

test.each(printed)('%s: what comes out of the sample of %s', async (_, __, one, sample) => {
	const { answer: body } = sample;
	if (body !== undefined) {
		const operation = operationIdOf(one);
		sandbox.state.faults.push({ operation, skip: 0, times: 1, taken: false, body });
	}
	expect((await play(one, sample)).output).toEqual(sample.output);
});
