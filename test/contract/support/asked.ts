import axios from 'axios';

import type { Sandbox } from '../../../sandbox/server';
import { BUKA, signed } from './client';
import { promisedBy, type BukaVendor } from './promised';

/** Asks vendors by the operation's name, signed by their clock; what stands in a path is given apart. */
export function askerOf(sandbox: () => Sandbox) {
	return async (
		vendor: BukaVendor,
		operationId: string,
		body?: object,
		inPath: Record<string, unknown> = {},
	): Promise<any> => {
		const { path, method } = promisedBy(vendor, operationId);
		const { urls, state } = sandbox();
		const at = Date.now() / 1000 + state.clockOffset;
		const { data } = await axios({
			method,
			url: urls[vendor] + path.replace(/\{(\w+)\}/g, (_, name) => String(inPath[name])),
			data: body,
			headers: { ...signed({ ...BUKA, at }) },
			validateStatus: () => true,
		});
		return data;
	};
}

/** The code, whichever way the vendor spells it. */
export const codeOf = (data: { status?: unknown; code?: unknown }) =>
	String(data.status ?? data.code);
