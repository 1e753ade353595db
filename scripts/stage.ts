import axios from 'axios';

import type { Columns, N8n } from './n8n';

/** What the examples need besides a sandbox and credentials: Data Tables, and people who take the calls. */

interface Table {
	columns: Columns;
	rows?: object[];
}

const TABLES: Record<string, Table> = {
	'Voice do-not-call': {
		columns: { phone: 'string', reason: 'string' },
		rows: [
			{ phone: '8613242926602', reason: 'asked not to be called' },
			{ phone: '8613242926607', reason: 'has paid' },
		],
	},
	'Voice campaign results': {
		columns: {
			...{ keyId: 'string', phone: 'string', result: 'string', calledAt: 'date' },
			...{ callDuration: 'number', cost: 'string', currency: 'string' },
		},
	},
};

/** See the schema Behaviour in sandbox/control.yaml. */
const BEHAVIOURS: object[] = [
	...[
		{ callees: ['932111111201'], result: 'notAnswered' },
		{ callees: ['932111111202'], result: 'answered' },
		{ callees: ['932111111203', '932111111204'], result: 'answered', key: '1' },
	].map((one) => ({ vendor: 'onbuka', ...one })),
	...[
		{ callees: ['8613242926603'], result: 'notAnswered' },
		{ callees: ['8613242926604'], result: 'busy' },
		{ callees: ['8613242926606'], result: 'failed' },
		{ callees: ['8613242926608'], result: 'rejected' },
		{ callees: ['8613242926601', '8613242926605'], result: 'answered', currency: 'EUR' },
	].map((one) => ({ vendor: 'itniotech', ...one })),
];

/**
 * Makes the examples' Data Tables, as if no example had run, and tells the sandbox who answers and that calls
 * happen at once.
 */
export async function setStage(n8n: N8n, sandboxUrl: string): Promise<void> {
	for (const [name, { columns, rows }] of Object.entries(TABLES)) {
		await n8n.deleteTable(name);
		await n8n.createTable(name, columns, rows);
	}
	const control = axios.create({ baseURL: `${sandboxUrl}/_sandbox` });
	for (const behaviour of BEHAVIOURS) await control.post('/behaviours', behaviour);
	await control.post('/hurry', { always: true });
}
