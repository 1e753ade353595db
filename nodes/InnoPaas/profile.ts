import type { Vendor } from '../voice/types';
import { readEnvelope } from './answer';
import { FORM } from './sign';
import { sendVoiceMessage } from './voiceMessage/send';

/** The vendor documents no code but success, so there is one advice for all. */
export const innoPaas: Vendor = {
	name: 'InnoPaaS',
	credential: 'innoPaasApi',
	prefix: '',
	contentType: FORM,
	encode: (body) => new URLSearchParams(body as Record<string, string>).toString(),
	readEnvelope,
	// Six digits that are not success: a guess, marked as such in the README.
	meaning: () => 'final',
	concernsAccount: () => false,
	advice: () =>
		'Check App ID and App Key in the credential, that the template is approved, and that the numbers fit Country.',
	operations: [sendVoiceMessage],
};
