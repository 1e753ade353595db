import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type ResultPromise } from 'execa';
import getPort from 'get-port';

import { startSandbox, type Sandbox } from '../sandbox/server.js';
import { LanguageModel } from '../sandbox/languageModel.js';
import { n8nCommand, n8nReady } from './command.js';
import type { N8n } from './n8n.js';
import { ownPort } from './ports.js';
import { Advice, npm, ROOT, type Report, type Runtime } from './runtime.mjs';
import { PARTS } from './stage.js';
import { wire } from './wire.js';

/** A real n8n with the packed package installed, wired to the sandbox. */
export interface World {
	n8n: N8n;
	sandbox: Sandbox;
	stop: () => Promise<void>;
}

/** A folder for one run: the tarball, and all that n8n writes. */
export const makeHome = async () => await mkdtemp(join(tmpdir(), 'voice-broadcast-'));

/** Builds and packs the package as it would be published. */
export async function pack(folder: string, report: Report): Promise<string> {
	await npm(['run', 'build'], { cwd: ROOT }, report, 'Does the code compile?');
	const { stdout } = await execa('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: ROOT,
	});
	return join(folder, JSON.parse(stdout)[0].filename);
}

/** Installs the tarball where n8n keeps its community nodes, as n8n itself does. */
export async function install(tarball: string, home: string, report: Report): Promise<void> {
	const nodes = join(home, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	await writeFile(join(nodes, 'package.json'), '{ "name": "installed-nodes", "private": true }');
	await npm(['install', '--ignore-scripts', '--legacy-peer-deps', tarball], { cwd: nodes }, report);
}

/** Starts sandbox and n8n, makes the owner and the credentials. */
export async function start(
	runtime: Runtime,
	home: string,
	wantedPort: number | undefined,
	report: Report,
): Promise<World> {
	const port = wantedPort === undefined ? await ownPort() : await getPort({ port: wantedPort });
	if (wantedPort !== undefined && port !== wantedPort) {
		throw new Advice(
			`Port ${wantedPort} is taken: stop what uses it, or choose another one with N8N_PORT=5680 npm start.`,
		);
	}
	const brokerPort = await ownPort();
	const sandbox = await startSandbox();
	const model = await LanguageModel.start();
	const server = startN8n(runtime, home, port, brokerPort);
	const stop = async () => {
		server.kill();
		await server.catch(() => {});
		await sandbox.close();
		await model.stop();
	};
	try {
		report('waiting for n8n to answer');
		await Promise.race([n8nReady(port), died(server)]);
		const n8n = await wire(`http://localhost:${port}`, sandbox);
		for (const [task, turns] of Object.entries(PARTS)) model.play(task, turns);
		await n8n.createCredential('openAiApi', 'Stand-in openAiApi', model.credential);
		return { n8n, sandbox, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function startN8n(runtime: Runtime, home: string, port: number, brokerPort: number): ResultPromise {
	const { file, args, env } = n8nCommand(runtime, { command: 'start', home, port, brokerPort });
	return execa(file, args, {
		stdin: 'ignore',
		all: true,
		cleanup: true,
		forceKillAfterDelay: 5000,
		env,
	});
}

/** Rejects when n8n ends by itself, with the last of what it said. */
async function died(server: ResultPromise): Promise<never> {
	const { all } = await server.catch((error: { all?: unknown }) => error);
	const last = String(all ?? '')
		.split('\n')
		.slice(-15)
		.join('\n');
	throw new Advice(
		`n8n ended by itself. If the lines below don't say why, the cached n8n may be broken: delete the cache folder that the README names and start again.\n${last}`,
	);
}
