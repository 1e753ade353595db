/**
 * The first step of `npm start` and `npm run test:e2e`: a fresh clone has no libraries yet, so this
 * file uses none. It installs what package-lock.json names and hands over to main.mts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...path) => join(root, ...path);

function stop(sentence) {
	console.error(`\n${sentence}`);
	process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20) {
	stop(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).`);
}

const installed = at('node_modules', '.package-lock.json');
const lock = at('package-lock.json');
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
	console.log('Installing the development packages (npm ci) ...');
	const { status } = spawnSync('npm', ['ci', '--loglevel', 'http'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		stop(
			'The packages could not be installed. Is the network up, and does `npm ping` answer? Then run the command again.',
		);
	}
}

const { status } = spawnSync(
	process.execPath,
	[
		at('node_modules', 'tsx', 'dist', 'cli.mjs'),
		at('scripts', 'main.mts'),
		...process.argv.slice(2),
	],
	{ cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
