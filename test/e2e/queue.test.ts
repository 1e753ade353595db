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
import { startRedis, type Server } from '../../scripts/background';
import { Machine } from './machine';

/** How often workers look for jobs of a worker that is gone; 30 seconds if nothing is set. */
const LOOK = { QUEUE_WORKER_STALLED_INTERVAL: '2000' };
/** How soon the jobs of a worker that is gone count as such; a minute if nothing is set. */
const MISSED_SOON = { QUEUE_WORKER_LOCK_DURATION: '5000', QUEUE_WORKER_LOCK_RENEW_TIME: '1000' };

/** How long a request is held back that need not wait for anything to start, in milliseconds. */
const SHORTLY = 10_000;

let sandbox: Sandbox;
let redis: Server;
let main: Machine;
let worker: Machine;
/** Its jobs count as gone a minute after it was killed, later than this test ends. */
let other: Machine;
let n8n: N8n;

/** One run for each vendor, all under way at the same time. */
type Runs = Record<VendorName, Broadcast>;
async function forEachVendor(action: (run: Broadcast) => Promise<unknown>): Promise<Runs> {
	const runs = {} as Runs;
	await Promise.all(
		VENDORS.map(async (vendor) => {
			runs[vendor] = new Broadcast(n8n, sandbox, vendor, 'webhook');
			await action(runs[vendor]);
		}),
	);
	return runs;
}

beforeAll(async () => {
	[sandbox, redis] = await Promise.all([startSandbox(), startRedis()]);
	const shared = {
		...redis.env,
		N8N_ENCRYPTION_KEY: 'the same on every machine',
	};
	main = await Machine.make('main', 'start', shared);
	const env = { ...shared, ...LOOK, DB_SQLITE_DATABASE: main.database };
	worker = await Machine.make('worker', 'worker', { ...env, ...MISSED_SOON });
	other = await Machine.make('other-worker', 'worker', env);
	await Promise.all([main.install(), other.install()]);
	// The main process makes the tables.
	await main.start();
	[n8n] = await Promise.all([wire(main.url, sandbox), worker.start()]);
}, 180_000);

afterAll(async () => {
	await Promise.all([main?.kill(), worker?.kill(), other?.kill()]);
	await redis?.kill();
	await sandbox?.close();
});

describe('a worker on a machine without the package', () => {
	const ended = {} as Record<VendorName, Execution>;
	beforeAll(async () => {
		await forEachVendor(async (run) => {
			ended[run.vendor] = await run.run();
		});
	});

	test.each(VENDORS)('cannot run the node of %s, says so, and calls nobody', (vendor) => {
		const { status, data } = ended[vendor];
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(
			/^Unrecognized node type: n8n-nodes-voice-broadcast\./,
		);
		expect(sandbox.state.log).toEqual([]);
	});
});

describe('a worker on a machine with the package', () => {
	const ended = {} as Record<VendorName, Execution>;
	let runs: Runs;
	beforeAll(async () => {
		await worker.kill();
		await worker.install();
		await worker.start();
		runs = await forEachVendor(async (run) => {
			ended[run.vendor] = await run.run();
		});
	});

	test.each(VENDORS)('runs the node of %s', (vendor) => {
		expect(ended[vendor].status).toBe('success');
		expect(outputOf(ended[vendor], runs[vendor].node)[0]).toHaveLength(3);
		expect(runs[vendor].calls()).toEqual([1, 1, 1]);
	});
});

describe('a worker is killed between two requests, while another one is there:', () => {
	let runs: Runs;
	const ended = {} as Record<VendorName, Execution>;
	beforeAll(async () => {
		runs = await forEachVendor(async (run) => await run.runUntilRequest(2));
		await worker.kill();
		await other.start();
		await Promise.all(
			VENDORS.map(async (vendor) => {
				ended[vendor] = await runs[vendor].execution();
			}),
		);
		await nothingHeldBack(sandbox);
	}, 180_000);

	test.each(VENDORS)('the other one does not go on with the run of %s, which fails', (vendor) => {
		const { status, data } = ended[vendor];
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(/^This execution failed to be processed/);
		expect(runs[vendor].calls()).toEqual([1, 1, 0]);
	});

	test.each(VENDORS)('a retry of the run of %s fails and calls nobody', async (vendor) => {
		const { status, data } = await n8n.retry(ended[vendor].id);
		expect(status).toBe('error');
		expect(data.resultData.runData).toEqual({});
		expect(runs[vendor].calls()).toEqual([1, 1, 0]);
	});

	test.each(VENDORS_WITH_KEY)(
		'the workflow of %s, run anew, calls nobody twice',
		async (vendor) => {
			await runs[vendor].run();
			expect(runs[vendor].calls()).toEqual([1, 1, 1]);
		},
	);

	test.each(VENDORS_WITHOUT_KEY)(
		'the workflow of %s, run anew, calls again whoever was called before',
		async (vendor) => {
			await runs[vendor].run();
			expect(runs[vendor].calls()).toEqual([2, 2, 1]);
		},
	);
});

describe('a worker is killed between two requests and soon started again:', () => {
	let runs: Runs;
	const ended = {} as Record<VendorName, Execution>;
	const retried = {} as Record<VendorName, Execution>;
	beforeAll(async () => {
		runs = await forEachVendor(async (run) => await run.runUntilRequest(2, SHORTLY));
		await other.kill();
		await other.start();
		for (const vendor of VENDORS) {
			ended[vendor] = await runs[vendor].execution();
			retried[vendor] = await n8n.retry(ended[vendor].id);
		}
		await nothingHeldBack(sandbox);
	}, 120_000);

	test.each(VENDORS)('the run of %s counts as crashed', (vendor) => {
		expect(ended[vendor].status).toBe('crashed');
	});

	test.each(VENDORS_WITH_KEY)('a retry of the run of %s calls nobody twice', (vendor) => {
		expect(runs[vendor].calls()).toEqual([1, 1, 1]);
	});

	test.each(VENDORS_WITHOUT_KEY)(
		'a retry of the run of %s calls again whoever was called before',
		(vendor) => {
			expect(retried[vendor].status).toBe('success');
			expect(runs[vendor].calls()).toEqual([2, 2, 1]);
		},
	);
});

describe('the main process is killed while a worker runs, and started again:', () => {
	let runs: Runs;
	const ended = {} as Record<VendorName, Execution>;
	beforeAll(async () => {
		runs = await forEachVendor(async (run) => await run.runUntilRequest(2));
		await main.kill();
		await main.start();
		for (const vendor of VENDORS) ended[vendor] = await runs[vendor].execution();
	}, 120_000);

	test.each(VENDORS)('the worker ends the run of %s, which succeeds', (vendor) => {
		expect(ended[vendor].status).toBe('success');
		expect(outputOf(ended[vendor], runs[vendor].node)[0]).toHaveLength(3);
		expect(runs[vendor].calls()).toEqual([1, 1, 1]);
	});
});
