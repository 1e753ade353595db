import { wordsOf } from '../input/wire';
import { NotRead, onlyRow } from '../reading/pages';
import type { Asking } from '../reading/source';
import type { CallOperation, Request } from '../types';
import type { Work } from '../work';
import { stop } from './stop';

/**
 * Whether a run would call too many people, or the account holds too little for it.
 *
 * @param requests those that are to be sent
 * @returns the error that stops the run, also where nobody can say how many it would call, or what the account holds
 */
export async function limitOf(
	work: Work<CallOperation>,
	asking: Asking,
	requests: Request[],
): Promise<Error | undefined> {
	if (requests.length === 0) return undefined;
	const { ctx, sending } = work;
	const { mostCallees, leastBalance } = sending;
	const refused = (parameter: string, message: string) =>
		stop(ctx, { parameter: `Sending → ${parameter}`, message });
	const count = await countOf(work.operation, asking, requests).catch(why);
	if (typeof count === 'string') return refused('Most Callees', `is ${mostCallees}, but ${count}`);
	if (count > mostCallees) {
		const message = `is ${mostCallees}, and this run would call ${count}; if that is meant, set it to ${count}`;
		return refused('Most Callees', message);
	}
	if (leastBalance === undefined) return undefined;
	const balance = await balanceOf(work, asking).catch(why);
	if (typeof balance === 'string') {
		return refused('Least Balance', `is ${leastBalance}, but ${balance}`);
	}
	if (balance >= leastBalance) return undefined;
	const message = `is ${leastBalance}, and the account holds ${balance}; top it up, or set it to ${balance} or less`;
	return refused('Least Balance', message);
}

/** As the end of the sentence "is ..., but ". */
const why = (error: Error): string => {
	const code = error instanceof NotRead ? ` (${error.outcome.code})` : '';
	return `the vendor does not say it: ${error.message}${code}`;
};

/** How many callees requests have; of those of a task the vendor is asked. */
async function countOf(
	{ calleeCounts }: CallOperation,
	asking: Asking,
	requests: Request[],
): Promise<number | string> {
	const tasks = requests.flatMap(({ again }) => (again === undefined ? [] : [again]));
	const counts = tasks.length > 0 ? await calleeCounts!(asking, tasks) : undefined;
	let count = 0;
	for (const { again, callees } of requests) {
		const many = again === undefined ? Math.max(1, callees.length) : counts!.get(String(again));
		if (many === undefined) {
			return `the vendor’s list of the last 60 days does not say how many callees group call ${String(again)} has`;
		}
		count += many;
	}
	return count;
}

async function balanceOf(
	{ vendor: { balance: reading } }: Work<CallOperation>,
	asking: Asking,
): Promise<number | string> {
	if (reading === undefined) return 'this vendor tells no balance';
	const row = await onlyRow(asking, reading, {});
	const held = wordsOf(reading.item(row, {}, asking.vendorZone)?.balance);
	return /^-?\d+([.]\d+)?$/.test(held) ? Number(held) : 'the balance that came is no number';
}
