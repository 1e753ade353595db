import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isSafe } from '../delivery/account';
import { attempts, retryAfterOf } from '../delivery/attempts';
import { letterOf, type Delivery } from '../delivery/deliver';
import { exchange } from '../delivery/exchange';
import { judged } from '../delivery/judged';
import { CANCELLED } from '../calls/outcome';
import { readEntries, type Entry } from '../input/entries';
import { readError, readFailure, remedy } from '../output/errors';
import { failureHint, inputOrder, withProblems } from '../output/failures';
import type { DownloadOperation, Outcome } from '../types';
import { untriedAfter, type Work } from '../work';

/**
 * Fetches a file for every item.
 *
 * @returns an item for each with the file in a binary field
 * @throws NodeOperationError for bad input before anything is asked, and where a file can't be had
 */
export async function downloadFiles(work: Work<DownloadOperation>): Promise<INodeExecutionData[]> {
	const { ctx, vendor, operation, account, fail } = work;
	const { entries, problems } = await readEntries(ctx, operation, account);
	const failed = withProblems(ctx, problems, operation, fail);
	const output: INodeExecutionData[] = [];
	let ended: Outcome | undefined;
	let failures = problems.size;
	for (const entry of entries) {
		const { item, body, local } = entry;
		const id = body[operation.id] as string;
		const found = ended ? { failure: ended } : await fetchFile(work, entry);
		if ('bytes' in found) {
			const { bytes, mimeType } = found;
			const binary = await ctx.helpers.prepareBinaryData(bytes, nameOf(id, mimeType), mimeType);
			const { fileName } = binary;
			output.push({
				json: { [operation.id]: id, fileName, mimeType: binary.mimeType, bytes: bytes.length },
				binary: { [String(local.binaryPropertyName)]: binary },
				pairedItem: { item },
			});
			continue;
		}
		const { failure } = found;
		if (!ctx.continueOnFail()) throw readError(ctx.getNode(), vendor, failure, item);
		failures++;
		ended ??= untriedAfter(vendor, failure);
		const json: IDataObject = { [operation.id]: id, code: failure.code, reason: failure.reason };
		output.push(fail(json, readFailure(vendor, failure), remedy(vendor, failure, 'read'), [item]));
	}
	ctx.addExecutionHints(...failureHint(failures, ctx.getInputData().length));
	return inputOrder(output, failed);
}

type Fetched = { bytes: Buffer; mimeType?: string } | { failure: Outcome };

async function fetchFile(work: Work<DownloadOperation>, { body }: Entry): Promise<Fetched> {
	const { vendor, operation, line } = work;
	const letter = letterOf(vendor, operation, body);
	if (operation.address === undefined) {
		return await untilFetched(
			work,
			async () => await line.courier.deliver({ ...letter, bytes: true }),
		);
	}
	const found = await exchange(line, { kind: 'read' }, letter, 'always');
	if (found === undefined) return { failure: CANCELLED };
	if (found.answer === undefined) return { failure: found.outcome };
	const address = operation.address(found.answer);
	if (address === undefined || !isSafe(address)) {
		return {
			failure: failed('NOT UNDERSTOOD', 'The answer has no address of the file over https'),
		};
	}
	return await untilFetched(work, async () => await line.courier.fetch(address));
}

/** Fetching changes nothing, so whatever fails is tried again. */
async function untilFetched(
	{ vendor, operation, line }: Work<DownloadOperation>,
	once: () => Promise<Delivery | undefined>,
): Promise<Fetched> {
	return await attempts<Fetched>(line.courier, line.maxAttempts, async () => {
		const delivery = await once();
		if (delivery === undefined) return { result: { failure: CANCELLED }, again: false };
		const retryAfter = retryAfterOf(delivery);
		const file = fileIn(delivery);
		if (file) return { result: file, again: false };
		const asText = delivery.end === 'answered' ? { ...delivery, body: textOf(delivery) } : delivery;
		const { outcome, end } = judged(asText, vendor, { ...operation, kind: 'read' });
		// The page of the recordings has a sentence in plain text for what failed.
		const words = delivery.end === 'answered' && isPlain(delivery) ? textOf(delivery).trim() : '';
		const failure = line.conceal(words ? { ...outcome, reason: words } : outcome);
		return { result: { failure }, again: end !== 'settled', retryAfter };
	});
}

type Answered = Delivery & { end: 'answered' };

const typeOf = ({ headers }: Answered) => headers['content-type'] ?? '';
const isPlain = (delivery: Answered) => /^text\/plain/i.test(typeOf(delivery));
const textOf = ({ body }: Answered) => (Buffer.isBuffer(body) ? body.toString() : String(body));

/** The file, unless the answer is a text or JSON: then it says why there is none. */
function fileIn(delivery: Delivery): { bytes: Buffer; mimeType?: string } | undefined {
	if (delivery.end !== 'answered' || delivery.httpStatus !== 200) return undefined;
	const { body } = delivery;
	const isFile =
		Buffer.isBuffer(body) && body.length > 0 && !/^text\/|json/i.test(typeOf(delivery));
	return isFile
		? { bytes: body, mimeType: typeOf(delivery).split(';')[0] || undefined }
		: undefined;
}

const failed = (code: string, reason: string): Outcome => ({
	status: 'unknown',
	code,
	reason,
	ids: {},
});

/** What the file is called in n8n: its id, with an ending by its type where the id has none. */
function nameOf(id: string, mimeType = ''): string {
	if (/\.\w{2,4}$/.test(id)) return id;
	return id + (/wav/.test(mimeType) ? '.wav' : '.mp3');
}
