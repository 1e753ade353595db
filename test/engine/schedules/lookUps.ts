import type { Fault } from '../../../sandbox/state';
import { isTaskMaker } from './schedule';
import { LOOK_UP } from './trouble';
import type { Send, View } from './view';
import type { Watch } from './watch';

/** Whether the vendor's list was read for a task after one request and before another. */
export function wasRead({ arrivals }: Watch, from: Send, to?: Send): boolean {
	const after = arrivals.indexOf(from.arrival);
	const before = to === undefined ? Infinity : arrivals.indexOf(to.arrival);
	return arrivals.some(({ entry, fault }, at) => {
		if (at <= after || at >= before || entry.operation !== LOOK_UP) return false;
		const { params } = entry.body as { params: { searchCondition: string } };
		return params.searchCondition === from.taskName && (fault === undefined || isHarmless(fault));
	});
}

/** Only late. */
const isHarmless = ({ status, body, code, reset }: Fault) =>
	[status, body, code, reset].every((one) => one === undefined);

/**
 * Whether the node can't know what became of a request: the answer leaves it open; or the vendor has the
 * name from the execution before, and what became of that task could not be read.
 */
export const mayBeUnknown = ({ schedule, round, watch }: View, send: Send): boolean =>
	send.open ||
	(round.kind === 'again' &&
		isTaskMaker(schedule) &&
		!send.arrival.entry.taken &&
		!wasRead(watch, send));
