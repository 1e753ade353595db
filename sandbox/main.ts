import { startSandbox } from './server';
import { ACCOUNTS } from './vendors';

const FIRST_PORT = 4100;

/** Runs the sandbox alone, for a person who looks at it with a browser or another n8n. */
async function main(): Promise<void> {
	const { urls } = await startSandbox(FIRST_PORT);
	console.table(urls);
	console.log('Accounts:', JSON.stringify(ACCOUNTS));
	console.log(`What arrived: ${urls.innopaas}/_sandbox/log`);
}

void main();
