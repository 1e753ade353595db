import type { ICredentialType } from 'n8n-workflow';

import { allowedNumbers } from '../nodes/voice/guards/allowedNumbers';
import { timeZone } from '../nodes/voice/timeZone';
import { addAccount } from '../nodes/InnoPaas/sign';

export class InnoPaasApi implements ICredentialType {
	name = 'innoPaasApi';

	displayName = 'InnoPaaS API';

	icon: ICredentialType['icon'] = {
		light: 'file:../nodes/InnoPaas/innopaas.svg',
		dark: 'file:../nodes/InnoPaas/innopaas.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-voice-broadcast/n8n-nodes-voice-broadcast#credentials';

	properties: ICredentialType['properties'] = [
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			required: true,
			default: '',
			description: 'From the console, Features, API Details',
		},
		{
			displayName: 'App Key',
			name: 'appKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'From the console, Features, API Details; it is sent with every request. A successful test means that the vendor answered, not for certain that the key is right.',
		},
		timeZone,
		allowedNumbers,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.tig253.com',
			description: 'Host of the vendor without a path, over https',
		},
	];

	/** The account goes into the form of every request, also for n8n’s HTTP Request node. */
	authenticate = addAccount;

	/**
	 * The vendor documents no operation that calls nobody, so the test sends a message without
	 * numbers and reads the refusal. It also documents no code for a wrong account: 500006 is what a
	 * sister gateway of the vendor answers to a missing App ID, taken as a guess.
	 */
	test: ICredentialType['test'] = {
		request: {
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/open/int-voice/batch-notify',
			method: 'POST',
			body: {},
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: '500006',
					message: 'InnoPaaS does not know this account. Check App ID and App Key.',
				},
			},
		],
	};
}
