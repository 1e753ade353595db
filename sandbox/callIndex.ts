import type { PhoneCall } from './phone';
import type { VendorName } from './state';

/** When calls were submitted, as exactly as their records say it. */
const second = ({ of: { submittedAt } }: PhoneCall) => submittedAt - (submittedAt % 1000);

/** Finds calls of a list that only grows, without looking through all of it each time. */
export class CallIndex {
	private seen = 0;
	private ids = new Map<string, PhoneCall>();
	/** By submission, the oldest first; of the same moment, as they stand in the list. */
	private lists = new Map<VendorName, PhoneCall[]>();

	constructor(readonly calls: readonly PhoneCall[]) {}

	find(vendor: VendorName, voiceId: string): PhoneCall | undefined {
		this.catchUp();
		return this.ids.get(`${vendor} ${voiceId}`);
	}

	/** Those submitted in a span of time, both its ends included, the newest first. */
	between(vendor: VendorName, from: number, to: number): PhoneCall[] {
		this.catchUp();
		const list = this.lists.get(vendor) ?? [];
		const first = firstOf(list, (call) => second(call) >= from);
		return list
			.slice(
				first,
				firstOf(list, (call) => second(call) > to),
			)
			.reverse();
	}

	private catchUp(): void {
		const unsorted = new Set<PhoneCall[]>();
		for (; this.seen < this.calls.length; this.seen++) {
			const call = this.calls[this.seen];
			const { vendor, submittedAt } = call.of;
			const list = this.lists.get(vendor) ?? [];
			if (list.length > 0 && list.at(-1)!.of.submittedAt > submittedAt) unsorted.add(list);
			list.push(call);
			this.lists.set(vendor, list);
			this.ids.set(`${vendor} ${call.voiceId}`, call);
		}
		for (const list of unsorted) list.sort((a, b) => a.of.submittedAt - b.of.submittedAt);
	}
}

/** Where the entries of a list begin for which something holds, as it does for all behind them. */
function firstOf<Entry>(list: readonly Entry[], holds: (entry: Entry) => boolean): number {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(list[middle])) high = middle;
		else low = middle + 1;
	}
	return low;
}
