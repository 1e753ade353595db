import { outputOf, type Execution } from '../../scripts/n8n';
import {
	caller,
	listOf,
	REFUSALS,
	RETRY,
	subWorkflow,
	TRIGGER,
	VENDORS,
	workflow,
	type Node,
	type Vendor,
} from './workflow';
import { n8n, offer, sandbox } from './world';

const PEOPLE = {
	onbuka: ['932111111111', '932111111112'],
	laaffic: ['8613242926514', '8613242926515'],
} satisfies Record<(typeof VENDORS)[number], string[]>;

const EXECUTE = 'Execute Workflow';

/** Makes a request of every item, and of an answer that is lost one of which nobody knows the fate. */
const APART = {
	options: { maxRingingTime: '={{ 30 + $itemIndex }}' },
	sending: { maxAttempts: 1 },
};

beforeEach(async () => await sandbox.reset());

/** How a workflow calls people by another one. */
interface Family {
	vendor: Vendor;
	people: string[];
	/** Of the node that calls, in the child. */
	call?: Partial<Node>;
	/** Of the node that executes the child, in the parent. */
	execute?: Partial<Node>;
	/** Whether the child is executed once, or once for each item. */
	mode?: 'once' | 'each';
	/** What comes after it in the parent. */
	next?: Node;
}

/** Runs a workflow that executes another one, which calls people. */
async function run({ vendor, people, call, execute, mode = 'once', next }: Family) {
	const node = caller(vendor, '={{ $json.number }}', { parameters: APART, ...call });
	const child = await n8n.importWorkflow(subWorkflow(node));
	await offer(child);

	const { nodes, connections } = listOf(people.map((number) => ({ number })));
	const executing: Node = {
		name: EXECUTE,
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		...execute,
		parameters: {
			source: 'database',
			workflowId: { __rl: true, mode: 'id', value: child },
			workflowInputs: { mappingMode: 'defineBelow', value: {} },
			mode,
			options: { waitForSubWorkflow: true },
		},
	};
	connections.push(['Item', EXECUTE]);
	if (next) connections.push([EXECUTE, next.name]);
	const parent = await n8n.importWorkflow(
		workflow('Parent', [...nodes, executing, ...(next ? [next] : [])], connections),
	);
	const execution = await n8n.run(parent, TRIGGER);
	const [newestChild] = await n8n.executionIds(child);
	return { execution, newestChild };
}

/** How often each of the people was called. */
async function callsTo(people: string[]): Promise<number[]> {
	const calls = await sandbox.calls();
	return people.map((number) => calls.filter(({ callee }) => callee === number).length);
}

const loseTheSecondAnswer = async () => await sandbox.fault({ reset: 'after', skip: 1 });
const refuseTheSecond = async (vendor: Vendor) =>
	await sandbox.fault({ ...REFUSALS[vendor], skip: 1 });

const statuses = (execution: Execution) =>
	outputOf(execution, EXECUTE)[0].map(({ json }) => json.status);

describe.each(VENDORS)('a sub-workflow that calls people with %s', (vendor) => {
	const people = PEOPLE[vendor];

	test('fails with our own words in the parent when it is unknown who was called', async () => {
		await loseTheSecondAnswer();
		const { execution } = await run({ vendor, people });
		expect(execution.status).toBe('error');
		const { message } = execution.data.resultData.error!;
		expect(message).toMatch(/^It is unknown whether/);
		expect(message).not.toMatch(/retry|offline/i);
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('calls nobody twice when its own execution is retried', async () => {
		await refuseTheSecond(vendor);
		const { execution, newestChild } = await run({ vendor, people });
		expect(execution.status).toBe('error');
		expect(await callsTo(people)).toEqual([1, 0]);
		expect((await n8n.retry(newestChild)).status).toBe('success');
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('that goes on after errors hands all outcomes to the parent, which has nothing to try again', async () => {
		await loseTheSecondAnswer();
		const { execution } = await run({
			...{ vendor, people, execute: RETRY },
			call: { parameters: APART, onError: 'continueRegularOutput' },
		});
		expect(execution.status).toBe('success');
		expect(statuses(execution)).toEqual(['accepted', 'unknown']);
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('that ends with its error output hands what failed to an output that the parent does not have', async () => {
		await loseTheSecondAnswer();
		const { execution } = await run({
			...{ vendor, people, execute: RETRY },
			call: { parameters: APART, onError: 'continueErrorOutput' },
		});
		expect(execution.status).toBe('success');
		const [items, lost] = outputOf(execution, EXECUTE);
		expect(items).toMatchObject([{ json: { status: 'accepted' } }]);
		expect(lost).toMatchObject([{ json: { details: { status: 'unknown' } } }]);
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('is not executed again when the parent is retried, which failed behind it', async () => {
		const { execution } = await run({
			...{ vendor, people },
			next: {
				name: 'Fail',
				type: 'n8n-nodes-base.stopAndError',
				typeVersion: 1,
				parameters: { errorMessage: 'no more' },
			},
		});
		expect(execution.status).toBe('error');
		expect((await n8n.retry(execution.id)).data.resultData.error?.message).toBe('no more');
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('calls each number once when it is executed for each item', async () => {
		const { execution } = await run({ vendor, people, mode: 'each' });
		expect(statuses(execution)).toEqual(['accepted', 'accepted']);
		expect(await callsTo(people)).toEqual([1, 1]);
	});
});

describe('a sub-workflow with LAAFFIC, whose task names are keys, calls nobody twice', () => {
	const vendor = 'laaffic';
	const people = PEOPLE[vendor];
	const [anna] = people;

	test('when n8n tries to execute it again', async () => {
		await loseTheSecondAnswer();
		const { execution } = await run({ vendor, people, execute: RETRY });
		expect(execution.status).toBe('success');
		expect(statuses(execution)).toEqual(['repeated', 'repeated']);
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('when n8n tries to execute it again for each item', async () => {
		await loseTheSecondAnswer();
		const { execution } = await run({ vendor, people, execute: RETRY, mode: 'each' });
		expect(statuses(execution)).toEqual(['repeated', 'repeated']);
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('when the parent is retried', async () => {
		await refuseTheSecond(vendor);
		const { execution } = await run({ vendor, people });
		const retried = await n8n.retry(execution.id);
		expect(statuses(retried)).toEqual(['repeated', 'accepted']);
		expect(await callsTo(people)).toEqual([1, 1]);
	});

	test('when two items have the same number', async () => {
		const { execution } = await run({ vendor, people: [anna, anna], mode: 'each' });
		expect(statuses(execution)).toEqual(['accepted', 'repeated']);
		expect(await callsTo(people)).toEqual([1, 0]);
	});
});

describe('a sub-workflow with ONBUKA, which has no keys, calls again', () => {
	const vendor = 'onbuka';
	const people = PEOPLE[vendor];
	const [anna] = people;

	test('whoever was called when n8n tries to execute it again', async () => {
		await loseTheSecondAnswer();
		const { execution } = await run({ vendor, people, execute: RETRY });
		expect(execution.status).toBe('success');
		expect(await callsTo(people)).toEqual([2, 2]);
	});

	test('also those whose executions had succeeded when n8n tries to execute it again for each item', async () => {
		await loseTheSecondAnswer();
		await run({ vendor, people, execute: RETRY, mode: 'each' });
		expect(await callsTo(people)).toEqual([2, 2]);
	});

	test('whoever was called when the parent is retried', async () => {
		await refuseTheSecond(vendor);
		const { execution } = await run({ vendor, people });
		await n8n.retry(execution.id);
		expect(await callsTo(people)).toEqual([2, 1]);
	});

	test('a number that two items have', async () => {
		await run({ vendor, people: [anna, anna], mode: 'each' });
		expect(await callsTo([anna])).toEqual([2]);
	});
});
