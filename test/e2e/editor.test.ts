import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

import { openEditor, openNode } from '../../scripts/browser';
import { addresses, n8n } from './world';

let browser: Browser;
let page: Page;

beforeAll(async () => {
	({ browser, page } = await openEditor(addresses.url, addresses.cookie));
});
afterAll(async () => await browser?.close());

/** Opens the node of an example in the editor. */
async function open(example: string): Promise<void> {
	const file = join(__dirname, '..', '..', 'examples', `${example}.json`);
	const workflow = JSON.parse(readFileSync(file, 'utf8'));
	const id = await n8n.importWorkflow(workflow);
	await page.goto(`${addresses.url}/workflow/${id}`);
	await openNode(page, workflow.nodes.find((node: { id: string }) => node.id === 'call').name);
}

const parameter = (name: string) => page.getByTestId(`parameter-input-${name}`).first();

async function choose(name: string, option: string): Promise<void> {
	await parameter(name).click();
	await page.getByTestId('parameter-input-item').getByText(option, { exact: true }).click();
}

async function expectShown(shown: string[], hidden: string[]): Promise<void> {
	for (const name of shown) await parameter(name).waitFor({ state: 'visible' });
	for (const name of hidden) await parameter(name).waitFor({ state: 'detached' });
}

test('a group call shows the fields of its source, and no others', async () => {
	await open('itniotech-create-group-call');
	await expectShown(['text', 'lan'], ['voiceFileId', 'uploadName', 'binaryPropertyName']);
	await choose('source', 'Uploaded File');
	await expectShown(['voiceFileId'], ['text', 'lan', 'uploadName', 'binaryPropertyName']);
	await choose('source', 'File From Binary Field');
	await expectShown(['uploadName', 'binaryPropertyName'], ['text', 'lan', 'voiceFileId']);
});

test('the hang-up SMS and its triggers open and close', async () => {
	await open('itniotech-create-group-call');
	await expectShown(['smsAppId', 'smsContent', 'failedPush'], ['feedbackValue', 'successPushTime']);
	await parameter('feedbackPush').click();
	await expectShown(['feedbackValue'], ['successPushTime']);
	await parameter('hangUpSms').click();
	await expectShown([], ['smsAppId', 'smsContent', 'feedbackPush', 'feedbackValue', 'failedPush']);
});

test('a redial round shows what its transfer to agents needs', async () => {
	await open('itniotech-update-redial-flow');
	await expectShown(['sipGroupId', 'toSeatType'], ['toSeatKey', 'delayTransfer', 'smsContent']);
	await choose('toSeatType', 'The Callee Presses a Key');
	await expectShown(['toSeatKey', 'delayTransfer'], ['smsContent']);
});

test('InnoPaaS asks for redial and schedule only when they are wanted', async () => {
	await open('innopaas-send-voice-message');
	await expectShown(['taskStartTime', 'recallInterval', 'noAnswer'], ['smsTemplateId']);
	await choose('sendType', 'Immediately');
	await parameter('smsHangupStatus').click();
	await expectShown(['smsTemplateId', 'smsSendType'], ['taskStartTime', 'smsSendLimit']);
	await choose('smsSendType', 'By Length of the Call');
	await expectShown(['smsSendLimit'], ['taskStartTime', 'taskEndTime']);
});

/** What the node creator finds on an empty canvas. */
async function found(words: string): Promise<string[]> {
	await page.getByTestId('node-creator-search-bar').fill(words);
	const name = page.getByTestId('node-creator-item-name').filter({ hasText: 'ONBUKA' });
	await name.first().waitFor({ state: 'visible' });
	return await page.getByTestId('node-creator-item-name').allInnerTexts();
}

test.each([
	...['voice message', 'phone call', 'text to speech', 'TTS', 'IVR', 'broadcast', 'robocall'],
	...['alert', 'notification', 'redial', 'SMS', 'agent', 'dial', 'call', 'outbound'],
])('who types "%s" finds the nodes', async (words) => {
	if (!page.url().endsWith('/workflow/new')) {
		await page.goto(`${addresses.url}/workflow/new`);
		await page.getByTestId('canvas-add-button').click();
	}
	expect(await found(words)).toEqual(expect.arrayContaining([expect.stringContaining('ONBUKA')]));
});

test('a notice says that phones ring', async () => {
	await open('onbuka-send-voice-message');
	const notice = page.getByTestId('node-parameters').getByText('Execute rings real phones.');
	await notice.waitFor({ state: 'visible' });
});
