import type { ICredentialTestRequest } from 'n8n-workflow';

import { ADVICE } from './codes';

/**
 * Asks for the balance, which costs nothing and calls nobody. The vendor answers HTTP 200 also when
 * it refuses, so each failing code needs a rule, in every spelling of the platform's envelope.
 *
 * @see https://www.itniotech.com/api/account/getBalance
 */
export const balanceTest = (url: string): ICredentialTestRequest => ({
	request: { baseURL: '={{ $credentials.baseUrl }}', url },
	rules: Object.entries(ADVICE).flatMap(([code, message]) =>
		['status', 'code'].flatMap((key) =>
			[code, Number(code)].map((value) => ({
				type: 'responseSuccessBody' as const,
				properties: { key, value, message },
			})),
		),
	),
});
