import {
	sleep,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { systemError } from './systemError';
import type { Body } from '../input/wire';
import type { Endpoint, Vendor } from '../types';

/** What an attempt ended with, before anybody looked at what the vendor says. */
export type Delivery =
	| {
			end: 'answered';
			httpStatus: number;
			body: unknown;
			/** Names in lower case. */
			headers: Record<string, string | undefined>;
			/** When the answer came, in milliseconds since 1970. */
			at: number;
	  }
	/** Provably never left: nobody was called. */
	| { end: 'notSent'; code: string }
	/** It may have arrived. The code is empty where nobody says why. */
	| { end: 'noAnswer'; code: string };

/** A request as it goes out. */
export interface Letter {
	method: 'GET' | 'POST';
	/** Path and query, after the host. */
	url: string;
	body?: string;
	/** Set where the answer is to be taken as bytes, not as text. */
	bytes?: true;
}

/**
 * Writes a request: fields that the path names in braces go there, the others into the query of a GET or the
 * body of a POST.
 */
export function letterOf(
	vendor: Vendor,
	{ method, path, prefix = vendor.prefix }: Endpoint,
	body: Body,
): Letter {
	const rest = { ...body };
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
		delete rest[name];
		return encodeURIComponent(String(body[name]));
	});
	const url = prefix + filled;
	if (method === 'POST') return { method, url, body: vendor.encode(rest) };
	const query = new URLSearchParams(rest as Record<string, string>).toString();
	return { method, url: query === '' ? url : `${url}?${query}` };
}

/** What surrounds the beginning of an attempt. */
export interface Beginning {
	/** Keeps it from beginning. */
	unless: AbortSignal;
	/** Asked when its turn has come: keeps it from beginning, too. */
	isLate: () => boolean;
	/** Called when it is about to leave. */
	begins: () => void;
}

/** A run of the node, the editor, which asks for lists, or a trigger. */
export type Context =
	IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions | IHookFunctions;

/** Carries requests of a run to the vendor. */
export interface Courier {
	/**
	 * Makes one attempt, in its turn: Request Interval lies between any two, whatever they are for. Never
	 * throws: what went wrong is the delivery's end.
	 *
	 * @returns undefined where it has not begun, because the execution was cancelled, or for the caller's reason
	 */
	deliver: (letter: Letter, beginning?: Partial<Beginning>) => Promise<Delivery | undefined>;
	/** Fetches the bytes at an address, without the credential, in its turn; a redirect is an answer. */
	fetch: (address: string) => Promise<Delivery | undefined>;
	/** Waits some milliseconds, or until the execution is cancelled. */
	pause: (milliseconds: number) => Promise<void>;
	isCancelled: () => boolean;
}

/**
 * Prepares the delivery of requests to a vendor.
 *
 * @param interval fewest milliseconds from the beginning of an attempt to that of the next
 */
export function courierOf(
	ctx: Context,
	vendor: Vendor,
	baseUrl: string,
	interval: number,
): Courier {
	const signal = 'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal() : undefined;
	const cancelled = new Promise<void>((resolve) => {
		signal?.addEventListener('abort', () => resolve(), { once: true });
	});
	const pause = async (milliseconds: number, unless?: AbortSignal) => {
		if (milliseconds <= 0 || signal?.aborted || unless?.aborted) return;
		const over = new AbortController();
		const ended = new Promise<void>((resolve) => {
			unless?.addEventListener('abort', () => resolve(), { signal: over.signal });
		});
		await Promise.race([sleep(milliseconds), cancelled, ended]);
		over.abort();
	};
	const signed = async (options: IHttpRequestOptions) =>
		await ctx.helpers.httpRequestWithAuthentication.call(
			ctx as IExecuteFunctions,
			vendor.credential,
			options,
		);
	let nextTurn = 0;
	const inItsTurn = async (
		{ unless, isLate, begins }: Partial<Beginning>,
		send: () => Promise<Delivery>,
	) => {
		const now = Date.now();
		const turn = Math.max(now, nextTurn);
		nextTurn = turn + interval;
		await pause(turn - now, unless);
		if (signal?.aborted || unless?.aborted || isLate?.()) return undefined;
		begins?.();
		return await send();
	};
	return {
		deliver: async (letter, beginning = {}) =>
			await inItsTurn(
				beginning,
				async () => await deliver(signed, optionsFor(vendor, letter, baseUrl)),
			),
		fetch: async (url) =>
			await inItsTurn({}, async () => {
				const options = { method: 'GET' as const, url, encoding: 'arraybuffer' as const };
				return await deliver(ctx.helpers.httpRequest, {
					...{ ...options, ...AS_IT_IS },
					disableFollowRedirect: true,
				});
			}),
		pause: async (milliseconds) => await pause(milliseconds),
		isCancelled: () => signal?.aborted ?? false,
	};
}

/** HTTP errors are no exceptions here, because n8n's helper would sign and send a request again after a 401. */
const AS_IT_IS = { returnFullResponse: true, ignoreHttpStatusErrors: true };

/** Redirects are not followed, because they would carry the signature to another host. */
const optionsFor = (
	{ contentType }: Vendor,
	{ method, url, body, bytes }: Letter,
	baseURL: string,
): IHttpRequestOptions => ({
	method,
	baseURL,
	url,
	headers: { 'Content-Type': contentType },
	...(body !== undefined && { body }),
	encoding: bytes ? 'arraybuffer' : 'text',
	...AS_IT_IS,
	disableFollowRedirect: true,
});

async function deliver(
	send: (options: IHttpRequestOptions) => Promise<unknown>,
	options: IHttpRequestOptions,
): Promise<Delivery> {
	try {
		const response = (await send(options)) as {
			statusCode: number;
			body: unknown;
			headers?: Record<string, string>;
		};
		return {
			end: 'answered',
			httpStatus: response.statusCode,
			body: response.body,
			headers: response.headers ?? {},
			at: Date.now(),
		};
	} catch (error) {
		const { code, neverLeft } = systemError(error);
		return { end: neverLeft ? 'notSent' : 'noAnswer', code };
	}
}
