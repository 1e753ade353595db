import { aims, bestHttp, type Loading } from './aims';
import { AIMED, Figures, perSecond, timeOf, type Measured } from './figures';
import type { Operation } from './jobs';
import { pushedAims, pushedSheet, type Pushed } from './pushed';
import { number, type Sheet } from './table';

const OPERATIONS: Record<Operation, string> = {
	onbuka: 'ONBUKA Voice Message → Send',
	laaffic: 'LAAFFIC Group Call → Create AI Call',
	records: 'ONBUKA Call Record → Get Many',
	results: 'ONBUKA Call Record → Get Results',
};
const OTHERS = {
	http: 'HTTP Request, all at once',
	httpBatched: 'HTTP Request, batches of 50, 1 ms apart',
	twilio: 'Twilio Call → Make',
} as const;

/** Everything that is printed, from what was measured. */
export function report(
	measured: Measured[],
	inN8n: Measured[],
	pushed: Pushed[],
	loading: Loading,
): Sheet[] {
	const figures = new Figures(measured);
	const real = new Figures(inN8n);
	const aimed = aims(figures, real, loading);
	aimed.rows.push(...pushedAims(pushed));
	const sheets = [own(figures), theirs(figures), realOnes(real), pushedSheet(pushed), aimed];
	return sheets.filter(({ rows }) => rows.length > 0);
}

function own(figures: Figures): Sheet {
	const rows = figures.select({ sender: 'node' }).map((one) => {
		const floor = figures.beside(one, 'floor');
		return [
			OPERATIONS[one.operation],
			one.references === 'plain' ? 'reference' : 'expression (legacy engine)',
			number(one.contacts),
			number(one.found.requests),
			number(timeOf(one), 1),
			number(floor && timeOf(floor), 1),
			number(figures.overFloor(one), 2),
			number(perSecond(one)),
			number((timeOf(one) / one.contacts) * 1000, 1),
			number(floor && perSecond(floor)),
			number(one.memory && one.memory.live / 1e6),
			number(figures.extraMemory(one)),
		];
	});
	return {
		title:
			'This package’s nodes; the floor is axios in a loop; contacts are records where records are read',
		head: [
			'Operation',
			'Values by',
			'Contacts',
			'Requests',
			'Time ms',
			'Floor ms',
			'× floor',
			'Contacts/s',
			'µs/contact',
			'Floor contacts/s',
			'Peak heap MB',
			'beyond n8n’s items, B/contact',
		],
		rows,
	};
}

function realOnes(figures: Figures): Sheet {
	const senders = ['node', 'http', 'httpBatched'] as const;
	const rows = senders
		.flatMap((sender) => figures.select({ sender }))
		.map((one) => [
			one.sender === 'node' ? OPERATIONS[one.operation] : OTHERS[one.sender as 'http'],
			number(one.contacts),
			number(one.found.requests),
			number(timeOf(one)),
			number(perSecond(one)),
			number(one.sender === 'node' ? figures.faster(one.operation, bestHttp(figures)) : undefined),
		]);
	return {
		title: 'In a real n8n 2.41.1, with its default engine for expressions; times as n8n says them',
		head: ['Node', 'Contacts', 'Requests', 'Time ms', 'Contacts/s', '× HTTP Request'],
		rows,
	};
}

function theirs(figures: Figures): Sheet {
	const senders = ['http', 'httpBatched', 'twilio'] as const;
	const rows = senders
		.flatMap((sender) => figures.select({ sender }))
		.map((one) => [
			OTHERS[one.sender as keyof typeof OTHERS],
			number(one.contacts),
			number(one.found.requests),
			number(timeOf(one)),
			number(perSecond(one)),
			number(figures.faster('onbuka', one)),
			number(figures.faster('laaffic', one)),
		]);
	return {
		title: `n8n’s own nodes; the last columns say how many times as many contacts a second the ones above get through (${number(AIMED)}, by reference)`,
		head: ['Node', 'Contacts', 'Requests', 'Time ms', 'Contacts/s', 'ONBUKA ×', 'LAAFFIC ×'],
		rows,
	};
}
