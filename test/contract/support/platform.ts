import axios from 'axios';
import type { DateTime } from 'luxon';

import { startSandbox, type Sandbox } from '../../../sandbox/server';
import type { VendorName } from '../../../sandbox/state';
import { clientOf, signed, type Answer } from './client';
import { complaints, contracts, type Schema } from './contracts';

export const PLATFORM = ['onbuka', 'itniotech', 'laaffic'] as const;
export type PlatformVendor = (typeof PLATFORM)[number];

/** A file that every vendor of the platform has from the beginning. */
export const FILE = '12022022570cc2484c59d4f8b9745d34226285b1e.mp3';

/** Where a vendor serves an operation, and what its contract says of it. */
export function operation(vendor: VendorName, operationId: string) {
	const { paths } = contracts.find(({ name }) => name === vendor)!;
	for (const [path, methods] of Object.entries(paths)) {
		for (const [method, promised] of Object.entries(methods)) {
			if (promised.operationId !== operationId) continue;
			const answer = promised.responses['200'].content['application/json']?.schema as Schema;
			const request = promised.requestBody?.content['application/json'].schema as Schema;
			return { path, method, request, answer };
		}
	}
	throw new Error(`${vendor} has no operation ${operationId}`);
}

/** As the queries for records want a time. */
export const iso = (time: DateTime) => time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");

/** A sandbox for the tests of a file, and a client who knows the contracts. */
export function platform() {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => sandbox.state.reset());
	afterAll(async () => await sandbox.close());
	const client = clientOf(() => sandbox);
	const at = () => Date.now() / 1000 + sandbox.state.clockOffset;

	const made = {
		...client,
		state: () => sandbox.state,
		url: (vendor: VendorName) => sandbox.urls[vendor],
		/** Posts a body, signed; the answer keeps the contract. */
		async ask(vendor: VendorName, operationId: string, body: unknown): Promise<any> {
			const { path, answer } = operation(vendor, operationId);
			const { http, data } = await client.post(vendor, path, body, signed({ at: at() }));
			expect([http, complaints(answer, data)]).toEqual([200, []]);
			return data;
		},
		/** Gets, signed; an answer in JSON keeps the contract. */
		async get(
			vendor: VendorName,
			operationId: string,
			{ id = '', query = {} as object } = {},
		): Promise<Answer> {
			const { path, answer } = operation(vendor, operationId);
			const url = sandbox.urls[vendor] + path.replace(/\{\w+\}/, encodeURIComponent(id));
			const { status, data, headers } = await axios.get(url, {
				...{ params: query, headers: signed({ at: at() }), validateStatus: () => true },
				...(answer === undefined && { responseType: 'arraybuffer' as const }),
			});
			if (answer !== undefined) expect(complaints(answer, data)).toEqual([]);
			return { http: status, data, headers };
		},
		/** Lets so many seconds pass at the vendors. */
		async wait(seconds: number) {
			const offsetSeconds = sandbox.state.clockOffset + seconds;
			await client.control('put', '/clock', { offsetSeconds });
		},
		behave: async (behaviour: object) => await client.control('post', '/behaviours', behaviour),
		/** Calls people with a file: the IDs of their records. */
		async message(vendor: PlatformVendor, callees: string[], more: object = {}): Promise<string[]> {
			const body = { callee: callees.join(','), fileId: FILE, appId: 'app', ...more };
			const { data } = await made.ask(vendor, 'sendGroup', body);
			return data.map(({ voiceId }: any) => voiceId);
		},
		/** Asks for records, those of yesterday and today unless the parameters say otherwise. */
		async query(vendor: PlatformVendor, params: object = {}, page: object = {}): Promise<any> {
			const now = sandbox.state.now();
			const span = { strTime: iso(now.minus({ days: 1 })), endTime: iso(now.plus({ days: 1 })) };
			return await made.ask(vendor, 'recordGroupQuery', {
				...page,
				params: { ...span, ...params },
			});
		},
		records: async (vendor: PlatformVendor): Promise<any[]> =>
			(await made.query(vendor)).data.records,
	};
	return made;
}
