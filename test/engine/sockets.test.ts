import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { constants } from 'node:os';
import tls from 'node:tls';
import { Worker } from 'node:worker_threads';

import { credentialsFor } from '../support/engine';
import { PRETENDER } from '../support/pretender';
import { number, onbuka, once, run, sandbox } from './helpers';

/** Sockets of this machine under n8n's own HTTP client: what is known of a request that failed. */

const { ECONNREFUSED, EHOSTUNREACH, ETIMEDOUT } = constants.errno;
/** The network's broadcast address: a connection to it fails without a packet being sent. */
const NO_ROUTE = '255.255.255.255';
/** Longer than a part of a name can be, so that nobody is asked for it. */
const NO_NAME = `https://${'x'.repeat(64)}.invalid`;

let closing: Array<() => unknown> = [];
afterEach(async () => {
	jest.restoreAllMocks();
	await Promise.all(closing.map(async (close) => await close()));
	closing = [];
});

/** Sends one request to the address and says what became of its callee. */
async function send(baseUrl: string): Promise<{ status: string; code: string }> {
	const { failed } = await run({
		node: onbuka.node,
		parameters: once(onbuka.parameters),
		items: [{ number: number(0) }],
		credentials: { ...credentialsFor(onbuka.node, sandbox), baseUrl },
		onError: 'continueErrorOutput',
	});
	return failed[0].json.details as { status: string; code: string };
}

async function portOf(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** A port of this machine where each connection is treated the same. */
async function listen(treat: (socket: Socket) => void): Promise<number> {
	const sockets: Socket[] = [];
	const server = createServer((socket) => {
		sockets.push(socket.on('error', () => {}));
		treat(socket);
	});
	closing.push(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return await portOf(server);
}

/** A port of this machine that nothing listens to. */
async function closedPort(): Promise<number> {
	const server = createServer();
	const port = await portOf(server);
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** A port whose queue of connections is full, and nobody takes one out of it. */
async function deafPort(): Promise<number> {
	const worker = new Worker(
		`const { parentPort } = require('node:worker_threads');
		const server = require('node:net').createServer();
		server.listen(0, '127.0.0.1', 1, () => {
			parentPort.postMessage(server.address().port);
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
		});`,
		{ eval: true },
	);
	const port = await new Promise<number>((resolve) => worker.once('message', resolve));
	const waiting = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
	closing.push(async () => {
		for (const socket of waiting) socket.destroy();
		await worker.terminate();
	});
	await new Promise((resolve) => waiting[0].once('connect', resolve));
	return port;
}

/** Makes every host name one of these addresses. */
function everyHostIs(...addresses: string[]): void {
	const found = addresses.map((address) => ({ address, family: 4 }));
	jest
		.spyOn(dns, 'lookup')
		.mockImplementation(((
			_: string,
			__: unknown,
			done: (error: null, found: dns.LookupAddress[]) => void,
		) => done(null, found)) as typeof dns.lookup);
}

/** Makes the operating system end every attempt to connect, as it does when packets get lost. */
async function connectingFails(errno: number): Promise<void> {
	interface Handle {
		connect: (request: {
			oncomplete: (status: number, handle: Handle, ...more: unknown[]) => void;
		}) => number;
	}
	const server = createServer();
	await portOf(server);
	const { _handle: handle } = server as unknown as { _handle: Handle };
	jest.spyOn(Object.getPrototypeOf(handle) as Handle, 'connect').mockImplementation(function (
		this: Handle,
		request,
	) {
		setImmediate(() => request.oncomplete(-errno, this, request, true, true));
		return 0;
	});
	server.close();
}

/** Makes n8n's client trust the host that signs for itself, as it would trust the vendor. */
function trustPretender(): void {
	const { createSecureContext } = tls;
	jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) => createSecureContext({ ca: PRETENDER.cert, ...options }));
}

/** A vendor behind TLS, and a wire to it that can be tampered with once the request has come. */
async function tamperedWire(tamper: (wire: Socket) => void): Promise<number> {
	const wires: Socket[] = [];
	const vendor = tls.createServer(PRETENDER, (socket) => {
		socket.on('error', () => {}).once('data', () => tamper(wires[0]));
	});
	const port = await portOf(vendor);
	closing.push(() => vendor.close());
	return await listen((wire) => {
		wires.push(wire);
		const onward = connect(port, '127.0.0.1').on('error', () => {});
		wire.pipe(onward).pipe(wire);
		wire.on('close', () => onward.destroy());
	});
}

describe('nothing has left, so nobody was called, when', () => {
	const refused = (code: string) => ({ status: 'refused', code });

	test('nothing listens there', async () => {
		expect(await send(`http://127.0.0.1:${await closedPort()}`)).toMatchObject(
			refused('ECONNREFUSED'),
		);
	});

	test('nothing listens at any of the host’s addresses', async () => {
		const port = await closedPort();
		everyHostIs('127.0.0.1', '127.0.0.1');
		expect(await send(`https://vendor.example:${port}`)).toMatchObject(refused('ECONNREFUSED'));
	});

	test('the name is not found', async () => {
		expect(await send(NO_NAME)).toMatchObject(refused('ENOTFOUND'));
	});

	test('no way leads to its network', async () => {
		expect(await send(`https://${NO_ROUTE}`)).toMatchObject(refused('ENETUNREACH'));
	});

	test('the host is unreachable', async () => {
		await connectingFails(EHOSTUNREACH);
		expect(await send('https://127.0.0.1')).toMatchObject(refused('EHOSTUNREACH'));
	});

	test('nobody answers the attempt to connect', async () => {
		await connectingFails(ETIMEDOUT);
		expect(await send('https://127.0.0.1')).toMatchObject(refused('ETIMEDOUT'));
	});

	test('nobody answers at one address, and no way leads to the other', async () => {
		everyHostIs('127.0.0.1', NO_ROUTE);
		expect(await send(`https://vendor.example:${await deafPort()}`)).toMatchObject(
			refused('ETIMEDOUT'),
		);
	});

	test('it hangs up while encryption is agreed upon', async () => {
		const port = await listen((socket) => socket.once('data', () => socket.end()));
		expect(await send(`https://127.0.0.1:${port}`)).toMatchObject(refused('ECONNRESET'));
	});

	test('it breaks the connection while encryption is agreed upon', async () => {
		const port = await listen((socket) => socket.once('data', () => socket.resetAndDestroy()));
		expect(await send(`https://127.0.0.1:${port}`)).toMatchObject(refused('ECONNRESET'));
	});

	test('it speaks no TLS', async () => {
		const port = await listen((socket) =>
			socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
		);
		expect(await send(`https://127.0.0.1:${port}`)).toMatchObject(refused('EPROTO'));
	});
});

describe('the request may have arrived when', () => {
	const unknown = (code: string) => ({ status: 'unknown', code });

	test.each([
		['is broken', (socket: Socket) => socket.resetAndDestroy()],
		['is closed', (socket: Socket) => socket.end()],
	])('the connection %s without an answer', async (_, end) => {
		const port = await listen((socket) => socket.once('data', () => end(socket)));
		expect(await send(`http://127.0.0.1:${port}`)).toMatchObject(unknown('ECONNRESET'));
	});

	// So ends a connection whose packets no longer get through.
	test.each([
		['the host goes away', 'EHOSTUNREACH', EHOSTUNREACH],
		['nothing gets through any more', 'ETIMEDOUT', ETIMEDOUT],
		['its port is closed by a firewall', 'ECONNREFUSED', ECONNREFUSED],
	])('%s while the answer is waited for', async (_, code, errno) => {
		const clients: Socket[] = [];
		const note = (message: unknown) => clients.push((message as { socket: Socket }).socket);
		const broken = { code, errno: -errno, syscall: 'read' };
		const port = await listen((socket) =>
			socket.once('data', () =>
				clients[0].destroy(Object.assign(new Error(`read ${code}`), broken)),
			),
		);
		subscribe('net.client.socket', note);
		closing.push(() => unsubscribe('net.client.socket', note));
		expect(await send(`http://127.0.0.1:${port}`)).toMatchObject(unknown(code));
	});

	test.each([
		['breaks', /^ECONNRESET$/, (wire: Socket) => wire.resetAndDestroy()],
		['is closed', /^ECONNRESET$/, (wire: Socket) => wire.end()],
		// OpenSSL's words for it change with its version.
		['is garbled', /^ERR_SSL|^EPROTO$/, (wire: Socket) => wire.write('HTTP/1.1 400 Bad\r\n\r\n')],
	])('an encrypted connection %s after the request', async (_, code, tamper) => {
		trustPretender();
		const port = await tamperedWire(tamper);
		expect(await send(`https://127.0.0.1:${port}`)).toMatchObject({
			status: 'unknown',
			code: expect.stringMatching(code),
		});
	});

	test('the vendor asks for a certificate after encryption was agreed upon', async () => {
		trustPretender();
		const vendor = tls.createServer({ ...PRETENDER, requestCert: true, minVersion: 'TLSv1.3' });
		closing.push(() => vendor.close());
		const { status, code } = await send(`https://127.0.0.1:${await portOf(vendor)}`);
		expect([status, code]).toEqual(['unknown', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED']);
	});
});
