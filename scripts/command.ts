import waitOn from 'wait-on';

import type { Runtime } from './runtime.mjs';

/** All of n8n or its main process, a worker, or what takes requests to webhooks. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

/** What tells one process of n8n from another. */
export interface N8nOptions {
	command: N8nCommand;
	/** The folder of its user: n8n writes to `.n8n` in it. */
	home: string;
	/** Where it answers; a worker answers only whether it is ready. */
	port: number;
	/** Where its task runners find it. */
	brokerPort: number;
	env?: Record<string, string>;
}

/** What starts a process of n8n on loopback. */
export function n8nCommand(runtime: Runtime, options: N8nOptions) {
	const { command, home, port, brokerPort, env } = options;
	return {
		file: runtime.node,
		args: [runtime.n8n, command],
		env: {
			...runtime.env,
			N8N_USER_FOLDER: home,
			N8N_PORT: String(port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_BLOCK_ENV_ACCESS_IN_NODE: 'true',
			// Without, n8n 1 says that an execution has ended before it says with what.
			DB_SQLITE_POOL_SIZE: '3',
			...env,
		},
	};
}

/** Waits until an n8n answers that it is ready. */
export const n8nReady = async (port: number) =>
	await waitOn({
		resources: [`http-get://localhost:${port}/healthz/readiness`],
		timeout: 120_000,
	});
