import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';

/** What n8n keeps in its database for a node: as its own helper does it, in memory. */
export const remembered: {
	keys: DeduplicationItemTypes[];
	/** How many it was to keep the last time. */
	most: number;
	/** Set where the database can't be had. */
	fails?: boolean;
} = { keys: [], most: 0 };

export async function rememberInMemory(): Promise<void> {
	await DataDeduplicationService.init({
		async checkProcessedAndRecord(items, _, __, { maxEntries = 0 }) {
			if (remembered.fails) throw new Error('The database can’t be had');
			const known = new Set(remembered.keys);
			const fresh = items.filter((item) => !known.has(item));
			remembered.keys = [...remembered.keys, ...fresh].slice(-maxEntries);
			remembered.most = maxEntries;
			return { new: fresh, processed: items.filter((item) => known.has(item)) };
		},
		async getProcessedDataCount() {
			if (remembered.fails) throw new Error('The database can’t be had');
			return remembered.keys.length;
		},
	} as Partial<IDataDeduplicator> as Parameters<typeof DataDeduplicationService.init>[0]);
}
