const project = (name) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
});

export default {
	// Jest leaves a processor free, which of two is half of them.
	maxWorkers: '100%',
	globalSetup: '<rootDir>/test/support/readContracts.mjs',
	projects: [project('unit'), project('contract'), project('engine'), project('package')],
	reporters: ['default', '<rootDir>/test/support/closingLine.mjs'],
	// n8n-core prints every error it meets, and here most are wanted.
	silent: true,
	// n8n-core keeps timers of its own running.
	forceExit: true,
};
