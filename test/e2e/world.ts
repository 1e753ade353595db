import axios from 'axios';

import type { TESTS_NOT_IN_N8N_1 } from '../../scripts/lines';
import { N8n } from '../../scripts/n8n';
import type { Line, Runtime } from '../../scripts/runtime.mjs';
import type { Call, LogEntry, VendorName } from '../../sandbox/state';

/** What `npm run test:e2e` started before it started jest. */
interface Addresses {
	url: string;
	cookie: string;
	vendors: Record<VendorName, string>;
	/** What n8n is started with. */
	runtime: Runtime;
	/** The folder of n8n's user, with the package installed. */
	home: string;
	/** Which n8n it is. */
	line: Line;
}

export const addresses = JSON.parse(process.env.E2E ?? '{}') as Addresses;

const control = axios.create({ baseURL: `${addresses.vendors?.onbuka}/_sandbox` });

/** The sandbox as anybody can look into it: over HTTP. */
export const sandbox = {
	reset: async () => await control.delete('/'),
	log: async () => (await control.get<LogEntry[]>('/log')).data,
	calls: async () => (await control.get<Call[]>('/calls')).data,
	behave: async (behaviour: object) => await control.post('/behaviours', behaviour),
	/** Has a vendor push to an address. */
	pushTo: async (vendor: VendorName, url?: string) =>
		await control.put('/receivers', { vendor, url }),
	/** Lets all calls happen, and all pushes be answered. */
	hurry: async () => await control.post('/hurry', { pushes: true }),
	pushes: async () => (await control.get<Array<{ httpStatus?: number }>>('/pushes')).data,
	fault: async (fault: object) => await control.post('/faults', fault),
};

export const n8n = new N8n(addresses.url, addresses.cookie);

type NotInN8n1 = keyof typeof TESTS_NOT_IN_N8N_1;

/** A test that is left out with n8n 1, for the reason in the list. */
export const testUnlessN8n1 = (_: NotInN8n1): jest.It =>
	addresses.line === '1' ? test.skip : test;

/** The same of a group of tests. */
export const describeUnlessN8n1 = (_: NotInN8n1): jest.Describe =>
	addresses.line === '1' ? describe.skip : describe;

/** Lets other workflows execute this one: n8n 2 asks that it is published, n8n 1 can't. */
export async function offer(workflowId: string): Promise<void> {
	if (addresses.line !== '1') await n8n.publish(workflowId);
}

/** The examples' credentials are there already; workflows are given them by type. */
beforeAll(async () => await n8n.findCredentials());
