import base from './jest.config.mjs';

/** Run by `npm run test:e2e`, which starts n8n and the sandbox first. */
const [unit] = base.projects;

export default {
	...base,
	testTimeout: 60_000,
	projects: [
		{
			...unit,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
		},
	],
};
