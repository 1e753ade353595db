import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { CANCELLED, NOT_SENT } from './outcome';
import type { Outcome, Problem, Vendor } from './types';

/** An error for an item whose parameters can't be used. */
export function problemError(
	node: INode,
	item: number,
	problems: Problem[],
	elsewhere = 0,
): NodeOperationError {
	const [first, ...others] = problems.map(({ parameter, message }) => `${parameter} ${message}`);
	const more = others.map((message) => `Also: ${message}.`);
	if (elsewhere > 0) {
		more.push(`${elsewhere} more ${elsewhere === 1 ? 'item has' : 'items have'} problems.`);
	}
	more.push('Nothing was sent for this item.');
	const message = `${first} [item ${item}]`;
	const description = more.join(' ');
	return inOurWords(
		new NodeOperationError(node, message, { itemIndex: item, description }),
		message,
	);
}

/** An error for a credential that is missing or can't be used. */
export function credentialError(node: INode, error: Error): NodeOperationError {
	const description = 'Nothing was sent. Open the credential of this node and correct it.';
	const failure = new NodeOperationError(node, error, { description });
	// n8n hands back an error of its own as it came, without our description.
	failure.description ??= description;
	return failure;
}

/** What happened to a request or a callee in it, with the vendor's code and words. */
export function failure(vendor: Vendor, outcome: Outcome, about: string): string {
	const { status, code, reason, hint } = outcome;
	const more = hint === undefined ? '' : `; ${hint}`;
	if (status === 'unknown') {
		const cause = code === '' ? reason : `${reason} (${code})`;
		return `It is unknown whether ${vendor.name} took ${about}: ${cause}${more}`;
	}
	return `${vendor.name} did not take ${about}: ${reason} (code ${code})${more}`;
}

/** What a person can do about it. */
export function remedy(vendor: Vendor, { status, code, reason }: Outcome): string {
	if (status === 'unknown') {
		// Whatever stands between here and the vendor may answer so, also after the vendor took it.
		const address = /^HTTP [34]/.test(code) ? 'Check Base URL in the credential. ' : '';
		return `${address}It may have been called. Look at the task or the call records at the vendor before you send it again.`;
	}
	if (code === CANCELLED.code) return 'Nothing was sent.';
	if (code === 'HTTP 429') {
		return 'Nobody was called. Try again later, and set Request Interval in Options.';
	}
	if (reason === NOT_SENT) {
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
): NodeApiError {
	const message = [failure(vendor, outcome, about), counts].filter(Boolean).join('. ');
	const description = remedy(vendor, outcome);
	// The vendor's answer stays out of the error: it may repeat what was sent.
	const error = new NodeApiError(node, { message }, { message, description, itemIndex: item });
	return inOurWords(error, message);
}

/** The error that ends a run whose execution was cancelled. */
export function cancelledError(node: INode, vendor: Vendor, counts: string): NodeOperationError {
	return new NodeOperationError(
		node,
		`The execution was cancelled before everything was sent to ${vendor.name}. ${counts}`.trim(),
		{ description: 'No further request was sent.' },
	);
}

/**
 * n8n replaces a message that contains a system code by a sentence of its own, which for a time-out
 * recommends Retry On Fail: that would call people again.
 */
function inOurWords<T extends Error>(error: T, message: string): T {
	error.message = message;
	return error;
}
