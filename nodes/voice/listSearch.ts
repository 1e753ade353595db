import { DateTime } from 'luxon';
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeType } from 'n8n-workflow';

import { openLine } from './delivery/exchange';
import { listError } from './output/errors';
import { leftAfter, readPage, whyNotRead } from './reading/pages';
import type { Choice, Search } from './reading/source';
import type { Vendor } from './types';

/** A person waits for the list. */
const MOST_ATTEMPTS = 2;
/** Most pages that are looked through for a name before what was found is shown. */
const MOST_PAGES = 20;

/** The lists that the editor offers to pick from, as n8n wants them. */
export const methodsOf = (vendor: Vendor): NonNullable<INodeType['methods']> => ({
	listSearch: Object.fromEntries(
		Object.entries(vendor.searches ?? {}).map(([name, search]) => [
			name,
			async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				return await choices(this, vendor, search, filter?.trim() || undefined, paginationToken);
			},
		]),
	),
});

/**
 * A page of what can be picked, with times as clocks show them where the workflow runs.
 *
 * @param token where the page before ended: the body and the page, counted from 0 and 1
 * @throws NodeOperationError with what to do, where the list can't be had
 */
async function choices(
	ctx: ILoadOptionsFunctions,
	vendor: Vendor,
	{ source, write, byName }: Search,
	filter: string | undefined,
	token = '0.1',
): Promise<INodeListSearchResult> {
	const { account, line } = await openLine(ctx, vendor, MOST_ATTEMPTS, 0);
	const { timezone } = account;
	const bodies = write(filter, { now: new Date(), vendorZone: timezone });
	const shown = ({ name, value, more, made }: Choice) => {
		const time = made && DateTime.fromJSDate(made, { zone: ctx.getTimezone() });
		const behind = [more, time?.toFormat('yyyy-MM-dd HH:mm')].filter(Boolean).join(', ');
		return { name: behind ? `${name} (${behind})` : name, value };
	};
	const fits = ({ name }: { name: string }) =>
		!byName || name.toLowerCase().includes((filter ?? '').toLowerCase());
	let [body, number] = token.split('.').map(Number);
	try {
		for (let read = 1; ; read++) {
			const page = await readPage(line, source, bodies[body], number, timezone);
			const asked = source.pageSize!;
			const seen = (number - 1) * (page.size ?? asked) + page.rows.length;
			const hasMore = page.rows.length > 0 && leftAfter(page, asked, number, seen) !== 0;
			[body, number] = hasMore ? [body, number + 1] : [body + 1, 1];
			const results = page.rows.filter(fits).map(shown);
			if (body === bodies.length) return { results };
			const paginationToken = `${body}.${number}`;
			if (results.length > 0 || read === MOST_PAGES) return { results, paginationToken };
		}
	} catch (error) {
		throw listError(ctx.getNode(), vendor, whyNotRead(error));
	}
}
