import { createHash } from 'node:crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { GUESSED_ZONE } from '../delivery/account';
import { withRaw } from '../reading/parameters';
import { Refused, refuse } from './answer';
import { readPushed } from './body';
import { checkSender, wantsCheck } from './settings';
import { accountOf, checked } from './check';
import type { Found, Pushed, Trigger } from './types';

/**
 * Takes a request to a trigger's address. Whatever was sent, nothing is thrown: n8n would start the workflow. The
 * workflow starts once for a request, with an item for each event that is wanted.
 */
export async function receive(
	ctx: IWebhookFunctions,
	trigger: Trigger,
): Promise<IWebhookResponseData> {
	try {
		const items = await itemsOf(ctx, trigger);
		return items.length === 0 ? {} : { workflowData: [items.map(({ json }) => ({ json }))] };
	} catch (error) {
		return refuse(ctx, error);
	}
}

async function itemsOf(
	ctx: IWebhookFunctions,
	trigger: Trigger,
): Promise<Array<{ json: IDataObject }>> {
	checkSender(ctx);
	const pushed = await readPushed(ctx, trigger.anyForm);
	const found = pushed.flatMap((one) => recognised(trigger, one));
	if (found.length === 0) throw new Refused(400, 'This is no report');
	const all = trigger.events.map(({ value }) => value);
	const chosen = [ctx.getNodeParameter('events', all)].flat();
	const wanted = found.filter(({ event }) => chosen.includes(event.value));
	const simplify = ctx.getNodeParameter('simplify', true);
	const isKept = filterOf(ctx, trigger);
	const itemsIn = (zone: string, from: Found[]) =>
		from
			.map((one) => ({ json: itemOf(one, zone, simplify), said: one.said }))
			// A record may leave out what the report says, such as the task.
			.filter(({ json, said }) => isKept({ ...said, ...json }));
	if (!wantsCheck(ctx)) return itemsIn(GUESSED_ZONE, wanted);
	const account = await accountOf(ctx, trigger);
	// Filters come after the look-up: a record may say more of the result than the report.
	return itemsIn(account.timezone, await checked(ctx, trigger.vendor, account, wanted));
}

/** What the filters leave in. */
function filterOf(ctx: IWebhookFunctions, { filters = [] }: Trigger) {
	const given = ctx.getNodeParameter('filters', {}) as IDataObject;
	const set = filters.filter(({ property }) => Object.hasOwn(given, property.name));
	return (item: IDataObject) =>
		set.every(({ property, keeps }) => keeps(item, given[property.name]));
}

/** A vendor may add to a list what nobody knows yet: that is left out. */
function recognised({ events }: Trigger, pushed: Pushed): Found[] {
	const event = events.find(({ is }) => is(pushed));
	return event === undefined ? [] : [{ event, pushed }];
}

/** What comes out for an event. */
function itemOf({ event, pushed, said }: Found, zone: string, simplify: unknown): IDataObject {
	const { value } = event;
	// As what a report is dressed the vendor can't be asked: of one call that was looked up there is one event.
	const kind = said === undefined ? value : CALL;
	const item: IDataObject = {
		event: value,
		eventId: `${kind}:${event.id(pushed) ?? digest(pushed)}`,
		...event.item(pushed, zone),
	};
	return withRaw(item, pushed, simplify);
}

/** In the IDs of events that were looked up. */
const CALL = 'call';

/** What names nothing is known by all that it says, in whatever order. */
function digest(pushed: Pushed): string {
	const fields = Object.entries(pushed).sort(([one], [other]) => (one < other ? -1 : 1));
	return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 32);
}
