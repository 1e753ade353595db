import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IPairedItemData,
} from 'n8n-workflow';

import { readAccount } from './account';
import { GUESSED_ZONE, readContacts } from './contacts';
import { deliver } from './deliver';
import { credentialError, outcomeError, problemError } from './errors';
import { openLedger } from './ledger';
import { conceal, outcomesOf, type Result } from './outcome';
import { about, failing, perCallee, perRequest, preview } from './output';
import { payload } from './payload';
import { plan, type Plan } from './plan';
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
	const option = (name: string) => ctx.getNodeParameter(`options.${name}`, 0, '');
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
	const planned = plan(
		contacts,
		operation.callees,
		option('duplicates') === 'each',
		ledger.earlier,
	);
	if (operation.namesTask) {
		const target = [vendor.name, account.baseUrl, operation.path].join(' ');
		const zone = account.timezone ?? GUESSED_ZONE;
		planned.requests = nameTasks(planned.requests, target, new Date(), zone);
	}
	if (option('preview')) {
		return inOrder(preview(planned, vendor, operation, account.baseUrl), failed);
	}

	const { results } = planned;
	const slots = slotsByRequest(planned);
	for (let index = results.length; index < planned.requests.length; index++) {
		const request = planned.requests[index];
		const numbers = request.callees.map(({ number }) => number);
		const end = ledger.begin(slots[index], numbers, request.taskName);
		const body = vendor.encode(payload(operation, request));
		const delivery = await deliver(ctx, vendor, operation, account.baseUrl, body);
		results[index] = conceal(outcomesOf(delivery, vendor, operation, request), account.secrets);
		end(results[index]);
		if (results[index].request.status !== 'accepted' && !ctx.continueOnFail()) {
			throw stopped(ctx, vendor, planned, index);
		}
	}
	if (!ctx.continueOnFail()) {
		// What an earlier try left unknown must not pass for done.
		const unknown = results.findIndex(({ request }) => request.status === 'unknown');
		if (unknown >= 0) throw stopped(ctx, vendor, planned, unknown);
		if (contacts.length > 0 && nobodyAccepted(results)) {
			throw stopped(ctx, vendor, planned, results.length - 1);
		}
	}
	const report = option('output') === 'request' ? perRequest : perCallee;
	return inOrder(report(vendor, planned, results, fail), failed);
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
function stopped(ctx: IExecuteFunctions, vendor: Vendor, { requests, results }: Plan, at: number) {
	const last = results[at];
	const request = requests[at];
	const unknown = last.outcomes.find(({ status }) => status === 'unknown');
	const failure = last.request.status === 'accepted' ? (unknown ?? last.outcomes[0]) : last.request;
	const outcomes = results.flatMap((result) => result.outcomes);
	const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
	const untried = requests.slice(results.length).flatMap(({ callees }) => callees).length;
	const counts =
		requests.length > 1 || outcomes.length > 1
			? `Accepted ${count('accepted')}, refused ${count('refused')}, unknown ${count('unknown')}, not tried ${untried}.`
			: '';
	return outcomeError(ctx.getNode(), vendor, failure, request.items[0], about(request), counts);
}

/** Output in the order of the input, failed items in their places. */
function inOrder(items: INodeExecutionData[], failed: INodeExecutionData[]): INodeExecutionData[] {
	if (failed.length === 0) return items;
	const position = ({ pairedItem }: INodeExecutionData) =>
		([pairedItem].flat()[0] as IPairedItemData).item;
	return [...items, ...failed].sort((a, b) => position(a) - position(b));
}
