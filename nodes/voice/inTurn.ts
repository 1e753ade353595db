import type { Courier } from './deliver';

/** How fast requests follow one another. */
export interface Pace {
	/** Most under way at a time. */
	concurrency: number;
	/** Fewest milliseconds from the beginning of one to that of the next. */
	requestInterval: number;
}

/**
 * Works through the numbers from `first` up to `end`, without it, in their order. Begins no more once
 * the work says that it can't go on or the execution is cancelled, and waits for what is under way.
 *
 * @param work says whether to go on
 */
export async function inTurn(
	first: number,
	end: number,
	{ concurrency, requestInterval }: Pace,
	{ pause, isCancelled }: Pick<Courier, 'pause' | 'isCancelled'>,
	work: (index: number) => Promise<boolean>,
): Promise<void> {
	let next = first;
	let nextBegins = 0;
	let goesOn = true;
	const worker = async () => {
		while (next < end) {
			const now = Date.now();
			const begins = Math.max(now, nextBegins);
			nextBegins = begins + requestInterval;
			await pause(begins - now);
			if (!goesOn || isCancelled() || next >= end) return;
			const mayGoOn = await work(next++);
			goesOn &&= mayGoOn;
			if (!goesOn) return;
		}
	};
	const workers = Math.min(concurrency, end - first);
	await Promise.all(Array.from({ length: workers }, worker));
}
