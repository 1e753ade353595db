import { createHash, timingSafeEqual } from 'node:crypto';

import type { Contract, Promised } from './contracts';
import {
	ACCOUNTS,
	Reply,
	words,
	type Envelope,
	type SandboxVendor,
	type Violation,
} from './vendor';

/** Seconds a time stamp may be off: a guess, the vendors name no limit. */
const TIMESTAMP_WINDOW = 300;

/** Whatever is wrong where bytes are asked for is a sentence and HTTP 500. */
const asText: Envelope = (_code, sentence) =>
	new Reply(500, { 'Content-Type': 'text/plain; charset=UTF-8' }, sentence);

/**
 * The spelling of an operation's answers, as its contract has it: status and reason or code and msg. Where it may be
 * a number, the code of a success is one; failures have texts everywhere.
 */
function spelled({ responses }: Promised): Envelope {
	const { schema } = responses['200'].content['application/json'] ?? {};
	if (schema === undefined) return asText;
	const { properties = {} } = schema;
	const [code, words] = 'code' in properties ? ['code', 'msg'] : ['status', 'reason'];
	const success = [properties[code].type].flat().includes('integer') ? 0 : '0';
	return (given, said, data = null) => ({
		[code]: given === '0' ? success : given,
		[words]: said,
		data,
	});
}

const byStatus: Envelope = (status, reason, data = null) => ({ status, reason, data });

/** A vendor of the platform: they differ in their contracts alone. */
export function buka({ operations }: Contract): SandboxVendor {
	const envelopes = new Map([...operations].map(([id, one]) => [id, spelled(one)]));
	const envelopeOf = (operation = '') => envelopes.get(operation) ?? byStatus;
	const isOpen = (operation = '') =>
		operations.get(operation)?.parameters?.every((one) => one.in !== 'header') ?? false;
	return {
		authenticate({ operation, headers }, state) {
			if (isOpen(operation)) return undefined;
			const refuse = envelopeOf(operation);
			const { apiKey, apiSecret } = ACCOUNTS.buka;
			const timestamp = String(headers.timestamp ?? '');
			const sign = createHash('md5')
				.update(apiKey + apiSecret + timestamp)
				.digest('hex');
			if (headers['api-key'] !== apiKey || !equal(String(headers.sign).toLowerCase(), sign)) {
				return refuse('-1', 'Authentication error');
			}
			const off = Math.abs(state.now().toSeconds() - Number(timestamp));
			return off <= TIMESTAMP_WINDOW ? undefined : refuse('-16', 'Timestamp expires');
		},
		refuse: (violations, operation) =>
			envelopeOf(operation)(codeOf(violations, operation), words(violations)),
		envelopeOf,
	};
}

const equal = (a: string, b: string) =>
	timingSafeEqual(createHash('md5').update(a).digest(), createHash('md5').update(b).digest());

/** The code the platform documents for what is wrong, where it has one of its own. */
function codeOf(violations: Violation[], operation = ''): string {
	// The redial page lists only -22 for all of this.
	if (violations.some(({ path }) => path.startsWith('/body/nodeList'))) return '-22';
	if (violations.some(({ errorCode }) => errorCode?.startsWith('anyOf'))) return '-53';
	if (violations.some(({ path }) => /\/(numberList|numberInfoList)$/.test(path))) return '-35';
	const ofText = violations.some(({ path }) => /^\/body\/(text|lan)$/.test(path));
	// The pages of messages have no code of their own for it.
	if (ofText && operation !== 'sendCode') return '-38';
	return '-22';
}
