/** Measures one line of the table in a process of its own, and tells the parent what it found. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { GCProfiler } from 'node:v8';
import axios from 'axios';
import { sendMessage } from 'execa';

import { inputOf } from './contacts.js';
import type { Found, Order } from './jobs.js';

/** A line that takes long is not measured again: milliseconds after which it is enough. */
const ENOUGH = 10_000;
/** Before anything is measured the same code runs for as long, so that it is compiled. */
const WARM_UP = 1000;

const order = JSON.parse(process.argv[2]) as Order;
const { sender, operation, references, url } = order;
const gc = globalThis.gc!;

const send =
	sender === 'floor'
		? (await import('./floor.js')).floorSender(url, operation)
		: await (await import('./senders.js')).engineSender(sender, url, operation, references);
const requestsSoFar = async () => (await axios.get<number>(`${url}/requests`)).data;

/**
 * By how much the heap grew, at its largest after a collection. The process collects all garbage
 * whenever a little was made (see main.mts); once more as the first request leaves, because a large
 * body is no such reason.
 */
async function peakOf(work: () => Promise<unknown>): Promise<number> {
	const first = () => {
		unsubscribe('http.client.request.start', first);
		gc();
	};
	const profiler = new GCProfiler();
	profiler.start();
	gc();
	subscribe('http.client.request.start', first);
	await work();
	gc();
	const sizes = profiler
		.stop()
		.statistics.map(({ afterGC: { heapStatistics } }) => heapStatistics)
		.map(({ usedHeapSize, externalMemory }) => usedHeapSize + externalMemory);
	unsubscribe('http.client.request.start', first);
	return Math.max(...sizes) - sizes[0];
}

const few = inputOf(operation, 1000);
for (const start = performance.now(); performance.now() - start < WARM_UP;) await send(few);
const items = inputOf(operation, order.contacts);
const found: Found = { times: [], requests: 0, live: 0 };
await requestsSoFar();
if (order.memory) {
	gc();
	found.live = await peakOf(async () => await send(items));
	found.requests = await requestsSoFar();
} else {
	const started = performance.now();
	do {
		gc();
		found.times.push(await send(items));
		found.requests = await requestsSoFar();
	} while (found.times.length < order.runs && performance.now() - started < ENOUGH);
}
await sendMessage(JSON.stringify(found));
// n8n-core keeps timers of its own running.
process.exit();
