import type { State, VendorName } from '../state';
import { bodyOf, listOf, LISTS, reportOf, type Event } from './bodies';

/** What somebody wants to be pushed; see the schema Order in control.yaml. */
export interface Order {
	vendor: VendorName;
	event?: Event;
	voiceIds?: string[];
	body?: unknown;
	changes?: object;
	list?: boolean;
	url?: string;
	times?: number;
	afterSeconds?: number;
}

/** Pushes what is ordered: the IDs of the pushes, or what is wrong with the order. */
export function pushOrdered(order: Order, state: State): number[] | string {
	const { vendor, times = 1, afterSeconds: delaySeconds } = order;
	const { outbox } = state;
	const found = bodiesOf(order, state);
	if (typeof found === 'string') return found;
	const pushes: number[] = [];
	for (const { event, appId, body } of found) {
		const url = order.url ?? outbox.receiverOf(vendor, appId)?.url;
		if (url === undefined)
			return 'nobody receives what this vendor pushes, and the order has no url';
		for (let time = 0; time < times; time++) {
			const to = { vendor, url, delaySeconds };
			pushes.push(outbox.post(to, event, body, state.millis()));
		}
	}
	return pushes;
}

interface Ordered {
	event: Event;
	appId?: string;
	body: unknown;
}

function bodiesOf({ vendor, voiceIds = [], ...order }: Order, state: State): Ordered[] | string {
	if (order.body !== undefined) {
		return order.event ? [{ event: order.event, body: order.body }] : 'a body needs an event';
	}
	const found: Ordered[] = [];
	for (const voiceId of voiceIds) {
		const call = state.index.find(vendor, voiceId);
		if (!call?.course || !call.over) return `no call ${voiceId} of ${vendor} is over`;
		const event =
			order.event ?? (order.list && vendor === 'laaffic' ? listOf(reportOf(call)) : reportOf(call));
		const times = state.outbox.receiverOf(vendor, call.of.appId)?.times ?? 'milliseconds';
		const body = bodyOf(event, call, times);
		if (body === undefined) return `there is no ${event} of ${voiceId}`;
		found.push({ event, appId: call.of.appId, body: { ...body, ...order.changes } });
	}
	if (found.length === 0) return 'neither voiceIds nor a body';
	if (order.list) return [{ ...found[0], body: found.map(({ body }) => body) }];
	return found.map(({ body, ...one }) => ({
		...one,
		body: LISTS.includes(one.event) ? [body] : body,
	}));
}
