/**
 * Stands in for the vendors and for Twilio, in a process of its own. It reads each body to its end,
 * looks nothing up in it but the callees ONBUKA's reply has to name and the number of a page, and answers
 * with bytes that were made before the measurement began. So what is measured is the sender.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendMessage } from 'execa';

import { callAt, number, PATHS, PER_PAGE, PER_REQUEST } from './contacts.js';

/** What ONBUKA says to a list of callees, in the sizes of its own identifiers. */
const accepted = (callees: string) =>
	JSON.stringify({
		status: '0',
		reason: 'success',
		data: callees.split(',').map((callee) => ({
			voiceId: `220303113${callee}`,
			callee,
			terminationCode: '0',
			terminationReason: 'success',
		})),
	});

/** Replies to ONBUKA's full requests, by the list of callees that they hold. */
const prepared = new Map<string, string>();
for (let first = 0; first < Number(process.argv[2]); first += PER_REQUEST) {
	const callees = Array.from({ length: PER_REQUEST }, (_, index) => number(first + index)).join();
	prepared.set(callees, accepted(callees));
}

/** Pages of call records, the first at 0. */
const pages: string[] = [];
const total = Number(process.argv[2]);
for (let first = 0; first < total; first += PER_PAGE) {
	const records = Array.from({ length: PER_PAGE }, (_, index) => callAt(first + index));
	const counts = { total, size: PER_PAGE, current: pages.length + 1, pages: total / PER_PAGE };
	pages.push(JSON.stringify({ status: '0', reason: 'success', data: { ...counts, records } }));
}

const replyTo = (path: string, body: Buffer[]) => {
	if (path === PATHS.laaffic) return '{"status":"0","reason":"success","data":299}';
	if (path === PATHS.records) {
		const [, current] = /"current":(\d+)/.exec(Buffer.concat(body).toString('latin1'))!;
		return pages[Number(current) - 1];
	}
	if (path !== PATHS.onbuka) return '{"sid":"CA5e1f","status":"queued"}';
	const [, callees] = /"callee":"([^"]*)"/.exec(Buffer.concat(body).toString('latin1'))!;
	// One callee alone, as the HTTP Request node sends them, is answered at once.
	return prepared.get(callees) ?? accepted(callees);
};

/** How many requests came since somebody last asked. */
let requests = 0;

const server = createServer((request, response) => {
	const body: Buffer[] = [];
	request.on('data', (chunk: Buffer) => body.push(chunk));
	request.on('end', () => {
		response.setHeader('Content-Type', 'application/json');
		if (request.url === '/requests') {
			response.end(String(requests));
			requests = 0;
			return;
		}
		requests++;
		response.end(replyTo(request.url!, body));
	});
});
// Whoever measures memory is busy for longer than the usual five seconds, and comes back on the same connection.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', async () => {
	await sendMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
