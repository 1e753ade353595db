import type { IDataObject } from 'n8n-workflow';

import { itemsOf } from '../helpers';
import { broken, type Seen } from '../schedules/view';
import type { Played, Wish } from './play';
import { byKeyId, ofCallees, ofTask } from './tasks';
import { essence, isCovered, told, type Asked } from './told';
import { truth, type Shown } from './watch';

/** How often the node may look in so many minutes: see the README. */
const LOOKS: Record<number, number> = { 0: 1, 1: 5, 5: 9, 60: 64 };

/** Judges what came out by what the vendor showed, and that by the book. */
export function judge(played: Played, seen: Seen): void {
	const { watch, output, failed, error, stored, schedule, wishes } = played;
	const { asks, waitUpTo, vendor } = schedule;
	seen.add(`${vendor} ${asks}`);
	notTooMuch(played);
	noteLists(played, seen);
	const isStruck = (look: number) =>
		watch.requests.some((one) => one.look === look && one.isStruck) ||
		(schedule.meanwhile.length > 0 && hasShrunk(watch.shown, look));
	if (watch.cancelled) {
		seen.add('cancelled');
		if (watch.afterCancel > 0) broken(`${watch.afterCancel} requests after the cancellation`);
		if (output.length > 0) broken('A cancelled execution gave results out');
		return;
	}
	const last = watch.look;
	if (last > 0) seen.add('looked again');
	if (error || failed.length > 0) {
		seen.add('the vendor never answered');
		if (error && error.message.includes('[item') && !error.message.includes('did not give'))
			broken(`The input is taken to be bad: ${error.message}`);
		for (let look = 0; look <= last; look++) {
			if (!isStruck(look)) broken(`It failed although look ${look} went well: ${error?.message}`);
		}
		if (error && output.length + failed.length > 0) broken('There is an error and an output');
		if (failed.length > 0 && output.length > 0) broken('Some items failed and others did not');
		if (!error) eachOnce(itemsOf(failed), wishes.length);
		return;
	}
	const [{ hints }] = stored.data.resultData.runData.Node;
	const lastFailed = JSON.stringify(hints ?? []).includes('did not answer the last time');
	if (lastFailed && !isStruck(last)) broken(`Look ${last} failed: ${JSON.stringify(hints)}`);
	const asked = { ...played, last, lastFailed };
	if (asks === 'callees') return ofCallees(asked, seen);
	eachOnce(itemsOf(output), wishes.length);
	for (const [at, { json }] of output.entries()) {
		const wish = wishes[at];
		const where = `item ${at} of ${JSON.stringify(wish)} is ${JSON.stringify(json)}`;
		try {
			if (asks === 'voiceId') byVoiceId(asked, wish, json, seen);
			else if (asks === 'keyId') byKeyId(asked, wish, json, seen);
			else ofTask(asked, wish, json, seen);
		} catch (cause) {
			broken(`${(cause as Error).message}: ${where}`);
		}
	}
	if (waitUpTo > 0 && output.every(({ json }) => json.result !== 'pending'))
		seen.add('all were over');
}

/** What came up in the lists, to see afterwards that everything was put to the test. */
function noteLists({ watch, schedule }: Played, seen: Seen): void {
	const lists = watch.shown.filter(({ operation }) => operation === 'recordGroupQuery');
	const sizes = lists.map(({ book }) => book.length);
	if (sizes.some((size, at) => at > 0 && size > sizes[at - 1]))
		seen.add('calls were added meanwhile');
	const asked = watch.requests.filter(({ entry }) => entry.operation === 'recordGroupQuery');
	const ids = lists.filter(({ look }) => look === 0).flatMap((one) => one.ids);
	if (new Set(ids).size < ids.length) seen.add('a record came twice in a look');
	const ends = asked.map(
		({ entry }) => (entry.body as { params: { endTime: string } }).params.endTime,
	);
	if (new Set(ends).size > watch.look + 1) seen.add('two periods were asked for');
	if (schedule.paging.order !== 'newestFirst' && lists.length > 1) seen.add('another order');
	if (schedule.ahead !== 0) seen.add('the clocks differed');
	if (watch.requests.some(({ isStruck }) => isStruck)) seen.add('a fault struck');
}

const eachOnce = (items: number[], count: number) => {
	const all = Array.from({ length: count }, (_, at) => at);
	if (JSON.stringify(items) !== JSON.stringify(all)) broken(`Items ${items} came out of ${count}`);
};

/** A list from which something vanished while it was read can't be trusted. */
const hasShrunk = (shown: Shown[], look: number) => {
	const sizes = shown.filter((one) => one.look === look).map(({ book }) => book.length);
	return sizes.some((size, at) => at > 0 && size < sizes[at - 1]);
};

function notTooMuch({ watch, schedule, wishes }: Played): void {
	if (watch.look + 1 > LOOKS[schedule.waitUpTo]) {
		broken(`The node looked ${watch.look + 1} times in ${schedule.waitUpTo} minutes`);
	}
	const { book, statuses } = truth(schedule.vendor);
	const { size } = schedule.paging;
	const pagesOf = (rows: number) => Math.ceil((rows + 1) / size) + 1;
	// Of up to three periods, twice if they change, and one by one.
	const lists = 2 * (pagesOf(book.length) + 2);
	const most = lists + Math.max(lists, 10) + 2 * 2 * pagesOf(statuses.size) + wishes.length;
	for (let look = 0; look <= watch.look; look++) {
		const made = watch.requests.filter((one) => one.look === look && !one.isStruck).length;
		if (made > most) broken(`${made} requests in a look, of ${book.length} calls, ${size} a page`);
	}
}

function byVoiceId(asked: Asked, wish: Wish, json: IDataObject, seen: Seen): void {
	const { watch, last, lastFailed, schedule } = asked;
	const { vendor } = schedule;
	if (json.voiceId !== wish.voiceId) broken('The wrong call came out');
	const sights = watch.shown.filter(({ ids }) => ids.includes(wish.voiceId!));
	let allowed = [essence({ ...wish, result: 'pending' } as IDataObject)];
	let lastLook = -1;
	for (let look = 0; look <= last; look++) {
		const states = sights
			.filter((one) => one.look === look)
			.map(({ book, at }) =>
				told(
					book.find((call) => call.voiceId === wish.voiceId)!,
					at,
					vendor,
				),
			);
		if (states.length === 0) continue;
		lastLook = look;
		allowed = states.map(essence);
		if (new Set(allowed).size > 1) seen.add('a call ended between two pages');
		if (states.every(({ result }) => result !== 'pending')) break;
	}
	if (!allowed.includes(essence(json))) {
		broken(`The vendor showed ${[...new Set(allowed)].join(' or ')} at the ${lastLook}. look`);
	}
	seen.add(`by voice ID: ${String(json.result)}`);
	if (json.result !== 'pending') return;
	if (lastFailed) return void seen.add('pending, because the last look failed');
	if (lastLook === last) return;
	// A success of nothing says that there is no record.
	const isDenied = watch.requests.some(
		({ look, isStruck, entry }) =>
			look === last &&
			isStruck &&
			entry.operation === 'recordGroup' &&
			entry.path.endsWith(wish.voiceId!),
	);
	if (isDenied) return void seen.add('pending, because the vendor denied its record');
	if (isCovered(asked, wish)) broken('It was not looked for');
	seen.add('pending, because nobody knows it or it is too old');
}
