import { ACCOUNTS, words, type Envelope, type SandboxVendor } from './vendor';

const envelope: Envelope = (code, message, data = null) => ({ code, message, data });

/** Every code but 200000 is invented: the vendor's list is not public. */
export const innopaas: SandboxVendor = {
	authenticate: ({ body }) =>
		body?.appId === ACCOUNTS.innopaas.appId && body?.appKey === ACCOUNTS.innopaas.appKey
			? undefined
			: envelope('500006', 'appId or appKey is wrong (code invented by the sandbox)'),
	refuse: (violations) => envelope('500001', `${words(violations)} (code invented by the sandbox)`),
	envelopeOf: () => envelope,
};
