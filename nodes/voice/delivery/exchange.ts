import { credentialError } from '../output/errors';
import type { Outcome, Vendor } from '../types';
import { readAccount, type Account } from './account';
import { attempts, retryAfterOf } from './attempts';
import { concealer } from './conceal';
import { courierOf, type Beginning, type Context, type Courier, type Letter } from './deliver';
import { judged, type Judged, type Judging } from './judged';

/** What every exchange of a run needs. */
export interface Line {
	courier: Courier;
	vendor: Vendor;
	/** Most attempts for a request. */
	maxAttempts: number;
	/** Takes the account's secrets out of what the vendor says. */
	conceal: (outcome: Outcome) => Outcome;
}

/**
 * Opens the line to the vendor, with the node's credential.
 *
 * @param interval see `courierOf`
 * @throws NodeOperationError when the credential can't be used
 */
export async function openLine(
	ctx: Context,
	vendor: Vendor,
	maxAttempts: number,
	interval: number,
): Promise<{ account: Account; line: Line }> {
	const account = await readAccount(ctx, vendor).catch((error: Error) => {
		throw credentialError(ctx.getNode(), error);
	});
	const courier = courierOf(ctx, vendor, account.baseUrl, interval);
	return { account, line: { courier, vendor, maxAttempts, conceal: concealer(account.secrets) } };
}

/**
 * Whether a request whose fate is unknown is sent again: `always` where it only reads, `same` where twice is the
 * same as once, `never` elsewhere.
 */
export type Again = 'always' | 'same' | 'never';

/**
 * Sends a request that rings no phone, until it is answered or no further attempt is allowed. What may have
 * changed something is never reported as refused afterwards.
 *
 * @returns undefined where it has not begun
 */
export async function exchange(
	{ courier, vendor, maxAttempts, conceal }: Line,
	operation: Judging,
	letter: Letter,
	again: Again,
	beginning: Partial<Beginning> = {},
): Promise<Judged | undefined> {
	let open: Judged | undefined;
	let last: Judged | undefined;
	const end = await attempts(courier, maxAttempts, async () => {
		const delivery = await courier.deliver(letter, last ? {} : beginning);
		if (delivery === undefined) return { result: last, again: false };
		const found = judged(delivery, vendor, operation);
		if (found.end === 'unknown' && again !== 'always') open ??= found;
		last = found.answer ? found : (open ?? found);
		const mayTryAgain = found.end === 'unknown' ? again !== 'never' : found.end === 'notTaken';
		return { result: last, again: mayTryAgain, retryAfter: retryAfterOf(delivery) };
	});
	return end && { ...end, outcome: conceal(end.outcome) };
}
