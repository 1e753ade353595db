import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { checkTarget, NO_REDIRECT, type Unsigned } from '../voice/delivery/account';

/**
 * The signature of the Buka platform: the MD5 of key, secret and time stamp, one behind the other,
 * as lower-case hexadecimal digits. Method, path and body are not part of it.
 *
 * @param timestamp seconds since 1970 as text, the same that goes into the header
 * @see https://www.onbuka.com/sms-api1/
 */
export function signature(apiKey: string, apiSecret: string, timestamp: string): string {
	return createHash('md5')
		.update(apiKey + apiSecret + timestamp)
		.digest('hex');
}

/**
 * Signs a request with the present time. n8n calls it for every attempt, so no attempt is stale.
 *
 * @throws Error when the request does not go to the credential's own host over https
 */
export async function signRequest(
	credentials: ICredentialDataDecryptedObject,
	options: Unsigned,
): Promise<IHttpRequestOptions> {
	checkTarget(credentials, options);
	const apiKey = String(credentials.apiKey);
	const timestamp = String(Math.floor(Date.now() / 1000));
	return {
		...(options as IHttpRequestOptions),
		...NO_REDIRECT,
		headers: {
			...options.headers,
			Sign: signature(apiKey, String(credentials.apiSecret), timestamp),
			Timestamp: timestamp,
			'Api-Key': apiKey,
		},
	};
}
