import { startSandbox, type Sandbox } from '../../sandbox/server';
import { clientOf, MESSAGE } from './support/client';

let sandbox: Sandbox;
const client = clientOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

// Alone in its file: an error that nobody catches ends a process, and in jest it fails the file.
test('a billUrl that is no address does not end the sandbox', async () => {
	await client.innopaas({ ...MESSAGE, billUrl: 'no address' });
	const { data } = await client.innopaas(MESSAGE);
	expect(data.code).toBe('200000');
});
