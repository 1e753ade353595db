import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { accountProperties, balanceTest } from '../nodes/buka/credential';
import { signRequest } from '../nodes/buka/sign';

export class ItniotechApi implements ICredentialType {
	name = 'itniotechApi';

	displayName = 'ITNIOTECH API';

	icon: Icon = {
		light: 'file:../nodes/Itniotech/itniotech.svg',
		dark: 'file:../nodes/Itniotech/itniotech.dark.svg',
	};

	documentationUrl = 'https://www.itniotech.com/api/account/';

	properties: INodeProperties[] = accountProperties('https://api.itniotech.com');

	/** Signed afresh for every attempt, also for n8n’s HTTP Request node. */
	authenticate: IAuthenticate = signRequest;

	test: ICredentialTestRequest = balanceTest('/sms/getBalance');
}
