import axios from 'axios';
import * as fastq from 'fastq';

import type { PhoneCall } from '../phone';
import type { State, VendorName } from '../state';
import { bodyOf, listOf, LISTS, reportOf, ringing, type Event, type TextTime } from './bodies';

/** Where a vendor pushes to; see the schema Receiver in control.yaml. */
export interface Receiver {
	vendor: VendorName;
	appId?: string;
	url: string;
	batch?: number;
	times?: TextTime;
	delaySeconds?: number;
}

/** An attempt to push something, and what was answered. */
export interface Push {
	/** The same for all attempts at the same thing, which are counted from 1 on. */
	push: number;
	attempt: number;
	vendor: VendorName;
	event: Event;
	/** By the vendors' clock. */
	at: string;
	url: string;
	body: unknown;
	httpStatus?: number;
	answer?: string;
	error?: string;
}

type Letter = Pick<Push, 'push' | 'attempt' | 'vendor' | 'event' | 'url' | 'body'> & { at: number };

/** How often something is pushed again to who did not take it, as the contracts have it. */
const REPEATS: Partial<Record<Event, { times: number; minutes: number }>> = {
	voiceReport: { times: 3, minutes: 30 },
	voiceReportBatch: { times: 3, minutes: 30 },
	aiReport: { times: 3, minutes: 30 },
	agentRinging: { times: 2, minutes: 0 },
	callCenterReport: { times: 3, minutes: 30 },
	numberRecord: { times: 3, minutes: 30 },
};

const HEADERS = {
	'Content-Type': 'application/json;charset=UTF-8',
	'User-Agent': 'Java/1.8.0_232',
};
/** What axios shall do with a body: nothing. */
const asItIs = [(body: unknown) => body];
const AT_ONCE = 10;
/** Milliseconds for an answer: a guess. */
const PATIENCE = 30_000;
const LONGEST_TIMER = 2 ** 31 - 1;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Nothing is ever pushed to another machine. */
export const isHere = (url: string) => URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);

/** Pushes what happens, as the vendors do. */
export class Outbox {
	receivers: Receiver[] = [];
	pushes: Push[] = [];
	private queue = fastq.promise<this, Letter>(this, this.deliver, AT_ONCE);
	/** What was pushed in one list if more came at the same time, by receiver and event. */
	private lists = new Map<
		string,
		{ receiver: Receiver; event: Event; at: number; bodies: object[] }
	>();
	private timer?: NodeJS.Timeout;
	/** When the timer wakes, on this machine's clock. */
	private wakes?: number;
	private count = 0;
	/** Whether anything can be pushed: without it no timer runs. */
	private used = false;
	private closed = false;

	constructor(private readonly state: State) {}

	/** Sets the address of a vendor or one of its applications, or none. */
	receive({ url, ...receiver }: Omit<Receiver, 'url'> & { url?: string }): void {
		const { vendor, appId } = receiver;
		const others = this.receivers.filter((one) => one.vendor !== vendor || one.appId !== appId);
		this.receivers = url === undefined ? others : [...others, { ...receiver, url }];
		this.watch();
	}

	/** Wakes the sandbox from now on when something happens, for there may be something to push. */
	watch(): void {
		this.used = true;
	}

	/** The address for an application, or else for the account. */
	receiverOf(vendor: VendorName, appId?: string): Receiver | undefined {
		const own = this.receivers.filter((one) => one.vendor === vendor);
		return (
			own.find((one) => one.appId !== undefined && one.appId === appId) ??
			own.find((one) => one.appId === undefined)
		);
	}

	/** Tells what became of a call. */
	report(call: PhoneCall, at: number): void {
		const { cdr, vendor, appId } = call.of;
		const receiver = cdr ? { vendor, url: cdr.billUrl } : this.receiverOf(vendor, appId);
		if (receiver === undefined) return;
		const event = reportOf(call);
		const isList = vendor === 'laaffic' && receiver.batch !== undefined;
		this.tell(receiver, isList ? listOf(event) : event, call, at);
		if (vendor !== 'innopaas') this.tell(receiver, 'callCenterReport', call, at);
	}

	/** Tells that an agent's phone rings; ONBUKA has no such push. */
	ringing(call: PhoneCall, index: number, at: number): void {
		const { vendor, appId } = call.of;
		const receiver = this.receiverOf(vendor, appId);
		if (receiver === undefined || vendor === 'onbuka') return;
		this.post(receiver, 'agentRinging', [ringing(call, index)], at);
	}

	private tell(receiver: Receiver, event: Event, call: PhoneCall, at: number): void {
		const body = bodyOf(event, call, receiver.times ?? 'milliseconds');
		if (body === undefined) return;
		if (!LISTS.includes(event)) return void this.post(receiver, event, body, at);
		const key = `${receiver.url} ${event}`;
		const list = this.lists.get(key) ?? { receiver, event, at, bodies: [] };
		list.bodies.push(body);
		list.at = at;
		this.lists.set(key, list);
		if (list.bodies.length >= (receiver.batch ?? 1)) this.postList(key);
	}

	private postList(key: string): void {
		const { receiver, event, at, bodies } = this.lists.get(key)!;
		this.lists.delete(key);
		this.post(receiver, event, bodies, at);
	}

	/** Pushes a body: its ID. */
	post(
		to: Pick<Receiver, 'vendor' | 'url' | 'delaySeconds'>,
		event: Event,
		body: unknown,
		at: number,
	): number {
		const push = ++this.count;
		if (!isHere(to.url)) return push;
		this.watch();
		const due = at + (to.delaySeconds ?? 0) * 1000;
		this.send({ push, attempt: 1, vendor: to.vendor, event, url: to.url, body, at: due });
		return push;
	}

	/** Sends when it is time, by the vendors' clock. */
	private send(letter: Letter): void {
		const plan = () => void this.queue.push(letter);
		if (letter.at <= this.state.millis()) plan();
		else this.state.agenda.plan(letter.at, plan);
	}

	private async deliver(letter: Letter): Promise<void> {
		const { at, ...sent } = letter;
		const { url, body, event, attempt } = letter;
		const answered = await axios
			.post(url, typeof body === 'string' ? body : JSON.stringify(body), {
				...{ headers: HEADERS, timeout: PATIENCE, maxRedirects: 0, responseType: 'text' },
				transformRequest: asItIs,
				...{ validateStatus: () => true, transformResponse: asItIs },
			})
			.then(
				({ status, data }) => ({ httpStatus: status, answer: String(data).slice(0, 1000) }),
				(error: Error) => ({ error: error.message }),
			);
		const time = new Date(at).toISOString();
		this.pushes.push({ ...sent, at: time, ...answered });
		const repeats = REPEATS[event];
		const isTaken = 'httpStatus' in answered && answered.httpStatus === 200;
		if (isTaken || this.closed || repeats === undefined || attempt > repeats.times) return;
		this.send({ ...letter, attempt: attempt + 1, at: at + repeats.minutes * 60_000 });
		this.flush();
	}

	/** Sends lists that are not full, and wakes the sandbox when something is to happen. */
	flush(): void {
		for (const key of [...this.lists.keys()]) this.postList(key);
		const next = this.state.agenda.next();
		if (!this.used || next === undefined) return;
		const wakes = next - this.state.clockOffset * 1000;
		if (wakes === this.wakes) return;
		this.wakes = wakes;
		clearTimeout(this.timer);
		const wake = () => {
			this.wakes = undefined;
			this.state.agenda.run(this.state.millis());
			this.flush();
		};
		this.timer = setTimeout(wake, Math.min(Math.max(wakes - Date.now(), 0), LONGEST_TIMER));
		this.timer.unref();
	}

	/** Resolves when nothing is on its way. */
	async idle(): Promise<void> {
		await this.queue.drained();
	}

	close(): void {
		clearTimeout(this.timer);
		this.used = false;
		this.closed = true;
		this.queue.kill();
	}
}
