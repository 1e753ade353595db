import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { readAccount, type Account } from '../delivery/account';
import { concealer } from '../delivery/conceal';
import { courierOf } from '../delivery/deliver';
import { inTurn } from '../delivery/inTurn';
import { askingOf, onlyRow, whyNotRead } from '../reading/pages';
import type { Asking } from '../reading/source';
import type { Vendor } from '../types';
import { Refused } from './answer';
import type { Check, Found, Pushed, Trigger } from './types';

/** Most look-ups under way at a time for a request. */
const CONCURRENCY = 5;
/** The vendor waits for the answer, and comes again if it is none. */
const MOST_ATTEMPTS = 2;
const LONGEST = 20_000;

const LATER = 'The report can’t be checked at the moment; send it again later';
const FORGED = 'This is not what the vendor says of the call';

/** The account that is asked. */
export async function accountOf(ctx: IWebhookFunctions, { vendor }: Trigger): Promise<Account> {
	return await readAccount(ctx, vendor).catch(() => {
		throw new Refused(503, LATER);
	});
}

/**
 * Asks the vendor of each event that it can be asked of, and puts what it says in the place of what was pushed.
 *
 * @throws Refused if one of them is forged, or could not be checked: then nothing starts
 */
export async function checked(
	ctx: IWebhookFunctions,
	vendor: Vendor,
	account: Account,
	found: Found[],
): Promise<Found[]> {
	const courier = courierOf(ctx, vendor, account.baseUrl, 0);
	const conceal = concealer(account.secrets);
	const asking = askingOf(
		{ courier, vendor, maxAttempts: MOST_ATTEMPTS, conceal },
		account.timezone,
	);
	let refused: Refused | undefined;
	const known = new Map<string, Promise<Pushed>>();
	const recordOf = async (check: Check, body: Record<string, string>) => {
		const key = JSON.stringify(body);
		if (!known.has(key)) known.set(key, lookUp(asking, check, body));
		return await known.get(key)!;
	};
	const settled = [...found];
	const look = async (at: number) => {
		const { event, pushed } = found[at];
		const { check } = event;
		if (check === undefined || refused) return !refused;
		try {
			const body = check.asks(pushed);
			if (body === undefined) throw new Refused(400, FORGED);
			const record = await recordOf(check, body);
			const verdict = check.verdict(pushed, record, account.timezone);
			if (verdict === 'other') throw new Refused(400, FORGED);
			if (verdict === 'open') throw new Refused(503, LATER);
			settled[at] = { event, pushed: record, said: event.item(pushed, account.timezone) };
			return true;
		} catch (error) {
			refused ??= error instanceof Refused ? error : new Refused(503, LATER);
			if (!(error instanceof Refused)) ctx.logger.warn(`Not checked: ${whyNotRead(error).reason}`);
			return false;
		}
	};
	const all = inTurn([...found.keys()], CONCURRENCY, look);
	const isInTime = await Promise.race([all.then(() => true), sleep(LONGEST).then(() => false)]);
	if (!isInTime) refused ??= new Refused(503, LATER);
	if (refused) throw refused;
	return settled;
}

/** @throws NotRead where the vendor does not answer, or has no such record */
async function lookUp(asking: Asking, { source }: Check, body: Record<string, string>) {
	const record = await onlyRow(asking, source, body);
	if (record === undefined) throw new Refused(503, LATER);
	return record;
}
