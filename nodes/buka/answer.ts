import { everyCallee } from '../voice/calls/outcome';
import { grouped } from '../voice/grouped';
import type { Page } from '../voice/reading/source';
import type { Answer, Outcome, Request } from '../voice/types';
import { wordsOf } from '../voice/input/wire';
import { meaning } from './codes';

/** Anything else, as `{"status":500}` or `{"status":"OK"}`, was said by somebody else. */
const CODE = /^(0|-[1-9]\d*)$/;

/**
 * Reads the envelope of the Buka platform. One and the same operation may spell it `status` and
 * `reason` or `code` and `msg`, with the code as a text or a number: 0, or a negative whole number.
 *
 * @returns undefined when the body is no such envelope, or one that says two things at once
 */
export function readEnvelope(body: unknown): Answer | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { status, code, reason, msg, data, ...beside } = body as Record<string, unknown>;
	const found = status ?? code;
	if (!CODE.test(wordsOf(found)) || wordsOf(code ?? found) !== String(found)) return undefined;
	return {
		code: String(found),
		reason: wordsOf(reason ?? msg),
		data,
		succeeded: String(found) === '0',
		beside,
	};
}

/** Whether an answer has no data, as the pages show it of changes that were made. */
export const hasNoData = ({ data }: Answer): boolean => data === null || data === undefined;

/** A page of a list, as all lists of the platform come; the pages' samples leave some or all counts out. */
export function readPage({ data }: Answer): Page | undefined {
	const { records, current, size, pages, total } = Object(data) as Record<string, unknown>;
	const counts = { current, size, pages, total };
	if (!Array.isArray(records)) return undefined;
	const known = Object.entries(counts).filter(([, count]) => count !== undefined && count !== null);
	if (!known.every(([, count]) => /^\d+$/.test(wordsOf(count)))) return undefined;
	return {
		rows: records,
		...Object.fromEntries(known.map(([name, count]) => [name, Number(count)])),
	};
}

const TAKEN = {
	...{ calleeNumber: '4915112345678', status: 'accepted' },
	...{ submittedAt: '2026-11-21T08:30:00.000Z', code: '0', reason: 'success' },
};
/** What comes out for a callee of a task. */
export const TASK_SAMPLE = { ...TAKEN, keyId: 123123, taskName: 'Reminder' };
/** What comes out for a callee of a voice message. */
export const MESSAGE_SAMPLE = { ...TAKEN, voiceId: '2203031134011000001' };

/** The callees of a request share the ID that its answer is; without one nobody knows what became of them. */
const readId =
	(name: 'keyId' | 'voiceId') =>
	({ code, reason, data }: Answer, request: Request): Outcome[] => {
		const id = wordsOf(data).trim() === '' ? undefined : (data as string | number);
		return everyCallee(
			request,
			id === undefined
				? { status: 'unknown', code, reason: 'The answer says success without an ID', ids: {} }
				: { status: 'accepted', code, reason, ids: { [name]: id } },
		);
	};

/** The answer to a group call is the ID of its task. */
export const readTask = readId('keyId');

const readOneId = readId('voiceId');

/** The answer to a message to one callee is the ID of the call, or as that to a message to many. */
export const readVoiceId = (answer: Answer, request: Request): Outcome[] =>
	Array.isArray(answer.data) ? readVoiceIds(answer, request) : readOneId(answer, request);

/**
 * The answer to a message to many names each callee and whether the call to it was taken. A callee it
 * doesn't name is unknown.
 */
export function readVoiceIds({ data }: Answer, { callees }: Request): Outcome[] {
	const entries = Array.isArray(data) ? (data as Array<Record<string, unknown> | null>) : [];
	// As a rule they come in the order in which they were sent.
	if (callees.every(({ number }, at) => number === entries[at]?.callee)) {
		return callees.map((_, at) => outcomeOf(entries[at]!));
	}
	const waiting = grouped(entries, (entry) => wordsOf(Object(entry).callee));
	return callees.map(({ number }) => {
		const entry = waiting.get(number)?.shift();
		return entry ? outcomeOf(entry) : NOT_NAMED;
	});
}

const NOT_NAMED: Outcome = {
	status: 'unknown',
	code: '',
	reason: 'The answer does not name this number',
	ids: {},
};

function outcomeOf(entry: Record<string, unknown>): Outcome {
	const { voiceId } = entry;
	const code = wordsOf(entry.terminationCode);
	// The page calls every other code a failure; but one of an error at the vendor says nothing of the call.
	const failed = meaning(code, {}) === undefined ? 'unknown' : 'refused';
	return {
		status: code === '0' ? 'accepted' : failed,
		code,
		reason: wordsOf(entry.terminationReason),
		ids: typeof voiceId === 'string' || typeof voiceId === 'number' ? { voiceId } : {},
	};
}
