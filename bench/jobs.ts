/** Who sends, and how the parameters say which number goes to whom. */
export type Sender =
	/** A node of this package. */
	| 'node'
	/** axios in a loop. */
	| 'floor'
	/** A node that only gives out as many items. */
	| 'nothing'
	| 'http'
	| 'httpBatched'
	| 'twilio';
/** What is sent where; `records` is reading call records from ONBUKA, `results` finding those of known calls. */
export type Operation = 'onbuka' | 'laaffic' | 'records' | 'results';
export type References = 'plain' | 'expression';

/** One line of the table: what a process of its own measures. */
export interface Job {
	sender: Sender;
	operation: Operation;
	references: References;
	/** Or records. */
	contacts: number;
}

/** What a process is told. */
export interface Order extends Job {
	url: string;
	runs: number;
	/** Measure memory in place of time. */
	memory: boolean;
}

/** What a process found. */
export interface Found {
	/** Milliseconds of each run. */
	times: number[];
	/** Requests of one run. */
	requests: number;
	/** The most the heap held more than before, in bytes; only where memory is measured. */
	live: number;
}

/** Where a real expression is measured: one takes n8n long enough to see it with few contacts. */
const EXPRESSION_LIMIT = 10_000;
/** How many contacts the nodes that send one request each are given. */
const ONE_BY_ONE: Array<[Sender, number[]]> = [
	['http', [1000, 10_000]],
	['httpBatched', [1000, 10_000]],
	['twilio', [1000]],
];

/** All lines of the table, in its order. */
export function jobs(sizes: number[]): Job[] {
	const list: Job[] = [];
	for (const operation of ['onbuka', 'laaffic', 'records', 'results'] as const) {
		const add = (sender: Sender, references: References) => (contacts: number) =>
			list.push({ sender, operation, references, contacts });
		sizes.forEach(add('node', 'plain'));
		if (operation === 'onbuka' || operation === 'laaffic') {
			sizes.filter((size) => size <= EXPRESSION_LIMIT).forEach(add('node', 'expression'));
		}
		sizes.forEach(add('floor', 'plain'));
		sizes.forEach(add('nothing', 'plain'));
	}
	for (const [sender, fitting] of ONE_BY_ONE) {
		for (const contacts of fitting.filter((size) => sizes.includes(size))) {
			list.push({ sender, operation: 'onbuka', references: 'plain', contacts });
		}
	}
	return list;
}

/** Where peak memory is measured: what is compared with a node that does nothing. */
export const hasMemory = ({ sender, references }: Job) =>
	(sender === 'node' && references === 'plain') || sender === 'nothing';
