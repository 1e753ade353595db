import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Operation, Vendor } from './types';

/** What an attempt ended with, before anybody looked at what the vendor says. */
export type Delivery =
	| { end: 'answered'; httpStatus: number; body: unknown }
	/** Provably never left: nobody was called. */
	| { end: 'notSent'; code: string }
	/** It may have arrived. */
	| { end: 'noAnswer'; code: string };

/** System errors that come up before a byte of the request can have reached the vendor. */
const BEFORE_SENDING = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Sends a body once. Never throws: what went wrong is the delivery's end.
 *
 * HTTP errors are no exceptions here, because n8n's helper would sign and send a request again
 * after a 401; redirects are not followed, because they would carry it to another host.
 */
export async function deliver(
	ctx: IExecuteFunctions,
	vendor: Vendor,
	{ method, path }: Operation,
	baseUrl: string,
	body: string,
): Promise<Delivery> {
	const options: IHttpRequestOptions = {
		method,
		baseURL: baseUrl,
		url: vendor.prefix + path,
		headers: { 'Content-Type': vendor.contentType },
		body,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	try {
		const response = (await ctx.helpers.httpRequestWithAuthentication.call(
			ctx,
			vendor.credential,
			options,
		)) as { statusCode: number; body: unknown };
		return { end: 'answered', httpStatus: response.statusCode, body: response.body };
	} catch (error) {
		const { code, syscall } = systemError(error);
		// An established connection can break with the codes of an unreachable host, too.
		const before = BEFORE_SENDING.has(code) || syscall === 'connect';
		return { end: before ? 'notSent' : 'noAnswer', code };
	}
}

/** The system's error inside n8n's; messages are left behind, they may hold what was sent. */
function systemError(error: unknown): { code: string; syscall?: unknown } {
	for (let inner = error, depth = 0; inner && depth < 5; depth++) {
		const { code, syscall, cause } = inner as Record<string, unknown>;
		if (typeof code === 'string') return { code, syscall };
		inner = cause;
	}
	return { code: 'NO_ANSWER' };
}
