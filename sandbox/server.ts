import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, {
	type ErrorRequestHandler,
	type Express,
	type Request,
	type RequestHandler,
	type Response,
	type Router,
} from 'express';
import { middleware as openApi } from 'express-openapi-validator';

import { contractOf, type Contract } from './contracts';
import { control } from './control';
import { handlerOf } from './handlers';
import { hurry } from './hurry';
import { entryOf, misbehave, operationOf, send } from './misbehave';
import { settle } from './phone';
import { State, type LogEntry, type VendorName } from './state';
import type { Incoming, SandboxVendor, Violation } from './vendor';
import { VENDORS } from './vendors';

export interface Sandbox {
	urls: Record<VendorName, string>;
	state: State;
	close: () => Promise<void>;
}

const NAMES = Object.keys(VENDORS) as VendorName[];
const LARGEST_BODY = '200mb';

/**
 * Starts the four vendors on loopback, each on a port of its own.
 *
 * @param firstPort the ports are this one and the following three; any free ones if 0
 * @param anyFile whether a message may name any file, for tests that have no use for one
 */
export async function startSandbox(firstPort = 0, anyFile = false): Promise<Sandbox> {
	const state = new State(anyFile);
	const servers: Server[] = [];
	const urls = {} as Record<VendorName, string>;
	const contracts = await Promise.all(NAMES.map(contractOf));
	const operations = new Set(contracts.flatMap((one) => [...one.operations.keys()]));
	for (const [index, name] of NAMES.entries()) {
		const app = vendorApp(name, contracts[index], state, operations);
		const server = app.listen(firstPort && firstPort + index, '127.0.0.1');
		await once(server, 'listening');
		servers.push(server);
		urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}
	const close = async () => {
		state.outbox.close();
		for (const server of servers) {
			server.close();
			server.closeAllConnections();
		}
	};
	return { urls, state, close };
}

function vendorApp(
	name: VendorName,
	contract: Contract,
	state: State,
	operations: Set<string>,
): Express {
	const vendor = VENDORS[name](contract);
	const app = express();
	app.disable('x-powered-by');
	app.use(date(state));
	app.use(identify(contract));
	app.use(express.json({ limit: LARGEST_BODY, verify: keepRaw }));
	app.use(express.urlencoded({ extended: false, limit: LARGEST_BODY, verify: keepRaw }));
	app.use('/_sandbox', control(state, operations));
	app.use(record(name, state));
	app.use(misbehave(name, vendor, state));
	app.use(((req, res, next) => {
		const refusal = vendor.authenticate(incoming(req, res), state);
		if (refusal) send(res, refusal);
		else next();
	}) as RequestHandler);
	app.use(
		openApi({
			apiSpec: contract.file,
			$refParser: { mode: 'dereference' },
			validateSecurity: false,
			validateRequests: { allErrors: false },
			validateResponses: {
				onError: (error) => {
					throw new Error(`The sandbox broke the contract of ${name}: ${error.message}`);
				},
			},
		}),
	);
	app.use(operate(name, vendor, state));
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
function identify({ paths }: Contract): Router {
	const router = express.Router();
	for (const [path, methods] of Object.entries(paths)) {
		const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
		for (const [method, { operationId }] of Object.entries(methods)) {
			router[method as keyof typeof methods](route, (req, res, next) => {
				res.locals.operation = operationId;
				res.locals.params = req.params;
				next();
			});
		}
	}
	return router;
}

function incoming(req: Request, res: Response): Incoming {
	const { operation, params = {}, fault } = res.locals;
	const { headers, body } = req;
	const query = req.query as Incoming['query'];
	return { operation, headers, params, query, body, fault, origin: `http://${req.headers.host}` };
}

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
		next();
	};
}

function operate(name: VendorName, vendor: SandboxVendor, state: State): RequestHandler {
	return async (req, res) => {
		settle(state);
		const taken = () => (entryOf(res).taken = true);
		const operation = operationOf(res)!;
		const handle = handlerOf(operation);
		if (!handle) throw new Error(`No file in sandbox/operations exports a handler ${operation}`);
		const answer = vendor.envelopeOf(operation);
		send(res, handle(incoming(req, res), { vendor: name, state, taken, answer }));
		if (state.hurries) await hurry(state, {});
		else settle(state);
	};
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
			send(res, vendor.refuse(violations, operationOf(res)));
		}
	};
}
