import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { checkTarget, NO_REDIRECT, type Unsigned } from '../voice/delivery/account';

export const FORM = 'application/x-www-form-urlencoded';

/**
 * Puts the account's `appId` and `appKey` in front of the form, which is all the signing InnoPaaS
 * knows.
 *
 * @param options a request whose body is a form, as text, as URLSearchParams or as an object; n8n's
 *   HTTP Request node hands it over as `form`
 * @throws Error when the request does not go to the credential's own host over https
 */
export async function addAccount(
	{ appId, appKey, ...rest }: ICredentialDataDecryptedObject,
	options: Unsigned & { form?: unknown },
): Promise<IHttpRequestOptions> {
	checkTarget(rest, options);
	const { form, body, headers, json, ...others } = options as IHttpRequestOptions & {
		form?: unknown;
	};
	const signed = new URLSearchParams({ appId: String(appId), appKey: String(appKey) });
	for (const [name, value] of new URLSearchParams((form ?? body ?? '') as Record<string, string>)) {
		if (name !== 'appId' && name !== 'appKey') signed.append(name, value);
	}
	const kept = Object.entries(headers ?? {}).filter(([name]) => !/^content-type$/i.test(name));
	return {
		...others,
		...NO_REDIRECT,
		headers: { ...Object.fromEntries(kept), 'Content-Type': FORM },
		body: signed.toString(),
	};
}
