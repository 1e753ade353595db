/**
 * Works through the entries of a list in their order, some at a time. Begins no more once the work says
 * that it can't go on, and waits for what is under way.
 *
 * @param concurrency most under way at a time
 * @param work says whether to go on; the signal is aborted as soon as an entry has said no
 * @throws what the work threw, once nothing is under way any more
 */
export async function inTurn<T>(
	list: T[],
	concurrency: number,
	work: (entry: T, ended: AbortSignal) => Promise<boolean>,
): Promise<void> {
	const end = new AbortController();
	let next = 0;
	const worker = async () => {
		while (next < list.length && !end.signal.aborted) {
			let goesOn = false;
			try {
				goesOn = await work(list[next++], end.signal);
			} finally {
				if (!goesOn) end.abort();
			}
		}
	};
	const workers = Array.from({ length: Math.min(concurrency, list.length) }, worker);
	await Promise.allSettled(workers);
	await Promise.all(workers);
}
