import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type ResultPromise } from 'execa';
import getPort, { portNumbers } from 'get-port';
import waitOn from 'wait-on';

import { startSandbox, type Sandbox } from '../sandbox/server.js';
import { ACCOUNTS } from '../sandbox/vendors.js';
import { N8n } from './n8n.js';
import { Advice, npm, ROOT, type Report, type Runtime } from './runtime.mjs';

/** A real n8n with the packed package installed, wired to the sandbox. */
export interface World {
	n8n: N8n;
	sandbox: Sandbox;
	stop: () => Promise<void>;
}

/** The accounts of the sandbox by the type of their credential. */
export const credentialsOf = ({ urls }: Pick<Sandbox, 'urls'>) => {
	const buka = { ...ACCOUNTS.buka, appId: 'sandbox-app', timezone: 'Asia/Shanghai' };
	return {
		innoPaasApi: { ...ACCOUNTS.innopaas, baseUrl: urls.innopaas },
		onbukaApi: { ...buka, baseUrl: urls.onbuka },
		itniotechApi: { ...buka, baseUrl: urls.itniotech },
		laafficApi: { ...buka, baseUrl: urls.laaffic },
	};
};

/**
 * Where n8n listens. Below the range from which the system hands out ports by itself: between
 * choosing a port and n8n's taking it seconds pass, in which the sandbox once got the same one.
 */
const OWN_PORTS = portNumbers(20_000, 20_999);

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
	const port = await getPort({ port: wantedPort ?? OWN_PORTS });
	if (wantedPort !== undefined && port !== wantedPort) {
		throw new Advice(
			`Port ${wantedPort} is taken: stop what uses it, or choose another one with N8N_PORT=5680 npm start.`,
		);
	}
	const brokerPort = await getPort({ port: OWN_PORTS });
	const sandbox = await startSandbox();
	const server = startN8n(runtime, home, port, brokerPort);
	const stop = async () => {
		server.kill();
		await server.catch(() => {});
		await sandbox.close();
	};
	try {
		const url = `http://localhost:${port}`;
		report('waiting for n8n to answer');
		await Promise.race([ready(url), died(server)]);
		const n8n = await new N8n(url).setUp();
		for (const [type, data] of Object.entries(credentialsOf(sandbox))) {
			await n8n.createCredential(type, `${type.replace('Api', '')} sandbox`, data);
		}
		return { n8n, sandbox, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function startN8n(runtime: Runtime, home: string, port: number, brokerPort: number): ResultPromise {
	return execa(runtime.node, [runtime.n8n, 'start'], {
		stdin: 'ignore',
		all: true,
		cleanup: true,
		forceKillAfterDelay: 5000,
		env: {
			...runtime.env,
			N8N_USER_FOLDER: home,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_BLOCK_ENV_ACCESS_IN_NODE: 'true',
		},
	});
}

const ready = async (url: string) =>
	await waitOn({
		resources: [`${url}/healthz/readiness`.replace('http', 'http-get')],
		timeout: 120_000,
	});

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
