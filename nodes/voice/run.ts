import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IPairedItemData,
} from 'n8n-workflow';

import { readAccount } from './account';
import { GUESSED_ZONE, readContacts } from './contacts';
import { courierOf } from './deliver';
import { cancelledError, credentialError, outcomeError, problemError } from './errors';
import { inTurn } from './inTurn';
import { openLedger } from './ledger';
import { CANCELLED, conceal, everyCallee, type Result } from './outcome';
import { about, failing, namesOfItems, perCallee, perRequest, preview } from './output';
import { plan, type Plan } from './plan';
import { readRunOptions } from './runOptions';
import { submit } from './submit';
import { nameTasks } from './taskName';
import type { Operation, Request, Slot, Vendor } from './types';

/**
 * Runs a node: reads and checks every item, gathers callees into requests, sends them, and
 * gives every callee back as an item with its outcome.
 *
 * @throws NodeOperationError for bad input, before anything is sent; NodeApiError when the vendor
 *   did not take a request. Nothing is thrown when the node continues on fail.
 */
export async function run(ctx: IExecuteFunctions, vendor: Vendor): Promise<INodeExecutionData[][]> {
	const items = ctx.getInputData();
	if (items.length === 0) return [[]];
	if (!ctx.continueOnFail()) return [await send(ctx, vendor)];
	// Whatever escapes here would send all items down the success branch.
	const fail = failing(ctx.getNode());
	const output = await send(ctx, vendor).catch((error: NodeOperationError) =>
		items.map((_, item) => fail({}, error.message, error.description ?? '', [item])),
	);
	return [output];
}

async function send(ctx: IExecuteFunctions, vendor: Vendor): Promise<INodeExecutionData[]> {
	const operation = operationOf(ctx, vendor);
	const node = ctx.getNode();
	const options = readRunOptions(ctx);
	const account = await readAccount(ctx, vendor).catch((error: Error) => {
		throw credentialError(node, error);
	});

	const { contacts, problems } = await readContacts(ctx, operation, account);
	const fail = failing(node);
	const failed = [...problems].map(([item, found]) => {
		const others = ctx.continueOnFail() ? 0 : problems.size - 1;
		const error = problemError(node, item, found, others);
		if (!ctx.continueOnFail()) throw error;
		return fail({}, error.message, error.description ?? '', [item]);
	});

	const planned = plan(contacts, operation.callees, options.duplicates === 'each');
	const ledger = openLedger(ctx, operation.path);
	const slots = slotsByRequest(planned);
	const earlier = ledger.recall(planned.requests, slots);
	const vendorZone = account.timezone ?? GUESSED_ZONE;
	if (operation.taskList) {
		const target = [vendor.name, account.baseUrl, operation.path].join(' ');
		const named = planned.requests.map((request, index) => ({
			...request,
			taskName: earlier[index]?.taskName,
		}));
		planned.requests = nameTasks(named, target, new Date(), vendorZone);
	}
	if (options.preview) {
		return inOrder(preview(planned, vendor, operation, account.baseUrl), failed);
	}

	const results = earlier.map((known) => known?.result);
	const pending = [...results.keys()].filter((index) => results[index] === undefined);
	const courier = courierOf(ctx, vendor, account.baseUrl);
	const { maxAttempts, requestInterval } = options;
	const to = { courier, vendor, operation, maxAttempts, requestInterval, vendorZone };
	await inTurn(pending, options, courier, async (index) => {
		const request = planned.requests[index];
		const end = ledger.begin(request, slots[index]);
		const result = conceal(await submit(to, request), account.secrets);
		end(result);
		results[index] = result;
		return result.request.status === 'accepted' || ctx.continueOnFail();
	});
	if (!ctx.continueOnFail()) throwUnlessDone(ctx, vendor, planned, results, pending);
	const report = options.output === 'request' ? perRequest : perCallee;
	return inOrder(report(vendor, planned, complete(planned, results), fail), failed);
}

/** The entries that each request answers for. */
function slotsByRequest({ requests, slots }: Plan): Slot[][] {
	const byRequest: Slot[][] = requests.map(() => []);
	for (const slot of slots) byRequest[slot.request].push(slot);
	return byRequest;
}

/** Only a cancelled execution leaves requests untried that don't end in an error. */
const complete = ({ requests }: Plan, results: Array<Result | undefined>): Result[] =>
	requests.map(
		(request, index) =>
			results[index] ?? { request: CANCELLED, outcomes: everyCallee(request, CANCELLED) },
	);

/**
 * @param pending the requests that this try was to send; its own failures are named before earlier ones
 * @throws NodeApiError when not every request was accepted, or nobody in them was; with what became
 *   of all callees, so that a retry is known to continue there
 */
function throwUnlessDone(
	ctx: IExecuteFunctions,
	vendor: Vendor,
	planned: Plan,
	results: Array<Result | undefined>,
	pending: number[],
): void {
	const failed = [...pending, ...results.keys()].find((index) => {
		const result = results[index];
		return result !== undefined && result.request.status !== 'accepted';
	});
	const counts = () => countsOf(planned, results);
	if (failed !== undefined)
		throw stopped(ctx, vendor, planned.requests[failed], results[failed]!, counts());
	if (results.includes(undefined)) throw cancelledError(ctx.getNode(), vendor, counts());
	if (results.length > 0 && nobodyAccepted(results as Result[])) {
		const last = results.length - 1;
		throw stopped(ctx, vendor, planned.requests[last], results[last]!, counts());
	}
}

function operationOf(ctx: IExecuteFunctions, vendor: Vendor): Operation {
	const resource = ctx.getNodeParameter('resource', 0) as string;
	const operation = ctx.getNodeParameter('operation', 0) as string;
	const found = vendor.operations.find(
		(one) => one.resource.value === resource && one.operation.value === operation,
	);
	if (found) return found;
	throw new NodeOperationError(
		ctx.getNode(),
		`Operation is "${operation}" of Resource "${resource}", which ${vendor.name} does not have`,
		{ description: 'Open the node and choose a resource and an operation.' },
	);
}

const nobodyAccepted = (results: Result[]) =>
	!results.some(({ outcomes }) => outcomes.some(({ status }) => status === 'accepted'));

/** The error of a request that stops the run. */
function stopped(
	ctx: IExecuteFunctions,
	vendor: Vendor,
	request: Request,
	{ request: whole, outcomes }: Result,
	counts: string,
) {
	const unknown = outcomes.find(({ status }) => status === 'unknown');
	const failure = whole.status === 'accepted' ? (unknown ?? outcomes[0]) : whole;
	return outcomeError(ctx.getNode(), vendor, failure, request.items[0], about(request), counts);
}

/** How many callees fared how, and for which items nobody knows; empty where there is only one. */
function countsOf({ requests, slots }: Plan, results: Array<Result | undefined>): string {
	const count = { accepted: 0, refused: 0, unknown: 0, untried: 0 };
	for (const [index, { callees }] of requests.entries()) {
		const outcomes = results[index]?.outcomes;
		if (outcomes === undefined) count.untried += Math.max(1, callees.length);
		else for (const { status } of outcomes) count[status]++;
	}
	const { accepted, refused, unknown, untried } = count;
	if (accepted + refused + unknown + untried === 1) return '';
	const open = slots
		.filter(({ request, position }) => results[request]?.outcomes[position].status === 'unknown')
		.map(({ item }) => item);
	const items = open.length > 0 ? ` Unknown: ${namesOfItems(open)}.` : '';
	return `Accepted ${accepted}, refused ${refused}, unknown ${unknown}, not tried ${untried}.${items}`;
}

/** Output in the order of the input, failed items in their places. */
function inOrder(items: INodeExecutionData[], failed: INodeExecutionData[]): INodeExecutionData[] {
	if (failed.length === 0) return items;
	const position = ({ pairedItem }: INodeExecutionData) =>
		([pairedItem].flat()[0] as IPairedItemData).item;
	return [...items, ...failed].sort((a, b) => position(a) - position(b));
}
