import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
} from 'n8n-workflow';

import type { Entry } from '../input/entries';
import type { Parameter } from '../input/declaration';
import { flag, notSent, time } from '../input/fields';

/** What is known of a record, to give it out once. */
export interface Once {
	/** What it is recognised by; undefined as long as it is not final, and so not given out. */
	key: (record: IDataObject) => string | undefined;
	/** When it began, in ISO 8601. */
	at: (record: IDataObject) => unknown;
}

export const onlyNew: Parameter = {
	displayName: 'Only New',
	name: 'onlyNew',
	type: 'boolean',
	default: false,
	description:
		'Whether to give out only what this node has not given out before in this workflow, for schedules: calls that have ended, each once. All of the period are read; it should be long enough for calls that end late. Executions by hand neither skip nor note anything, unless an option says so.',
	is: { ...flag(false, true), notSent: true },
};

/** Options that matter where Only New is on. */
export const onlyNewOptions: Parameter[] = [
	{
		displayName: 'Give Out Again From',
		name: 'onlyNewSince',
		type: 'dateTime',
		default: '',
		description:
			'Calls that began at this time or later are given out also if they were before: to get a period anew after something went wrong. Take it out afterwards.',
		is: notSent(time("yyyy-MM-dd'T'HH:mm:ssZZ")),
	},
	{
		displayName: 'Also When Run by Hand',
		name: 'onlyNewByHand',
		type: 'boolean',
		default: false,
		description:
			'Whether Only New holds for executions by hand, too, which then note what they give out',
		is: notSent(flag(false, true)),
	},
];

/**
 * Fewest entries that n8n remembers for a node, whose runs may ask for periods of their own; twice what a period holds
 * where that is more, for all of it may be noted before its first is out of sight.
 */
const REMEMBERED = 100_000;

/**
 * Leaves out what was given out before, and notes the rest in n8n's database: the last thing before the node
 * returns. n8n reads and writes that row without a lock.
 *
 * @param output records, each paired to the item that asked for it
 */
export async function onlyNewOf(
	ctx: IExecuteFunctions,
	{ key, at }: Once,
	output: INodeExecutionData[],
	entries: Entry[],
): Promise<INodeExecutionData[]> {
	const asking = new Map(
		entries.filter(({ local }) => local.onlyNew === true).map(({ item, local }) => [item, local]),
	);
	if (asking.size === 0) return output;
	const byHand = ctx.getMode() === 'manual';
	const localOf = ({ pairedItem }: INodeExecutionData) =>
		asking.get((pairedItem as IPairedItemData).item);
	const keys = new Map<INodeExecutionData, string>();
	for (const one of output) {
		const name = localOf(one) && key(one.json);
		if (name !== undefined) keys.set(one, name);
	}
	const final = output.filter((one) => !localOf(one) || keys.has(one));
	const isChecked = (one: INodeExecutionData) =>
		keys.has(one) && (!byHand || localOf(one)?.onlyNewByHand === true);
	const checked = new Set(final.filter(isChecked).map((one) => keys.get(one)!));
	if (checked.size === 0) return final;
	const shown = output.filter((one) => localOf(one)).length;
	// A run that sees little must not make n8n forget what another will see again.
	const known = await ctx.helpers.getProcessedDataCount('node', { mode: 'entries' });
	const maxEntries = Math.max(REMEMBERED, 2 * shown, known);
	const { new: fresh } = await ctx.helpers.checkProcessedAndRecord([...checked], 'node', {
		mode: 'entries',
		maxEntries,
	});
	const left = new Set<unknown>(fresh);
	const givenTo = new Map<string, number>();
	return final.filter((one) => {
		if (!isChecked(one)) return true;
		const name = keys.get(one)!;
		const isWanted = left.has(name) || isSince(localOf(one)!.onlyNewSince, at(one.json));
		if (!isWanted) return false;
		// Several items may ask for the same period. What one gets twice are different things of one name.
		const { item } = one.pairedItem as IPairedItemData;
		if (!givenTo.has(name)) givenTo.set(name, item);
		return givenTo.get(name) === item;
	});
}

/** Whether Give Out Again From is set, and the record began since, or at a time that nobody knows. */
const isSince = (since: unknown, begun: unknown): boolean =>
	since !== undefined && !(Date.parse(String(begun)) < Date.parse(String(since)));
