import { ACCOUNTS } from '../../sandbox/vendors';
import { outputOf } from '../../scripts/n8n';
import { addresses, n8n, sandbox } from './world';

const { vendors } = addresses;
const buka = { ...ACCOUNTS.buka, appId: 'sandbox-app', timezone: 'Asia/Shanghai' };

/** The account as it should be, and what makes it wrong. */
const ACCOUNTS_BY_TYPE = [
	['innoPaasApi', { ...ACCOUNTS.innopaas, baseUrl: vendors?.innopaas }, { appKey: 'wrong' }],
	['onbukaApi', { ...buka, baseUrl: vendors?.onbuka }, { apiSecret: 'wrong' }],
	['itniotechApi', { ...buka, baseUrl: vendors?.itniotech }, { apiSecret: 'wrong' }],
	['laafficApi', { ...buka, baseUrl: vendors?.laaffic }, { apiKey: 'wrong' }],
] as const;

beforeEach(async () => await sandbox.reset());

describe.each(ACCOUNTS_BY_TYPE)('the test button of %s', (type, account, mistake) => {
	test('is green for the right account and calls nobody', async () => {
		expect(await n8n.testCredential(type, account)).toMatchObject({ status: 'OK' });
		expect(await sandbox.calls()).toEqual([]);
	});

	test('is red for a wrong one and says what to check', async () => {
		const { status, message } = await n8n.testCredential(type, { ...account, ...mistake });
		expect(status).toBe('Error');
		expect(message).toMatch(/Check (App ID and App Key|API Key and API Secret)/);
	});

	test('is red for a Base URL that would send the secret unencrypted, and nothing leaves', async () => {
		const baseUrl = 'http://vendor.example';
		expect(await n8n.testCredential(type, { ...account, baseUrl })).toMatchObject({
			status: 'Error',
		});
		expect(await sandbox.log()).toEqual([]);
	});
});

/** n8n's own HTTP Request node, signing with one of our credentials. */
const httpRequest = (type: string, parameters: object) => ({
	name: `HTTP Request with ${type}`,
	nodes: [
		{
			id: '1',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: '2',
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [200, 0],
			parameters: {
				authentication: 'predefinedCredentialType',
				nodeCredentialType: type,
				...parameters,
			},
			credentials: { [type]: { id: '', name: type } },
		},
	],
	connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});

test.each([
	['onbukaApi', `${vendors?.onbuka}/v3/getBalance`],
	['itniotechApi', `${vendors?.itniotech}/sms/getBalance`],
	['laafficApi', `${vendors?.laaffic}/v3/getBalance`],
])('n8n’s HTTP Request node can sign with %s', async (type, url) => {
	const id = await n8n.importWorkflow(httpRequest(type, { url }));
	const [[answer]] = outputOf(await n8n.run(id, 'Start'), 'HTTP Request');
	expect(answer.json).toMatchObject({ status: '0', balance: '99.990000' });
});

test('n8n’s HTTP Request node can send a form with innoPaasApi', async () => {
	const id = await n8n.importWorkflow(
		httpRequest('innoPaasApi', {
			method: 'POST',
			url: `${vendors.innopaas}/open/int-voice/batch-notify`,
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: {
				parameters: [
					{ name: 'mobile', value: '8613012345678,a b|c' },
					{ name: 'countryCode', value: 'CN' },
					{ name: 'templateId', value: '1000001' },
				],
			},
		}),
	);
	const [[answer]] = outputOf(await n8n.run(id, 'Start'), 'HTTP Request');
	expect(answer.json).toMatchObject({ code: '200000' });
	expect((await sandbox.calls())[0]).toMatchObject({
		callee: '8613012345678',
		variables: ['a b', 'c'],
	});
});

test.each(['onbukaApi', 'innoPaasApi'])(
	'n8n’s HTTP Request node does not sign with %s for another host',
	async (type) => {
		const url = `${vendors.laaffic}/v3/getBalance`;
		const id = await n8n.importWorkflow(httpRequest(type, { url }));
		const { status, data } = await n8n.run(id, 'Start');
		expect(status).toBe('error');
		expect(JSON.stringify(data.resultData.error)).toContain('but the credential is for');
		expect(await sandbox.log()).toEqual([]);
	},
);
