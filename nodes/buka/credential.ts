import type { ICredentialTestRequest, INodeProperties } from 'n8n-workflow';

import { allowedNumbers } from '../voice/guards/allowedNumbers';
import { timeZone } from '../voice/timeZone';
import { ADVICE } from './codes';

/** What an account has to be told; the vendors differ in their host alone. */
export const accountProperties = (baseUrl: string): INodeProperties[] => [
	{
		displayName: 'API Key',
		name: 'apiKey',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'From the API settings of the account',
	},
	{
		displayName: 'API Secret',
		name: 'apiSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'From the API settings of the account; it signs requests and is never sent',
	},
	{
		displayName: 'App ID',
		name: 'appId',
		type: 'string',
		default: '',
		placeholder: 'e.g. iaAJ6COV',
		description:
			'Voice application used when the node names none in Options. Voice messages and new group calls need one, at ONBUKA and ITNIOTECH also Group Call → Call Again; nothing else does. The console has it under Account Management, Voice App Management.',
	},
	timeZone,
	allowedNumbers,
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		required: true,
		default: baseUrl,
		description: 'Host of the vendor without a path, over https',
	},
];

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
