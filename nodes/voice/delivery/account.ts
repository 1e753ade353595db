import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { IANAZone } from 'luxon';

import { readAllowedNumbers } from '../guards/allowedNumbers';
import { quote } from '../input/payload';
import type { Vendor } from '../types';
import type { Context } from './deliver';

/** The zone the vendors are taken to read times in: a guess, the only zone their pages name. */
export const GUESSED_ZONE = 'Asia/Shanghai';

/** What an operation needs of the credential besides the signature. */
export interface Account {
	/** Scheme, host and port, without a slash at the end. */
	baseUrl: string;
	/** The voice application used when the node names none. */
	appId?: string;
	/** The zone the vendor reads and writes times in. */
	timezone: string;
	/** Beginnings of the only numbers that may be called; undefined where all may. */
	allowedNumbers?: string[];
	/** What must not come out again, whoever repeats it. */
	secrets: string[];
}

/**
 * Reads the node's credential.
 *
 * @throws Error when there is none, or a field in it can't be used
 */
export async function readAccount(ctx: Context, vendor: Vendor): Promise<Account> {
	const credential = await ctx.getCredentials(vendor.credential, 0);
	const { baseUrl, appId, timezone } = credential;
	if (typeof timezone === 'string' && timezone !== '' && !IANAZone.isValidZone(timezone)) {
		throw new Error(
			`Time Zone in the credential is "${timezone}"; allowed is a name such as Asia/Shanghai`,
		);
	}
	return {
		baseUrl: checkBaseUrl(baseUrl),
		appId: appId ? String(appId) : undefined,
		timezone: timezone ? String(timezone) : GUESSED_ZONE,
		// Where it was never set, n8n has it empty.
		allowedNumbers: Object.hasOwn(credential, 'allowedNumbers')
			? readAllowedNumbers(credential.allowedNumbers)
			: undefined,
		secrets: [credential.appKey, credential.apiKey, credential.apiSecret]
			.map((secret) => String(secret ?? '').trim())
			.filter((secret) => secret !== ''),
	};
}

/**
 * Secrets leave only encrypted, or to a server on this very machine.
 *
 * @returns scheme, host and port
 * @throws Error for anything but a bare https address, or http on a loopback host
 */
export function checkBaseUrl(value: unknown): string {
	const allowed = 'allowed is https:// and a host without a path, e.g. https://api.example.com';
	const text = String(value ?? '').trim();
	if (!URL.canParse(text)) {
		// It may hold a password.
		const shown = text.replace(/[^/]*@/g, '***@');
		throw new Error(`Base URL in the credential is ${quote(shown)}; ${allowed}`);
	}
	const url = new URL(text);
	if (!isSafe(text)) {
		throw new Error(
			`Base URL in the credential is "${url.origin}", which would send the secret unencrypted; ${allowed}`,
		);
	}
	if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
		throw new Error(`Base URL in the credential has more than a host in it; ${allowed}`);
	}
	return url.origin;
}

/** A request as n8n hands it over to be signed; its HTTP Request node says `uri`. */
export type Unsigned = Partial<IHttpRequestOptions> & { uri?: string };

/** A signed request follows no redirect: that would carry the secret to another host. */
export const NO_REDIRECT = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

/**
 * Makes sure that a request about to be signed goes to the credential's own host, whichever of its
 * addresses n8n's helpers take.
 *
 * @throws Error when it goes elsewhere, or could; or the Base URL is not allowed
 */
export function checkTarget(
	{ baseUrl }: ICredentialDataDecryptedObject,
	{ url, uri, baseURL }: Unsigned,
): void {
	const origin = checkBaseUrl(baseUrl);
	const addresses = [url, uri].filter((address) => address !== undefined && address !== '');
	if (addresses.length === 0) throw new Error('The request to be signed has no address');
	const targets = addresses.map((address) => targetOf(String(address), baseURL));
	if (baseURL) targets.unshift(targetOf(baseURL));
	for (const target of targets) {
		if (target !== origin) {
			throw new Error(
				`The request goes to ${target}, but the credential is for ${origin}; use that host, or change Base URL in the credential`,
			);
		}
	}
}

/**
 * Reads an address as n8n's HTTP client does: with a scheme and two slashes it is absolute, everything
 * else is written behind the base. What other readers, and other versions of it, may take for something
 * else is refused.
 *
 * @returns scheme, host and port
 * @throws Error when it is not clear where the address goes
 */
function targetOf(address: string, base?: string): string {
	const isAbsolute = /^[a-z][a-z\d+.-]*:\/\//i.test(address);
	const isPath = !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(address);
	const whole = isPath && base ? `${base.replace(/\/+$/, '')}/${address}` : address;
	const isClear = (isAbsolute || (isPath && base)) && !/^\s|[\\\p{Cc}]/u.test(address);
	if (!isClear || !URL.canParse(whole)) {
		throw new Error(
			'The request to be signed is not clear about where it goes; allowed is https:// and a host, or a path and a base URL, without backslashes, line breaks or a blank in front',
		);
	}
	return new URL(whole).origin;
}

/** Whether what lies at an address can't be read or changed on its way here: https, or this very machine. */
export function isSafe(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
