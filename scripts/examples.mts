import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';

import { importListening } from './listen.js';
import { outputOf } from './n8n.js';
import { OUTCOMES } from './outcomes.js';
import { ROOT } from './runtime.mjs';
import type { World } from './world.mjs';

export interface Ran {
	example: string;
	/** Whether the execution succeeded, and each of our nodes gave out what it should. */
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
	const id = await importListening(n8n, workflow, sandbox.urls.onbuka);
	const execution = await n8n.run(id, workflow.nodes[0].name);
	// Triggers begin executions of their own.
	const ours = workflow.nodes.filter(({ type }: { type: string }) =>
		/^n8n-nodes-voice-broadcast\.\w+(?<!Trigger)$/.test(type),
	);
	const complaint = await OUTCOMES[example]?.({
		n8n,
		execution,
		sandboxUrl: sandbox.urls.onbuka,
	}).then(
		() => undefined,
		(error: Error) => error.message,
	);
	const outputs = ours.map(({ name }: { name: string }) => outputOf(execution, name));
	const requests = sandbox.state.log.slice(before);
	return {
		example,
		succeeded: execution.status === 'success' && outputs.every(hasSucceeded) && !complaint,
		sent: requests
			.map(({ method, path, raw }) => `${method} ${path} (${raw.length} bytes)`)
			.join('\n'),
		back: [...outputs.map(summaryOf), ...(complaint ? [complaint] : [])].join('\n'),
	};
}

type Output = ReturnType<typeof outputOf>;

/** Whether something came out, nothing of it on the error branch, and whom it called was accepted. */
const hasSucceeded = ([output, failed]: Output) =>
	failed.length === 0 &&
	output.length > 0 &&
	// That of a group call that is read is a number.
	output.every(({ json }) => typeof json.status !== 'string' || json.status === 'accepted');

function summaryOf([output, failed]: Output): string {
	const [first] = [...output, ...failed];
	if (first === undefined) return 'nothing';
	const { status, result, reason, error, ...ids } = first.json as Record<string, unknown>;
	const id = ['voiceId', 'callId', 'keyId', 'fileId'].find((name) => ids[name] !== undefined);
	const said = [status ?? result, reason ?? error, id && `${id} ${String(ids[id])}`];
	return `${output.length} out, ${failed.length} failed: ${said.filter(Boolean).join(', ')}`;
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
