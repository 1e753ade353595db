import type { ICredentialType } from 'n8n-workflow';

import { accountProperties, balanceTest } from '../nodes/buka/credential';
import { signRequest } from '../nodes/buka/sign';

export class ItniotechApi implements ICredentialType {
	name = 'itniotechApi';

	displayName = 'ITNIOTECH API';

	icon: ICredentialType['icon'] = {
		light: 'file:../nodes/Itniotech/itniotech.svg',
		dark: 'file:../nodes/Itniotech/itniotech.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-voice-broadcast/n8n-nodes-voice-broadcast#credentials';

	properties = accountProperties('https://api.itniotech.com');

	/** Signed afresh for every attempt, also for n8n’s HTTP Request node. */
	authenticate = signRequest;

	test = balanceTest('/sms/getBalance');
}
