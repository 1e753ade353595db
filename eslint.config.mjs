import communityNodes from '@n8n/eslint-plugin-community-nodes';
import typescript from '@typescript-eslint/parser';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

const { plugins, rules } = communityNodes.configs.recommended;

/**
 * The rules that the review of verified community nodes applies. Off are only those that n8n's own
 * configuration for community nodes turns off, because the newer plugin asks for the opposite.
 */
const rulesFor = (files, name, off = []) => ({
	files,
	languageOptions: { parser: typescript, parserOptions: { extraFileExtensions: ['.json'] } },
	plugins: { ...plugins, 'n8n-nodes-base': nodesBase },
	rules: {
		...rules,
		...nodesBase.configs[name].rules,
		...Object.fromEntries(off.map((rule) => [`n8n-nodes-base/${rule}`, 'off'])),
	},
});

export default [
	{ ignores: ['dist/**'] },
	rulesFor(['package.json'], 'community'),
	rulesFor(['credentials/**/*.ts'], 'credentials', [
		'cred-class-field-documentation-url-miscased',
		'cred-class-field-type-options-password-missing',
	]),
	rulesFor(['nodes/**/*.ts'], 'nodes', [
		'node-class-description-inputs-wrong-regular-node',
		'node-class-description-outputs-wrong',
		'node-param-type-options-max-value-present',
	]),
];
