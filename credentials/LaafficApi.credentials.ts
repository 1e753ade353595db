import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { accountProperties, balanceTest } from '../nodes/buka/credential';
import { signRequest } from '../nodes/buka/sign';

export class LaafficApi implements ICredentialType {
	name = 'laafficApi';

	displayName = 'LAAFFIC API';

	icon: Icon = {
		light: 'file:../nodes/Laaffic/laaffic.svg',
		dark: 'file:../nodes/Laaffic/laaffic.dark.svg',
	};

	documentationUrl = 'https://www.laaffic.com/api/voice/guide/ivrTask';

	properties: INodeProperties[] = accountProperties('https://api.laaffic.com');

	/** Signed afresh for every attempt, also for n8n’s HTTP Request node. */
	authenticate: IAuthenticate = signRequest;

	test: ICredentialTestRequest = balanceTest('/v3/getBalance');
}
