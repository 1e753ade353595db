import type { Courier, Delivery } from './deliver';

/** What one attempt came to. */
export interface Attempt<T> {
	result: T;
	/** Whether another attempt may follow. */
	again: boolean;
	/** How long the vendor asks to wait, in milliseconds. */
	retryAfter?: number;
}

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/** Asked to wait longer than this, in milliseconds, the node gives up. */
const LONGEST_WAIT = 300_000;

/**
 * Tries until the result is final, the attempts are used up, or the execution is cancelled.
 *
 * @param most most attempts
 * @returns the last result
 */
export async function attempts<T>(
	courier: Courier,
	most: number,
	once: () => Promise<Attempt<T>>,
): Promise<T> {
	for (let number = 1; ; number++) {
		const { result, again, retryAfter = 0 } = await once();
		if (!again || number >= most || retryAfter > LONGEST_WAIT) return result;
		await courier.pause(Math.max(retryAfter, pauseAfter(number, Math.random())));
		if (courier.isCancelled()) return result;
	}
}

/**
 * The pause after an attempt: twice as long each time, and up to half as long again, so that many
 * workflows that were turned away together don't come back together.
 *
 * @param number of the attempt, counted from 1
 * @param chance from 0 to 1
 * @returns milliseconds
 */
export function pauseAfter(number: number, chance: number): number {
	return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (number - 1)) * (1 + chance / 2);
}

/**
 * Reads the header `Retry-After`: seconds, or a date.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds from now; undefined where the header says neither
 */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
	if (header === undefined) return undefined;
	if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** How long the vendor asks to wait, in milliseconds, if it does. */
export const retryAfterOf = (delivery: Delivery): number | undefined =>
	delivery.end === 'answered'
		? readRetryAfter(delivery.headers['retry-after'], delivery.at)
		: undefined;
