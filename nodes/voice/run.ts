import type { IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { hasNotes } from './calls/ledger';
import { sendCalls } from './calls/run';
import { isTool } from './calls/tool';
import { makeChanges } from './changing/run';
import { openLine } from './delivery/exchange';
import { downloadFiles } from './files/download';
import { uploadFiles } from './files/upload';
import { readSending } from './input/sending';
import { inOneText, operationError } from './output/errors';
import { failing, INVALID } from './output/failures';
import { inSentences, MAY_BE_SENT, TRIED_BEFORE } from './output/words';
import { readRecords } from './reading/run';
import { waitForRecords } from './waiting/run';
import { isUpload, type Operation, type Vendor } from './types';
import type { Work } from './work';

/**
 * Runs a node: each kind of operation has a runner of its own.
 *
 * @throws NodeOperationError for bad input, before anything is sent, and where the vendor did not do what it was
 *   asked, or nobody knows whether it did. Nothing is thrown when the node continues on fail.
 */
export async function run(ctx: IExecuteFunctions, vendor: Vendor): Promise<INodeExecutionData[][]> {
	const items = ctx.getInputData();
	if (items.length === 0) return [[]];
	let mayHaveSent = false;
	const done = start(ctx, vendor, () => {
		mayHaveSent = true;
	});
	const asTool = isTool(ctx.getNode());
	const more = () => (asTool && !mayHaveSent && hasNotes(ctx) ? TRIED_BEFORE : undefined);
	if (!ctx.continueOnFail()) {
		const whole = (error: Error) => Promise.reject(asTool ? inOneText(error, more()) : error);
		return [await done.catch(whole)];
	}
	// Whatever escapes here would send all items down the success branch.
	const fail = failing(ctx);
	const output = await done.catch(({ message, description }: NodeOperationError) => {
		const outcome = mayHaveSent ? BROKEN : INVALID;
		const remarks = inSentences(description, asTool && mayHaveSent && MAY_BE_SENT, more());
		return items.map((_, item) => fail({ ...outcome, reason: message }, message, remarks, [item]));
	});
	return [output];
}

/** The outcome of all items when the node itself fails while it sends, or after it. */
const BROKEN = { status: 'unknown', code: 'FAILED' };

/** @param begins called when something is about to be sent that may change something */
async function start(
	ctx: IExecuteFunctions,
	vendor: Vendor,
	begins: () => void,
): Promise<INodeExecutionData[]> {
	const operation = operationOf(ctx, vendor);
	const sending = readSending(ctx);
	const { maxAttempts, requestInterval } = sending;
	const { account, line } = await openLine(ctx, vendor, maxAttempts, requestInterval);
	const work = { ctx, vendor, account, sending, line, fail: failing(ctx), begins };
	return await runnerOf(operation)({ ...work, operation });
}

type Runner = (work: Work<Operation>) => Promise<INodeExecutionData[]>;

/** A runner takes the operations of its kind. */
function runnerOf(operation: Operation): Runner {
	const runners = {
		call: sendCalls,
		change: makeChanges,
		read: readRecords,
		wait: waitForRecords,
		file: isUpload(operation) ? uploadFiles : downloadFiles,
	};
	return runners[operation.kind] as Runner;
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
