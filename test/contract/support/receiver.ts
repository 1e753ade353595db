import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

export interface Arrival {
	path: string;
	body: any;
	headers: Record<string, unknown>;
}

/** A customer's address to which vendors push, for the tests of a file. */
export function receiver() {
	let server: Server;
	let arrivals: Arrival[] = [];
	let answers: number[] = [];
	let arrived: (() => void) | undefined;
	beforeAll(async () => {
		const app = express();
		app.use(express.json({ limit: '50mb' }));
		app.post('/*path', ({ path, body, headers }, res) => {
			arrivals.push({ path, body, headers });
			res.status(answers.shift() ?? 200).send('taken');
			arrived?.();
		});
		server = app.listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	beforeEach(() => {
		arrivals = [];
		answers = [];
	});
	afterAll(() => void server.close().closeAllConnections());
	return {
		url: (path = '/reports') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
		arrivals: () => arrivals,
		bodies: () => arrivals.map(({ body }) => body),
		/** What the next pushes are answered with; 200 after that. */
		answer: (...statuses: number[]) => (answers = statuses),
		/** Resolves at the next push. */
		next: async () => await new Promise<void>((resolve) => (arrived = resolve)),
	};
}
