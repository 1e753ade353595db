import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** The scan loads ESLint and reads every file. */
const PATIENCE_MS = 120_000;

let folder: string;
/** What npm would publish, unpacked. */
let published: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'voice-broadcast-scan-'));
	const npmPack = ['pack', '--json', '--pack-destination', folder];
	const [{ filename }] = JSON.parse(execFileSync('npm', npmPack, { cwd: ROOT, encoding: 'utf8' }));
	execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
	published = join(folder, 'package');
}, PATIENCE_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @returns what the scan complains of; nothing where it passes */
function scan(where: string, what: 'source' | 'published'): string {
	const args = [join(__dirname, 'scan.mjs'), where, what];
	// With jest's NODE_ENV, the rules take every file for a node.
	const { NODE_ENV: _, ...env } = process.env;
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
	return status === 0 ? '' : stdout + stderr;
}

test(
	'n8n’s scan passes the sources',
	() => {
		expect(scan(ROOT, 'source')).toBe('');
	},
	PATIENCE_MS,
);

test(
	'n8n’s scan passes every script of the package that is published',
	() => {
		expect(scan(published, 'published')).toBe('');
	},
	PATIENCE_MS,
);

test(
	'n8n’s scan finds what is forbidden, in any script that is published',
	() => {
		const { n8n } = JSON.parse(readFileSync(join(published, 'package.json'), 'utf8'));
		const scripts = [n8n.nodes[0], join('dist', 'nodes', 'voice', 'calls', 'run.js')];
		for (const script of scripts) {
			appendFileSync(join(published, script), '\nsetTimeout(() => process.exit(), 1);\n');
		}
		const found = scan(published, 'published');
		for (const script of scripts) expect(found).toContain(script);
		expect(found).toContain('no-restricted-globals');
	},
	PATIENCE_MS,
);
