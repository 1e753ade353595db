import { validateWorkflow } from '@action-validator/core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, '.github', 'workflows');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

test.each(readdirSync(FOLDER))('GitHub Actions can read %s', (name) => {
	expect(validateWorkflow(read(name)).errors).toEqual([]);
});

test('a workflow that GitHub Actions can’t read is told from others', () => {
	const broken = read('ci.yaml').replace('runs-on:', 'run-on:');
	expect(validateWorkflow(broken).errors).not.toEqual([]);
});

test('every command that they run is there', () => {
	const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const steps = readdirSync(FOLDER).flatMap((name) =>
		Object.values<{ steps?: Array<{ run?: string }> }>(parse(read(name)).jobs).flatMap(
			(job) => job.steps ?? [],
		),
	);
	const commands = steps.flatMap(({ run }) => run ?? []);
	expect(commands).toContain('.ci/run');
	expect(commands).toContain('npm publish --provenance --access public');
	for (const command of commands) {
		const [, script] = /^npm (?:run )?(test\S*|start)/.exec(command) ?? [];
		if (script !== undefined) expect(Object.keys(scripts)).toContain(script);
	}
});

test('what is published, is published only after all tests, and signed for by npm', () => {
	const { jobs } = parse(read('publish.yaml'));
	expect(jobs.publish.needs).toBe('test');
	expect(jobs.test.uses).toBe('./.github/workflows/ci.yaml');
	expect(jobs.publish.permissions['id-token']).toBe('write');
});
