import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import waitOn from 'wait-on';

import { ownPort } from './ports';

/** How much of what a program says is kept. */
const KEPT_CHARACTERS = 4000;

/** A program in the background. */
export class Background {
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

/** What n8n needs beside itself: how it finds it, and how it ends. */
export interface Server {
	env: Record<string, string>;
	kill: () => Promise<void>;
}

/** Starts a Redis that keeps nothing, for the queue mode. */
export async function startRedis(): Promise<Server> {
	const dir = await mkdtemp(join(tmpdir(), 'voice-broadcast-redis-'));
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
	const kill = async () => {
		await redis.kill();
		await rm(dir, { recursive: true, force: true });
	};
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(port),
	};
	return { env, kill };
}

/** Where Debian puts PostgreSQL's programs, which are on nobody's path. */
const POSTGRES = '/usr/lib/postgresql';

/** Starts a PostgreSQL that keeps nothing. */
export async function startPostgres(): Promise<Server> {
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
