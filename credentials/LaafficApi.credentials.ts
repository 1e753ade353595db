import type { ICredentialType } from 'n8n-workflow';

import { accountProperties, balanceTest } from '../nodes/buka/credential';
import { signRequest } from '../nodes/buka/sign';

export class LaafficApi implements ICredentialType {
	name = 'laafficApi';

	displayName = 'LAAFFIC API';

	icon: ICredentialType['icon'] = {
		light: 'file:../nodes/Laaffic/laaffic.svg',
		dark: 'file:../nodes/Laaffic/laaffic.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-voice-broadcast/n8n-nodes-voice-broadcast#credentials';

	properties = accountProperties('https://api.laaffic.com');

	/** Signed afresh for every attempt, also for n8n’s HTTP Request node. */
	authenticate = signRequest;

	test = balanceTest('/v3/getBalance');
}
