import { addAccount } from '../../nodes/InnoPaas/sign';
import { signature, signRequest } from '../../nodes/buka/sign';

const account = { apiKey: 'bDqJFiq9', apiSecret: '7bz1lzh9', baseUrl: 'https://api.onbuka.com' };

test('the signature of the vendor’s worked example', () => {
	expect(signature('bDqJFiq9', '7bz1lzh9', '1630468800')).toBe('05d7a50893e22a5c4bb3216ae3396c7c');
});

test('a request carries key, time stamp in seconds and the signature of both', async () => {
	const { headers } = await signRequest(account, { url: 'https://api.onbuka.com/v3/getBalance' });
	const { Timestamp, Sign } = headers as Record<string, string>;
	expect(headers).toMatchObject({ 'Api-Key': 'bDqJFiq9' });
	expect(Math.abs(Number(Timestamp) - Date.now() / 1000)).toBeLessThan(5);
	expect(Sign).toBe(signature('bDqJFiq9', '7bz1lzh9', Timestamp));
});

test.each([
	['http without encryption', 'http://api.onbuka.com'],
	['a host that only begins like loopback', 'http://127.0.0.1.example.com'],
	['another scheme', 'ftp://api.onbuka.com'],
	['a path', 'https://api.onbuka.com/v3'],
	['a user in the address', 'https://me:secret@api.onbuka.com'],
	['nothing', ''],
])('no secret leaves for a Base URL with %s', async (_, baseUrl) => {
	const url = '/v3/getBalance';
	await expect(signRequest({ ...account, baseUrl }, { url, baseURL: baseUrl })).rejects.toThrow(
		/^Base URL in the credential .*allowed is https:/,
	);
	await expect(
		addAccount({ appId: 'a', appKey: 'secret', baseUrl }, { url, baseURL: baseUrl }),
	).rejects.toThrow(/^Base URL/);
});

test.each([
	'http://localhost:4100',
	'http://127.0.0.1:4100',
	'http://[::1]:4100',
	'https://x.example',
])('%s is allowed', async (baseUrl) => {
	const signed = await signRequest({ ...account, baseUrl }, { url: `${baseUrl}/v3/getBalance` });
	expect(signed.headers).toHaveProperty('Sign');
});

test.each([
	['url', { url: 'https://evil.example/v3' }],
	['uri, as the HTTP Request node has it', { uri: 'https://evil.example/v3' }],
	['baseURL', { url: '/v3', baseURL: 'https://evil.example' }],
	['uri beside a baseURL', { uri: 'https://evil.example/v3', baseURL: 'https://api.onbuka.com' }],
])('no secret leaves for a host in %s that is not the credential’s', async (_, request) => {
	await expect(signRequest(account, request)).rejects.toThrow('The request goes to https://evil');
	const innoPaas = { appId: 'a', appKey: 'b', baseUrl: account.baseUrl };
	await expect(addAccount(innoPaas, request)).rejects.toThrow('The request goes to https://evil');
});

test('no secret leaves for a request without an address', async () => {
	await expect(signRequest(account, {})).rejects.toThrow('has no address');
});

test('a signed request follows no redirect', async () => {
	const options = { url: 'https://api.onbuka.com/v3' };
	const off = { disableFollowRedirect: true, followRedirect: false };
	expect(await signRequest(account, options)).toMatchObject(off);
	const innoPaas = { appId: 'a', appKey: 'b', baseUrl: account.baseUrl };
	expect(await addAccount(innoPaas, options)).toMatchObject(off);
});

test('no secret leaves for a host that is not the credential’s', async () => {
	await expect(signRequest(account, { url: 'https://evil.example/v3' })).rejects.toThrow(
		'The request goes to https://evil.example, but the credential is for https://api.onbuka.com',
	);
});

describe('InnoPaaS puts the account in front of the form', () => {
	const credentials = { appId: 'id', appKey: 'a&b', baseUrl: 'https://api.tig253.com' };
	const url = 'https://api.tig253.com/open/int-voice/batch-notify';

	test.each([
		['a text', { body: 'mobile=1%3B2&taskName=a+b' }],
		['an object', { body: { mobile: '1;2', taskName: 'a b' } }],
		['URLSearchParams', { body: new URLSearchParams({ mobile: '1;2', taskName: 'a b' }) }],
		['the form of the HTTP Request node', { form: { mobile: '1;2', taskName: 'a b' } }],
	])('given %s', async (_, given) => {
		const { body, headers } = await addAccount(credentials, { url, ...given } as never);
		expect(body).toBe('appId=id&appKey=a%26b&mobile=1%3B2&taskName=a+b');
		expect(headers).toEqual({ 'Content-Type': 'application/x-www-form-urlencoded' });
	});

	test('given nothing', async () => {
		expect((await addAccount(credentials, { url })).body).toBe('appId=id&appKey=a%26b');
	});
});
