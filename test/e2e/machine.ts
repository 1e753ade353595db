import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import waitOn from 'wait-on';

import { n8nCommand, n8nReady, type N8nCommand } from '../../scripts/command';
import { ownPort } from '../../scripts/ports';
import { addresses } from './world';

/** How long a condition may take to come true. */
const PATIENCE_MS = 90_000;
const POLL_MS = 50;
/** How much of what a program says is kept. */
const KEPT_CHARACTERS = 4000;

/** Waits until a condition is true. */
export async function until(
	what: string,
	condition: () => boolean | Promise<boolean>,
): Promise<void> {
	const end = Date.now() + PATIENCE_MS;
	while (!(await condition())) {
		if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

/** A program in the background. */
class Background {
	private readonly child: ChildProcess;
	private readonly ended: Promise<void>;
	private said = '';

	constructor(file: string, args: string[], env: Record<string, string> = {}) {
		// With what jest adds, n8n would take itself for a unit test of its own.
		const { NODE_ENV: _, JEST_WORKER_ID: __, ...inherited } = process.env;
		this.child = spawn(file, args, {
			env: { ...inherited, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const keep = (words: unknown) => {
			this.said = (this.said + String(words)).slice(-KEPT_CHARACTERS);
		};
		this.child.stdout?.on('data', keep);
		this.child.stderr?.on('data', keep);
		this.ended = once(this.child, 'close').then(() => {}, keep);
	}

	/** Waits for its answer; throws when it ends before. */
	async answers(answer: Promise<void>): Promise<void> {
		const died = this.ended.then(() => {
			throw new Error(`${this.child.spawnargs.join(' ')} ended by itself: ${this.said}`);
		});
		await Promise.race([answer, died]);
	}

	/** Ends it as a power cut does. */
	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.ended;
	}
}

/** A computer: a folder, on which an n8n is started and killed. */
export class Machine {
	private process?: Background;

	private constructor(
		private readonly command: N8nCommand,
		private readonly home: string,
		private readonly port: number,
		private readonly brokerPort: number,
		private readonly env: Record<string, string>,
	) {}

	/**
	 * @param name no other machine's
	 * @param command what runs there
	 */
	static async make(
		name: string,
		command: N8nCommand,
		env: Record<string, string> = {},
	): Promise<Machine> {
		const home = join(addresses.home, name);
		await mkdir(home, { recursive: true });
		return new Machine(command, home, await ownPort(), await ownPort(), env);
	}

	/** Installs the package. */
	async install(): Promise<this> {
		const nodes = join('.n8n', 'nodes');
		await cp(join(addresses.home, nodes), join(this.home, nodes), { recursive: true });
		return this;
	}

	get url(): string {
		return `http://localhost:${this.port}`;
	}

	/** Where n8n keeps its database. */
	get database(): string {
		return join(this.home, '.n8n', 'database.sqlite');
	}

	/** Starts n8n, for the first time or again, and waits until it is ready. */
	async start(): Promise<void> {
		const { command, home, port, brokerPort } = this;
		const options = { command, home, port, brokerPort, env: this.env };
		const { file, args, env } = n8nCommand(addresses.runtime, options);
		this.process = new Background(file, args, env);
		await this.process.answers(n8nReady(port));
	}

	/** Ends n8n as a power cut does. */
	async kill(): Promise<void> {
		await this.process?.kill();
	}
}

/** Starts a Redis that keeps nothing. */
export async function startRedis(): Promise<{ port: number; kill: () => Promise<void> }> {
	const dir = join(addresses.home, 'redis');
	await mkdir(dir, { recursive: true });
	const port = await ownPort();
	const options = { port, bind: '127.0.0.1', dir, save: '', appendonly: 'no' };
	const redis = new Background(
		'redis-server',
		Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
	);
	const answer = waitOn({ resources: [`tcp:127.0.0.1:${port}`], timeout: 30_000 });
	await redis.answers(answer).catch(({ message }: Error) => {
		throw new Error(`No Redis (Debian: apt-get install redis-server): ${message}`);
	});
	return { port, kill: async () => await redis.kill() };
}

/** Where Debian puts PostgreSQL's programs, which are on nobody's path. */
const POSTGRES = '/usr/lib/postgresql';

/** Starts a PostgreSQL that keeps nothing, and says how n8n finds it. */
export async function startPostgres(): Promise<{
	env: Record<string, string>;
	kill: () => Promise<void>;
}> {
	const [version] = await readdir(POSTGRES).catch(() => {
		throw new Error('No PostgreSQL (Debian: apt-get install postgresql)');
	});
	const port = await ownPort();
	const folder = await mkdtemp(join(tmpdir(), 'voice-broadcast-postgres-'));
	const script = `
		export PATH=${POSTGRES}/${version}/bin:$PATH LC_ALL=C
		initdb --auth=trust --username=postgres --no-sync ${folder}/data >/dev/null
		exec postgres -D ${folder}/data -p ${port} -c listen_addresses=127.0.0.1 \
			-c unix_socket_directories= -c fsync=off`;
	const shell = ['sh', '-e', '-c', script];
	// It refuses to be run by root.
	const asPostgres = [
		'setpriv',
		'--reuid=postgres',
		'--regid=postgres',
		'--clear-groups',
		...shell,
	];
	const isRoot = process.getuid?.() === 0;
	if (isRoot) execFileSync('chown', ['postgres', folder]);
	const [file, ...args] = isRoot ? asPostgres : shell;
	const postgres = new Background(file, args);
	const answer = waitOn({ resources: [`tcp:127.0.0.1:${port}`], timeout: 60_000 });
	await postgres.answers(answer);
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_DATABASE: 'postgres',
	};
	const kill = async () => {
		await postgres.kill();
		await rm(folder, { recursive: true, force: true });
	};
	return { env, kill };
}
