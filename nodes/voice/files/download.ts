import type { INodeExecutionData } from 'n8n-workflow';

import { isSafe, type Account } from '../delivery/account';
import { attempts, retryAfterOf } from '../delivery/attempts';
import { letterOf, type Delivery } from '../delivery/deliver';
import { exchange, type Line } from '../delivery/exchange';
import { judged } from '../delivery/judged';
import { CANCELLED } from '../calls/outcome';
import { readEntries, type Entry } from '../input/entries';
import { failureHint, inputOrder, notRead, withProblems } from '../output/failures';
import type { DownloadOperation, Outcome, Vendor } from '../types';
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
		output.push(notRead(work, failure, item, { [operation.id]: id }));
		failures++;
		ended ??= untriedAfter(vendor, failure);
	}
	ctx.addExecutionHints(...failureHint(failures, ctx.getInputData().length));
	return inputOrder(output, failed);
}

type Fetched = { bytes: Buffer; mimeType?: string } | { failure: Outcome };

async function fetchFile(work: Work<DownloadOperation>, { body }: Entry): Promise<Fetched> {
	const { vendor, operation, line, account } = work;
	const letter = letterOf(vendor, operation, body);
	if (operation.address === undefined) {
		const deliver = async () => await line.courier.deliver({ ...letter, bytes: true });
		return await untilFetched(line, deliver, (delivery) => refusalOf(delivery, work));
	}
	const found = await exchange(line, { ...operation, kind: 'read' }, letter, 'always');
	if (found === undefined) return { failure: CANCELLED };
	if (found.answer === undefined) return { failure: found.outcome };
	const address = operation.address(found.answer);
	if (address === undefined || !mayFetch(address, account)) {
		return {
			failure: failed('NOT UNDERSTOOD', 'The answer has no address of the file over https'),
		};
	}
	const follow = async () => await followed(address, work);
	return await untilFetched(line, follow, (delivery) => ({
		outcome: lostAt(delivery),
		again: true,
	}));
}

/** What is fetched over http could be read or changed on its way, unless all of it happens on this machine. */
const mayFetch = (address: string, { baseUrl }: Account) =>
	isSafe(address) && (/^https:/i.test(address) || /^http:/i.test(baseUrl));

const MOST_REDIRECTS = 5;

/** Fetches what lies at an address, or where it is sent on to. */
async function followed(
	address: string,
	{ line, account }: Work<DownloadOperation>,
): Promise<Delivery | undefined> {
	let delivery = await line.courier.fetch(address);
	for (let hops = 0, at = address; hops < MOST_REDIRECTS; hops++) {
		if (delivery?.end !== 'answered' || !/^30[1-8]$/.test(String(delivery.httpStatus))) break;
		const { location = '' } = delivery.headers;
		if (!URL.canParse(location, at)) break;
		at = new URL(location, at).href;
		if (!mayFetch(at, account)) break;
		delivery = await line.courier.fetch(at);
	}
	return delivery;
}

/** Why there is no file, and whether it makes sense to ask again. */
interface Lack {
	outcome: Outcome;
	again: boolean;
}

/** Fetching changes nothing, so whatever fails is tried again. */
async function untilFetched(
	line: Line,
	once: () => Promise<Delivery | undefined>,
	lackOf: (delivery: Delivery) => Lack,
): Promise<Fetched> {
	return await attempts<Fetched>(line.courier, line.maxAttempts, async () => {
		const delivery = await once();
		if (delivery === undefined) return { result: { failure: CANCELLED }, again: false };
		const file = fileIn(delivery, line.vendor);
		if (file) return { result: file, again: false };
		const { outcome, again } = lackOf(delivery);
		const failure = line.conceal(outcome);
		return { result: { failure }, again, retryAfter: retryAfterOf(delivery) };
	});
}

/** What the vendor itself says in place of the file: in its envelope, or as a sentence in plain text. */
function refusalOf(delivery: Delivery, { vendor, operation }: Work<DownloadOperation>): Lack {
	if (isEmpty(delivery)) return { outcome: NOTHING_IN_IT, again: true };
	const words = delivery.end === 'answered' ? { ...delivery, body: textOf(delivery) } : undefined;
	const { outcome, end, answer } = judged(words ?? delivery, vendor, {
		...operation,
		kind: 'read',
	});
	if (answer) return { outcome: SUCCESS_ALONE, again: true };
	const sentence = words && /^text\/plain/i.test(typeOf(words)) ? words.body.trim() : '';
	return {
		outcome: sentence === '' ? outcome : { ...outcome, reason: sentence },
		again: end !== 'settled',
	};
}

/** Who serves the address is not the vendor, and its words mean nothing to anybody. */
function lostAt(delivery: Delivery): Outcome {
	if (isEmpty(delivery)) return NOTHING_IN_IT;
	if (delivery.end !== 'answered') {
		return failed(delivery.code, 'The address that the vendor gave did not answer');
	}
	const { httpStatus } = delivery;
	return failed(
		'NO FILE',
		httpStatus === 200
			? 'There is no recording at the address that the vendor gave'
			: `The address that the vendor gave answered HTTP ${httpStatus}`,
	);
}

type Answered = Delivery & { end: 'answered' };

const typeOf = ({ headers }: Answered) => headers['content-type'] ?? '';
const textOf = ({ body }: Answered) =>
	(Buffer.isBuffer(body) ? body.toString() : String(body)).trim();
const isEmpty = (delivery: Delivery) =>
	delivery.end === 'answered' && delivery.httpStatus === 200 && textOf(delivery) === '';

/** The file, unless the answer is a text or an envelope: then it says why there is none. */
function fileIn(
	delivery: Delivery,
	vendor: Vendor,
): { bytes: Buffer; mimeType?: string } | undefined {
	if (delivery.end !== 'answered' || delivery.httpStatus !== 200) return undefined;
	const { body } = delivery;
	if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
	if (/^text\/|json|xml/i.test(typeOf(delivery))) return undefined;
	if (isPage(body) || isEnvelope(body, vendor)) return undefined;
	const [mimeType] = typeOf(delivery).split(';');
	// Which is to say nothing of it: n8n then goes by what is in the file, and by its name.
	const isNamed = mimeType !== '' && !/octet-stream$/i.test(mimeType);
	return { bytes: body, mimeType: isNamed ? mimeType.trim().toLowerCase() : undefined };
}

/** HTML or XML, whatever its type says. No sound begins so. */
const isPage = (body: Buffer) =>
	/^\s*<(?:!doctype|html|\?xml)\b/i.test(body.subarray(0, 100).toString());

/** Whatever its type says. No sound begins so. */
function isEnvelope(body: Buffer, vendor: Vendor): boolean {
	if (!body.subarray(0, 20).toString().trimStart().startsWith('{')) return false;
	try {
		// A byte order mark counts as a blank.
		return vendor.readEnvelope(JSON.parse(body.toString().trim())) !== undefined;
	} catch {
		return false;
	}
}

const failed = (code: string, reason: string): Outcome => ({
	status: 'unknown',
	code,
	reason,
	ids: {},
});
const NOTHING_IN_IT = failed('NO FILE', 'The file that came is empty');
const SUCCESS_ALONE = failed('NO FILE', 'The answer says success, but has no file in it');

/**
 * What the file is called in n8n: the end of its id, with an ending by its type where the id has none. Of an address
 * the path counts: what stands behind it may be a signature.
 */
function nameOf(id: string, mimeType = ''): string {
	const [path] = id.split(/[?#]/);
	const name = path.split(/[/\\]/).findLast((part) => part !== '') ?? 'recording';
	return /\.\w{2,4}$/.test(name) ? name : name + (/wav/.test(mimeType) ? '.wav' : '.mp3');
}
