import type { Delivery } from './deliver';
import type { Operation, Outcome, Request, Vendor } from './types';

/** The words for a request that provably never left. */
export const NOT_SENT = 'The request could not be sent, so nobody was called';

/** The fate of a request as a whole, and of each callee in it. */
export interface Result {
	/** Accepted as soon as the vendor took the request, even if it refused callees in it. */
	request: Outcome;
	/** One per callee; for an operation without callees the one outcome of the request. */
	outcomes: Outcome[];
}

/**
 * Makes of a delivery an outcome for each callee of the request. Only an answer that says so in
 * the vendor's own words is a success; what can't be read is unknown.
 */
export function outcomesOf(
	delivery: Delivery,
	vendor: Vendor,
	operation: Operation,
	request: Request,
): Result {
	const whole = outcomeOfRequest(delivery, vendor);
	const count = Math.max(1, request.callees.length);
	if (whole.answer === undefined) {
		return { request: whole.outcome, outcomes: Array<Outcome>(count).fill(whole.outcome) };
	}
	return { request: whole.outcome, outcomes: operation.read(whole.answer, request) };
}

/** What the vendor said without the account's secrets, should it repeat what was sent. */
export function conceal({ request, outcomes }: Result, secrets: string[]): Result {
	const forms = secrets
		.flatMap((secret) => [
			secret,
			encodeURIComponent(secret),
			new URLSearchParams([['', secret]]).toString().slice(1),
		])
		// One secret may begin another.
		.sort((a, b) => b.length - a.length);
	const mask = <T>(said: T): T =>
		typeof said === 'string'
			? (forms.reduce<string>((words, form) => words.replaceAll(form, '***'), said) as T)
			: said;
	// Callees that share an outcome go on sharing it.
	const cleaned = new Map<Outcome, Outcome>();
	const clean = (outcome: Outcome): Outcome => {
		const known = cleaned.get(outcome);
		if (known !== undefined) return known;
		const ids = Object.entries(outcome.ids).map(([name, id]) => [name, mask(id)]);
		const { code, reason } = outcome;
		const masked = {
			...outcome,
			code: mask(code),
			reason: mask(reason),
			ids: Object.fromEntries(ids),
		};
		cleaned.set(outcome, masked);
		return masked;
	};
	return { request: clean(request), outcomes: outcomes.map(clean) };
}

function outcomeOfRequest(
	delivery: Delivery,
	vendor: Vendor,
): { outcome: Outcome; answer?: ReturnType<Vendor['readEnvelope']> } {
	if (delivery.end === 'notSent') {
		return failed('refused', delivery.code, NOT_SENT);
	}
	if (delivery.end === 'noAnswer') {
		return failed('unknown', delivery.code, 'The request was sent, but no answer came');
	}
	const { httpStatus } = delivery;
	const answer = vendor.readEnvelope(parse(delivery.body));
	if (httpStatus >= 500) {
		return failed(
			'unknown',
			`HTTP ${httpStatus}`,
			answer?.reason || 'The vendor failed while answering',
		);
	}
	if (answer === undefined) {
		return httpStatus >= 300
			? failed('refused', `HTTP ${httpStatus}`, 'The address answered, but not as the vendor does')
			: failed('unknown', `HTTP ${httpStatus}`, 'The answer could not be understood');
	}
	if (httpStatus >= 300 && answer.succeeded) {
		return failed('unknown', `HTTP ${httpStatus}`, 'The answer contradicts itself');
	}
	const { code, reason } = answer;
	if (!answer.succeeded) {
		return failed(vendor.leavesOpen(code) ? 'unknown' : 'refused', code, reason);
	}
	return { outcome: { status: 'accepted', code, reason, ids: {} }, answer };
}

const failed = (status: 'refused' | 'unknown', code: string, reason: string) => ({
	outcome: { status, code, reason, ids: {} },
});

function parse(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
