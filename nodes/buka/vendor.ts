import type { Vendor } from '../voice/types';
import { readEnvelope } from './answer';
import { advice, concernsAccount, meaning } from './codes';

/** What ONBUKA, ITNIOTECH and LAAFFIC share; a profile adds what differs. */
export const buka: Omit<Vendor, 'name' | 'credential' | 'prefix' | 'operations'> = {
	contentType: 'application/json;charset=UTF-8',
	encode: (body) => JSON.stringify(body),
	readEnvelope,
	advice,
	meaning,
	concernsAccount,
};
