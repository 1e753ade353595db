import type { IDataObject } from 'n8n-workflow';

import { wordsOf } from '../voice/input/wire';
import { withoutSecrets } from '../voice/delivery/conceal';
import { WHERE_THE_URL_IS } from '../voice/trigger/description';
import type { Pushed, Trigger, VendorEvent } from '../voice/trigger/types';
import { innoPaas } from './profile';

/** What the fields may be called, which no page says: the likeliest first, in small letters and digits alone. */
const NAMES = {
	calleeNumber: [
		...['mobile', 'callee', 'calleenumber', 'called', 'callednumber', 'calleenum', 'phone'],
		...['phonenumber', 'msisdn', 'destination', 'number', 'to'],
	],
	callId: ['callid', 'voiceid', 'calluuid', 'uuid', 'messageid', 'msgid', 'requestid', 'id'],
	transData: ['transdata', 'passthrough', 'passthroughdata', 'userdata', 'extend'],
};

const simple = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, '');

const isObject = (value: unknown): value is Pushed =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of the likeliest field: of the record itself, or of an object in it. */
function likely(names: string[], pushed: Pushed, fits: (text: string) => boolean = () => true) {
	const fields = [pushed, ...Object.values(pushed).filter(isObject)].flatMap((one) =>
		Object.entries(one).map(([name, value]) => [simple(name), wordsOf(value).trim()]),
	);
	for (const wanted of names) {
		const found = fields.find(([name, text]) => name === wanted && text !== '' && fits(text));
		if (found !== undefined) return found[1];
	}
	return undefined;
}

/** What came of a call. Neither its fields nor how it is sent is documented: what is found in it is guessed. */
const callDetailRecord: VendorEvent = {
	name: 'Call Detail Record',
	value: 'callDetailRecord',
	description: 'What came of a call',
	is: () => true,
	item(pushed) {
		const number = likely(NAMES.calleeNumber, pushed, (text) => /^\+?\d{5,18}$/.test(text));
		const guesses: IDataObject = {
			calleeNumber: number?.replace('+', ''),
			callId: likely(NAMES.callId, pushed),
			transData: likely(NAMES.transData, pushed),
		};
		const found = Object.entries(guesses).filter(([, value]) => value !== undefined);
		return {
			...Object.fromEntries(found),
			guessed: found.map(([name]) => name),
			raw: withoutSecrets(pushed as IDataObject),
		};
	},
	// One call ID may stand for a request with many numbers.
	id: () => undefined,
};

export const innoPaasReports: Trigger = {
	vendor: innoPaas,
	events: [callDetailRecord],
	notice: `${WHERE_THE_URL_IS} Enter it as Report URL (Billing URL) in the options of the node that sends: InnoPaaS pushes what came of a request to the address that the request names. It may have 250 characters. Whoever knows the address can forge reports as long as Allowed Addresses is empty.`,
	anyForm: true,
};
