import { number, type Sheet } from './table';

/** Reports in one request. */
export const BATCH = 10_000;

/** A way of running n8n. */
export interface Layout {
	name: string;
	env: Record<string, string>;
	isQueue?: true;
	/** What part of the Webhook node's events the trigger is to get through at least. */
	aim?: number;
}

export const LAYOUTS: Layout[] = [
	{ name: 'n8n’s defaults', env: {}, aim: 0.6 },
	{
		name: 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		aim: 0.8,
	},
	{ name: 'N8N_EXPRESSION_ENGINE=legacy', env: { N8N_EXPRESSION_ENGINE: 'legacy' }, aim: 0.95 },
	{ name: 'queue mode: PostgreSQL, one worker, one webhook processor', env: {}, isQueue: true },
];

/** Events a second: until the last was answered, and until the last execution had ended. */
interface Rate {
	answered: number;
	ended: number;
}

/** What was measured in one of them. */
export interface Pushed {
	layout: Layout;
	webhook: Rate;
	trigger: Rate;
	/** Milliseconds until a list is answered. */
	list: number;
}

const LONGEST_LIST = 500;

/** What triggers get through beside n8n's Webhook node. */
export function pushedSheet(found: Pushed[]): Sheet {
	return {
		title: 'Triggers, beside n8n’s Webhook node; events a second, 16 under way at a time',
		head: [
			'n8n 2.41.1',
			'Webhook, answered',
			'ended',
			'LAAFFIC Trigger, answered',
			'ended',
			'× Webhook',
			'calls an hour',
			`${number(BATCH)} in a request, ms`,
		],
		rows: found.map(({ layout, webhook, trigger, list }) => [
			layout.name,
			number(webhook.answered, 1),
			number(webhook.ended, 1),
			number(trigger.answered, 1),
			number(trigger.ended, 1),
			number(trigger.ended / webhook.ended, 2),
			number(trigger.ended * 3600),
			number(list),
		]),
	};
}

/** What is aimed at, and whether it was reached. */
export function pushedAims(found: Pushed[]): string[][] {
	const met = (isMet: boolean) => (isMet ? 'met' : 'MISSED');
	return found.flatMap(({ layout: { name, aim }, webhook, trigger, list }) => {
		const part = trigger.ended / webhook.ended;
		const row = ['Trigger: events/s, against the Webhook node', number(part, 2)];
		return [
			...(aim === undefined
				? []
				: [[`${row[0]}, ${name}`, `≥ ${aim} ×`, row[1], met(part >= aim)]]),
			[
				`Trigger: ${number(BATCH)} reports in a request, ${name}`,
				`≤ ${LONGEST_LIST} ms`,
				number(list),
				met(list <= LONGEST_LIST),
			],
		];
	});
}
