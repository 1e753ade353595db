import type { Found, Job, Operation } from './jobs';

/** A line of the table, measured. */
export interface Measured extends Job {
	found: Found;
	/** Of a process in which memory was measured; where it was. */
	memory?: Found;
}

/** The size that the aims are about. */
export const AIMED = 100_000;

/** The middle one, or the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length / 2;
	return (sorted[Math.ceil(half - 1)] + sorted[Math.floor(half)]) / 2;
}

/** Milliseconds. */
export const timeOf = ({ found }: Measured) => median(found.times);

export const perSecond = (one: Measured) => (one.contacts / timeOf(one)) * 1000;

/** What the measured lines say when they are held against each other; undefined what wasn't measured. */
export class Figures {
	constructor(private readonly all: Measured[]) {}

	find(job: Partial<Job>): Measured | undefined {
		return this.select(job)[0];
	}

	select(job: Partial<Job>): Measured[] {
		const wanted = Object.entries(job) as Array<[keyof Job, unknown]>;
		return this.all.filter((one) => wanted.every(([key, value]) => one[key] === value));
	}

	/** The same contacts to the same operation from another sender. */
	beside({ operation, contacts }: Measured, sender: 'floor' | 'nothing'): Measured | undefined {
		return this.find({ sender, operation, contacts });
	}

	overFloor(one: Measured): number | undefined {
		const floor = this.beside(one, 'floor');
		return floor && timeOf(one) / timeOf(floor);
	}

	/** Bytes per contact, at the peak, beyond those of a node that only gives out as many items. */
	extraMemory(one: Measured): number | undefined {
		const nothing = this.beside(one, 'nothing');
		if (!one.memory || !nothing?.memory) return undefined;
		return (one.memory.live - nothing.memory.live) / one.contacts;
	}

	/** The peak of memory, in the size of the items that come out. */
	overItems(one: Measured): number | undefined {
		const nothing = this.beside(one, 'nothing');
		if (!one.memory || !nothing?.memory) return undefined;
		return one.memory.live / nothing.memory.live;
	}

	/** How many times as many contacts a second as with another node an operation gets through. */
	faster(operation: Operation, other: Measured | undefined): number | undefined {
		const mine = this.find({ sender: 'node', operation, references: 'plain', contacts: AIMED });
		return mine && other && perSecond(mine) / perSecond(other);
	}
}
