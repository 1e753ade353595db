import { CLOCK_TOLERANCE } from '../clock';
import { attempts, retryAfterOf } from '../delivery/attempts';
import { letterOf, type Beginning } from '../delivery/deliver';
import type { Line } from '../delivery/exchange';
import { payload } from '../input/payload';
import type { Asking, ListedTask, TaskList } from '../reading/source';
import type { CallOperation, Request } from '../types';
import { alike, judge, type Result } from './outcome';

/** What submitting needs beside the request. */
export interface Submission {
	line: Line;
	operation: CallOperation;
	/** Looks tasks up. */
	asking: Asking;
}

/** A name stands on the first page, unless others have it in theirs. */
const MOST_PAGES = 10;

/**
 * Sends a request until its fate is known, or no further attempt is allowed.
 *
 * A request that provably was not taken is sent again. One that may have arrived is sent again only
 * if it makes a task, and only after the vendor's list of tasks was read and does not have its name;
 * should the list be behind, the vendor still refuses a name that it has. Whatever a later attempt ends
 * with, such a request was accepted or stays unknown.
 *
 * @returns undefined where it has not begun
 */
export async function submit(
	to: Submission,
	request: Request,
	beginning: Partial<Beginning> = {},
): Promise<Result | undefined> {
	// Whatever breaks here must not take the outcomes of other requests with it.
	try {
		const result = await submitted(to, request, beginning);
		const { conceal } = to.line;
		return (
			result && {
				request: conceal(result.request),
				outcomes: result.outcomes.map(conceal),
			}
		);
	} catch (error) {
		const reason = `The node failed while this request was under way: ${(error as Error).message}`;
		return alike(request, { status: 'unknown', code: 'FAILED', reason, ids: {} });
	}
}

async function submitted(
	to: Submission,
	request: Request,
	beginning: Partial<Beginning> = {},
): Promise<Result | undefined> {
	const { line, operation } = to;
	const { courier, vendor, maxAttempts } = line;
	const { isLate } = beginning;
	const letter = letterOf(vendor, operation, payload(operation, request));
	const firstSent = Date.now();
	let open: Result | undefined;
	let last: Result | undefined;
	return await attempts(courier, maxAttempts, async () => {
		if (open !== undefined) {
			const found = await findTask(to, operation.taskList!, request.taskName!);
			if (found !== 'none')
				return { result: fateOfOpen(request, open, found, firstSent), again: false };
		}
		const delivery = await courier.deliver(letter, last ? { isLate } : beginning);
		if (delivery === undefined) return { result: last, again: false };
		const { result, end, meaning } = judge(delivery, vendor, operation, request);
		const retryAfter = retryAfterOf(delivery);
		if (end === 'unknown') {
			last = open ??= result;
			return { result: open, again: operation.taskList !== undefined, retryAfter };
		}
		if (meaning === 'taken' && (open ?? request.nameIs !== 'chosen')) {
			const found = await findTask(to, operation.taskList!, request.taskName!);
			const fate = open
				? fateOfOpen(request, open, found, firstSent)
				: fateOfTaken(request, result, found);
			return { result: fate, again: false };
		}
		if (result.request.status === 'accepted') return { result, again: false };
		if (result.request.status === 'unknown') {
			// The vendor says success, and not of which task: it is looked up, and never sent again.
			const found = await findTask(to, operation.taskList!, request.taskName!);
			return { result: fateOfOpen(request, open ?? result, found, firstSent), again: false };
		}
		last = open ?? result;
		return { result: last, again: end === 'notTaken', retryAfter };
	});
}

/** A task of the name; `none` where the list was read and has none; undefined where it can't be had. */
type Found = ListedTask | 'none' | undefined;

/**
 * What became of a request that may have arrived. Only a task that is surely the one it would make says
 * so: its name was made from the content, and the task is new. A name that the user chose
 * any task may have.
 */
function fateOfOpen(request: Request, open: Result, found: Found, firstSent: number): Result {
	if (found === undefined || found === 'none' || found.failed !== false) return open;
	if (request.nameIs === 'chosen' || !isAsNew(found, firstSent)) {
		const hint = 'the vendor’s list has a task of this name, which may be an earlier one';
		return alike(request, { ...open.request, hint });
	}
	return alike(request, {
		status: 'accepted',
		code: open.request.code,
		reason: 'No ID came, but the vendor’s list has this task',
		ids: found.ids,
	});
}

/** Whether a task may be the one that was just made. */
const isAsNew = ({ created }: ListedTask, firstSent: number) =>
	created !== undefined &&
	created.getTime() >= firstSent - CLOCK_TOLERANCE &&
	created.getTime() <= Date.now() + CLOCK_TOLERANCE;

/**
 * What became of a request whose derived name was taken at the first attempt: an earlier run submitted
 * the same, if the task is there and came to something.
 */
function fateOfTaken(request: Request, refused: Result, found: Found): Result {
	const { request: refusal } = refused;
	if (found === undefined || (found !== 'none' && found.failed === undefined)) {
		const hint = 'and what became of that task, the vendor’s list does not say, or it can’t be had';
		return alike(request, { ...refusal, status: 'unknown', hint });
	}
	// The name may be taken by a submission that failed on the vendor's side and made no task.
	if (found === 'none') {
		const hint = 'but the vendor’s list has no such task';
		return alike(request, { ...refusal, status: 'unknown', hint });
	}
	if (found.failed) return refused;
	return alike(request, { ...refusal, status: 'repeated', ids: found.ids });
}

/** Looks a task up in the vendor's list, page by page. A list that could not be read to its end proves nothing. */
async function findTask({ asking }: Submission, list: TaskList, taskName: string): Promise<Found> {
	const body = list.write(taskName, { now: new Date(), vendorZone: asking.vendorZone });
	let pages = 0;
	try {
		for await (const { rows: tasks } of asking.rows(list, body)) {
			const named = tasks.filter(({ name }) => name === taskName);
			if (named.length > 0) return named.find(({ failed }) => failed === false) ?? named[0];
			if (++pages === MOST_PAGES) return undefined;
		}
	} catch {
		return undefined;
	}
	return 'none';
}
