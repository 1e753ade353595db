import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const pages = ['.', 'docs']
	.flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name)))
	.filter((name) => name.endsWith('.md'));

test.each(pages)('every file that %s links to is there', (page) => {
	const text = readFileSync(join(ROOT, page), 'utf8');
	for (const [, path] of text.matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)/g)) {
		const file = join(dirname(page), path);
		expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
	}
});
