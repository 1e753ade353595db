import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from './delivery/account';
import type { Line } from './delivery/exchange';
import type { Sending } from './input/sending';
import type { Failing } from './output/failures';
import type { Operation, Outcome, Vendor } from './types';

/** What every runner is given. */
export interface Work<Kind extends Operation> {
	ctx: IExecuteFunctions;
	vendor: Vendor;
	operation: Kind;
	account: Account;
	sending: Sending;
	line: Line;
	fail: Failing;
	/** To be called when something is about to be sent that is no mere question. */
	begins: () => void;
}

/**
 * The fate of what is not tried any more after a failure that concerns the account, and would only fail in the
 * same way; undefined where the failure says nothing of the others.
 */
export function untriedAfter(vendor: Vendor, { code, reason }: Outcome): Outcome | undefined {
	if (!vendor.concernsAccount(code)) return undefined;
	return {
		status: 'refused',
		code: 'NOT TRIED',
		reason: `Not tried, because ${vendor.name} refuses the account: ${reason} (${code})`,
		ids: {},
		notSent: true,
	};
}
