import { createHash, timingSafeEqual } from 'node:crypto';

import type { VendorName } from './state';
import {
	ACCOUNTS,
	words,
	type Envelope,
	type Handler,
	type Operation,
	type SandboxVendor,
	type Violation,
} from './vendor';

/** Seconds a time stamp may be off: a guess, the vendors name no limit. */
const TIMESTAMP_WINDOW = 300;

/** The answers of the platform, in either spelling. */
const status: Envelope = (code, reason, data = null) => ({ status: code, reason, data });
const code: Envelope = (given, msg, data = null) => ({
	code: given === '0' ? 0 : given,
	msg,
	data,
});
/** As on the pages whose samples have the code in the other type. */
const codeInText: Envelope = (given, msg, data = null) => ({ code: given, msg, data });
const statusInNumber: Envelope = (given, reason, data = null) => ({
	status: given === '0' ? 0 : given,
	reason,
	data,
});

const spelled =
	(envelope: Envelope) =>
	(handlers: Record<string, Handler>): Record<string, Operation> =>
		Object.fromEntries(
			Object.entries(handlers).map(([name, handle]) => [name, { handle, envelope }]),
		);

/** Operations whose pages answer with status and reason. */
export const byStatus = spelled(status);
/** Operations whose pages answer with code and msg. */
export const byCode = spelled(code);
export const byCodeInText = spelled(codeInText);
export const byStatusInNumber = spelled(statusInNumber);

/** A vendor of the platform: they differ in their operations alone. */
export function buka(name: VendorName, operations: SandboxVendor['operations']): SandboxVendor {
	const fail: SandboxVendor['fail'] = (given, reason, operation = '') =>
		(operations[operation]?.envelope ?? status)(given, reason);
	return {
		contract: `${name}.yaml`,
		authenticate({ operation, headers }, state) {
			if (operations[operation ?? '']?.open) return undefined;
			const refuse = (given: string, reason: string) => fail(given, reason, operation);
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
			fail(codeOf(violations, operation), words(violations), operation),
		fail,
		operations,
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
