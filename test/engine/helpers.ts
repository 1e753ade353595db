import { createHash } from 'node:crypto';
import type { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { Vendor } from '../../nodes/voice/types';
import type { Fault, VendorName } from '../../sandbox/state';
import { ACCOUNTS } from '../../sandbox/vendors';
import { pairs } from '../contract/support/contracts';
import { exampleOf, fixtureOf, tested, type Tested } from '../fixtures';
import type { Calls } from '../fixtures/fixture';
import { inEditor, tomorrow } from '../fixtures/shared/times';
import { addFinishedTask } from '../support/finishedTasks';
import { numbersIn } from '../support/numbersIn';
import { knownAs } from '../support/profiles';
import { credentialsFor, runNode, type NodeName, type Run, type Scenario } from '../support/engine';

/** How n8n writes an execution down. */
const { stringify } = jest.requireActual<{ stringify: (value: unknown) => string }>('flatted');

export { exampleOf };

/** The vendors of the test file; forgets everything before each test. */
export let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox(0, true);
});
beforeEach(() => sandbox.state.reset());
afterAll(() => sandbox.close());

/** Runs a node, in the world that its example needs, and makes sure that nothing n8n would store of it holds a secret. */
export async function run(scenario: Scenario): Promise<Run> {
	const { resource, operation } = scenario.parameters;
	const { fixture } =
		tested.find(
			(one) => one.node === scenario.node && one.key.endsWith(`.${resource}.${operation}`),
		) ?? {};
	fixture?.world?.(sandbox.state);
	const again = resenders.find(
		({ node, parameters: of }) =>
			node === scenario.node && of.resource === resource && of.operation === operation,
	);
	if (again) addTasksFor(again);
	const done = await runNode(sandbox, scenario);
	expect(secretsIn(stringify(done.stored))).toEqual([]);
	return done;
}

/** How many numbers have a task of their own. */
const TASKS = 12;

/** What calls those of a task again finds a finished task for each number: its ID is the number. */
export function addTasksFor({
	vendorName: vendor,
	taskType,
}: Pick<Resender, 'vendorName'> & { taskType?: 1 | 2 }): void {
	if (taskType === undefined) return;
	const { state } = sandbox;
	for (const callee of numbers(TASKS)) {
		const keyId = Number(callee);
		if (state.tasks.some((task) => task.vendor === vendor && task.keyId === keyId)) continue;
		addFinishedTask(state, { vendor, taskType, keyId }, [callee]);
	}
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
export interface Sender extends Omit<Tested, 'vendor'> {
	vendor: VendorName;
	profile: Vendor;
	/** Name and display name of the parameter that holds the numbers. */
	callees: string;
	label: string;
	/** Most callees in one request. */
	perRequest: number;
	/** Number and setting come from the fields `number` and `setting` of the item. */
	parameters: INodeParameters;
	/** A parameter that all callees of a request share, and values of it. */
	setting: Calls['setting'];
	varying: string;
	/** An answer that the vendor's documents call a refusal. */
	refusal: { code: string; reason: string };
	/** The codes by which the vendor says that it may take a request later. */
	later: string[];
	/** The operationId of the contract. */
	operationId?: string;
}

/** Every operation that has callees, at every vendor that has it. */
export const senders: Sender[] = tested.flatMap((one) => {
	const { operation, fixture } = one;
	if (operation.kind !== 'call' || fixture.kind !== 'call' || !operation.callees) return [];
	const { parameter, perRequest } = operation.callees;
	return [
		{
			...one,
			...{ vendor: one.vendorName, profile: one.vendor, parameters: exampleOf(one) },
			...{ callees: parameter, perRequest, ...fixture.calls },
			...{ refusal: fixture.refusal, later: fixture.later },
			operationId: pairs.find(({ key }) => key === one.key)?.promised.operationId,
			label: operation.properties.find(({ name }) => name === parameter)!.displayName,
		},
	];
});
/** An operation that calls those of a task again, whom the vendor knows. */
export interface Resender extends Omit<Sender, 'callees' | 'label' | 'perRequest'> {
	taskType: 1 | 2;
}

/** Every operation of that kind, at every vendor that has it. */
export const resenders: Resender[] = tested.flatMap((one) => {
	const { operation, fixture } = one;
	if (fixture.kind !== 'call' || operation.callees) return [];
	return [
		{
			...one,
			...{ vendor: one.vendorName, profile: one.vendor, parameters: exampleOf(one) },
			...fixture.calls,
			...{ refusal: fixture.refusal, later: fixture.later, taskType: fixture.calls.taskType! },
			operationId: pairs.find(({ key }) => key === one.key)?.promised.operationId,
		},
	];
});
/** The operations that change something at the vendor. */
export const changes = tested.filter(({ fixture }) => fixture.kind === 'change');
/** The operations that make a task with a name. */
export const taskMakers = senders.filter(({ operation }) => operation.taskList);
/** The vendor has no key to recognise a request of theirs by. */
export const withoutKey = senders.filter(({ operation }) => !operation.taskList);

/** @throws when no vendor has such an operation, or it has no fixture */
export function senderOf(key: string): Sender {
	const found = senders.find((sender) => sender.key === key);
	if (found === undefined)
		throw new Error(`${key} is no operation with callees that has a fixture`);
	return found;
}

// For what is particular to one of them.
export const innoPaas = senderOf('innopaas.voiceMessage.send');
export const onbuka = senderOf('onbuka.voiceMessage.send');
export const itniotech = senderOf('itniotech.groupCall.create');
export const laaffic = senderOf('laaffic.groupCall.createAi');
export const redialFlow = exampleOf({
	...knownAs('itniotech.redialFlow.update'),
	fixture: fixtureOf('itniotech.redialFlow.update'),
});

/** As many numbers as share a request, three at most. */
export const peopleOf = ({ perRequest }: Sender): string[] => numbers(Math.min(3, perRequest));

/**
 * The requests that an operation makes of callees: those of equal settings share one, in the order they come,
 * until it holds no more.
 */
export function requestsOf(
	{ perRequest }: Sender,
	callees: string[],
	settingOf: (index: number) => unknown = () => undefined,
): string[][] {
	const requests: string[][] = [];
	const open = new Map<unknown, string[]>();
	for (const [index, callee] of callees.entries()) {
		let request = open.get(settingOf(index));
		if (request === undefined || request.length === perRequest) {
			request = [];
			open.set(settingOf(index), request);
			requests.push(request);
		}
		request.push(callee);
	}
	return requests;
}

/** Parameters whose setting comes from the item, too. */
export const bySetting = ({
	parameters,
	setting: [name],
}: Pick<Sender, 'parameters' | 'setting'>): INodeParameters => ({
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

/** The credential of a node, with Allowed Numbers. */
export const credentialsWith = (node: NodeName, allowedNumbers: string) => ({
	...credentialsFor(node, sandbox),
	allowedNumbers,
});

/** Makes the sandbox misbehave at the next request, or at one after it. */
export function misbehave(fault: Partial<Fault>): void {
	sandbox.state.faults.push({ skip: 0, times: 1, taken: false, ...fault });
}

/** The bodies that arrived, oldest first. */
export const bodies = () => sandbox.state.log.map(({ body }) => body as IDataObject);

/** The numbers that the vendor began to call, in order. */
export const called = () => sandbox.state.calls.map(({ callee }) => callee);

/** The numbers in each request that arrived. */
export const requested = () => sandbox.state.log.map(({ body }) => numbersIn(body));

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

type Tried = Pick<Scenario, 'node' | 'parameters'>;

/** Whether it rings phones. */
const ringsPhones = ({ node, parameters: { resource, operation } }: Tried) =>
	tested.some(
		(one) =>
			one.operation.kind === 'call' &&
			one.node === node &&
			one.operation.resource.value === resource &&
			one.operation.operation.value === operation,
	);

/** Runs three items, the second of them bad: nothing must be sent. */
export async function expectStopped(
	scenario: Tried,
	items: INodeExecutionData[],
	message: string,
): Promise<void> {
	const stopped = await run({ ...scenario, items });
	expect(stopped.error?.message).toBe(`${message} [item 1]`);
	expect(stopped.error?.context?.itemIndex).toBe(1);
	const nothing = ringsPhones(scenario) ? 'Nobody was called' : 'Nothing was sent';
	expect(stopped.error?.description).toContain(`${nothing}.`);
	expect([...stopped.output, ...stopped.failed, ...sandbox.state.log]).toEqual([]);
}

/** The same, and with an error output only the second must be there, and the others must be sent. */
export async function expectRefused(
	scenario: Tried,
	items: INodeExecutionData[],
	message: string,
): Promise<void> {
	await expectStopped(scenario, items, message);
	const split = await run({ ...scenario, items, onError: 'continueErrorOutput' });
	expect(split.error).toBeUndefined();
	expect(itemsOf(split.failed)).toEqual([1]);
	expect(jsonOf(split.failed)).toMatchObject([{ ...items[1].json, error: `${message} [item 1]` }]);
	expect(itemsOf(split.output)).toEqual([0, 2]);
	const callees = ringsPhones(scenario) ? [number(0), number(2)] : [];
	expect(requested().flat()).toEqual(callees);
	expect(called()).toEqual(callees);
}

/** Anna, Ben and Carl, each with a file and what else is given. */
export const three = (...given: [IDataObject, IDataObject, IDataObject]) =>
	given.map((json, index) => withFile('audio', { number: number(index), ...json }));

export { inEditor, tomorrow };

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
	// What is asked before it comes first.
	const body = bodies().at(-1)!;
	return ((body.nodeList as IDataObject[] | undefined)?.[0] ?? body) as IDataObject;
}
