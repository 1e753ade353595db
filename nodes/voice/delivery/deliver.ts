import { sleep, type IExecuteFunctions, type IHttpRequestOptions } from 'n8n-workflow';

import { systemError } from './systemError';
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

/** What surrounds the beginning of an attempt. */
export interface Beginning {
	/** Keeps it from beginning. */
	unless: AbortSignal;
	/** Called when it is about to leave. */
	begins: () => void;
}

/** Carries requests of a run to the vendor. */
export interface Courier {
	/**
	 * Makes one attempt, in its turn: Request Interval lies between any two, whatever they are for. Never
	 * throws: what went wrong is the delivery's end.
	 *
	 * @returns undefined where it has not begun, because the execution was cancelled, or for the caller's reason
	 */
	deliver: (to: Endpoint, body: string, beginning?: Beginning) => Promise<Delivery | undefined>;
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
	ctx: IExecuteFunctions,
	vendor: Vendor,
	baseUrl: string,
	interval: number,
): Courier {
	const signal = ctx.getExecutionCancelSignal();
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
	let nextTurn = 0;
	return {
		async deliver(to, body, { unless, begins }: Partial<Beginning> = {}) {
			const now = Date.now();
			const turn = Math.max(now, nextTurn);
			nextTurn = turn + interval;
			await pause(turn - now, unless);
			if (signal?.aborted || unless?.aborted) return undefined;
			begins?.();
			return await deliver(ctx, vendor, to, baseUrl, body);
		},
		pause: async (milliseconds) => await pause(milliseconds),
		isCancelled: () => signal?.aborted ?? false,
	};
}

/**
 * HTTP errors are no exceptions here, because n8n's helper would sign and send a request again
 * after a 401; redirects are not followed, because they would carry it to another host.
 */
async function deliver(
	ctx: IExecuteFunctions,
	vendor: Vendor,
	{ method, path }: Endpoint,
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
		)) as { statusCode: number; body: unknown; headers?: Record<string, string> };
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
