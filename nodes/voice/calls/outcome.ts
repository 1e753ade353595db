import type { Delivery } from '../delivery/deliver';
import { judged, type Judged } from '../delivery/judged';
import type { CallOperation, Outcome, Request, Vendor } from '../types';

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
	/** When it was about to be sent, in ISO 8601. */
	submittedAt?: string;
}

/** Whether nothing is left to be done about a callee: the vendor has taken the call, now or before. */
export const isSettled = ({ status }: Outcome): boolean =>
	status === 'accepted' || status === 'repeated';

/**
 * Makes of a delivery an outcome for each callee of the request. Only an answer that says so in
 * the vendor's own words is a success; what can't be read is unknown.
 */
export function judge(
	delivery: Delivery,
	vendor: Vendor,
	operation: CallOperation,
	request: Request,
): { result: Result } & Pick<Judged, 'end' | 'meaning'> {
	const { outcome, answer, meaning, end } = judged(delivery, vendor, operation);
	const outcomes = answer ? operation.read(answer, request) : everyCallee(request, outcome);
	// A task shares one fate: that of a success which does not say which task it is.
	const whole = operation.taskList && answer ? outcomes[0] : outcome;
	return { result: { request: whole, outcomes }, end, meaning };
}

/** One outcome for all callees of a request. */
export const everyCallee = ({ callees }: Request, outcome: Outcome): Outcome[] =>
	Array<Outcome>(Math.max(1, callees.length)).fill(outcome);

/** A request with one outcome for all that is in it. */
export const alike = (request: Request, outcome: Outcome): Result => ({
	request: outcome,
	outcomes: everyCallee(request, outcome),
});
