import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Fault, LogEntry, VendorName } from '../../sandbox/state';
import { ACCOUNTS } from '../../sandbox/vendors';
import { runNode, type NodeName, type Run, type Scenario } from '../support/engine';

/** How n8n writes an execution down. */
const { stringify } = jest.requireActual<{ stringify: (value: unknown) => string }>('flatted');

/** The first run of a file loads the engine, which takes a while on a busy machine. */
jest.setTimeout(60_000);

/** The vendors of the test file; forgets everything before each test. */
export let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.state.reset());
afterAll(() => sandbox.close());

/** Runs a node and makes sure that nothing n8n would store of it holds a secret. */
export async function run(scenario: Scenario): Promise<Run> {
	const done = await runNode(sandbox, scenario);
	expect(secretsIn(stringify(done.stored))).toEqual([]);
	return done;
}

/** The secrets of the sandbox's accounts, and signatures made with them, that a text holds. */
export function secretsIn(text: string): string[] {
	const { apiKey, apiSecret } = ACCOUNTS.buka;
	const signatures = sandbox.state.log.map(({ headers }) =>
		createHash('md5').update(`${apiKey}${apiSecret}${headers.timestamp}`).digest('hex'),
	);
	const secrets = [ACCOUNTS.innopaas.appKey, apiKey, apiSecret, ...signatures];
	return secrets.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
}

/** An operation that calls people, with parameters the vendor takes. */
export interface Sender {
	node: NodeName;
	vendor: VendorName;
	/** Name and display name of the parameter that holds the numbers. */
	callees: string;
	label: string;
	parameters: INodeParameters;
	/** A parameter that all callees of a request share, and two values of it. */
	setting: [parameter: string, one: string | number, other: string | number];
	/** An answer that the vendor's documents call a refusal. */
	refusal: { code: string; reason: string };
}

/** Number and setting come from the fields `number` and `setting` of the item. */
const sender = (
	given: Omit<Sender, 'vendor'> & { vendor?: VendorName },
	named: string,
): Sender & { named: string } => ({
	...given,
	named,
	vendor: given.vendor ?? (given.node as VendorName),
	parameters: { ...given.parameters, [given.callees]: '={{ $json.number }}' },
});

export const innoPaas = sender(
	{
		node: 'innoPaas',
		vendor: 'innopaas',
		callees: 'mobile',
		label: 'Callees',
		parameters: { resource: 'voiceMessage', operation: 'send', countryCode: 'DE', templateId: '7' },
		setting: ['templateId', '1000001', '1000002'],
		refusal: { code: '500002', reason: 'Low balance' },
	},
	'InnoPaaS voiceMessage.send',
);

export const onbuka = sender(
	{
		node: 'onbuka',
		callees: 'callee',
		label: 'Callee',
		parameters: { resource: 'voiceMessage', operation: 'send', fileId: 'file.mp3' },
		setting: ['fileId', 'one.mp3', 'other.mp3'],
		refusal: { code: '-26', reason: 'No price' },
	},
	'ONBUKA voiceMessage.send',
);

export const itniotech = sender(
	{
		node: 'itniotech',
		callees: 'numberList',
		label: 'Callees',
		parameters: { resource: 'groupCall', operation: 'create', source: 1, voiceFileId: 'file.mp3' },
		setting: ['voiceFileId', 'one.mp3', 'other.mp3'],
		refusal: { code: '-26', reason: 'No price' },
	},
	'ITNIOTECH groupCall.create',
);

export const laaffic = sender(
	{
		node: 'laaffic',
		callees: 'calleeNumber',
		label: 'Callees',
		parameters: { resource: 'groupCall', operation: 'createAi', scriptId: '123' },
		setting: ['maxCalls', 61, 62],
		refusal: { code: '-26', reason: 'No price' },
	},
	'LAAFFIC groupCall.createAi',
);

export const senders = [innoPaas, onbuka, itniotech, laaffic];
/** The operations that make a task with a name. */
export const taskMakers = [itniotech, laaffic];

/** The operation that calls nobody by itself. */
export const redialFlow: INodeParameters = {
	resource: 'redialFlow',
	operation: 'update',
	keyId: '299',
};

/** Parameters whose setting comes from the item, too. */
export const bySetting = ({ parameters, setting: [name] }: Sender): INodeParameters => ({
	...parameters,
	[name]: '={{ $json.setting }}',
});

/** The same with one attempt for each request, where what follows a failure is not the question. */
export const once = (parameters: INodeParameters): INodeParameters => ({
	...parameters,
	sending: { ...(parameters.sending as INodeParameters), maxAttempts: 1 },
});

/** A number nobody has. */
export const number = (index: number) => `49151${10_000_000 + index}`;
export const numbers = (count: number) =>
	Array.from({ length: count }, (_, index) => number(index));

/** Makes the sandbox misbehave at the next request, or at one after it. */
export function misbehave(fault: Partial<Fault>): void {
	sandbox.state.faults.push({ skip: 0, times: 1, taken: false, ...fault });
}

/** The bodies that arrived, oldest first. */
export const bodies = () => sandbox.state.log.map(({ body }) => body as IDataObject);

/** The numbers that the vendor began to call, in order. */
export const called = () => sandbox.state.calls.map(({ callee }) => callee);

/** The numbers in each request that arrived. */
export const requested = () => sandbox.state.log.map(numbersIn);

/** The numbers in a request. */
export function numbersIn({ body }: LogEntry): string[] {
	const { mobile, callee, numberList, numberInfoList } = body as {
		mobile?: string;
		callee?: string;
		numberList?: string[];
		numberInfoList?: Array<{ calleeNumber: string }>;
	};
	if (mobile !== undefined) return mobile.split(';').map((entry) => entry.split(',')[0]);
	if (callee !== undefined) return callee.split(',');
	return numberList ?? numberInfoList?.map(({ calleeNumber }) => calleeNumber) ?? [];
}

/** Whatever happened: a request is sent once, and nobody is called twice. */
export function expectNothingTwice(requests: number): void {
	expect(sandbox.state.log).toHaveLength(requests);
	expect(requested().flat()).toEqual([...new Set(requested().flat())]);
	expect(called()).toEqual([...new Set(called())]);
}

/** Input items that each output item stands for. */
export const itemsOf = (items: INodeExecutionData[]) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

export const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

/** An item with a file in the binary field `data`. */
export const withFile = (
	content: string,
	json: IDataObject = {},
	field = 'data',
): INodeExecutionData => ({
	json,
	binary: {
		[field]: {
			data: Buffer.from(content).toString('base64'),
			mimeType: 'audio/mpeg',
			fileName: 'reminder.mp3',
		},
	},
});

export const base64 = (content: string) => Buffer.from(content).toString('base64');

/**
 * Runs three items, the second of them bad: without error handling nothing must be sent; with an
 * error output only the second must be there, and the others must be sent.
 */
export async function expectRefused(
	scenario: Pick<Scenario, 'node' | 'parameters'>,
	items: INodeExecutionData[],
	message: string,
): Promise<void> {
	const stopped = await run({ ...scenario, items });
	expect(stopped.error?.message).toBe(`${message} [item 1]`);
	expect(stopped.error?.context?.itemIndex).toBe(1);
	const nothing =
		scenario.parameters.operation === 'update' ? 'Nothing was sent' : 'Nobody was called';
	expect(stopped.error?.description).toContain(`${nothing}.`);
	expect([...stopped.output, ...stopped.failed, ...sandbox.state.log]).toEqual([]);

	const split = await run({ ...scenario, items, onError: 'continueErrorOutput' });
	expect(split.error).toBeUndefined();
	expect(itemsOf(split.failed)).toEqual([1]);
	expect(jsonOf(split.failed)).toMatchObject([{ ...items[1].json, error: `${message} [item 1]` }]);
	expect(itemsOf(split.output)).toEqual([0, 2]);
	const callees = scenario.parameters.operation === 'update' ? [] : [number(0), number(2)];
	expect(requested().flat()).toEqual(callees);
	expect(called()).toEqual(callees);
}

/** Anna, Ben and Carl, each with a file and what else is given. */
export const three = (...given: [IDataObject, IDataObject, IDataObject]) =>
	given.map((json, index) => withFile('audio', { number: number(index), ...json }));

/** A noon to schedule calls for, in the zone of the workflow. */
export const tomorrow = DateTime.now()
	.setZone('Europe/Berlin')
	.plus({ days: 1 })
	.set({ hour: 12 })
	.startOf('hour');

/** As the editor writes it, without a zone: the workflow's is meant. */
export const inEditor = (time: DateTime) => time.toFormat("yyyy-MM-dd'T'HH:mm:ss");

/** As the vendors read it. */
export const inShanghai = (time: DateTime, format: string) =>
	time.setZone('Asia/Shanghai').toFormat(format);

/** The options that all group calls have, as parameters and on the wire. */
const options = { appId: 'app2', displayNum: '1008122211', maxRingingTime: 120 };
const period = [
	{ strTime: '09:00', endTime: '12:30' },
	{ strTime: '13:30', endTime: '18:00' },
];
export const taskOptions: INodeParameters = {
	...options,
	allowSendTime: { period },
	sendTime: inEditor(tomorrow),
};
export const taskOptionsOnTheWire = {
	...options,
	allowSendTime: period,
	sendTime: inShanghai(tomorrow, 'yyyy-MM-dd HH:mm:ss'),
};

/** Sends one item and returns what arrived; a redial flow's first node, if it has one. */
export async function arrived(node: NodeName, parameters: INodeParameters, json: IDataObject = {}) {
	const items = [withFile('audio', { number: number(0), ...json })];
	expect((await run({ node, parameters, items })).error).toBeUndefined();
	const [body] = bodies();
	return ((body.nodeList as IDataObject[] | undefined)?.[0] ?? body) as IDataObject;
}
