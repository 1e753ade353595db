import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { balanceTest } from '../nodes/buka/credentialTest';
import { signRequest } from '../nodes/buka/sign';

export class LaafficApi implements ICredentialType {
	name = 'laafficApi';

	displayName = 'LAAFFIC API';

	icon: Icon = {
		light: 'file:../nodes/Laaffic/laaffic.svg',
		dark: 'file:../nodes/Laaffic/laaffic.dark.svg',
	};

	documentationUrl = 'https://www.laaffic.com/api/voice/guide/ivrTask';

	properties: INodeProperties[] = [
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
			description: 'Voice application used when the node names none',
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			default: 'Asia/Shanghai',
			placeholder: 'e.g. Asia/Shanghai',
			description:
				'Zone in which the vendor reads times. Its pages do not say: Asia/Shanghai is a guess, to be checked with the vendor before calls are scheduled.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.laaffic.com',
			description: 'Host of the vendor without a path, over https',
		},
	];

	/** Signed afresh for every attempt, also for n8n’s HTTP Request node. */
	authenticate: IAuthenticate = signRequest;

	test: ICredentialTestRequest = balanceTest('/v3/getBalance');
}
