import axios from 'axios';
import { DateTime } from 'luxon';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { askerOf, codeOf } from './support/asked';
import { complaints } from './support/contracts';
import { BODIES } from './support/groupCallBodies';
import { promisedBy, type BukaVendor } from './support/promised';

let sandbox: Sandbox;
const ask = askerOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => sandbox.state.reset());

afterAll(async () => await sandbox.close());

const VENDORS = ['itniotech', 'laaffic'] as const;
const PENDING = 0;
const FINISHED = 2;
const CANCELLED = 3;
const daysAgo = (days: number) =>
	DateTime.now().setZone('Asia/Shanghai').minus({ days }).toFormat('yyyy-MM-dd HH:mm:ss');

async function detail(vendor: BukaVendor, keyId: number) {
	const answer = await ask(vendor, 'recallFlowQueryDetail', { keyId });
	expect(complaints(promisedBy(vendor, 'recallFlowQueryDetail').answer, answer)).toEqual([]);
	return answer.data;
}
const nodesOf = ({ nodeList }: any) => nodeList.map((node: any) => [node.keyId, node.nodeStatus]);

async function list(vendor: BukaVendor, params: object = {}, page: object = {}) {
	const span = { strTime: daysAgo(60), endTime: daysAgo(0) };
	const body = { current: 1, size: 100, ...page, params: { ...span, ...params } };
	const answer = await ask(vendor, 'recallFlowQueryPage', body);
	expect(complaints(promisedBy(vendor, 'recallFlowQueryPage').answer, answer)).toEqual([]);
	return answer.data;
}
const cancel = async (vendor: BukaVendor, type: number, id: number) =>
	codeOf(await ask(vendor, 'recallFlowCancel', { type, id }));
const update = async (vendor: BukaVendor, change: object) =>
	codeOf(await ask(vendor, 'recallFlowUpdate', { ...BODIES[vendor].recallFlowUpdate, ...change }));

describe.each(VENDORS)('the redial flows of %s', (vendor) => {
	const ids = async (...asked: [object?, object?]) =>
		(await list(vendor, ...asked)).records.map(({ keyId }: any) => keyId);

	test('are listed by span, name or ID of their task and page, the newest first', async () => {
		expect(await ids()).toEqual([299, 12, 1, 301, 302]);
		expect(await ids({ strTime: daysAgo(100) })).toContain(303);
		expect(await ids({ taskName: 'Reminder' })).toEqual([299, 301, 302]);
		expect(await ids({ taskName: '5009602' })).toEqual([12]);
		expect(await ids({ taskName: '500960' })).toEqual([]);
		expect(await ids({}, { size: 2, current: 3 })).toEqual([302]);
		expect(await list(vendor, {}, { size: 2 })).toMatchObject({ total: 5, pages: 3, size: 2 });
	});

	test('are not listed for a time that does not exist', async () => {
		const params = { strTime: '2026-02-30 00:00:00', endTime: daysAgo(0) };
		const body = { current: 1, size: 1, params };
		expect(codeOf(await ask(vendor, 'recallFlowQueryPage', body))).toBe('-22');
	});

	test('say what the vendor’s sample says', async () => {
		expect(await detail(vendor, 1)).toEqual({
			...{ keyId: 1, recallInterval: 1, recallNum: 1, recallType: 1, status: 1 },
			nodeList: [{ keyId: 1427, taskId: 5009612, nodeStatus: FINISHED, scriptId: 123 }],
		});
	});

	test('that are not there have no detail', async () => {
		expect(codeOf(await ask(vendor, 'recallFlowQueryDetail', { keyId: 300 }))).toBe('-22');
	});

	test('are changed while pending, and tell it', async () => {
		expect(await update(vendor, { recallNum: 2 })).toBe('0');
		const [node] = (BODIES[vendor].recallFlowUpdate as any).nodeList;
		expect(await detail(vendor, 299)).toMatchObject({
			...{ keyId: 299, recallNum: 2, status: PENDING },
			nodeList: [{ ...node, nodeStatus: PENDING, keyId: expect.any(Number) }],
		});
		const agents = { keyId: 12, recallIntent: ['101'], nodeList: [{ scriptId: 7 }] };
		expect(await update(vendor, agents)).toBe('0');
		expect(await detail(vendor, 12)).toMatchObject({
			...{ recallIntent: ['101'], nodeList: [{ scriptId: 7 }] },
		});
	});

	test('keep their nodes when a change names none', async () => {
		const before = nodesOf(await detail(vendor, 299));
		expect(await update(vendor, { nodeList: undefined })).toBe('0');
		expect(nodesOf(await detail(vendor, 299))).toEqual(before);
	});

	test.each([1, 302, 303, 300])('flow %i, which is not pending, is not changed', async (keyId) => {
		expect(await update(vendor, { keyId })).toBe('-22');
	});

	test('a flow is cancelled by its ID, with all its nodes, once', async () => {
		expect(await cancel(vendor, 1, 299)).toBe('0');
		const cancelled = await detail(vendor, 299);
		expect(cancelled.status).toBe(CANCELLED);
		expect(nodesOf(cancelled)).toEqual([1421, 1422, 1423].map((id) => [id, CANCELLED]));
		expect(await cancel(vendor, 1, 299)).toBe('-22');
		expect(await update(vendor, {})).toBe('-22');
	});

	test('a flow is cancelled by its task', async () => {
		expect(await cancel(vendor, 2, 299)).toBe('-22');
		expect(await cancel(vendor, 2, 5009601)).toBe('0');
		expect((await detail(vendor, 299)).status).toBe(CANCELLED);
	});

	test('of a running flow the rest is cancelled, but not the whole', async () => {
		expect(await cancel(vendor, 1, 301)).toBe('-22');
		expect(await cancel(vendor, 2, 5009604)).toBe('-22');
		expect(await cancel(vendor, 3, 1431)).toBe('-22');
		expect(await cancel(vendor, 3, 1432)).toBe('0');
		const rest = await detail(vendor, 301);
		expect(nodesOf(rest)).toEqual([
			[1431, FINISHED],
			[1432, CANCELLED],
			[1433, CANCELLED],
		]);
		expect(await cancel(vendor, 3, 301)).toBe('-22');
	});

	test('are not those of the other vendor', async () => {
		const other = vendor === 'laaffic' ? 'itniotech' : 'laaffic';
		expect(await cancel(other, 1, 299)).toBe('0');
		expect((await detail(vendor, 299)).status).toBe(PENDING);
	});
});

describe('agent groups', () => {
	const groups = async (vendor: BukaVendor, body: object) => {
		const answer = await ask(vendor, 'seatGroupQuery', { current: 1, size: 100, ...body });
		expect(complaints(promisedBy(vendor, 'seatGroupQuery').answer, answer)).toEqual([]);
		return answer.data;
	};
	const ids = ({ records }: any) => records.map((one: any) => one.voiceGroupId);

	test.each(['onbuka', 'itniotech'] as const)('%s lists them by name and page', async (vendor) => {
		expect(ids(await groups(vendor, {}))).toEqual([1000019, 1000037, 1000038]);
		expect(ids(await groups(vendor, { params: { groupName: 'Supp' } }))).toEqual([1000038]);
		const second = await groups(vendor, { size: 2, current: 2, params: {} });
		expect([ids(second), second.total, second.pages]).toEqual([[1000038], 3, 2]);
	});

	test('are refused to a stranger by status and reason', async () => {
		const url = `${sandbox.urls.itniotech}${promisedBy('itniotech', 'seatGroupQuery').path}`;
		const { data } = await axios.post(url, { current: 1, size: 1 });
		expect(data).toMatchObject({ status: '-1', reason: expect.any(String) });
	});
});
