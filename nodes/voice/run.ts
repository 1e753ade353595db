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
import { about, failing, perCallee, perRequest, preview } from './output';
import { plan, type Plan } from './plan';
import { readRunOptions } from './runOptions';
import { submit } from './submit';
import { nameTasks } from './taskName';
import type { Operation, Slot, Vendor } from './types';

/**
 * Runs a node: reads and checks every item, gathers callees into requests, sends each once, and
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

	const ledger = openLedger(ctx, operation.path);
	const callTwice = options.duplicates === 'each';
	const planned = plan(contacts, operation.callees, callTwice, ledger.earlier);
	const vendorZone = account.timezone ?? GUESSED_ZONE;
	if (operation.taskList) {
		const target = [vendor.name, account.baseUrl, operation.path].join(' ');
		planned.requests = nameTasks(planned.requests, target, new Date(), vendorZone);
	}
	if (options.preview) {
		return inOrder(preview(planned, vendor, operation, account.baseUrl), failed);
	}

	const { requests, results } = planned;
	const slots = slotsByRequest(planned);
	const courier = courierOf(ctx, vendor, account.baseUrl);
	const { maxAttempts } = options;
	const to = { courier, vendor, operation, maxAttempts, vendorZone };
	await inTurn(results.length, requests.length, options, courier, async (index) => {
		const request = requests[index];
		const numbers = request.callees.map(({ number }) => number);
		const end = ledger.begin(slots[index], numbers, request.taskName);
		results[index] = conceal(await submit(to, request), account.secrets);
		end(results[index]);
		return results[index].request.status === 'accepted' || ctx.continueOnFail();
	});
	if (ctx.continueOnFail()) {
		// Only a cancelled execution leaves requests untried here.
		for (const request of requests.slice(results.length)) {
			results.push({ request: CANCELLED, outcomes: everyCallee(request, CANCELLED) });
		}
	} else {
		throwUnlessDone(ctx, vendor, planned);
	}
	const report = options.output === 'request' ? perRequest : perCallee;
	return inOrder(report(vendor, planned, results, fail), failed);
}

/**
 * @throws NodeApiError when not every request was accepted, or nobody in them was; with what became
 *   of all callees, so that a retry is known to continue there
 */
function throwUnlessDone(ctx: IExecuteFunctions, vendor: Vendor, planned: Plan): void {
	const { requests, results } = planned;
	const failed = results.findIndex(({ request }) => request.status !== 'accepted');
	if (failed >= 0) throw stopped(ctx, vendor, planned, failed);
	if (results.length < requests.length) {
		throw cancelledError(ctx.getNode(), vendor, countsOf(planned));
	}
	if (results.length > 0 && nobodyAccepted(results)) {
		throw stopped(ctx, vendor, planned, results.length - 1);
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

function slotsByRequest({ requests, slots }: Plan): Slot[][] {
	const byRequest: Slot[][] = requests.map(() => []);
	for (const slot of slots) byRequest[slot.request].push(slot);
	return byRequest;
}

/** The error of a request that stops the run, with what became of all callees so far. */
function stopped(ctx: IExecuteFunctions, vendor: Vendor, planned: Plan, at: number) {
	const last = planned.results[at];
	const request = planned.requests[at];
	const unknown = last.outcomes.find(({ status }) => status === 'unknown');
	const failure = last.request.status === 'accepted' ? (unknown ?? last.outcomes[0]) : last.request;
	const counts = countsOf(planned);
	return outcomeError(ctx.getNode(), vendor, failure, request.items[0], about(request), counts);
}

/** How many callees fared how; empty where there is only one. */
function countsOf({ requests, results }: Plan): string {
	const outcomes = results.flatMap((result) => result.outcomes);
	if (requests.length === 1 && outcomes.length === 1) return '';
	const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
	const untried = requests
		.slice(results.length)
		.reduce((sum, { callees }) => sum + Math.max(1, callees.length), 0);
	return `Accepted ${count('accepted')}, refused ${count('refused')}, unknown ${count('unknown')}, not tried ${untried}.`;
}

/** Output in the order of the input, failed items in their places. */
function inOrder(items: INodeExecutionData[], failed: INodeExecutionData[]): INodeExecutionData[] {
	if (failed.length === 0) return items;
	const position = ({ pairedItem }: INodeExecutionData) =>
		([pairedItem].flat()[0] as IPairedItemData).item;
	return [...items, ...failed].sort((a, b) => position(a) - position(b));
}
