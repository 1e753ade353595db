import { createHash } from 'node:crypto';
import axios, { type AxiosResponse } from 'axios';

import type { Sandbox } from '../../../sandbox/server';
import type { LogEntry, VendorName } from '../../../sandbox/state';
import { pairOf } from './contracts';

/** The account of the vendors' pages, and the one the sandbox has for InnoPaaS. */
export const BUKA = { key: 'bDqJFiq9', secret: '7bz1lzh9' };
export const INNOPAAS = { appId: 'sandbox-app', appKey: 'sandbox-app-key' };

/** The operation of each vendor that stands for all of them where it does not matter which. */
const CALLS: Record<VendorName, string> = {
	innopaas: 'innopaas.voiceMessage.send',
	onbuka: 'onbuka.voiceMessage.send',
	itniotech: 'itniotech.groupCall.create',
	laaffic: 'laaffic.groupCall.createAi',
};
/** Its path in the contract, its operationId, and a body for two callees that keeps every rule of the page. */
export const callOf = (vendor: VendorName) => {
	const { path, promised, fixture } = pairOf(CALLS[vendor]);
	return { path, operationId: promised.operationId, body: fixture.valid };
};

/** Where the vendors that have tasks list them. */
export const QUERIES = {
	itniotech: '/voice/group/call/query',
	laaffic: '/v3/voice/group/call/query',
} as const;

/** Signs as the vendors' account page says: MD5 of key, secret and seconds. */
export function signed({ key = BUKA.key, secret = BUKA.secret, at = Date.now() / 1000 } = {}) {
	const seconds = String(Math.floor(at));
	const sign = createHash('md5').update(`${key}${secret}${seconds}`).digest('hex');
	return { Sign: sign, Timestamp: seconds, 'Api-Key': key };
}

export interface Answer {
	http: number;
	data: any;
	headers: AxiosResponse['headers'];
}

/** A vendor's client as somebody would write it who has only the vendor's page. */
export function clientOf(sandbox: () => Sandbox) {
	const post = async (
		vendor: VendorName,
		path: string,
		body: unknown,
		headers: object = {},
	): Promise<Answer> => {
		const { status, data, ...answer } = await axios.post(sandbox().urls[vendor] + path, body, {
			headers: { ...headers },
			validateStatus: () => true,
			maxRedirects: 0,
		});
		return { http: status, data, headers: answer.headers };
	};
	const get = async (vendor: VendorName, path: string, query: object): Promise<Answer> => {
		const { status, data, headers } = await axios.get(sandbox().urls[vendor] + path, {
			params: query,
			headers: signed(),
			validateStatus: () => true,
			maxRedirects: 0,
		});
		return { http: status, data, headers };
	};
	const control = async (
		method: 'get' | 'post' | 'put' | 'delete',
		path: string,
		data?: unknown,
	) => {
		const url = `${sandbox().urls.onbuka}/_sandbox${path}`;
		const { status, data: given } = await axios({ method, url, data, validateStatus: () => true });
		return { http: status, data: given };
	};
	return {
		post,
		/** Asks with a good signature. */
		get,
		/** Posts JSON with a good signature. */
		buka: async (vendor: VendorName, path: string, body: object) =>
			await post(vendor, path, body, {
				...signed(),
				'Content-Type': 'application/json;charset=UTF-8',
			}),
		/** Posts a form with the sandbox's account. */
		innopaas: async (body: Record<string, string>) =>
			await post(
				'innopaas',
				callOf('innopaas').path,
				new URLSearchParams({ ...INNOPAAS, ...body }).toString(),
			),
		/** Posts what the vendor's page allows, for two callees. */
		async call(vendor: VendorName): Promise<Answer> {
			const { path, body } = callOf(vendor);
			return vendor === 'innopaas'
				? await this.innopaas(MESSAGE)
				: await this.buka(vendor, path, body);
		},
		control,
		fault: async (fault: object) => await control('post', '/faults', fault),
		read: async (list: 'log' | 'calls' | 'tasks' | 'pushes'): Promise<any[]> =>
			(await control('get', `/${list}`)).data,
		log: async (): Promise<LogEntry[]> => (await control('get', '/log')).data,
	};
}

export const MESSAGE = {
	mobile: '8613011112222;8618633334444',
	countryCode: 'CN',
	templateId: '1000001',
};
