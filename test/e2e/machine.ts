import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Background } from '../../scripts/background';
import { n8nCommand, n8nReady, type N8nCommand } from '../../scripts/command';
import { ownPort } from '../../scripts/ports';
import { addresses } from './world';

/** How long a condition may take to come true. */
const PATIENCE_MS = 90_000;
const POLL_MS = 50;

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
