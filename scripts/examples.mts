import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';

import { outputOf } from './n8n.js';
import { ROOT } from './runtime.mjs';
import type { World } from './world.mjs';

export interface Ran {
	example: string;
	/** Whether the execution succeeded and every callee was accepted. */
	succeeded: boolean;
	sent: string;
	back: string;
}

export async function exampleNames(): Promise<string[]> {
	return (await readdir(join(ROOT, 'examples'))).filter((name) => name.endsWith('.json')).sort();
}

/** Imports an example, runs it, and says what was sent and what came back. */
export async function runExample({ n8n, sandbox }: World, example: string): Promise<Ran> {
	const workflow = JSON.parse(await readFile(join(ROOT, 'examples', example), 'utf8'));
	const before = sandbox.state.log.length;
	const id = await n8n.importWorkflow(workflow);
	const execution = await n8n.run(id, workflow.nodes[0].name);
	const node = workflow.nodes.find(({ type }: { type: string }) =>
		type.startsWith('n8n-nodes-voice-broadcast.'),
	).name;
	const [output, failed] = outputOf(execution, node);
	const requests = sandbox.state.log.slice(before);
	const accepted = output.filter(({ json }) => json.status === 'accepted').length;
	const { code, reason, voiceId, callId, keyId } = (output[0] ?? failed[0])?.json ?? {};
	return {
		example,
		succeeded:
			execution.status === 'success' &&
			failed.length === 0 &&
			accepted === output.length &&
			accepted > 0,
		sent: requests
			.map(({ method, path, raw }) => `${method} ${path} (${raw.length} bytes)`)
			.join('\n'),
		back: `${accepted} accepted, ${output.length - accepted + failed.length} not: ${code} ${reason}, ID ${voiceId ?? callId ?? keyId}`,
	};
}

export function tableOf(ran: Ran[]): string {
	const table = new Table({
		head: ['Example', 'Sent', 'Came back', ''],
		style: process.stdout.isTTY ? {} : { head: [], border: [] },
	});
	for (const { example, sent, back, succeeded } of ran) {
		table.push([example.replace('.json', ''), sent, back, succeeded ? 'ok' : 'FAILED']);
	}
	return table.toString();
}
