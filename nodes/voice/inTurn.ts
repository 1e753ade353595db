import type { Courier } from './deliver';

/** How fast requests follow one another. */
export interface Pace {
	/** Most under way at a time. */
	concurrency: number;
	/** Fewest milliseconds from the beginning of one to that of the next. */
	requestInterval: number;
}

/**
 * Works through the entries of a list in their order. Begins no more once the work says that it can't
 * go on or the execution is cancelled, and waits for what is under way.
 *
 * @param work says whether to go on
 * @throws what the work threw, once nothing is under way any more
 */
export async function inTurn<T>(
	list: T[],
	{ concurrency, requestInterval }: Pace,
	{ pause, isCancelled }: Pick<Courier, 'pause' | 'isCancelled'>,
	work: (entry: T) => Promise<boolean>,
): Promise<void> {
	let next = 0;
	let nextBegins = 0;
	let goesOn = true;
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	const worker = async () => {
		while (goesOn && next < list.length && !isCancelled()) {
			const entry = list[next++];
			const now = Date.now();
			const begins = Math.max(now, nextBegins);
			nextBegins = begins + requestInterval;
			if (begins > now) await Promise.race([pause(begins - now), stopped]);
			if (!goesOn || isCancelled()) return;
			let mayGoOn = false;
			try {
				mayGoOn = await work(entry);
			} finally {
				goesOn &&= mayGoOn;
				if (!goesOn) stop();
			}
		}
	};
	const workers = Array.from({ length: Math.min(concurrency, list.length) }, worker);
	await Promise.allSettled(workers);
	await Promise.all(workers);
}
