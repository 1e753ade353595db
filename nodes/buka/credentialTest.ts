import type { ICredentialTestRequest } from 'n8n-workflow';

/** What each code of the balance page means for the person who fills in the credential. */
const FAILURES: Record<string, string> = {
	'-1': 'The vendor does not know this account. Check API Key and API Secret.',
	'-2': 'The vendor does not allow the address of this n8n. Add it in the console.',
	'-13': 'The account is locked. Ask the vendor.',
	'-16': 'The time stamp has expired. Set the clock of the machine that runs n8n.',
	'-18': 'An error on the vendor’s side. Try again later.',
};

/**
 * Asks for the balance, which costs nothing and calls nobody. The vendor answers HTTP 200 also when
 * it refuses, so each failing code needs a rule.
 *
 * @see https://www.itniotech.com/api/account/getBalance
 */
export const balanceTest = (url: string): ICredentialTestRequest => ({
	request: { baseURL: '={{ $credentials.baseUrl }}', url },
	rules: Object.entries(FAILURES).flatMap(([code, message]) =>
		[code, Number(code)].map((value) => ({
			type: 'responseSuccessBody' as const,
			properties: { key: 'status', value, message },
		})),
	),
});
