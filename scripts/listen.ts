import { randomUUID } from 'node:crypto';
import axios from 'axios';

import type { N8n, Workflow } from './n8n';

/** What a vendor's trigger is called, without the package. */
const TRIGGER = /\.(onbuka|itniotech|laaffic)Trigger$/;
const PAUSE_MS = 100;

/**
 * Imports a workflow. If a vendor starts it, it is published, and the sandbox pushes to it from then on.
 *
 * @returns the workflow's ID
 */
export async function importListening(
	n8n: N8n,
	workflow: Workflow,
	sandboxUrl: string,
): Promise<string> {
	// As the editor does: two workflows can't listen at the same address.
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(TRIGGER.test(node.type) && { webhookId: randomUUID() }),
	}));
	const id = await n8n.importWorkflow({ ...workflow, nodes });
	for (const { type, webhookId } of nodes) {
		const [, vendor] = TRIGGER.exec(type) ?? [];
		if (vendor === undefined) continue;
		await n8n.publish(id);
		const url = `${n8n.url}/webhook/${webhookId}/webhook`;
		await opened(url);
		await axios.put(`${sandboxUrl}/_sandbox/receivers`, { vendor, url });
	}
	return id;
}

/** n8n opens an address a moment after the workflow was published. */
async function opened(url: string): Promise<void> {
	const validateStatus = () => true;
	while ((await axios.post(url, '', { validateStatus })).status === 404) {
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}
