import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import express, {
	type ErrorRequestHandler,
	type Express,
	type RequestHandler,
	type Router,
} from 'express';
import { middleware as openApi } from 'express-openapi-validator';
import { parse } from 'yaml';

import { control } from './control';
import { State, type LogEntry, type VendorName } from './state';
import { VENDORS, type SandboxVendor, type Violation } from './vendors';

export interface Sandbox {
	urls: Record<VendorName, string>;
	state: State;
	close: () => Promise<void>;
}

const NAMES = Object.keys(VENDORS) as VendorName[];
const CONTRACTS = join(__dirname, '..', 'contracts');
const LARGEST_BODY = '200mb';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Starts the four vendors on loopback, each on a port of its own.
 *
 * @param firstPort the ports are this one and the following three; any free ones if 0
 */
export async function startSandbox(firstPort = 0): Promise<Sandbox> {
	const state = new State();
	const servers: Server[] = [];
	const urls = {} as Record<VendorName, string>;
	for (const [index, name] of NAMES.entries()) {
		const server = vendorApp(name, VENDORS[name], state).listen(
			firstPort && firstPort + index,
			'127.0.0.1',
		);
		await once(server, 'listening');
		servers.push(server);
		urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}
	const close = async () => {
		for (const server of servers) {
			server.close();
			server.closeAllConnections();
		}
	};
	return { urls, state, close };
}

function vendorApp(name: VendorName, vendor: SandboxVendor, state: State): Express {
	const app = express();
	app.disable('x-powered-by');
	app.use(date(state));
	app.use(identify(vendor));
	app.use(express.json({ limit: LARGEST_BODY, verify: keepRaw }));
	app.use(express.urlencoded({ extended: false, limit: LARGEST_BODY, verify: keepRaw }));
	app.use('/_sandbox', control(state));
	app.use(record(name, state));
	app.use(misbehave(name, vendor, state));
	app.use(((req, res, next) => {
		const { headers, body } = req;
		const refusal = vendor.authenticate({ operation: operationOf(res), headers, body }, state);
		if (refusal) res.json(refusal);
		else next();
	}) as RequestHandler);
	app.use(
		openApi({
			apiSpec: join(CONTRACTS, vendor.contract),
			validateSecurity: false,
			validateRequests: { allErrors: false },
			validateResponses: {
				onError: (error) => {
					throw new Error(`The sandbox broke the contract of ${name}: ${error.message}`);
				},
			},
		}),
	);
	app.use(operate(vendor, state));
	app.use(refuse(vendor));
	return app;
}

/** Dates the answer by the vendors' clock, as late as it leaves; a fault may say another date. */
function date(state: State): RequestHandler {
	return (_req, res, next) => {
		const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => typeof res;
		res.writeHead = (...args: unknown[]) => {
			if (!res.hasHeader('Date')) res.setHeader('Date', state.now().toHTTP()!);
			return writeHead(...args);
		};
		next();
	};
}

/** Finds out what is asked for before the request is judged: faults and refusals depend on it. */
function identify({ contract }: SandboxVendor): Router {
	const router = express.Router();
	const { paths } = parse(readFileSync(join(CONTRACTS, contract), 'utf8')) as {
		paths: Record<string, Partial<Record<'get' | 'post', { operationId: string }>>>;
	};
	for (const [path, methods] of Object.entries(paths)) {
		for (const [method, { operationId }] of Object.entries(methods)) {
			router[method as keyof typeof methods](path, (_req, res, next) => {
				res.locals.operation = operationId;
				next();
			});
		}
	}
	return router;
}

const operationOf = (res: { locals: Record<string, unknown> }) =>
	res.locals.operation as string | undefined;

function keepRaw(req: object, _res: unknown, buffer: Buffer): void {
	Object.assign(req, { raw: buffer.toString('utf8') });
}

/** Writes every request down as it came, without the account's secrets. */
function record(vendor: VendorName, state: State): RequestHandler {
	return (req, res, next) => {
		const mask = (text: string) => text.replaceAll(/(?<=appKey(=|":\s*"))[^&"]*/g, '***');
		const raw = mask((req as { raw?: string }).raw ?? '');
		const body =
			/json/.test(String(req.headers['content-type'])) && raw ? JSON.parse(raw) : req.body;
		const headers = { ...req.headers, ...(req.headers.sign && { sign: '***' }) };
		const entry: LogEntry = {
			vendor,
			operation: operationOf(res),
			method: req.method,
			path: mask(req.originalUrl),
			headers: headers as LogEntry['headers'],
			raw,
			body: body?.appKey ? { ...body, appKey: '***' } : body,
			taken: false,
		};
		state.log.push(entry);
		res.locals.entry = entry;
		res.on('finish', () => (entry.httpStatus = res.statusCode));
		const json = res.json.bind(res);
		res.json = (answer) => {
			entry.answer = answer;
			return json(answer);
		};
		next();
	};
}

/** Lets an armed fault strike, before the request is taken or when the answer goes out. */
function misbehave(name: VendorName, vendor: SandboxVendor, state: State): RequestHandler {
	return async (req, res, next) => {
		const fault = state.takeFault(name, operationOf(res));
		if (fault === undefined) return next();
		res.locals.fault = fault;
		if (fault.delayMs) await sleep(fault.delayMs);
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
			return void res.json(vendor.fail(code, fault.reason ?? 'refused', operationOf(res)));
		}
		if (fault.status !== undefined && !taken) return answer();
		if (reset === 'after' || fault.status !== undefined || body !== undefined) {
			res.json = () => {
				if (reset === 'after') req.socket.destroy();
				else answer();
				return res;
			};
		}
		return next();
	};
}

const entryOf = (res: { locals: Record<string, unknown> }) => res.locals.entry as LogEntry;

function operate(vendor: SandboxVendor, state: State): RequestHandler {
	return (req, res) => {
		const { headers, body } = req;
		const taken = () => (entryOf(res).taken = true);
		const before = state.calls.length;
		const { fault } = res.locals;
		res.json(vendor.operations[operationOf(res)!]({ headers, body, fault }, state, taken));
		if (body?.billUrl) void pushRecords(body, state, before);
	};
}

/** Pushes a call detail record for each call to billUrl, if that is on this machine. */
async function pushRecords(
	body: Record<string, string>,
	state: State,
	from: number,
): Promise<void> {
	if (!URL.canParse(body.billUrl) || !LOOPBACK.test(new URL(body.billUrl).hostname)) return;
	for (const { id, callee } of state.calls.slice(from)) {
		const record = {
			callId: id,
			mobile: callee,
			status: 'connected',
			startTime: state.now().toFormat('yyyyMMddHHmmss'),
			duration: '12',
			...(body.transData && { transData: body.transData }),
		};
		const push = { url: body.billUrl, body: record };
		const answered = await axios.post(body.billUrl, record, { validateStatus: () => true }).then(
			({ status }) => ({ httpStatus: status }),
			(error: Error) => ({ error: error.message }),
		);
		state.pushes.push({ ...push, ...answered });
	}
}

/** A request that breaks the contract is answered as the vendor answers: HTTP 200 and a code. */
function refuse(vendor: SandboxVendor): ErrorRequestHandler {
	return (error: { status?: number; message: string; errors?: Violation[] }, _req, res, _next) => {
		if (error.status === undefined || error.status >= 500) {
			res.status(500).type('text/plain').send(error.message);
		} else if (error.status === 404 || error.status === 405) {
			res.status(error.status).type('text/plain').send('no such operation');
		} else {
			const violations = error.errors ?? [{ path: '/body', message: error.message }];
			res.json(vendor.refuse(violations, operationOf(res)));
		}
	};
}
