import type { IDataObject } from 'n8n-workflow';

import type { Course } from '../../../sandbox/course';
import { itemsOf } from '../helpers';
import { broken, type Seen } from '../schedules/view';
import type { Played, Wish } from './play';
import { isCovered, resultOf, tellsAll, type Asked } from './told';
import { isOver, overIn, truth, type Booked } from './watch';

/** Calls that belong to a task and a number: those of its redial flow, too. */
const callsOf = (book: Booked[], { keyId, callee }: Wish) =>
	book.filter(
		(call) =>
			(callee === undefined || call.callee === callee) &&
			(String(call.keyId) === keyId || (call.round > 0 && String(call.sourceKeyId) === keyId)),
	);

const OVER = [2, 3, 4];
/** Between calls that were at the same time; the vendor's clock may be off by that. */
const TOLERANCE = 120_000;

/** The status of a task when it was last shown in a look. */
function statusIn({ watch }: Played, look: number, keyId: string): number | undefined {
	const shown = watch.shown.findLast(
		(one) => one.look === look && one.operation === 'groupCallQuery' && one.ids.includes(keyId),
	);
	return shown?.statuses.get(keyId);
}

export function byKeyId(asked: Asked, wish: Wish, json: IDataObject, seen: Seen): void {
	const { last, schedule } = asked;
	const { vendor } = schedule;
	if (json.keyId !== wish.keyId || json.calleeNumber !== wish.callee) {
		broken('The wrong callee came out');
	}
	const { book, at } = truth(vendor);
	const calls = callsOf(book, wish);
	const over = calls.flatMap((call) => overIn(call, at));
	if (json.result === 'pending') return isRightlyPending(asked, wish, calls, seen);
	// It may have become final at any look; then the task was over, or somebody had answered.
	const looks = Array.from({ length: last + 1 }, (_, look) => statusIn(asked, look, wish.keyId!));
	const isDone = looks.some((status) => status !== undefined && OVER.includes(status));
	if (!isDone && !(tellsAll(vendor) && json.result === 'answered')) {
		broken('It is final although the task is not over');
	}
	judgeCallee(asked, wish, json, book, over, seen);
}

function isRightlyPending(asked: Asked, wish: Wish, calls: Booked[], seen: Seen): void {
	const { last, lastFailed, watch, schedule } = asked;
	if (lastFailed) return void seen.add('pending, because the last look failed');
	if (!isCovered(asked, wish))
		return void seen.add('pending, because nobody knows it or it is too old');
	const status = statusIn(asked, last, wish.keyId!);
	if (status === undefined) broken('The task was not looked for');
	// As much as could be known when the last look began.
	const began = watch.began + schedule.ahead * 1000;
	const over = calls.flatMap((call) => overIn(call, began));
	if (OVER.includes(status)) {
		if (over.length > 0 && calls.every((call) => isOver(call, began)))
			broken('The task is over and so is the call');
		return void seen.add('pending, because a task ended that never called somebody');
	}
	const answered = over.some(({ result }) => result === 'answered');
	if (tellsAll(schedule.vendor) && answered) broken('Somebody had answered');
	seen.add('pending, because the task is not over');
}

/** A result of a callee is that of the calls of the task, or says that nobody can tell. */
function judgeCallee(
	{ schedule }: Asked,
	wish: Wish,
	json: IDataObject,
	book: Booked[],
	over: Course[],
	seen: Seen,
	isMixed = false,
): void {
	const { vendor } = schedule;
	const results = over.map((course) => resultOf(course, vendor));
	const inOrder = over
		.toSorted((one, other) => one.calledAt - other.calledAt)
		.map((course) => resultOf(course, vendor));
	const expected = results.includes('answered') ? 'answered' : inOrder.at(-1);
	const mine = new Set(callsOf(book, wish));
	const foreign = book.filter((call) => call.callee === wish.callee && !mine.has(call));
	seen.add(`by task: ${String(json.result)}`);
	if (results.length > 1) seen.add('by task: redials');
	// Whom a task called before it was cancelled, nobody can tell while there were others.
	const isEndedEarly = [3, 4].includes(truth(vendor).statuses.get(wish.keyId!)!);
	const mayDoubt = !tellsAll(vendor) && isEndedEarly && truth(vendor).statuses.size > 1;
	if (mayDoubt && json.ambiguous && json.result === 'unknown') return;
	if (tellsAll(vendor) || foreign.length === 0) {
		if (json.ambiguous && !isMixed) broken('Nobody else called, and yet it is ambiguous');
		if (json.result !== expected) broken(`It should be ${expected}`);
		if (json.attempts !== results.length) broken(`There were ${results.length} attempts`);
		return;
	}
	if (json.ambiguous) seen.add('by task: ambiguous');
	if (json.result === expected || (json.ambiguous && json.result === 'unknown')) return;
	// A message to the same number at the same time can't be told apart, as the README says.
	const span = spanOf(book, wish, schedule.ahead * 1000);
	const message = foreign.some(
		({ keyId, submittedAt, attempts }) =>
			keyId === undefined &&
			submittedAt <= span.to + TOLERANCE &&
			(attempts.at(-1)?.calledAt ?? Infinity) >= span.from - TOLERANCE,
	);
	if (message) return void seen.add('by task: a message at the same time');
	broken(`It should be ${expected}`);
}

/** The time in which a task called. */
function spanOf(book: Booked[], { keyId, made }: Wish, ahead: number) {
	const calls = callsOf(book, { keyId });
	const ends = calls.flatMap(({ attempts }) => attempts.map(({ hungUpAt }) => hungUpAt));
	const from = Date.parse(made!.submittedAt) + ahead;
	const { fate } = made!.happening;
	const stopped = fate === undefined || fate.status === 3 ? from : from + fate.after * 1000;
	return { from, to: Math.max(stopped, ...ends) };
}

const NAMES: Record<number, string> = { 2: 'finished', 3: 'failed', 4: 'cancelled' };

export function ofTask(asked: Asked, wish: Wish, json: IDataObject, seen: Seen): void {
	const { last, lastFailed } = asked;
	if (json.keyId !== wish.keyId) broken('The wrong task came out');
	seen.add(`task: ${String(json.result)}`);
	const looks = Array.from({ length: last + 1 }, (_, look) => statusIn(asked, look, wish.keyId!));
	const known = looks.filter((status) => status !== undefined);
	// Who waited knows in the end that no list has it.
	const unlisted = asked.schedule.waitUpTo > 0 && !lastFailed ? 'unknown' : 'pending';
	const expected = known.length === 0 ? unlisted : (NAMES[known.at(-1)!] ?? 'pending');
	// What a look found before it failed may be lost.
	if (lastFailed && json.result === 'pending')
		return void seen.add('pending, because the last look failed');
	if (json.result !== expected) broken(`The vendor showed ${expected}`);
	if (json.result !== 'pending') return;
	if (wish.made && looks.at(-1) === undefined) broken('It was not looked for');
}

export function ofCallees(asked: Asked, seen: Seen): void {
	const { output, wishes, schedule, lastFailed } = asked;
	const { book, at } = truth(schedule.vendor);
	const groups = wishes.map((_, item) => output.filter((one) => itemsOf([one])[0] === item));
	if (groups.flat().length !== output.length) broken('An item belongs to nobody');
	for (const [item, group] of groups.entries()) {
		const wish = wishes[item];
		const of = JSON.stringify(group.map(({ json }) => json));
		const isAgain = wishes.findIndex(({ keyId }) => keyId === wish.keyId) < item;
		// A look that failed may have been the last of the first item.
		if (isAgain && group.length === 0) {
			seen.add('task: its callees were asked for by another item');
			continue;
		}
		if (group.length === 0) broken(`Nothing came out for item ${item}`);
		if (isAgain && !lastFailed) broken(`Item ${item} got callees that another item has`);
		const isTask = group.length === 1 && group[0].json.calleeNumber === undefined;
		if (isTask) {
			const { json } = group[0];
			const calls = callsOf(book, wish);
			const isCalled = calls.some((call) => overIn(call, at).length > 0);
			if (json.result !== 'pending' && isCalled && !lastFailed)
				broken(`The callees of item ${item} are missing: ${of}`);
			if (['pending', 'unknown'].includes(String(json.result))) ofTask(asked, wish, json, seen);
			continue;
		}
		const names = group.map(({ json }) => String(json.calleeNumber));
		if (new Set(names).size < names.length) broken(`A callee came out twice: ${of}`);
		const { callees } = wish.made!;
		const isMixed = !tellsAll(schedule.vendor) && group.length > callees.length;
		if (isMixed) seen.add('task: more were called than its callees');
		for (const { json } of group) {
			const callee = String(json.calleeNumber);
			const one = { ...wish, callee };
			const calls = callsOf(book, one);
			const over = calls.flatMap((call) => overIn(call, at));
			if (isMixed && !json.ambiguous) broken(`${callee} may be nobody of the task's: ${of}`);
			if (json.result === 'pending') continue;
			if (calls.length > 0) judgeCallee(asked, one, json, book, over, seen, isMixed);
			else if (tellsAll(schedule.vendor)) broken(`${callee} was not called by the task: ${of}`);
		}
		const missing = callees.filter(
			(callee) => callsOf(book, { ...wish, callee }).length > 0 && !names.includes(callee),
		);
		if (missing.length > 0 && !lastFailed) broken(`${missing} are missing in ${of}`);
		seen.add('task: one item for each callee');
	}
}
