import type { INodeExecutionData } from 'n8n-workflow';

import { inTurn } from '../delivery/inTurn';
import { openGuards, widened, type Passage } from '../guards/guards';
import { limitOf } from '../guards/limits';
import { readContacts } from '../input/contacts';
import { payload } from '../input/payload';
import type { Sending } from '../input/sending';
import { perCallee, perRequest } from '../output/calls';
import { INVALID, inputOrder, withProblems } from '../output/failures';
import { previewOf, type Pending } from '../output/preview';
import { countsOf, hintsOf } from '../output/summary';
import { toModel } from '../output/toModel';
import { errorOf, stops } from '../output/verdict';
import { askingOf } from '../reading/pages';
import type { CallOperation, Contact, Problem, Request, Slot } from '../types';
import { untriedAfter, type Work } from '../work';
import { openLedger, runOf } from './ledger';
import { mixedUp } from './mixedUp';
import { alike, CANCELLED, type Result } from './outcome';
import { plan, type Plan } from './plan';
import { planAgain } from './planAgain';
import { apart, openRepeats } from './repeats';
import { submit } from './submit';
import { isTool } from './tool';
import { nameTasks, sharedNames } from './taskName';

/**
 * Calls people: reads and checks every item, gathers callees into requests, sends them, and gives every callee
 * back as an item with its outcome.
 *
 * @throws NodeOperationError for bad input, before anything is sent, and when the vendor did not take a
 *   request, or nobody knows whether it did. Nothing is thrown when the node continues on fail.
 */
export async function sendCalls(work: Work<CallOperation>): Promise<INodeExecutionData[]> {
	const { ctx, vendor, operation, account, sending, line, fail } = work;
	const node = ctx.getNode();
	const { contacts, problems } = await readContacts(ctx, operation, account, sending);
	const { broken, pass, isLate } = openGuards(work);
	const mixed = mixedUp(ctx);
	if (mixed) problems.set(0, [mixed]);
	const whole = planOf(contacts, problems, operation, sending);
	const failed = withProblems(ctx, problems, operation, fail);

	const place = [vendor.name, account.baseUrl].join(' ');
	const target = [place, operation.path].join(' ');
	const again = sending.sameListAgain === 'call';
	// Those of a task are called again by it, whichever operation does it.
	const repeats =
		isTool(node) && !again ? openRepeats(ctx, operation.again ? place : target) : undefined;
	for (let others; (others = repeats?.underWay(whole));) await others;
	// From here to the note of what is about to be sent nothing is awaited.
	const { plan: planned, results } = repeats
		? apart(whole, repeats.outcomeOf)
		: { plan: whole, results: whole.requests.map(() => undefined) as Array<Result | undefined> };
	const ledger = openLedger(ctx, operation.path);
	const slots = slotsByRequest(planned);
	const earlier = ledger.recall(planned.requests, slots);
	if (operation.taskList) {
		const named = planned.requests.map((request, index) => ({
			...request,
			taskName: earlier[index]?.taskName,
		}));
		// A copy of the node in the same execution is another occasion.
		const occasion =
			again || operation.again !== undefined
				? `${ctx.getExecutionId()} ${node.name} ${runOf(ctx)}`
				: undefined;
		const naming = { target, now: new Date(), zone: ctx.getTimezone(), occasion };
		planned.requests = nameTasks(named, naming);
	}
	for (const [index, known] of earlier.entries()) results[index] ??= known?.result;
	const recalled = earlier.map((known) => known !== undefined);
	const open = [...results.keys()].filter((index) => results[index] === undefined);
	const passages = new Map(open.map((index) => [index, pass(planned.requests[index])]));
	const pending = open.filter((index) => passages.get(index)!.request);
	const asking = askingOf(line, account.timezone);
	const to = { line, operation, asking };
	const settle = repeats?.begin(planned, pending);
	let untried = CANCELLED;
	try {
		const toCall = pending.map((index) => passages.get(index)!.request!);
		const limit = broken ?? (await limitOf(work, asking, toCall));
		if (limit) {
			// What an earlier try has sent, or an agent before, must not come out as if it had not been.
			const isKnown = !sending.preview && results.some(Boolean);
			if (!isKnown) throw limit;
			if (!ctx.continueOnFail()) {
				limit.message = `${limit.message}. ${countsOf(planned, results)}`;
				throw limit;
			}
			untried = { ...INVALID, reason: limit.message, ids: {} };
		}
		if (sending.preview) {
			const shown = open.map((index) =>
				shownOf(operation, planned.requests[index], passages.get(index)!),
			);
			return inputOrder(previewOf(ctx, vendor, operation, account.baseUrl, shown), failed);
		}
		work.begins();
		await inTurn(limit ? [] : open, sending.concurrency, async (index, unless) => {
			const request = planned.requests[index];
			let passage = passages.get(index)!;
			let note = (result: Result) => result;
			let sent: Result | undefined;
			while (passage.request && sent === undefined) {
				const passed = passage.request;
				// It may become late until its turn comes, and between attempts, but not early.
				const beginning = {
					unless,
					isLate: () => isLate(passed),
					begins: () => {
						note = ledger.begin(request, slots[index]);
					},
				};
				sent = await submit(to, passed, beginning);
				if (sent === undefined && !isLate(passed)) return false;
				if (sent === undefined) passage = pass(request);
			}
			const result = widened(sent, passage, request);
			results[index] = note(result);
			const end = untriedAfter(vendor, result.request);
			if (end) untried = end;
			return !stops(result) || (ctx.continueOnFail() && end === undefined);
		});
	} finally {
		settle?.(results);
	}
	if (!ctx.continueOnFail()) {
		const error = errorOf(node, vendor, planned, results, pending);
		if (error) throw error;
	}
	ctx.addExecutionHints(...hintsOf(planned, results, recalled, problems.size, operation));
	const outcomes = planned.requests.map(
		(request, index) => results[index] ?? alike(request, untried),
	);
	if (isTool(node)) return inputOrder(toModel(vendor, planned, outcomes), failed);
	// Of a request whose callees the vendor knows there is nothing to gather.
	const report = sending.output === 'request' && operation.callees ? perRequest : perCallee;
	return inputOrder(report(vendor, planned, outcomes, fail), failed);
}

/** Plans what can be planned; adds the problems that show only when items stand side by side. */
function planOf(
	contacts: Contact[],
	problems: Map<number, Problem[]>,
	operation: CallOperation,
	{ duplicates }: Sending,
): Plan {
	const { callees, taskList } = operation;
	for (;;) {
		const good = contacts.filter(({ item }) => !problems.has(item));
		const planned = callees
			? plan(good, callees, duplicates)
			: planAgain(good, operation, duplicates);
		const shared = taskList ? sharedNames(planned.requests) : new Map<number, Problem[]>();
		if (planned.problems.size + shared.size === 0) return planned;
		for (const [item, found] of [...shared, ...planned.problems]) problems.set(item, found);
	}
}

/** The entries that each request answers for. */
function slotsByRequest({ requests, slots }: Plan): Slot[][] {
	const byRequest: Slot[][] = requests.map(() => []);
	for (const slot of slots) byRequest[slot.request].push(slot);
	return byRequest;
}

/** A request as Preview shows it: what would be sent, and who of it would not be called. */
function shownOf(operation: CallOperation, { callees, items }: Request, passage: Passage): Pending {
	const { request, kept } = passage;
	const notCalled = [...kept].map(([position, { code, reason, ids }]) => ({
		...(callees.length > 0 && { calleeNumber: callees[position].number }),
		...{ code, reason, ...ids },
	}));
	return {
		...(request && { body: payload(operation, request) }),
		items,
		more: {
			...(operation.callees && { calleeCount: request?.callees.length ?? 0 }),
			...(request?.taskName !== undefined && { taskName: request.taskName }),
			...(notCalled.length > 0 && { notCalled }),
		},
	};
}
