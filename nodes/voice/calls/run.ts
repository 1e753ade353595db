import type { INode, INodeExecutionData } from 'n8n-workflow';

import { inTurn } from '../delivery/inTurn';
import { readContacts } from '../input/contacts';
import { payload } from '../input/payload';
import type { Sending } from '../input/sending';
import { perCallee, perRequest } from '../output/calls';
import { inputOrder, withProblems } from '../output/failures';
import { previewOf } from '../output/preview';
import { hintsOf } from '../output/summary';
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
import { nameTasks, sharedNames } from './taskName';

/** As an AI agent runs it; `isToolExecution()` says so under some agents only. */
const isTool = ({ type }: INode) => type.endsWith('Tool');

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
	const { contacts, problems } = await readContacts(ctx, operation, account, sending.numberCheck);
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
	if (sending.preview) {
		const pending = planned.requests.filter((_, index) => results[index] === undefined);
		const shown = pending.map((request) => pendingOf(operation, request));
		return inputOrder(previewOf(ctx, vendor, operation, account.baseUrl, shown), failed);
	}

	for (const [index, known] of earlier.entries()) results[index] ??= known?.result;
	const recalled = results.map((result) => result !== undefined);
	const pending = [...results.keys()].filter((index) => results[index] === undefined);
	const to = { line, operation, asking: askingOf(line, account.timezone) };
	const settle = repeats?.begin(planned, pending);
	let untried = CANCELLED;
	work.begins();
	await inTurn(pending, sending.concurrency, async (index, unless) => {
		const request = planned.requests[index];
		let note = (result: Result) => result;
		const beginning = {
			unless,
			begins: () => {
				note = ledger.begin(request, slots[index]);
			},
		};
		const result = await submit(to, request, beginning);
		if (result === undefined) return false;
		results[index] = note(result);
		const end = untriedAfter(vendor, result.request);
		if (end) untried = end;
		return !stops(result) || (ctx.continueOnFail() && end === undefined);
	}).finally(() => settle?.(results));
	if (!ctx.continueOnFail()) {
		const error = errorOf(node, vendor, planned, results, pending);
		if (error) throw error;
	}
	ctx.addExecutionHints(
		...hintsOf(planned, results, recalled, problems.size, operation.callees !== undefined),
	);
	// Of a request whose callees the vendor knows there is nothing to gather.
	const report = sending.output === 'request' && operation.callees ? perRequest : perCallee;
	const outcomes = planned.requests.map(
		(request, index) => results[index] ?? alike(request, untried),
	);
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

/** A request as Preview shows it. */
const pendingOf = (operation: CallOperation, request: Request) => ({
	body: payload(operation, request),
	items: request.items,
	more: {
		...(operation.callees && { calleeCount: request.callees.length }),
		...(request.taskName !== undefined && { taskName: request.taskName }),
	},
});
