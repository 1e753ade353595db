import axios from 'axios';
import type { INodeExecutionData } from 'n8n-workflow';

import { signature } from '../nodes/buka/sign';
import { accountAt, FILE, outputsOf, PATHS, PER_PAGE, PER_REQUEST } from './contacts';
import type { Operation } from './jobs';

/** The least that can be done: the same bodies, built and sent one after the other; the answers are parsed. */
export function floorSender(
	url: string,
	operation: Operation,
): (items: INodeExecutionData[]) => Promise<number> {
	const { apiKey, apiSecret, appId } = accountAt(url);
	const post = async (body: object) => {
		const timestamp = String(Math.floor(Date.now() / 1000));
		const headers = {
			'Content-Type': 'application/json;charset=UTF-8',
			Sign: signature(apiKey, apiSecret, timestamp),
			Timestamp: timestamp,
			'Api-Key': apiKey,
		};
		const { data } = await axios.post(url + PATHS[operation], body, { headers });
		if (data.status !== '0') throw new Error(JSON.stringify(data).slice(0, 200));
	};
	return async (items) => {
		const start = performance.now();
		if (operation === 'records' || operation === 'results') {
			const params = { strTime: '2026-11-20T00:00:00+08:00', endTime: '2026-11-21T00:00:00+08:00' };
			for (let current = 1; current <= outputsOf(items) / PER_PAGE; current++) {
				await post({ current, size: PER_PAGE, params });
			}
		} else if (operation === 'laaffic') {
			const numberInfoList = items.map(({ json: { phone, name } }) => ({
				calleeNumber: phone,
				text1: name,
			}));
			await post({ taskName: 'bench', scriptId: 123, maxCalls: 60, appId, numberInfoList });
		} else {
			for (let first = 0; first < items.length; first += PER_REQUEST) {
				const callees = items.slice(first, first + PER_REQUEST).map(({ json }) => json.phone);
				await post({ fileId: FILE, appId, callee: callees.join(',') });
			}
		}
		return performance.now() - start;
	};
}
