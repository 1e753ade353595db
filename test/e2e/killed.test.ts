import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { VendorName } from '../../sandbox/state';
import { outputOf, type Execution, type N8n } from '../../scripts/n8n';
import { wire } from '../../scripts/wire';
import {
	Broadcast,
	nothingHeldBack,
	VENDORS,
	VENDORS_WITH_KEY,
	VENDORS_WITHOUT_KEY,
} from './broadcast';
import { Machine } from './machine';

const REQUESTS = 3;
/** n8n stores a run after each of its nodes; without, only when it begins and ends. */
const PROGRESS = { saveExecutionProgress: true };

/** How a run is started, and what of it is stored. */
const KINDS = {
	'in production': ['webhook', {}],
	'in production, with its progress saved,': ['webhook', PROGRESS],
	'by hand, with its progress saved,': ['manual', PROGRESS],
	'by hand': ['manual', {}],
} as const;
type Kind = keyof typeof KINDS;
const ALL = Object.keys(KINDS) as Kind[];
const [PRODUCTION, PRODUCTION_WITH_PROGRESS, MANUAL_WITH_PROGRESS, MANUAL] = ALL;
const RETRIABLE = [PRODUCTION, PRODUCTION_WITH_PROGRESS, MANUAL_WITH_PROGRESS];

let sandbox: Sandbox;
let n8n: N8n;
let machine: Machine;
/** Killed while their second of three requests was under way. */
const runs = {} as Record<VendorName, Record<Kind, Broadcast>>;
/** Killed in the node after: everybody was called, and the node had ended. */
const later = {} as Record<VendorName, Record<Kind, Broadcast>>;

beforeAll(async () => {
	sandbox = await startSandbox();
	machine = await Machine.make('killed', 'start');
	await machine.install();
	await machine.start();
	n8n = await wire(machine.url, sandbox);
	for (const [kind, [start, settings]] of Object.entries(KINDS)) {
		await Promise.all(
			VENDORS.map(async (vendor) => {
				const run = new Broadcast(n8n, sandbox, vendor, start, settings);
				runs[vendor] = { ...runs[vendor], [kind]: run };
				await run.runUntilRequest(2);
			}),
		);
	}
	for (const kind of [PRODUCTION, PRODUCTION_WITH_PROGRESS]) {
		await Promise.all(
			VENDORS_WITHOUT_KEY.map(async (vendor) => {
				const [start, settings] = KINDS[kind];
				const run = new Broadcast(n8n, sandbox, vendor, start, settings);
				later[vendor] = { ...later[vendor], [kind]: run };
				run.followedByRequest(`${sandbox.urls[vendor]}/v3/getBalance`);
				await run.runUntilRequest(REQUESTS + 1);
			}),
		);
	}
	await machine.kill();
	await machine.start();
	await nothingHeldBack(sandbox);
}, 180_000);

afterAll(async () => {
	await machine?.kill();
	await sandbox?.close();
});

const callees = (execution: Execution, run: Broadcast) =>
	outputOf(execution, run.node)[0].map(({ json }) => json);

describe.each(VENDORS)('n8n is killed between two requests to %s and started again:', (vendor) => {
	test.each(ALL)(
		'the run that was started %s counts as crashed, and of what was sent n8n knows nothing',
		async (kind) => {
			const run = runs[vendor][kind];
			const { status, data } = await run.execution();
			expect(status).toBe('crashed');
			expect(data.executionData?.contextData ?? {}).toEqual({});
			// The vendor took the request that was under way.
			expect(run.calls()).toEqual([1, 1, 0]);
		},
	);
});

describe.each(VENDORS_WITH_KEY)(
	'n8n is killed between two requests to %s and started again:',
	(vendor) => {
		describe.each(RETRIABLE)('the run that was started %s is retried:', (kind) => {
			let retried: Execution;
			beforeAll(async () => {
				retried = await n8n.retry((await runs[vendor][kind].execution()).id);
			});

			test('nobody is called twice, not even when the workflow is executed anew', async () => {
				expect(runs[vendor][kind].calls()).toEqual([1, 1, 1]);
				await runs[vendor][kind].run();
				expect(runs[vendor][kind].calls()).toEqual([1, 1, 1]);
			});

			test('whoever was called before is repeated, and the third is accepted', () => {
				expect(retried.status).toBe('success');
				expect(callees(retried, runs[vendor][kind])).toMatchObject([
					{ status: 'repeated', keyId: expect.anything() },
					{ status: 'repeated', keyId: expect.anything() },
					{ status: 'accepted', keyId: expect.anything() },
				]);
				expect(runs[vendor][kind].calls()).toEqual([1, 1, 1]);
			});
		});

		test('the run that was started by hand is executed anew: nobody is called twice', async () => {
			await runs[vendor][MANUAL].run();
			expect(runs[vendor][MANUAL].calls()).toEqual([1, 1, 1]);
		});
	},
);

describe.each(VENDORS_WITHOUT_KEY)(
	'n8n is killed between two requests to %s and started again:',
	(vendor) => {
		test.each(RETRIABLE)(
			'the run that was started %s is retried: whoever was called before is called again',
			async (kind) => {
				const run = runs[vendor][kind];
				const retried = await n8n.retry((await run.execution()).id);
				expect(retried.status).toBe('success');
				expect(run.calls()).toEqual([2, 2, 1]);
			},
		);

		test('the run that was started by hand is executed anew: whoever was called before is called again', async () => {
			const run = runs[vendor][MANUAL];
			expect((await run.run()).status).toBe('success');
			expect(run.calls()).toEqual([2, 2, 1]);
		});
	},
);

test.each(VENDORS)(
	'a killed run of %s that was started by hand, without saved progress, cannot be retried',
	async (vendor) => {
		const ids = await runs[vendor][MANUAL].executions();
		await expect(n8n.retry(ids.at(-1)!)).rejects.toMatchObject({
			response: {
				data: { message: 'The execution was aborted before starting, so it cannot be retried' },
			},
		});
	},
);

describe.each(VENDORS_WITHOUT_KEY)(
	'n8n is killed in a later node, when %s has been sent everything, and started again:',
	(vendor) => {
		test('without saved progress a retry begins at the trigger: everybody is called again', async () => {
			const run = later[vendor][PRODUCTION];
			expect(run.calls()).toEqual([1, 1, 1]);
			await n8n.retry((await run.execution()).id);
			expect(run.calls()).toEqual([2, 2, 2]);
		});

		test('with saved progress a retry goes on where it was: nobody is called twice', async () => {
			const run = later[vendor][PRODUCTION_WITH_PROGRESS];
			expect(run.calls()).toEqual([1, 1, 1]);
			const retried = await n8n.retry((await run.execution()).id);
			expect(retried.status).toBe('success');
			expect(run.calls()).toEqual([1, 1, 1]);
		});
	},
);
