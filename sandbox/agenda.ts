import { Heap } from 'heap-js';

/** Something that will happen at a time in milliseconds since 1970, unless it is dropped. */
export interface Plan {
	at: number;
	order: number;
	happen?: (at: number) => void;
}

/** What will happen at the vendors, in the order of its time; what has the same time, as it was planned. */
export class Agenda {
	private plans = new Heap<Plan>((a, b) => a.at - b.at || a.order - b.order);
	private planned = 0;

	plan(at: number, happen: (at: number) => void): Plan {
		const plan = { at, order: this.planned++, happen };
		this.plans.push(plan);
		return plan;
	}

	drop(plan: Plan | undefined): void {
		if (plan) delete plan.happen;
	}

	/** When the next thing will happen. */
	next(): number | undefined {
		while (this.plans.length > 0 && !this.plans.peek()!.happen) this.plans.pop();
		return this.plans.peek()?.at;
	}

	/** Lets happen what is to happen until then, and what comes of it until then: when the last thing did. */
	run(until: number): number | undefined {
		let last: number | undefined;
		for (;;) {
			const at = this.next();
			if (at === undefined || at > until) return last;
			this.plans.pop()!.happen!(at);
			last = at;
		}
	}
}
