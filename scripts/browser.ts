import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';

const CANDIDATES = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Opens n8n's editor in a browser of this machine, logged in. */
export async function openEditor(
	url: string,
	cookie: string,
): Promise<{ browser: Browser; page: Page }> {
	const executablePath = CANDIDATES.find((path) => path && existsSync(path));
	if (executablePath === undefined) {
		throw new Error(
			'No Chromium was found: install it (Debian: apt-get install chromium), or set CHROMIUM to its path.',
		);
	}
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
	const [name, value] = cookie.split('=');
	await context.addCookies([{ name, value, url }]);
	return { browser, page: await context.newPage() };
}

/** Opens a workflow in the editor and presses "Execute workflow". */
export async function execute(page: Page, url: string, workflowId: string): Promise<void> {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.getByTestId('execute-workflow-button').click();
	await page.getByTestId('canvas-node-status-success').last().waitFor();
	await page.locator('.el-notification__closeBtn').first().click();
	await page.locator('.el-notification').first().waitFor({ state: 'hidden' });
}

/** Opens a node of the workflow on the canvas. */
export async function openNode(page: Page, node: string): Promise<void> {
	await page.locator(`[data-node-name="${node}"]`).first().dblclick();
	await page.getByTestId('node-parameters').waitFor();
}
