import { attempts, readRetryAfter } from './attempts';
import type { Courier, Delivery } from './deliver';
import { answerOf, everyCallee, judge, type Result } from './outcome';
import { payload } from './payload';
import type { ListedTask, Operation, Outcome, Request, TaskList, Vendor } from './types';

/** What submitting needs beside the request. */
export interface Submission {
	courier: Courier;
	vendor: Vendor;
	operation: Operation;
	/** Most attempts for a request. */
	maxAttempts: number;
	/** Fewest milliseconds between two attempts. */
	requestInterval: number;
	/** The zone the vendor writes times in. */
	vendorZone: string;
}

const DAY = 86_400_000;
/** A name stands on the first page, unless others have it in theirs. */
const MOST_PAGES = 10;
/** How far the vendor's clock may be from ours, in milliseconds, for a task to be the one just made. */
const CLOCK_TOLERANCE = 120_000;

/**
 * Sends a request until its fate is known, or no further attempt is allowed.
 *
 * A request that provably was not taken is sent again. One that may have arrived is sent again only
 * if it makes a task: the task's name is a key, so the vendor refuses the second one if it has the
 * first. Whatever a later attempt ends with, such a request was accepted or stays unknown.
 */
export async function submit(to: Submission, request: Request): Promise<Result> {
	// Whatever breaks here must not take the outcomes of other requests with it.
	return await submitted(to, request).catch((error: Error) => {
		const reason = `The node failed while this request was under way: ${error.message}`;
		const outcome: Outcome = { status: 'unknown', code: 'FAILED', reason, ids: {} };
		return { request: outcome, outcomes: everyCallee(request, outcome) };
	});
}

async function submitted(to: Submission, request: Request): Promise<Result> {
	const { courier, vendor, operation, maxAttempts, requestInterval } = to;
	const body = vendor.encode(payload(operation, request));
	const firstSent = Date.now();
	let open: Result | undefined;
	return await attempts(courier, maxAttempts, requestInterval, async () => {
		const delivery = await courier.deliver(operation, body);
		const { result, end, nameTaken } = judge(delivery, vendor, operation, request);
		const retryAfter = retryAfterOf(delivery);
		if (end === 'unknown') {
			open ??= result;
			return { result: open, again: operation.taskList !== undefined, retryAfter };
		}
		if (nameTaken && (request.nameIsDerived || open)) {
			const found = await whoseName(to, request, result.request, firstSent);
			return { result: found ?? open ?? result, again: false };
		}
		if (result.request.status === 'accepted') return { result, again: false };
		return { result: open ?? result, again: end === 'notTaken', retryAfter };
	});
}

const retryAfterOf = (delivery: Delivery) =>
	delivery.end === 'answered'
		? readRetryAfter(delivery.headers['retry-after'], delivery.at)
		: undefined;

/**
 * Whether the task that has the name is the one that this request would make. A derived name can
 * belong to no other. One that the user chose can, so the task must be as new and as large as ours.
 *
 * @returns the result if it is
 */
async function whoseName(
	to: Submission,
	request: Request,
	refusal: Outcome,
	firstSent: number,
): Promise<Result | undefined> {
	const { task, isComplete } = await findTask(to, to.operation.taskList!, request.taskName!);
	if (task?.failed) return undefined;
	if (request.nameIsDerived) {
		// The name may be taken by a submission that failed on the vendor's side and made no task.
		if (task === undefined && isComplete) return unknownTask(request, refusal);
	} else if (task === undefined || !isAsNew(task, firstSent) || !isAsLarge(task, request)) {
		return undefined;
	}
	const outcome: Outcome = {
		...refusal,
		status: 'accepted',
		ids: task?.ids ?? {},
		alreadySubmitted: true,
	};
	return { request: outcome, outcomes: everyCallee(request, outcome) };
}

const isAsLarge = (task: ListedTask, { callees }: Request) => task.callees === callees.length;

const isAsNew = ({ created }: ListedTask, firstSent: number) =>
	created !== undefined &&
	created.getTime() >= firstSent - CLOCK_TOLERANCE &&
	created.getTime() <= Date.now() + CLOCK_TOLERANCE;

function unknownTask(request: Request, refusal: Outcome): Result {
	const hint = 'but the vendor’s list has no such task';
	const outcome: Outcome = { ...refusal, status: 'unknown', hint };
	return { request: outcome, outcomes: everyCallee(request, outcome) };
}

/** Looks a task up in the vendor's list, page by page. Reading calls nobody, so any failure is tried again. */
async function findTask(
	{ courier, vendor, maxAttempts, requestInterval, vendorZone }: Submission,
	list: TaskList,
	taskName: string,
): Promise<{ task?: ListedTask; isComplete: boolean }> {
	// Zones of vendor and workflow may be a day apart; a derived name is at most a day old.
	const from = new Date(Date.now() - 2 * DAY);
	const to = new Date(Date.now() + DAY);
	for (let page = 1, pages = 1; page <= pages; page++) {
		const body = vendor.encode(list.write(taskName, page, from, to, vendorZone));
		const found = await attempts(courier, maxAttempts, requestInterval, async () => {
			const delivery = await courier.deliver(list, body);
			const answer = answerOf(delivery, vendor);
			return { result: answer, again: answer === undefined, retryAfter: retryAfterOf(delivery) };
		});
		if (found === undefined) return { isComplete: false };
		const listed = list.read(found, vendorZone);
		const task = listed.tasks.find(({ name }) => name === taskName);
		if (task !== undefined) return { task, isComplete: true };
		pages = listed.pages;
		if (pages > MOST_PAGES) return { isComplete: false };
	}
	return { isComplete: true };
}
