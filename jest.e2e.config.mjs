import base from './jest.config.mjs';

/** Run by `npm run test:e2e`, which starts n8n and the sandbox first. */
const [unit] = base.projects;
const [toCommonJs] = Object.values(unit.transform);

export default {
	...base,
	testTimeout: 60_000,
	projects: [
		{
			...unit,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			// get-port is published as an ES module only.
			transform: { ...unit.transform, '/get-port/.+\\.js$': toCommonJs },
			transformIgnorePatterns: ['/node_modules/(?!get-port/)'],
		},
	],
};
