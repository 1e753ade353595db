import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { Listr } from 'listr2';

import { exampleNames, runExample, tableOf, type Ran } from './examples.mjs';
import { FILES_NOT_IN_N8N_1, TESTS_NOT_IN_N8N_1 } from './lines.js';
import { OWNER } from './n8n.js';
import {
	Advice,
	NEWEST,
	provideN8n,
	provideNode,
	ROOT,
	versionOf,
	type Line,
	type Runtime,
} from './runtime.mjs';
import { setStage } from './stage.js';
import { install, makeHome, pack, start, type World } from './world.mjs';

const DEFAULT_PORT = 5678;

interface Context {
	node: string;
	runtime: Runtime;
	tarball: string;
	world: World;
	ran: Ran[];
}

const { values: options, positionals: wanted } = parseArgs({
	// Which end-to-end tests to run, by the beginnings of their files' names; all if none is named.
	allowPositionals: true,
	options: {
		/** Run the examples and exit: 0 when every one succeeded. */
		once: { type: 'boolean', default: false },
		/** Run the end-to-end tests in place of the examples. */
		e2e: { type: 'boolean', default: false },
		/** With which n8n: the newest, or the one of the older line that is still maintained. */
		line: { type: 'string', default: NEWEST },
		/** Take the pictures of docs/images. */
		screenshots: { type: 'boolean', default: false },
	},
});
const interactive = !options.once && !options.e2e && !options.screenshots;
const line = options.line as Line;

const home = await makeHome();

const steps = new Listr<Context>(
	[
		{
			title: 'Node 24',
			task: async (context, task) => {
				context.node = await provideNode((said) => (task.output = said));
			},
		},
		{
			title: `n8n ${await versionOf(line)} (about 2 GB and five minutes, the first time only)`,
			task: async (context, task) => {
				context.runtime = await provideN8n(context.node, (said) => (task.output = said), line);
			},
		},
		{
			title: 'Build and pack the package',
			task: async (context, task) => {
				context.tarball = await pack(home, (said) => (task.output = said));
			},
		},
		{
			title: 'Install the package into n8n',
			task: async (context, task) => {
				await install(context.tarball, home, (said) => (task.output = said));
			},
		},
		{
			title: 'Start the sandbox and n8n',
			task: async (context, task) => {
				const port = interactive ? Number(process.env.N8N_PORT ?? DEFAULT_PORT) : undefined;
				context.world = await start(context.runtime, home, port, (said) => (task.output = said));
			},
		},
		{
			title: 'Make the Data Tables of the examples, and say who answers',
			skip: () => options.e2e,
			task: async ({ world }) => await setStage(world.n8n, world.sandbox.urls.onbuka),
		},
		{
			title: 'Run the example workflows',
			skip: () => options.e2e || options.screenshots,
			task: async (context, task) => {
				context.ran = [];
				for (const name of await exampleNames()) {
					task.output = name;
					context.ran.push(await runExample(context.world, name));
				}
			},
		},
	],
	{ rendererOptions: { showTimer: true } as never },
);

async function main(): Promise<number> {
	const context = await steps.run();
	const { world } = context;
	try {
		if (options.e2e) return await jest(context);
		if (options.screenshots) {
			const { takeScreenshots } = await import('./screenshots.mjs');
			await takeScreenshots(world);
			return 0;
		}
		console.log(tableOf(context.ran));
		if (interactive) {
			console.log(`\nThe editor:  ${world.n8n.url}`);
			console.log(`Log in with: ${OWNER.email} / ${OWNER.password}`);
			console.log(`What the vendors got: ${world.sandbox.urls.innopaas}/_sandbox/log`);
			console.log(
				'The agent’s language model is a stand-in, which knows the task of its example alone.',
			);
			console.log('\nCtrl+C ends everything.');
			await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
		}
		return context.ran.every(({ succeeded }) => succeeded) ? 0 : 1;
	} finally {
		await world.stop();
	}
}

/** The tests find n8n and the sandbox by their addresses, and what to start an n8n of their own with. */
async function jest({ world: { n8n, sandbox }, runtime }: Context): Promise<number> {
	const { url, cookie } = n8n;
	const files = wanted.map((name) => `test/e2e/${name}`);
	const left = line === '1' ? { ...FILES_NOT_IN_N8N_1, ...TESTS_NOT_IN_N8N_1 } : {};
	for (const [what, why] of Object.entries(left)) console.log(`Not run: ${what}, because ${why}.`);
	const ignored = Object.keys(FILES_NOT_IN_N8N_1)
		.filter((file) => file in left)
		.map((file) => `--testPathIgnorePatterns=/e2e/${file}`);
	const args = ['--config', 'jest.e2e.config.mjs', '--runInBand', ...files, ...ignored];
	const { exitCode } = await execa('jest', args, {
		cwd: ROOT,
		preferLocal: true,
		stdio: 'inherit',
		reject: false,
		env: { E2E: JSON.stringify({ url, cookie, vendors: sandbox.urls, runtime, home, line }) },
	});
	return exitCode ?? 1;
}

const exitCode = await main().catch((error: Error) => {
	console.error(`\n${error instanceof Advice ? error.message : error.stack}`);
	return 1;
});
await rm(home, { recursive: true, force: true });
process.exit(exitCode);
