import { NOTHING } from '../output/words';
import type { Source } from '../reading/source';
import type { Answer, Meaning, Operation, Outcome, Vendor } from '../types';
import type { Delivery } from './deliver';
import { parseJson } from './json';

/** What one attempt says. */
export interface Judged {
	outcome: Outcome;
	/**
	 * `settled`: accepted or refused for good; `notTaken`: refused for a reason that passes, or never
	 * sent; `unknown`: it may have arrived.
	 */
	end: 'settled' | 'notTaken' | 'unknown';
	/** What succeeded. */
	answer?: Answer;
	/** What the refusal means. */
	meaning?: Meaning;
}

/** What is to be known of an operation to judge it. */
export type Judging = Pick<Operation, 'kind' | 'refusals'> & Pick<Source, 'numbers'>;

/**
 * Says what became of a request as a whole. Only an answer that says so in the vendor's own words is a
 * success; what can't be read is unknown.
 */
export function judged(delivery: Delivery, vendor: Vendor, operation: Judging): Judged {
	const found = outcomeOf(delivery, vendor, operation);
	const passes = found.meaning === 'later' || found.meaning === 'clock';
	const end = found.outcome.status === 'unknown' ? 'unknown' : passes ? 'notTaken' : 'settled';
	return { ...found, end };
}

function outcomeOf(delivery: Delivery, vendor: Vendor, operation: Judging): Omit<Judged, 'end'> {
	if (delivery.end === 'notSent') {
		const reason = `The request could not be sent, so ${NOTHING[operation.kind]}`;
		const { outcome } = failed('refused', delivery.code, reason);
		return { outcome: { ...outcome, notSent: true }, meaning: 'later' };
	}
	if (delivery.end === 'noAnswer') {
		const reason = delivery.code
			? 'The request was sent, but no answer came'
			: 'The request failed, and nobody knows whether it was sent';
		return failed('unknown', delivery.code, reason);
	}
	const { httpStatus } = delivery;
	const answer = vendor.readEnvelope(parse(delivery.body, operation));
	if (httpStatus >= 500) {
		return failed(
			'unknown',
			`HTTP ${httpStatus}`,
			answer?.reason || 'The vendor failed while answering',
		);
	}
	if (answer === undefined) {
		if (httpStatus === TOO_MANY_REQUESTS) {
			return { ...failed('refused', 'HTTP 429', 'Too many requests'), meaning: 'later' };
		}
		const words =
			httpStatus >= 300
				? 'The address answered, but not as the vendor does'
				: 'The answer could not be understood';
		return failed('unknown', `HTTP ${httpStatus}`, words);
	}
	if (httpStatus >= 300 && answer.succeeded) {
		return failed('unknown', `HTTP ${httpStatus}`, 'The answer contradicts itself');
	}
	const { code, reason } = answer;
	if (answer.succeeded) {
		return { outcome: { status: 'accepted', code, reason, ids: {} }, answer };
	}
	const meaning = vendor.meaning(code, operation);
	// Only what the vendor's documents call a refusal is one.
	if (meaning === undefined) return failed('unknown', code, reason);
	if (!isEmpty(answer.data)) return failed('unknown', code, `${reason} (and yet it gives data)`);
	const { outcome } = failed('refused', code, reason);
	if (meaning === 'clock') outcome.hint = clockDifference(delivery);
	const passes = httpStatus === TOO_MANY_REQUESTS && meaning === 'final';
	return { outcome, meaning: passes ? 'later' : meaning };
}

const TOO_MANY_REQUESTS = 429;

/** A refusal that hands out IDs contradicts itself. */
const isEmpty = (data: unknown) =>
	data === null || data === undefined || data === '' || Object.keys(Object(data)).length === 0;

const failed = (
	status: 'refused' | 'unknown',
	code: string,
	reason: string,
): { outcome: Outcome } => ({ outcome: { status, code, reason, ids: {} } });

/** How far this machine's clock is from the vendor's, as the header `Date` has it to the second. */
function clockDifference({ headers, at }: Delivery & { end: 'answered' }): string {
	const theirs = Date.parse(headers.date ?? '');
	if (Number.isNaN(theirs)) return 'the vendor’s answer does not say what time it is there';
	const seconds = Math.round((at - theirs) / 1000);
	return seconds === 0
		? 'the clock of this machine agrees with the vendor’s'
		: `the clock of this machine is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the vendor’s`;
}

function parse(body: unknown, { numbers }: Judging): unknown {
	if (typeof body !== 'string') return body;
	try {
		return parseJson(body, numbers);
	} catch {
		return undefined;
	}
}
