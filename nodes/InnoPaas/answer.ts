import { everyCallee } from '../voice/calls/outcome';
import type { Answer, Outcome, Request } from '../voice/types';
import { wordsOf } from '../voice/input/wire';

/** The only code the vendor documents: success. */
const SUCCESS = '200000';

/** What the vendor's codes look like, as far as any is known; another one was said by somebody else. */
const CODE = /^\d{6}$/;

/**
 * Reads InnoPaaS's envelope: `code` as text (a number is taken too) of six digits, `message`, `data`.
 *
 * @returns undefined when the body is no such envelope
 */
export function readEnvelope(body: unknown): Answer | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { code, message, data } = body as Record<string, unknown>;
	if (!CODE.test(wordsOf(code))) return undefined;
	return {
		code: wordsOf(code),
		reason: wordsOf(message),
		data,
		succeeded: String(code) === SUCCESS,
	};
}

/** One call ID stands for the whole request: the page shows no ID per number. */
export function readCallId({ code, reason, data }: Answer, request: Request): Outcome[] {
	const callId = (data as { callId?: unknown } | null | undefined)?.callId;
	const ids = typeof callId === 'string' || typeof callId === 'number' ? { callId } : {};
	return everyCallee(request, { status: 'accepted', code, reason, ids });
}
