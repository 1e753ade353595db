import { subscribe } from 'node:diagnostics_channel';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Call, Fault, LogEntry } from '../../../sandbox/state';
import { sandbox } from '../helpers';
import type { Meant } from './trouble';

/** A request as the vendor saw it. */
export interface Arrival {
	entry: LogEntry;
	/** The fault that struck it, if it is of the schedule. */
	fault?: Fault & Partial<Meant>;
	/** The calls that it made. */
	calls: Call[];
	/** Which run of the node it comes from, counted over all executions. */
	attemptedBy: number;
	/** The execution was cancelled before its answer had left. */
	cutOff: boolean;
}

/** Milliseconds the vendors need for a request, and more. */
const LONGEST_TURN = 15;

/** A look at the sandbox, which is no request to a vendor. */
const PEEK = '/_sandbox/pushes';

let underWay = 0;
let most = 0;
/** The vendors run in this process, so each request is seen from its beginning to its very end. */
subscribe('http.server.request.start', (message) => {
	const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
	if (request.url === PEEK) return;
	most = Math.max(most, ++underWay);
	response.once('close', () => underWay--);
});

/** Over a connection of its own, which the vendor accepts after those that were there before. */
const peek = async (url: string) =>
	await new Promise<void>((resolve, reject) => {
		get(url + PEEK, { agent: false }, (answer) => answer.resume().once('close', resolve)).once(
			'error',
			reject,
		);
	});

/** What the vendors see and do, written down while it happens. */
export class Watch {
	readonly arrivals: Arrival[] = [];
	/** Runs of the node so far. */
	tries = 0;
	/** An execution was cancelled, and `cancelling` until it is over. */
	cancelled = false;
	cancelling = false;
	arrivedAfterCancel = 0;
	/** Called as soon as a request has arrived, before the vendor judges it. */
	onArrival: () => void = () => {};

	/** Looks over the vendors' shoulders until they forget everything. */
	constructor() {
		const { state } = sandbox;
		most = underWay;
		let takenLast: Arrival | undefined;
		const writeDown = state.log.push.bind(state.log);
		state.log.push = (entry) => {
			const { tries: attemptedBy, cancelling: cutOff } = this;
			const arrival: Arrival = { entry, calls: [], attemptedBy, cutOff };
			this.arrivals.push(arrival);
			// A request makes its calls in one go, right after it is taken.
			let isTaken = false;
			Object.defineProperty(entry, 'taken', {
				get: () => isTaken,
				set: (value: boolean) => {
					isTaken = value;
					takenLast = arrival;
				},
			});
			if (cutOff) this.arrivedAfterCancel++;
			this.onArrival();
			return writeDown(entry);
		};
		const call = state.calls.push.bind(state.calls);
		state.calls.push = (made) => {
			takenLast!.calls.push(made);
			return call(made);
		};
		const { takeFault } = Object.getPrototypeOf(state) as typeof state;
		state.takeFault = (...request) => {
			const fault = takeFault.apply(state, request);
			// A request is judged in the same breath as it is written down.
			this.arrivals.at(-1)!.fault = fault && { ...fault };
			return fault;
		};
	}

	/** Most requests that were under way at a time. */
	get mostUnderWay(): number {
		return most;
	}

	/** Notes that the execution is cancelled now. */
	noteCancel(): void {
		this.cancelled = this.cancelling = true;
		for (const arrival of this.arrivals) {
			if (arrival.entry.httpStatus === undefined) arrival.cutOff = true;
		}
	}

	/** Waits until the vendors have dealt with what arrived, even if nobody waits for their answer. */
	async settled(): Promise<void> {
		// What was on the wire when the execution was cancelled comes before this.
		if (this.cancelling) await Promise.all(Object.values(sandbox.urls).map(peek));
		let waited = 0;
		const isDone = ({ entry, fault }: Arrival) =>
			// Of an answer that is reset nothing is written down, except that the request was taken.
			entry.answer !== undefined || entry.taken || (fault?.reset && waited > LONGEST_TURN);
		for (; underWay > 0 || !this.arrivals.every(isDone); waited++) {
			if (waited > 2000) throw new Error('The sandbox does not come to rest');
			await sleep(1);
		}
	}
}
