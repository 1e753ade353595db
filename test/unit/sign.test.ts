import { dirname } from 'node:path';
import fc from 'fast-check';

import { InnoPaasApi } from '../../credentials/InnoPaasApi.credentials';
import { ItniotechApi } from '../../credentials/ItniotechApi.credentials';
import { LaafficApi } from '../../credentials/LaafficApi.credentials';
import { OnbukaApi } from '../../credentials/OnbukaApi.credentials';
import { addAccount } from '../../nodes/InnoPaas/sign';
import { signature, signRequest } from '../../nodes/buka/sign';

const account = { apiKey: 'bDqJFiq9', apiSecret: '7bz1lzh9', baseUrl: 'https://api.onbuka.com' };

test.each([
	[new InnoPaasApi(), ['appKey']],
	[new ItniotechApi(), ['apiKey', 'apiSecret']],
	[new LaafficApi(), ['apiKey', 'apiSecret']],
	[new OnbukaApi(), ['apiKey', 'apiSecret']],
])('the editor masks the secrets of $displayName', ({ properties }, secrets) => {
	const masked = properties.filter(({ typeOptions }) => typeOptions?.password);
	expect(masked.map(({ name }) => name)).toEqual(secrets);
});

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

test('a password in a Base URL that is none is not quoted', async () => {
	const baseUrl = 'https://me:s3cret@host:99999';
	const url = '/v3/getBalance';
	const signed = signRequest({ ...account, baseUrl }, { url, baseURL: baseUrl });
	await expect(signed).rejects.toThrow('Base URL in the credential is "https://***@host:99999"');
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

const NOT_CLEAR = 'is not clear about where it goes';

test.each([
	['a scheme without slashes', { url: 'https:evil.example/v3' }],
	['a scheme with one slash', { url: 'https:/evil.example/v3' }],
	['the same behind the right base', { url: 'https:evil.example/v3', baseURL: account.baseUrl }],
	['backslashes for slashes', { url: 'https:\\\\evil.example' }],
	['a backslash behind the host', { url: 'https://api.onbuka.com\\@evil.example' }],
	['no scheme', { url: '//evil.example' }],
	['no scheme, behind the right base', { url: '//evil.example', baseURL: account.baseUrl }],
	['a blank in front', { url: ' https://evil.example' }],
	['a control character in front', { url: '\u0001https://evil.example', baseURL: account.baseUrl }],
	['a tab in the scheme', { url: 'ht\ttps://evil.example', baseURL: account.baseUrl }],
	['a line break in the host', { url: 'https://api.onbuka.com\n.evil.example' }],
	['no host and no base', { url: '/v3/getBalance' }],
	['a base without a host', { url: '/v3/getBalance', baseURL: '/' }],
	['a base without slashes', { url: '/v3/getBalance', baseURL: 'https:api.onbuka.com' }],
	['another host as a name', { url: 'localhost:4100/v3' }],
])('no secret leaves for an address with %s', async (_, request) => {
	await expect(signRequest(account, request)).rejects.toThrow(NOT_CLEAR);
	await expect(addAccount({ ...account, appId: 'a' }, request)).rejects.toThrow(NOT_CLEAR);
});

test.each([
	['the host where the user stands', { url: 'https://api.onbuka.com@evil.example' }],
	['a host that begins like it', { url: 'https://api.onbuka.com.evil.example' }],
	['a scheme in capitals', { url: 'HTTPS://evil.example', baseURL: account.baseUrl }],
	['no encryption', { url: 'http://api.onbuka.com/v3' }],
	['another port', { url: 'https://api.onbuka.com:8443/v3' }],
	// Some of n8n's helpers know no `uri`, and would go to the base alone.
	['another base', { uri: 'https://api.onbuka.com/v3', baseURL: 'https://evil.example' }],
	['another uri', { url: 'https://api.onbuka.com/v3', uri: 'https://evil.example' }],
])('no secret leaves for %s', async (_, request) => {
	await expect(signRequest(account, request)).rejects.toThrow('The request goes to http');
});

test.each([
	['a path behind a base', { url: '/v3/getBalance', baseURL: 'https://api.onbuka.com' }],
	['a base with a path', { url: 'getBalance', baseURL: 'https://api.onbuka.com/v3/' }],
	['an address in capitals', { url: 'HTTPS://API.ONBUKA.COM/v3' }],
	['an address of the HTTP Request node', { uri: 'https://api.onbuka.com/v3?from=a b&to=#c' }],
	['the port that https has anyway', { url: 'https://api.onbuka.com:443/v3' }],
])('%s is signed', async (_, request) => {
	expect((await signRequest(account, request)).headers).toHaveProperty('Sign');
});

/** The HTTP client that n8n itself sends with. */
const { default: axios } = jest.requireActual<typeof import('axios')>(
	require.resolve('axios', { paths: [dirname(require.resolve('@n8n/backend-network'))] }),
);

test('whatever is signed goes to the credential’s own host, as n8n’s HTTP client reads it', async () => {
	const parts = fc.array(
		fc.constantFrom(
			...['https:', 'http:', 'HTTPS:', 'https://', '//', '/', '\\', '@', ':', ':443', '?', '#'],
			...['api.onbuka.com', 'API.onbuka.com', 'evil.example', '.', 'v3', ' ', '\t', '\n', '\0'],
			...['https://evil.example', 'blob:', 'data:', '%2f', '\u3000'],
		),
		{ maxLength: 5 },
	);
	const address = fc
		.tuple(fc.constantFrom('', 'https://api.onbuka.com', 'HTTPS://API.onbuka.com/'), parts)
		.map(([start, rest]) => start + rest.join(''));
	let signed = 0;
	await fc.assert(
		fc.asyncProperty(address, fc.option(address, { nil: undefined }), async (url, baseURL) => {
			const done = await signRequest(account, { url, baseURL }).catch(() => undefined);
			if (done === undefined) return;
			signed++;
			expect(new URL(axios.getUri({ url, baseURL })).origin).toBe(account.baseUrl);
		}),
		{ numRuns: 5000 },
	);
	expect(signed).toBeGreaterThan(100);
});

test('a signed request follows no redirect', async () => {
	const options = { url: 'https://api.onbuka.com/v3' };
	// The last is what n8n's HTTP Request node sets, and what its older helper obeys.
	const off = {
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
	};
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
