import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execaNode, type ResultPromise } from 'execa';
import { Listr } from 'listr2';
import { format, resolveConfig } from 'prettier';

import { npm, ROOT, type Report } from '../scripts/runtime.mjs';
import type { Loading } from './aims.js';
import { measureInN8n } from './inN8n.mjs';
import { median, type Measured } from './figures.js';
import { hasMemory, jobs, type Found, type Job, type Order } from './jobs.js';
import type { Pushed } from './pushed.js';
import { report } from './report.js';
import { asMarkdown, forTerminal, type Sheet } from './table.js';
import { measureTriggers } from './triggers.mjs';

const { values: options } = parseArgs({
	options: {
		/** Numbers of contacts, separated by commas. */
		sizes: { type: 'string', default: '1000,10000,100000,200000' },
		/** How often each line is measured, if it doesn't take long. */
		runs: { type: 'string', default: '3' },
		/** Leave the real n8n out, which has to be installed and started. */
		'engine-only': { type: 'boolean', default: false },
		/** Put the tables into docs/performance.md. */
		write: { type: 'boolean', default: false },
	},
});
const sizes = options.sizes.split(',').map(Number);
const runs = Number(options.runs);
if (![...sizes, runs].every((value) => Number.isInteger(value) && value > 0)) {
	throw new Error('--sizes takes whole numbers separated by commas, --runs takes one');
}

const BENCH = join(ROOT, 'bench');
const DOCUMENT = join(ROOT, 'docs', 'performance.md');
/** Whose time is longer is not run once more for its memory: it has failed already. */
const TOO_LONG = 5000;
/** Below, a few buffers weigh more than the contacts. */
const LEAST_FOR_MEMORY = 10_000;

/** A file of this folder in a process of its own. */
const start = (file: string, args: string[], nodeOptions: string[] = []) =>
	execaNode(join(BENCH, file), args, {
		cwd: ROOT,
		ipc: true,
		nodeOptions: ['--import', 'tsx', ...nodeOptions],
	});

/** Runs a process that says one thing. */
async function ask(child: ResultPromise<{ ipc: true }>): Promise<string> {
	const [said] = await Promise.all([child.getOneMessage(), child]);
	return String(said);
}

/** n8n's own nodes are too many to install them for everybody who works on the package. */
async function install(line: Report): Promise<void> {
	const installed = join(BENCH, 'node_modules', '.package-lock.json');
	const lock = join(BENCH, 'package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
	await npm(['ci', '--ignore-scripts', '--legacy-peer-deps'], { cwd: BENCH }, line);
}

async function load(): Promise<Loading> {
	const found: Loading[] = [];
	for (let run = 0; run < runs; run++) {
		const { stdout } = await execaNode(join(BENCH, 'loading.cjs'), { cwd: ROOT });
		found.push(JSON.parse(stdout));
	}
	return { ...found[0], milliseconds: median(found.map(({ milliseconds }) => milliseconds)) };
}

async function measure(url: string, job: Job): Promise<Measured> {
	const run = async (memory: boolean, nodeOptions: string[]): Promise<Found> => {
		const order: Order = { ...job, url, runs, memory };
		const child = start('measure.mts', [JSON.stringify(order)], ['--expose-gc', ...nodeOptions]);
		return JSON.parse(await ask(child));
	};
	const found = await run(false, []);
	const wanted = hasMemory(job) && job.contacts >= LEAST_FOR_MEMORY;
	if (!wanted || median(found.times) > TOO_LONG) return { ...job, found };
	// Collects all garbage whenever about 100 bytes per contact have been made.
	const megabytes = 2 ** Math.floor(Math.log2(job.contacts / 10_000));
	const flags = ['--gc-global', `--max-semi-space-size=${megabytes}`];
	return { ...job, found, memory: await run(true, flags) };
}

/** Replaces what stands between the markers of the document. */
async function write(machine: string, sheets: Sheet[]): Promise<void> {
	const text = await readFile(DOCUMENT, 'utf8');
	const tables = [machine, ...sheets.map(asMarkdown)].join('\n\n');
	const filled = text.replace(
		/(<!-- bench -->)[^]*(<!-- end of bench -->)/,
		(_, begin: string, end: string) => `${begin}\n\n${tables}\n\n${end}`,
	);
	const style = await resolveConfig(DOCUMENT);
	await writeFile(DOCUMENT, await format(filled, { ...style, parser: 'markdown' }));
}

interface Context {
	loading: Loading;
	measured: Measured[];
	/** Measured in a real n8n. */
	inN8n: Measured[];
	pushed: Pushed[];
}

const server = start('server.mts', [String(Math.max(...sizes))]);
server.catch(() => {});
try {
	const url = String(await server.getOneMessage());
	const { loading, measured, inN8n, pushed } = await new Listr<Context>([
		{
			title: 'Install n8n’s own nodes (about 700 MB, the first time only)',
			task: async (_, task) => await install((line) => (task.output = line)),
		},
		{
			title: 'Load the package',
			task: async (context) => {
				context.loading = await load();
			},
		},
		{
			title: 'Send',
			task: async (context, task) => {
				context.measured = [];
				const list = jobs(sizes);
				for (const [index, job] of list.entries()) {
					const { sender, operation, references, contacts } = job;
					task.output = `${index + 1} of ${list.length}: ${sender} ${operation} ${references} ${contacts}`;
					context.measured.push(await measure(url, job));
				}
			},
		},
		{
			title: 'Send in a real n8n 2.41.1',
			skip: options['engine-only'],
			task: async (context, task) => {
				context.inN8n = await measureInN8n(url, runs, (line) => (task.output = line));
			},
		},
		{
			title: 'Push to triggers in a real n8n 2.41.1',
			skip: options['engine-only'],
			task: async (context, task) => {
				context.pushed = await measureTriggers(runs, (line) => (task.output = line));
			},
		},
	]).run();
	const sheets = report(measured, inN8n ?? [], pushed ?? [], loading);
	const memory = Math.round(totalmem() / 2 ** 30);
	const machine = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model}, ${memory} GB, median of up to ${runs} runs`;
	console.log(['', machine, ...sheets.map(forTerminal)].join('\n\n'));
	if (options.write) await write(machine, sheets);
} finally {
	server.kill();
}
