import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { VendorName } from '../../sandbox/state';
import { addFinishedTask } from '../support/finishedTasks';
import { numbersIn } from '../support/numbersIn';
import { clientOf, INNOPAAS } from './support/client';
import { allows, testedPairs, type TestedPair } from './support/contracts';
import { json } from './support/samples';

let sandbox: Sandbox;
const client = clientOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(async () => void (await client.control('delete', '/')));

afterAll(async () => await sandbox.close());

const IN_PATH = /\{(\w+)\}/;
const nameIn = (path: string) => IN_PATH.exec(path)?.[1];

/** The code, whichever way the vendor spells it. */
const codeOf = ({ data }: { data: any }) => String(data.status ?? data.code);
const nobodyCalled = async () => expect(await client.read('calls')).toEqual([]);

/** Sends a body to an operation, with a good account; a GET has it in its path and query. */
const send = async ({ contract, path, contentType }: TestedPair, body: Record<string, any>) => {
	const vendor = contract.name as VendorName;
	if (contentType === undefined) {
		const { [nameIn(path) ?? '']: inPath, ...query } = body;
		return await client.get(vendor, path.replace(IN_PATH, String(inPath)), query);
	}
	if (/json/.test(contentType)) return await client.buka(vendor, path, body);
	const form: Record<string, string> = json({
		...body,
		...(body.appId && { appId: INNOPAAS.appId }),
		...(body.appKey && { appKey: INNOPAAS.appKey }),
	});
	return await client.post(vendor, path, new URLSearchParams(form).toString());
};

describe.each(testedPairs)('$key', (pair) => {
	const { contract, promised, fixture, contentType } = pair;
	const { valid, broken } = fixture;
	const { schema } = promised.responses['200'].content['application/json'];
	const isInnoPaas = contract.name === 'innopaas';
	const usual = isInnoPaas ? '500001' : '-22';

	beforeEach(() => {
		fixture.world?.(sandbox.state);
		if (fixture.kind !== 'call' || fixture.calls.taskType === undefined) return;
		const vendor = contract.name as VendorName;
		const task = { vendor, taskType: fixture.calls.taskType, keyId: valid.keyId };
		addFinishedTask(sandbox.state, task, numbersIn(valid));
	});

	test('takes what its page allows, and calls every number once', async () => {
		const answer = await send(pair, valid);
		expect([answer.http, codeOf(answer)]).toEqual([200, isInnoPaas ? '200000' : '0']);
		const calls = await client.read('calls');
		const callees = numbersIn(valid);
		expect(calls.map(({ callee }) => callee)).toEqual(callees);
		expect(new Set(callees).size).toBe(callees.length);
		if (pair.operation.callees) expect(callees).not.toEqual([]);
		const taken = pair.operation.kind !== 'read' && pair.operation.method !== 'GET';
		expect(await client.log()).toMatchObject([
			{ vendor: contract.name, operation: promised.operationId, taken, httpStatus: 200 },
		]);
	});

	test('answers as its contract says', async () => {
		expect(allows(schema, (await send(pair, valid)).data)).toBe(true);
		await client.fault({ operation: promised.operationId, code: '-18' });
		expect(allows(schema, (await send(pair, valid)).data)).toBe(true);
	});

	test('refuses a field it does not know, with a code, and calls nobody', async () => {
		const answer = await send(pair, { ...valid, colour: 'red' });
		expect([answer.http, codeOf(answer)]).toEqual([200, usual]);
		expect(JSON.stringify(answer.data)).toContain('colour');
		await nobodyCalled();
	});

	/** In a form everything is a text. */
	const isForm = contentType?.includes('form') ?? false;
	const isText = (value: unknown) => value === undefined || typeof value === 'string';
	const sendable = broken.filter(
		([, change, , code]) => code !== null && (!isForm || Object.values(change).every(isText)),
	);

	test.each(sendable)('refuses what breaks a rule: %s', async (_, change, __, code = usual) => {
		const answer = await send(pair, { ...valid, ...change });
		expect([answer.http, codeOf(answer)]).toEqual([200, code]);
		expect(await client.log()).toMatchObject([{ taken: false }]);
		await nobodyCalled();
	});
});
