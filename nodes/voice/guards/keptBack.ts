import type { Outcome } from '../types';

/** The codes of those whom the node itself does not call, with the setting that says so. */
export const KEPT_BACK: Record<string, string> = {
	NOT_ALLOWED: 'Allowed Numbers in the credential',
	DO_NOT_CALL: 'Do Not Call in Sending',
	OUTSIDE_HOURS: 'Calling Hours in Sending',
};

/** Whether a guard of this package, and not the vendor, kept somebody from being called. */
export const isKeptBack = ({ code }: Pick<Outcome, 'code'>): boolean =>
	Object.hasOwn(KEPT_BACK, code);

/** How many of a request's callees the vendor was told of. */
export const countOfSent = (outcomes: Outcome[]): number =>
	outcomes.filter((outcome) => !isKeptBack(outcome)).length;
