import axios from 'axios';

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

	return {
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
	};
}
