import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';

import type { LogEntry, State, VendorName } from './state';
import { Reply, type SandboxVendor } from './vendor';

/** Lets an armed fault strike, before the request is taken or when the answer goes out. */
export function misbehave(name: VendorName, vendor: SandboxVendor, state: State): RequestHandler {
	return async (req, res, next) => {
		const fault = state.takeFault(name, operationOf(res));
		if (fault === undefined) return next();
		res.locals.fault = fault;
		if (fault.delayMs) {
			await sleep(fault.delayMs);
			// Who came before all was forgotten would call into somebody else's test.
			if (!state.log.includes(entryOf(res))) return void req.socket.destroy();
		}
		const { status = 200, taken, body, code, reset } = fault;
		const answer = () => {
			entryOf(res).answer = body ?? '';
			res
				.status(status)
				.type('text/plain')
				.set(fault.headers ?? {})
				.send(body ?? '');
		};
		if (reset === 'before') return void req.socket.destroy();
		if (code !== undefined) {
			const refuse = vendor.envelopeOf(operationOf(res));
			return void send(res, refuse(code, fault.reason ?? 'refused'));
		}
		if (fault.status !== undefined && !taken) return answer();
		if (reset === 'after' || fault.status !== undefined || body !== undefined) {
			res.locals.strike = () => {
				if (reset === 'after') req.socket.destroy();
				else answer();
			};
		}
		return next();
	};
}

/** Answers a request, unless a fault has something else in mind. */
export function send(res: Response, answer: object | Reply): void {
	if (res.locals.strike) res.locals.strike();
	else if (answer instanceof Reply) {
		const { status, headers, content } = answer;
		entryOf(res).answer = typeof content === 'string' ? content : `${content.length} bytes`;
		res.status(status).set(headers).send(content);
	} else {
		entryOf(res).answer = answer;
		res.json(answer);
	}
}

export const operationOf = (res: { locals: Record<string, unknown> }) =>
	res.locals.operation as string | undefined;

export const entryOf = (res: { locals: Record<string, unknown> }) => res.locals.entry as LogEntry;
