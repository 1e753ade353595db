import axios from 'axios';

/** Whom the examples call, and how they take it; what else the sandbox is told before they run. */

const ALERTED = ['932111111201', '932111111202', '932111111203', '932111111204'];

/** See the schema Behaviour in sandbox/control.yaml. */
const BEHAVIOURS: object[] = [
	{ vendor: 'onbuka', callees: [ALERTED[0]], result: 'notAnswered' },
	{ vendor: 'onbuka', callees: [ALERTED[1]], result: 'answered' },
	{ vendor: 'onbuka', callees: [ALERTED[2]], result: 'answered', key: '1' },
	{ vendor: 'onbuka', callees: [ALERTED[3]], result: 'answered', key: '1' },
];

/** Tells a sandbox who answers, and to let calls happen at once. */
export async function setStage(sandboxUrl: string): Promise<void> {
	const control = axios.create({ baseURL: `${sandboxUrl}/_sandbox` });
	for (const behaviour of BEHAVIOURS) await control.post('/behaviours', behaviour);
	await control.post('/hurry', { always: true });
}
