import type {
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IPairedItemData,
	NodeOperationError,
} from 'n8n-workflow';

import { readAccount } from '../delivery/account';
import { readContacts } from '../input/contacts';
import { courierOf } from '../delivery/deliver';
import { credentialError, operationError, problemError } from '../output/errors';
import { inTurn } from '../delivery/inTurn';
import { openLedger, runOf } from './ledger';
import { mixedUp } from './mixedUp';
import { alike, CANCELLED, type Result } from './outcome';
import { failing, perCallee, perRequest, preview } from '../output/output';
import { plan, type Plan } from './plan';
import { apart, openRepeats } from './repeats';
import { readSending, type Sending } from '../input/sending';
import { submit } from './submit';
import { hintsOf, PREVIEW_HINT } from '../output/summary';
import { nameTasks, sharedNames } from './taskName';
import type { Contact, Operation, Problem, Slot, Vendor } from '../types';
import { errorOf, stops } from '../output/verdict';

/**
 * Runs a node: reads and checks every item, gathers callees into requests, sends them, and
 * gives every callee back as an item with its outcome.
 *
 * @throws NodeOperationError for bad input, before anything is sent, and when the vendor did not take a
 *   request, or nobody knows whether it did. Nothing is thrown when the node continues on fail.
 */
export async function run(ctx: IExecuteFunctions, vendor: Vendor): Promise<INodeExecutionData[][]> {
	const items = ctx.getInputData();
	if (items.length === 0) return [[]];
	let mayHaveCalled = false;
	const sent = send(ctx, vendor, () => {
		mayHaveCalled = true;
	});
	if (!ctx.continueOnFail()) return [await sent];
	// Whatever escapes here would send all items down the success branch.
	const fail = failing(ctx);
	const output = await sent.catch(({ message, description }: NodeOperationError) => {
		const outcome = mayHaveCalled ? BROKEN : INVALID;
		return items.map((_, item) =>
			fail({ ...outcome, reason: message }, message, description ?? '', [item]),
		);
	});
	return [output];
}

/** As an AI agent runs it; `isToolExecution()` says so under some agents only. */
const isTool = ({ type }: INode) => type.endsWith('Tool');

/** The outcome of an item that can't be used. */
const INVALID = { status: 'refused', code: 'INVALID' };

/** The outcome of all items when the node itself fails while it sends, or after it. */
const BROKEN = { status: 'unknown', code: 'FAILED' };

/** @param begins called when something is about to be sent */
async function send(
	ctx: IExecuteFunctions,
	vendor: Vendor,
	begins: () => void,
): Promise<INodeExecutionData[]> {
	const operation = operationOf(ctx, vendor);
	const node = ctx.getNode();
	const sending = readSending(ctx);
	const account = await readAccount(ctx, vendor).catch((error: Error) => {
		throw credentialError(node, error);
	});

	const { contacts, problems } = await readContacts(ctx, operation, account, sending.numberCheck);
	const mixed = mixedUp(ctx);
	if (mixed) problems.set(0, [mixed]);
	const whole = planOf(contacts, problems, operation, sending);
	const failed = failuresOf(ctx, problems, operation);

	const target = [vendor.name, account.baseUrl, operation.path].join(' ');
	const again = sending.sameListAgain === 'call';
	const isGuarded = isTool(node) && operation.callees !== undefined && !again;
	const repeats = isGuarded ? openRepeats(ctx, target) : undefined;
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
		const occasion = again ? `${ctx.getExecutionId()} ${runOf(ctx)}` : undefined;
		const naming = { target, now: new Date(), zone: ctx.getTimezone(), occasion };
		planned.requests = nameTasks(named, naming);
	}
	if (sending.preview) {
		ctx.addExecutionHints(PREVIEW_HINT);
		const pending = planned.requests.filter((_, index) => results[index] === undefined);
		return inOrder(preview(pending, vendor, operation, account.baseUrl), failed);
	}

	for (const [index, known] of earlier.entries()) results[index] ??= known?.result;
	const recalled = results.map((result) => result !== undefined);
	const pending = [...results.keys()].filter((index) => results[index] === undefined);
	const { concurrency, maxAttempts, requestInterval } = sending;
	const courier = courierOf(ctx, vendor, account.baseUrl, requestInterval);
	const vendorZone = account.timezone;
	const { secrets } = account;
	const to = { courier, vendor, operation, maxAttempts, vendorZone, secrets };
	const settle = repeats?.begin(planned, pending);
	begins();
	await inTurn(pending, concurrency, async (index, unless) => {
		const request = planned.requests[index];
		let note = (_: Result) => {};
		const beginning = {
			unless,
			begins: () => {
				note = ledger.begin(request, slots[index]);
			},
		};
		const result = await submit(to, request, beginning);
		if (result === undefined) return false;
		note(result);
		results[index] = result;
		return !stops(result) || ctx.continueOnFail();
	}).finally(() => settle?.(results));
	if (!ctx.continueOnFail()) {
		const error = errorOf(node, vendor, planned, results, pending);
		if (error) throw error;
	}
	ctx.addExecutionHints(
		...hintsOf(planned, results, recalled, problems.size, operation.callees !== undefined),
	);
	const report = sending.output === 'request' ? perRequest : perCallee;
	const outcomes = planned.requests.map(
		(request, index) => results[index] ?? alike(request, CANCELLED),
	);
	return inOrder(report(vendor, planned, outcomes, failing(ctx)), failed);
}

/** Plans what can be planned; adds the problems that show only when items stand side by side. */
function planOf(
	contacts: Contact[],
	problems: Map<number, Problem[]>,
	{ callees, taskList }: Operation,
	{ duplicates }: Sending,
): Plan {
	for (;;) {
		const good = contacts.filter(({ item }) => !problems.has(item));
		const planned = plan(good, callees, duplicates);
		const shared = taskList ? sharedNames(planned.requests) : new Map<number, Problem[]>();
		if (planned.problems.size + shared.size === 0) return planned;
		for (const [item, found] of [...shared, ...planned.problems]) problems.set(item, found);
	}
}

/**
 * The items that can't be used, as they come out beside the others.
 *
 * @throws NodeOperationError for the first of them, unless the node continues on fail
 */
function failuresOf(
	ctx: IExecuteFunctions,
	problems: Map<number, Problem[]>,
	{ callees }: Operation,
): INodeExecutionData[] {
	const items = [...problems.keys()].sort((a, b) => a - b);
	const nothing = callees ? 'Nobody was called' : 'Nothing was sent';
	const goesOn = ctx.continueOnFail();
	const fail = failing(ctx);
	return items.map((item) => {
		const found = problems.get(item)!;
		const others = goesOn ? [] : items.filter((other) => other !== item);
		const remark = goesOn ? `${nothing} for this item.` : `${nothing}.`;
		const error = problemError(ctx.getNode(), found, { item, others }, remark);
		if (!goesOn) throw error;
		return fail({ ...INVALID, reason: error.message }, error.message, error.description!, [item]);
	});
}

/** The entries that each request answers for. */
function slotsByRequest({ requests, slots }: Plan): Slot[][] {
	const byRequest: Slot[][] = requests.map(() => []);
	for (const slot of slots) byRequest[slot.request].push(slot);
	return byRequest;
}

function operationOf(ctx: IExecuteFunctions, vendor: Vendor): Operation {
	const resource = ctx.getNodeParameter('resource', 0) as string;
	const operation = ctx.getNodeParameter('operation', 0) as string;
	const found = vendor.operations.find(
		(one) => one.resource.value === resource && one.operation.value === operation,
	);
	if (found) return found;
	throw operationError(ctx.getNode(), vendor, resource, operation);
}

/** Output in the order of the input, failed items in their places. */
function inOrder(items: INodeExecutionData[], failed: INodeExecutionData[]): INodeExecutionData[] {
	if (failed.length === 0) return items;
	const position = ({ pairedItem }: INodeExecutionData) =>
		([pairedItem].flat()[0] as IPairedItemData).item;
	return [...items, ...failed].sort((a, b) => position(a) - position(b));
}
