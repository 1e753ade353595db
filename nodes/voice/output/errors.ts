import { NodeOperationError, type INode } from 'n8n-workflow';

import { CANCELLED } from '../calls/outcome';
import { isTool } from '../calls/tool';
import type { Operation, Outcome, Problem, Request, Vendor } from '../types';
import { isKeptBack, KEPT_BACK } from '../guards/keptBack';
import {
	capitalized,
	inSentences,
	INVALID,
	NOT_AGAIN,
	NOT_ALLOWED,
	NOTHING,
	NOTHING_AT_ALL,
	PERHAPS,
} from './words';

/**
 * Every error of the nodes is a NodeOperationError, also where the vendor refused: n8n passes such a one
 * on as it is when it wraps it (AI agents, MCP). In any other error, and in one that came out of a
 * sub-workflow, it looks for system codes and puts a sentence of its own in place of ours, which for a
 * broken connection advises to send again. So no message holds such a code, either.
 */
function ownError(
	node: INode,
	message: string,
	options: { description: string; itemIndex?: number },
): NodeOperationError {
	return new NodeOperationError(node, unlikeSystemCodes(message), options);
}

/**
 * An error as an AI agent's tool ends with it: agents hand on its message alone, so all of it is in there.
 *
 * @param more what else a language model has to know
 */
export function inOneText(error: Error & { description?: string | null }, more?: string): Error {
	error.message = unlikeSystemCodes(inSentences(error.message, error.description, more));
	if (error.description) error.description = undefined;
	return error;
}

/** What n8n looks for, in upper or lower case, also within words: "preexisting" holds EEXIST. */
const SYSTEM_CODES =
	/(E)(CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|RRADDRINUSE|ADDRNOTAVAIL|CONNABORTED|HOSTUNREACH|AI_AGAIN|NOENT|ISDIR|NOTDIR|ACCES|EXIST|PERM|TADDRINFO)/gi;

/** The same to the eye: what follows the first letter of a system code is set off by a character of no width. */
const unlikeSystemCodes = (text: string) => text.replace(SYSTEM_CODES, '$1\u200c$2');

/** What the system's codes mean. */
const SYSTEM_WORDS: Record<string, string> = {
	EAI_AGAIN: 'the name server does not answer',
	ECONNABORTED: 'the connection was given up',
	ECONNREFUSED: 'the host refuses connections',
	ECONNRESET: 'the connection broke',
	EHOSTUNREACH: 'the host can’t be reached',
	ENETUNREACH: 'the network can’t be reached',
	ENOTFOUND: 'there is no host of that name',
	EPIPE: 'the connection broke',
	ETIMEDOUT: 'the time was over',
};

const wordsFor = (code: string) => (Object.hasOwn(SYSTEM_WORDS, code) ? SYSTEM_WORDS[code] : code);

/**
 * An error for parameters that can't be used.
 *
 * @param at the item they belong to, and the others that have problems; left out where it is the run
 * @param remark what that means for the calls
 */
export function problemError(
	node: INode,
	problems: Problem[],
	at?: { item: number; others: number[] },
	remark = isTool(node) ? NOTHING_AT_ALL : 'Nothing was sent.',
): NodeOperationError {
	const [first, ...more] = problems.map(({ parameter, message }) => `${parameter} ${message}`);
	const also = more.map((message) => `Also: ${message}.`);
	if (at !== undefined && at.others.length > 0) {
		const verb = at.others.length === 1 ? 'has' : 'have';
		also.push(`${capitalized(namesOfItems(at.others))} ${verb} problems, too.`);
	}
	// A language model knows of no items.
	const isOnly = at === undefined || (isTool(node) && at.others.length === 0);
	const message = isOnly ? first : `${first} [item ${at.item}]`;
	const description = [...also, remark].join(' ');
	return ownError(node, message, { itemIndex: at?.item, description });
}

/** An error for a credential that is missing or can't be used. */
export function credentialError(node: INode, error: Error): NodeOperationError {
	const nothing = isTool(node) ? NOTHING_AT_ALL : 'Nothing was sent.';
	const description = `${nothing} Open the credential of this node and correct it.`;
	if (!(error instanceof NodeOperationError)) return ownError(node, error.message, { description });
	// An error of n8n's own.
	error.description ??= description;
	return error;
}

/** What a language model reads first, lest it take the outcome for that of a call of its own. */
export const CALLED_BEFORE =
	'Nobody was called now, because the same call was made before in this execution.';

/** An error for an operation that the vendor does not have, which only hand-written JSON can name. */
export function operationError(
	node: INode,
	vendor: Vendor,
	resource: string,
	operation: string,
): NodeOperationError {
	const message = `Operation is "${operation}" of Resource "${resource}", which ${vendor.name} does not have`;
	const description = 'Open the node and choose a resource and an operation.';
	return ownError(node, message, { description });
}

/** What happened to a request or a callee in it, with the vendor's code and words. */
export function failure(vendor: Vendor, outcome: Outcome, about: string): string {
	const { status, code, reason, hint, before } = outcome;
	const more = hint === undefined ? '' : `; ${hint}`;
	if (status === 'unknown') {
		const first = before ? `${CALLED_BEFORE} ` : '';
		const cause = code === '' ? reason : `${reason} (${wordsFor(code)})`;
		return `${first}It is unknown whether ${vendor.name} took ${about}: ${cause}${more}`;
	}
	if (isKeptBack(outcome)) return `${capitalized(about)} was not called: ${reason}`;
	if ([NOT_ALLOWED, INVALID].includes(code)) return `${capitalized(about)} was not sent: ${reason}`;
	const cause = Object.hasOwn(SYSTEM_WORDS, code) ? SYSTEM_WORDS[code] : `code ${code}`;
	return `${vendor.name} did not take ${about}: ${reason} (${cause})${more}`;
}

/** What could not be read, with the vendor's code and words. */
export function readFailure(vendor: Vendor, { code, reason }: Outcome): string {
	return `${vendor.name} did not give what was asked for: ${reason} (${wordsFor(code)})`;
}

/** The error that ends a run because something could not be read. */
export function readError(
	node: INode,
	vendor: Vendor,
	outcome: Outcome,
	item: number,
): NodeOperationError {
	const description = remedy(vendor, outcome, 'read');
	return ownError(node, readFailure(vendor, outcome), { description, itemIndex: item });
}

/**
 * The error that stands in the editor in place of a list to pick from. The editor shows its message alone, with
 * blanks in place of hyphens: so all is in there, and a code has the minus of mathematics.
 */
export function listError(node: INode, vendor: Vendor, outcome: Outcome): NodeOperationError {
	const { code, reason } = outcome;
	const cause = `${reason} (${wordsFor(code).replace(/^-/, '\u2212')})`;
	const description = remedy(vendor, outcome, 'read');
	const message = `${vendor.name} did not give the list: ${cause}. ${description}`;
	return ownError(node, message, { description });
}

/** The node's own reasons not to send. */
const OWN_CODES = [CANCELLED.code, 'NOT TRIED', NOT_ALLOWED, INVALID];

/** What a person can do about it. */
export function remedy(
	vendor: Vendor,
	{ status, code, notSent }: Outcome,
	kind: Operation['kind'],
): string {
	if (status === 'unknown') {
		// Whatever stands between here and the vendor may answer so, also after the vendor took it.
		const address = /^HTTP [34]/.test(code) ? 'Check Base URL in the credential. ' : '';
		return address + PERHAPS[kind];
	}
	if (Object.hasOwn(KEPT_BACK, code)) return `See ${KEPT_BACK[code]}.`;
	if (OWN_CODES.includes(code)) return 'Nothing was sent.';
	if (code === 'HTTP 429') {
		return `${capitalized(NOTHING[kind])}. Try again later, and set Request Interval in Sending.`;
	}
	if (notSent) {
		return 'Nothing was sent. Check Base URL in the credential and the network of this n8n.';
	}
	return (
		vendor.advice(code) ?? `Look the code up in ${vendor.name}’s documents, or ask the vendor.`
	);
}

/** The error that ends a run because the vendor did not accept a request, or may not have. */
export function outcomeError(
	node: INode,
	vendor: Vendor,
	outcome: Outcome,
	item: number,
	about: string,
	counts: string,
	kind: Operation['kind'] = 'call',
): NodeOperationError {
	const message = [failure(vendor, outcome, about), counts].filter(Boolean).join('. ');
	const isOpenCall = kind === 'call' && outcome.status === 'unknown';
	// The vendor's answer stays out of the error: it may repeat what was sent.
	return ownError(node, message, {
		description: isTool(node) && isOpenCall ? NOT_AGAIN : remedy(vendor, outcome, kind),
		itemIndex: item,
	});
}

/** The error that ends a run whose execution was cancelled. */
export function cancelledError(node: INode, vendor: Vendor, counts: string): NodeOperationError {
	const message = `The execution was cancelled before everything was sent to ${vendor.name}. ${counts}`;
	return ownError(node, message.trim(), { description: 'No further request was sent.' });
}

/** "the request with 2 callees", "2 of the 3 callees", or just "the request". */
export function about({ callees }: Request, count = callees.length): string {
	if (callees.length === 0) return 'the request';
	if (count < callees.length) return `${count} of the ${callees.length} callees`;
	return `the request with ${count} ${count === 1 ? 'callee' : 'callees'}`;
}

/** Most stretches of items that a message names. */
const MOST_STRETCHES = 5;

/**
 * "item 4", "items 0-2, 7": in stretches, and not more than a person would read.
 *
 * @param items ascending, as n8n counts them, from 0
 */
export function namesOfItems(items: number[]): string {
	const stretches: Array<[first: number, last: number]> = [];
	for (const item of items) {
		const last = stretches[stretches.length - 1];
		if (last !== undefined && item <= last[1] + 1) last[1] = item;
		else stretches.push([item, item]);
	}
	const named = stretches
		.slice(0, MOST_STRETCHES)
		.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
	const more = stretches.length > MOST_STRETCHES ? ' and others' : '';
	return `${items[0] === items[items.length - 1] ? 'item' : 'items'} ${named.join(', ')}${more}`;
}
