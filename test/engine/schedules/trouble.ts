import fc from 'fast-check';

import type { Fault } from '../../../sandbox/state';
import { number } from '../helpers';
import { operatorOf } from './operators';

export interface Trouble {
	kind: TroubleName;
	/** Strikes where a task is looked up. */
	lookUp: boolean;
	skip: number;
	times: number;
	delayMs: number;
}

/** What the vendors say to a request that they took, in their envelopes. */
export const SUCCESS = {
	innopaas: '{"code":"200000","message":"success","data":{"callId":"call-0"}}',
	buka: '{"status":"0","reason":"success","data":[]}',
};

/** What can go wrong, and whether it leaves open if the request arrived. */
const TROUBLES = {
	'slow answer': [{}, false],
	'HTTP 429': [{ status: 429 }, false],
	'HTTP 429, wait 2 s': [{ status: 429, headers: { 'retry-after': '2' } }, false],
	'HTTP 429, wait an hour': [{ status: 429, headers: { 'retry-after': '3600' } }, false],
	'HTTP 400': [{ status: 400 }, true],
	'HTTP 401': [{ status: 401 }, true],
	'HTTP 403 with a page': [{ status: 403, body: '<h1>Forbidden</h1>' }, true],
	'HTTP 408 after the calls': [{ status: 408, taken: true }, true],
	redirect: [{ status: 302, headers: { location: '/elsewhere' } }, true],
	'too often': [{ code: '-15', reason: 'Too often' }, false],
	'time stamp expired': [{ code: '-16', reason: 'Expired' }, false],
	refusal: [{ reason: 'No' }, false],
	'a code of no table': [{ code: '-99', reason: 'Strange' }, true],
	'error at the vendor': [{ code: '-18', reason: 'Unusual' }, true],
	'submission failed': [{ code: '-12', reason: 'Failed' }, true],
	'an answer of a framework': [{ body: '{"timestamp":1,"status":500,"error":"x"}' }, true],
	'an answer of a gateway': [{ body: '{"code":500,"message":"system busy"}' }, true],
	'a status in words': [{ body: '{"status":"OK"}' }, true],
	'a status of HTTP': [{ body: '{"status":408}' }, true],
	'codes that are empty': [{ body: '{"code":"","status":"","message":""}' }, true],
	'refuses some': [{ refuse: [number(0), number(2), number(4)] }, false],
	'HTTP 500': [{ status: 500 }, true],
	'HTTP 503': [{ status: 503 }, true],
	'HTTP 500 after the calls': [{ status: 500, taken: true }, true],
	'HTTP 503 after the calls': [{ status: 503, taken: true }, true],
	'reset before': [{ reset: 'before' }, true],
	'reset after': [{ reset: 'after' }, true],
	'not JSON': [{ body: '<h1>OK</h1>' }, true],
	'empty answer': [{ body: '' }, true],
	'answer cut short': [{ body: '{"status":"0","rea' }, true],
	'answer without a code': [{ body: '{"data":null}' }, true],
	'two codes': [{ body: '{"status":"0","code":"-10"}' }, true],
	'success that names nobody': [{ body: SUCCESS.buka }, true],
	'HTTP 400 with a success': [{ status: 400, body: 'success' }, true],
	'HTTP 400 with a success after the calls': [{ status: 400, body: 'success', taken: true }, true],
} satisfies Record<string, [fault: Partial<Fault>, open: boolean]>;
export type TroubleName = keyof typeof TROUBLES;
/** Those after which the vendor may take the request a little later. */
const PASSING: TroubleName[] = [
	'HTTP 429',
	'HTTP 429, wait 2 s',
	'too often',
	'time stamp expired',
];

/** What a trouble means to those who sent the request. */
export interface Meant {
	/** Only the vendor can tell whether the request was taken. */
	open: boolean;
	/** It was not taken, and may be soon. */
	passes: boolean;
}

/** A trouble as the sandbox makes it, for the sender. What the vendor would never do is left out. */
export function faultOf(trouble: Trouble, sender: string): Fault & Meant {
	const { lookUp, skip, times, delayMs } = trouble;
	const { vendorName, refusal, later, operationId, namesCallees } = operatorOf(sender);
	const isInnoPaas = vendorName === 'innopaas';
	let { kind } = trouble;
	// Not every answer names callees, and a vendor that knows names doesn't lie about them.
	if (kind === 'success that names nobody' && !namesCallees) kind = 'two codes';
	if (kind === 'two codes' && isInnoPaas) kind = 'empty answer';
	let [fault, open] = TROUBLES[kind] as [Partial<Fault>, boolean];
	if (kind === 'refusal') fault = { ...fault, code: refusal.code };
	// InnoPaaS's codes have six digits, and each of those is a refusal; other pages don't list this one.
	else if (isInnoPaas && fault.code !== undefined) open = true;
	else if (kind === 'too often' && !later.includes('-15')) open = true;
	return {
		...{ skip, times, delayMs, taken: false, ...fault },
		operation: lookUp ? LOOK_UP : operationId,
		...(fault.body === 'success' && { body: isInnoPaas ? SUCCESS.innopaas : SUCCESS.buka }),
		open,
		passes: PASSING.includes(kind) && !open,
	};
}

/** The operation that lists tasks. */
export const LOOK_UP = 'groupCallQuery';

export const mostly = <T>(usual: fc.Arbitrary<T>, weight: number, other: fc.Arbitrary<T>) =>
	fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: other });
export const either = <T>(...values: T[]) => fc.constantFrom(...values);

/** Anything that goes wrong. */
export const trouble: fc.Arbitrary<Trouble> = fc.record<Trouble>({
	kind: either(...(Object.keys(TROUBLES) as TroubleName[])),
	lookUp: mostly(fc.constant(false), 4, fc.constant(true)),
	skip: mostly(fc.nat(1), 2, fc.nat(4)),
	times: mostly(fc.integer({ min: 1, max: 3 }), 5, fc.constant(9)),
	delayMs: fc.nat(3),
});
