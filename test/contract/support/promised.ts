import { contracts, type Schema } from './contracts';

export type BukaVendor = 'onbuka' | 'itniotech' | 'laaffic';

/** An operation as a vendor's contract has it, also where no node has it. */
export interface Promised {
	path: string;
	method: string;
	/** What may be asked, where there is a body. */
	request: Schema;
	answer: Schema;
}

export function promisedBy(vendor: BukaVendor, operationId: string): Promised {
	const { paths } = contracts.find(({ name }) => name === vendor)!;
	for (const [path, methods] of Object.entries(paths)) {
		for (const [method, operation] of Object.entries(methods)) {
			if (operation.operationId !== operationId) continue;
			const schemaOf = (of?: { content: Record<string, { schema: Schema }> }) =>
				of?.content['application/json'].schema ?? {};
			const answer = schemaOf(operation.responses['200']);
			return { path, method, request: schemaOf(operation.requestBody), answer };
		}
	}
	throw new Error(`${vendor} has no operation ${operationId}`);
}
