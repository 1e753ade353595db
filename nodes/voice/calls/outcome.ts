import type { Delivery } from '../delivery/deliver';
import { parseJson } from '../delivery/json';
import type { Answer, Meaning, Operation, Outcome, Request, Vendor } from '../types';

/** The words for a request that provably never left. */
export const NOT_SENT = 'The request could not be sent, so nobody was called';

/** The fate of requests that a cancelled execution did not come to. */
export const CANCELLED: Outcome = {
	status: 'refused',
	code: 'CANCELLED',
	reason: 'The execution was cancelled before this request was sent, so nobody was called',
	ids: {},
};

/** The fate of a request as a whole, and of each callee in it. */
export interface Result {
	/** Accepted as soon as the vendor took the request, even if it refused callees in it. */
	request: Outcome;
	/** One per callee; for an operation without callees the one outcome of the request. */
	outcomes: Outcome[];
}

/** Whether nothing is left to be done about a callee: the vendor has taken the call, now or before. */
export const isSettled = ({ status }: Outcome): boolean =>
	status === 'accepted' || status === 'repeated';

/** What one attempt says of a request. */
export interface Judgement {
	result: Result;
	/**
	 * `settled`: accepted or refused for good; `notTaken`: refused for a reason that passes, or never
	 * sent; `unknown`: it may have arrived.
	 */
	end: 'settled' | 'notTaken' | 'unknown';
	/** The task name is taken. */
	nameTaken: boolean;
}

/**
 * Makes of a delivery an outcome for each callee of the request. Only an answer that says so in
 * the vendor's own words is a success; what can't be read is unknown.
 */
export function judge(
	delivery: Delivery,
	vendor: Vendor,
	operation: Operation,
	request: Request,
): Judgement {
	const { outcome, answer, meaning } = outcomeOfRequest(delivery, vendor, operation);
	const passes = meaning === 'later' || meaning === 'clock';
	const end = outcome.status === 'unknown' ? 'unknown' : passes ? 'notTaken' : 'settled';
	const outcomes = answer ? operation.read(answer, request) : everyCallee(request, outcome);
	return { result: { request: outcome, outcomes }, end, nameTaken: meaning === 'taken' };
}

/** One outcome for all callees of a request. */
export const everyCallee = ({ callees }: Request, outcome: Outcome): Outcome[] =>
	Array<Outcome>(Math.max(1, callees.length)).fill(outcome);

/** A request with one outcome for all that is in it. */
export const alike = (request: Request, outcome: Outcome): Result => ({
	request: outcome,
	outcomes: everyCallee(request, outcome),
});

/** Looks like what requests to the Buka platform are signed with, which is good for minutes. */
const SIGNATURE = /\b[0-9a-f]{32}\b/gi;

/** A secret as it is, and as addresses and forms write it. */
function formsOf(secret: string): string[] {
	// Half a symbol can't be encoded.
	const text = secret.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
	return [secret, encodeURIComponent(text), new URLSearchParams([['', text]]).toString().slice(1)];
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Most characters of the vendor's words that go on; an answer may be megabytes long. */
const MOST_WORDS = 200;

/** What the vendor said, in short, and without the account's secrets, should it repeat what was sent. */
export function conceal({ request, outcomes }: Result, secrets: string[]): Result {
	// The longest first: one secret may begin another.
	const forms = secrets.flatMap(formsOf).sort((a, b) => b.length - a.length);
	const pattern = new RegExp(forms.map(escaped).join('|') || '(?!)', 'gi');
	const mask = <T>(said: T): T =>
		typeof said === 'string' ? (said.replace(pattern, '***') as T) : said;
	// Not before the secrets are gone: half of one would be left.
	const shorten = <T>(said: T): T =>
		typeof said === 'string' && said.length > MOST_WORDS
			? (`${said.slice(0, MOST_WORDS)}…` as T)
			: said;
	// Callees that share an outcome go on sharing it.
	const cleaned = new Map<Outcome, Outcome>();
	const clean = (outcome: Outcome): Outcome => {
		let known = cleaned.get(outcome);
		if (known === undefined) {
			const reason = outcome.reason.replace(SIGNATURE, '***');
			const unsigned = reason === outcome.reason ? outcome : { ...outcome, reason };
			known = withEachText(unsigned, (said) => shorten(mask(said)));
			cleaned.set(outcome, known);
		}
		return known;
	};
	return { request: clean(request), outcomes: outcomes.map(clean) };
}

/** An outcome with its texts changed; itself if none is. */
function withEachText(outcome: Outcome, change: <T>(text: T) => T): Outcome {
	const { code, reason, ids } = outcome;
	const names = Object.keys(ids);
	const isSame = names.every((name) => change(ids[name]) === ids[name]);
	if (isSame && change(code) === code && change(reason) === reason) return outcome;
	const changed = names.map((name) => [name, change(ids[name])]);
	return {
		...outcome,
		code: change(code),
		reason: change(reason),
		ids: Object.fromEntries(changed),
	};
}

/** What a vendor says in an answer that succeeded; undefined for any other end. */
export const answerOf = (delivery: Delivery, vendor: Vendor): Answer | undefined =>
	outcomeOfRequest(delivery, vendor, {}).answer;

interface Judged {
	outcome: Outcome;
	/** What succeeded. */
	answer?: Answer;
	/** What the refusal means. */
	meaning?: Meaning;
}

function outcomeOfRequest(
	delivery: Delivery,
	vendor: Vendor,
	operation: Pick<Operation, 'refusals'>,
): Judged {
	if (delivery.end === 'notSent') {
		return { ...failed('refused', delivery.code, NOT_SENT), meaning: 'later' };
	}
	if (delivery.end === 'noAnswer') {
		const reason = delivery.code
			? 'The request was sent, but no answer came'
			: 'The request failed, and nobody knows whether it was sent';
		return failed('unknown', delivery.code, reason);
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

function parse(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return parseJson(body);
	} catch {
		return undefined;
	}
}
