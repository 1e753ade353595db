import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../calls/outcome';
import { MINUTE } from '../clock';
import type { Body } from '../input/wire';
import type { CallOperation, Outcome, Request } from '../types';
import type { Work } from '../work';
import { allowedBy } from './allowedNumbers';
import { isOpen, nextOpening, wordsOfHours, type CallingHours } from './callingHours';
import { readDoNotCall } from './doNotCall';
import { stop } from './stop';

const refusal = (code: string, reason: string, ids: IDataObject = {}): Outcome => ({
	status: 'refused',
	code,
	reason,
	ids,
});

const NOT_ALLOWED = refusal('NOT_ALLOWED', 'Allowed Numbers in the credential do not have it');
const DO_NOT_CALL = refusal('DO_NOT_CALL', 'the list Do Not Call has it');

/** A request as the guards let it pass. */
export interface Passage {
	/** What may be sent; undefined where nobody is left in it. */
	request?: Request;
	/** Who is not called, by position; of a request without callees position 0. */
	kept: ReadonlyMap<number, Outcome>;
}

/** What keeps a run from calling whom it should not. */
export interface Guards {
	/** Who of a request may be called now. */
	pass: (request: Request) => Passage;
	/** Whether the hours in which a request was let pass are over. */
	isLate: (passed: Request) => boolean;
	/** Why a guard can't be kept: then nobody may be called, and what was called before still comes out. */
	broken?: Error;
}

const NOBODY: ReadonlyMap<number, Outcome> = new Map();

/** Reads what keeps this run from calling whom it should not. */
export function openGuards(work: Work<CallOperation>): Guards {
	try {
		return guardsOf(work);
	} catch (error) {
		return { pass: () => ({ kept: NOBODY }), isLate: () => false, broken: error as Error };
	}
}

/** @throws NodeOperationError where a guard can't be kept */
function guardsOf(work: Work<CallOperation>): Guards {
	const { ctx, operation, account, sending } = work;
	const { allowedNumbers } = account;
	const { callingHours } = sending;
	const doNotCall = readDoNotCall(ctx, operation);
	if (operation.again !== undefined) {
		if (allowedNumbers) throw unseen(ctx, 'Allowed Numbers in the credential');
		if (doNotCall) throw unseen(ctx, 'Sending → Do Not Call');
	}
	const isAllowed = allowedNumbers ? allowedBy(allowedNumbers) : () => true;
	const opening = callingHours ? openings(work, callingHours) : () => OPEN;
	const anybody = allowedNumbers === undefined && !doNotCall?.size;

	const keptBack = ({ callees }: Request) => {
		if (anybody) return NOBODY;
		const kept = new Map<number, Outcome>();
		for (const [position, { number }] of callees.entries()) {
			if (!isAllowed(number)) kept.set(position, NOT_ALLOWED);
			else if (doNotCall?.has(number)) kept.set(position, DO_NOT_CALL);
		}
		return kept;
	};
	const pass = (request: Request): Passage => {
		const { callees } = request;
		const kept = keptBack(request);
		const { body, refusal } = opening(request);
		if (refusal) {
			const all = Math.max(1, callees.length);
			const outcomes = Array.from(
				{ length: all },
				(_, at) => [at, kept.get(at) ?? refusal] as const,
			);
			return { kept: new Map(outcomes) };
		}
		if (kept.size > 0 && kept.size === callees.length) return { kept };
		if (kept.size === 0 && body === undefined) return { request, kept };
		const left = callees.filter((_, position) => !kept.has(position));
		return { request: { ...request, callees: left, body: { ...request.body, ...body } }, kept };
	};
	return { pass, isLate: (passed) => opening(passed) !== OPEN };
}

/** Whether the calls of a request may begin: what is added to its body for that, or why not. */
interface Opening {
	body?: Body;
	refusal?: Outcome;
}
const OPEN: Opening = {};

/** Reads the clock for requests; what it shows in a zone is looked at once a minute, for there may be very many. */
function openings(
	{ ctx, operation: { starts }, account: { timezone: vendorZone } }: Work<CallOperation>,
	hours: CallingHours,
): (request: Request) => Opening {
	const known = new Map<string, Opening>();
	const at = (millis: number, zone: string): Opening => {
		const clock = DateTime.fromMillis(millis, { zone });
		if (isOpen(hours, clock)) return OPEN;
		const next = nextOpening(hours, clock);
		if (next && hours.outside === 'hold') {
			const held = starts?.write?.(next.toJSDate(), vendorZone);
			if (held) return { body: held };
		}
		const time = clock.toFormat('yyyy-MM-dd HH:mm', { locale: 'en-US' });
		const reason = `Calling Hours are ${wordsOfHours(hours)}, and the call would begin at ${time} in ${zone}`;
		const allowedFrom = next?.toISO({ suppressMilliseconds: true });
		return { refusal: refusal('OUTSIDE_HOURS', reason, allowedFrom ? { allowedFrom } : {}) };
	};
	return ({ body, zone = ctx.getTimezone() }) => {
		const now = Date.now();
		const start = starts?.read(body, vendorZone)?.getTime() ?? now;
		const millis = Math.max(start, now);
		const key = `${Math.floor(millis / MINUTE)} ${zone}`;
		const found = known.get(key) ?? at(millis, zone);
		known.set(key, found);
		return found;
	};
}

/** The result of a request that the guards let pass, with the outcomes of those who were kept back in their places. */
export function widened(sent: Result | undefined, { kept }: Passage, { callees }: Request): Result {
	if (sent !== undefined && kept.size === 0) return sent;
	let next = 0;
	const outcomes = Array.from(
		{ length: Math.max(1, callees.length) },
		(_, position) => kept.get(position) ?? sent!.outcomes[next++],
	);
	return { request: outcomes[0], ...sent, outcomes };
}

/** A guard over numbers says nothing where the vendor alone knows them. */
function unseen(ctx: IExecuteFunctions, parameter: string): Error {
	const message =
		'can’t be kept here, because only the vendor knows whom this calls; take it out, or send to the numbers themselves';
	return stop(ctx, { parameter, message });
}
