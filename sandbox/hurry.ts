import { settle } from './phone';
import type { State } from './state';

/**
 * Lets everything happen at once that is to happen: calls, redials, pushes. The vendors' clock comes back to where
 * it was, unless it is told to stay: who asks for what became of the calls has a clock of his own.
 *
 * @param pushes whether to wait until what is pushed was taken or is given up, whose repeats come at once then
 * @returns when the last thing happened; undefined if nothing was open
 */
export async function hurry(
	state: State,
	{ stay = false, pushes = false },
): Promise<number | undefined> {
	const { agenda, outbox } = state;
	let last: number | undefined;
	for (;;) {
		last = agenda.run(Infinity) ?? last;
		outbox.flush();
		if (agenda.next() !== undefined) continue;
		if (!pushes) break;
		await outbox.idle();
		if (agenda.next() === undefined) break;
	}
	if (stay && last !== undefined) {
		const ahead = Math.ceil((last - Date.now()) / 1000);
		state.clockOffset = Math.max(state.clockOffset, ahead);
	}
	settle(state);
	return last;
}
