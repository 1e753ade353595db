import { startSandbox, type Sandbox } from '../../sandbox/server';
import { startPostgres, startRedis } from '../../scripts/background';
import { wire } from '../../scripts/wire';
import { VOICE_REPORT } from '../fixtures/shared/reports';
import { Listener } from './listener';
import { Machine } from './machine';

/** How many reports are pushed, and after how many of them somebody is killed. */
const REPORTS = 120;
const KILLED_AFTER = 60;

/** The processes of an n8n, by what they are. */
interface Layout {
	processes: Record<string, Machine>;
	/** The one that takes pushes. */
	webhooks: Machine;
	listener: Listener;
	stop: () => Promise<void>;
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox?.close());

async function mainOnly(): Promise<Layout> {
	const main = await Machine.make('triggers', 'start');
	await main.install();
	await main.start();
	const n8n = await wire(main.url, sandbox);
	const listener = new Listener(n8n, 'laaffic');
	return { processes: { main }, webhooks: main, listener, stop: async () => await main.kill() };
}

async function queue(): Promise<Layout> {
	const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
	const env = {
		...postgres.env,
		...redis.env,
		N8N_ENCRYPTION_KEY: 'the same on every machine',
	};
	const main = await Machine.make('triggers-main', 'start', env);
	const worker = await Machine.make('triggers-worker', 'worker', env);
	const processor = await Machine.make('triggers-webhook', 'webhook', env);
	const all = [main, worker, processor];
	await Promise.all(all.map(async (machine) => await machine.install()));
	// The main process makes the tables.
	await main.start();
	const [n8n] = await Promise.all([wire(main.url, sandbox), worker.start(), processor.start()]);
	return {
		processes: { main, worker, 'webhook processor': processor },
		webhooks: processor,
		listener: new Listener(n8n, 'laaffic', {}, processor.url),
		stop: async () => {
			await Promise.all(all.map(async (machine) => await machine.kill()));
			await Promise.all([redis.kill(), postgres.kill()]);
		},
	};
}

describe.each([
	['one process', mainOnly, ['main']],
	[
		'main process, worker and webhook processor with PostgreSQL and Redis',
		queue,
		['webhook processor', 'worker', 'main'],
	],
] as const)('n8n as %s:', (_, start, killed) => {
	let layout: Layout;
	beforeAll(async () => {
		layout = await start();
		await layout.listener.publish();
	}, 240_000);
	afterAll(async () => await layout?.stop());

	test('a report starts the workflow', async () => {
		const { listener } = layout;
		expect((await listener.push(VOICE_REPORT)).status).toBe(200);
		const [{ status }] = await listener.executions(1);
		expect(status).toBe('success');
	});

	test.each(killed)(
		'the %s is killed while reports come: what was answered 200 is stored, and the address is open when it is back',
		async (name) => {
			const { listener, processes } = layout;
			const ids = Array.from({ length: REPORTS }, (__, at) => `${name.replace(/ /g, '')}x${at}x`);
			let pushes = 0;
			let killing: Promise<void> | undefined;
			const taken = await listener.pushMany(VOICE_REPORT, ids, () => {
				if (++pushes === KILLED_AFTER) killing = processes[name].kill();
			});
			await killing;
			await processes[name].start();
			expect(taken.length).toBeGreaterThanOrEqual(KILLED_AFTER - 8);
			const stored = await listener.stored();
			expect(taken.filter((id) => !stored.includes(id))).toEqual([]);
			await listener.opened();
			expect((await listener.push(VOICE_REPORT)).status).toBe(200);
		},
		120_000,
	);

	test('the address is closed when the workflow is deactivated', async () => {
		await layout.listener.unpublish();
		expect((await layout.listener.push(VOICE_REPORT)).status).toBe(404);
	});
});
