import axios from 'axios';

import { signature } from '../nodes/buka/sign';
import type { Turn } from '../sandbox/languageModel';
import { ACCOUNTS } from '../sandbox/vendors';
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
			{ phone: '8613242926702', reason: 'asked not to be called' },
		],
	},
	'Voice campaign results': {
		columns: {
			...{ keyId: 'string', phone: 'string', result: 'string', calledAt: 'date' },
			...{ callDuration: 'number', cost: 'string', currency: 'string' },
		},
	},
	'Voice AI answers': {
		columns: { phone: 'string', intent: 'string', voiceId: 'string', calledAt: 'date' },
	},
	'Voice nightly results': {
		columns: {
			...{ voiceId: 'string', phone: 'string', result: 'string', key: 'string' },
			...{ calledAt: 'date', callDuration: 'number', cost: 'string', currency: 'string' },
		},
	},
};

/** What the stand-in for a language model does with the tasks of the examples. */
export const PARTS: Record<string, Turn[]> = {
	'The meeting begins at ten instead of nine. Tell Ann and Bob by phone.': [
		{
			calls: ['Ann', 'Bob'].map((person) => ({
				tool: 'Call_Somebody',
				args: { person, text: `Hello ${person}, the meeting begins at ten instead of nine.` },
			})),
		},
		{ text: 'The calls to Ann and to Bob were accepted. Whether they answer is not known yet.' },
	],
};

/** Who was called yesterday. */
const YESTERDAY = ['932111111301', '932111111302', '932111111303', '932111111304'];

/** See the schema Behaviour in sandbox/control.yaml. */
const BEHAVIOURS: object[] = [
	...[
		{ callees: ['932111111201'], result: 'notAnswered' },
		{ callees: ['932111111202'], result: 'answered' },
		{ callees: ['932111111203', '932111111204'], result: 'answered', key: '1' },
		{ callees: [YESTERDAY[0]], result: 'answered', key: '2' },
		{ callees: [YESTERDAY[1]], result: 'answered' },
		{ callees: [YESTERDAY[2]], result: 'notAnswered' },
		{ callees: [YESTERDAY[3]], result: 'busy' },
	].map((one) => ({ vendor: 'onbuka', ...one })),
	...[
		{ callees: ['8613242926603'], result: 'notAnswered' },
		{ callees: ['8613242926604'], result: 'busy' },
		{ callees: ['8613242926606'], result: 'failed' },
		{ callees: ['8613242926608'], result: 'rejected' },
		{ callees: ['8613242926601', '8613242926605'], result: 'answered', currency: 'EUR' },
	].map((one) => ({ vendor: 'itniotech', ...one })),
	...[
		{ callees: ['8613242926701'], result: 'answered', intent: '101' },
		{ callees: ['8613242926703'], result: 'notAnswered' },
		{ callees: ['8613242926704'], result: 'answered', intent: '103' },
		{ callees: ['8613242926705'], result: 'busy' },
		{ callees: ['8613242926706'], result: 'answered', intent: '102' },
	].map((one) => ({ vendor: 'laaffic', ...one })),
];

/**
 * Makes the examples' Data Tables, as if no example had run, and tells the sandbox who answers, that calls happen
 * at once, and that some were made yesterday.
 *
 * @param sandboxUrl ONBUKA's
 */
export async function setStage(n8n: N8n, sandboxUrl: string): Promise<void> {
	for (const [name, { columns, rows }] of Object.entries(TABLES)) {
		await n8n.deleteTable(name);
		await n8n.createTable(name, columns, rows);
	}
	const control = axios.create({ baseURL: `${sandboxUrl}/_sandbox` });
	for (const behaviour of BEHAVIOURS) await control.post('/behaviours', behaviour);
	await control.post('/hurry', { always: true });
	await control.put('/clock', { offsetSeconds: -DAY });
	await callOnbuka(sandboxUrl, YESTERDAY, Date.now() / 1000 - DAY);
	await control.put('/clock', { offsetSeconds: 0 });
}

/** Seconds. */
const DAY = 24 * 60 * 60;

/**
 * Calls people without n8n.
 *
 * @param now seconds since 1970, as the sandbox's clock shows them
 */
export async function callOnbuka(url: string, callees: string[], now: number): Promise<void> {
	const { apiKey, apiSecret } = ACCOUNTS.buka;
	const timestamp = String(Math.floor(now));
	const sign = signature(apiKey, apiSecret, timestamp);
	const headers = { 'Api-Key': apiKey, Timestamp: timestamp, Sign: sign };
	const fileId = '12022022570cc2484c59d4f8b9745d34226285b1e.mp3';
	const body = { callee: callees.join(), fileId, appId: 'sandbox-app' };
	const { data } = await axios.post(`${url}/v3/voice/sendGroup`, body, { headers });
	if (data.status !== '0') throw new Error(`The sandbox did not call anybody: ${data.reason}`);
}
