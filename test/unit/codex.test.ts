import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { n8n } from '../../package.json';
import { propertiesOf, subtitleOf } from '../../nodes/voice/description';
import { known, PROFILES } from '../support/profiles';

const ROOT = join(__dirname, '..', '..');
const HOME = 'https://github.com/n8n-nodes-voice-broadcast/n8n-nodes-voice-broadcast';
const files = n8n.nodes.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.json'));
const codex = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

const TYPED = [
	...['voice message', 'phone call', 'text to speech', 'TTS', 'IVR', 'broadcast', 'robocall'],
	...['alert', 'notification', 'redial', 'SMS', 'agent', 'dial', 'call', 'outbound'],
];

test.each(files)('%s is found by what people type', (file) => {
	expect(codex(file).alias).toEqual(expect.arrayContaining(TYPED));
});

test.each(files)('%s leads to pages of this package that exist', (file) => {
	const { primaryDocumentation, credentialDocumentation = [] } = codex(file).resources;
	for (const { url } of [...primaryDocumentation, ...credentialDocumentation]) {
		expect(url.startsWith(HOME)).toBe(true);
		const [path, heading] = url.slice(HOME.length).replace('/blob/main/', '').split('#');
		const page = join(ROOT, path || 'README.md');
		expect(existsSync(page)).toBe(true);
		if (heading === undefined) continue;
		const headings = readFileSync(page, 'utf8').match(/^#+ .+$/gm)!;
		const ids = headings.map((one) => one.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-'));
		expect(ids).toContain(heading);
	}
});

test.each(known)('$named is named by vendor and operation, in words', ({ vendor, operation }) => {
	const action = `${vendor.name}: ${operation.operation.action}`;
	const operations = propertiesOf(vendor).filter(({ name }) => name === 'operation');
	const actions = operations.flatMap(({ options }) => options!.map((one) => Object(one).action));
	expect(actions).toContain(action);
	const { resource, operation: one } = operation;
	expect(subtitleOf(vendor)).toContain(
		`"${resource.value as string} ${one.value as string}":"${action}"`,
	);
});

test.each(Object.entries(PROFILES))(
	'the subtitle of %s ends where its expression does',
	(_, vendor) => {
		const subtitle = subtitleOf(vendor);
		expect(subtitle.indexOf('}}')).toBe(subtitle.length - 2);
	},
);
