import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execute, openEditor, openNode } from './browser.js';
import { exampleNames } from './examples.mjs';
import { OUTCOMES } from './outcomes.js';
import { ROOT } from './runtime.mjs';
import type { World } from './world.mjs';

const IMAGES = join(ROOT, 'docs', 'images');

/** Takes the pictures of the README: an example on the canvas, and the node of each operation's in the editor. */
export async function takeScreenshots({ n8n }: World): Promise<void> {
	await mkdir(IMAGES, { recursive: true });
	const { browser, page } = await openEditor(n8n.url, n8n.cookie);
	try {
		const operations = (await exampleNames()).filter((example) => !(example in OUTCOMES));
		for (const example of operations) {
			const workflow = JSON.parse(await readFile(join(ROOT, 'examples', example), 'utf8'));
			const id = await n8n.importWorkflow(workflow);
			await execute(page, n8n.url, id);
			const { name } = workflow.nodes.find(({ id }: { id: string }) => id === 'call');
			const file = example.replace('.json', '');
			if (example.startsWith('onbuka')) await page.screenshot({ path: join(IMAGES, 'canvas.png') });
			await openNode(page, name);
			await page.getByTestId('ndv-run-data-display-mode').nth(1).getByText('Table').click();
			await page.screenshot({ path: join(IMAGES, `${file}.png`) });
		}
	} finally {
		await browser.close();
	}
}
