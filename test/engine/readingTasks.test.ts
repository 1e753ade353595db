import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import { TIME } from '../../sandbox/state';
import { tasks } from '../fixtures/shared/world';
import { credentialsFor, type NodeName } from '../support/engine';
import { bodies, jsonOf, run, sandbox } from './helpers';

const NODES = ['onbuka', 'itniotech', 'laaffic'] as const;
type BukaNode = (typeof NODES)[number];

const list = async (node: BukaNode, given: INodeParameters = {}, more: object = {}) =>
	await run({
		node,
		parameters: { resource: 'groupCall', operation: 'getMany', ...given },
		...more,
	});

describe.each(NODES)('%s groupCall.getMany', (node) => {
	test('a period is what clocks show where the workflow runs, and is written in the vendor’s zone', async () => {
		await list(
			node,
			{ strTime: '2026-07-01T00:00:00', endTime: '2026-07-02 12:30:05' },
			{ timezone: 'America/New_York' },
		);
		expect(bodies()).toMatchObject([
			{ params: { strTime: '2026-07-01 12:00:00', endTime: '2026-07-03 00:30:05' } },
		]);
	});

	test('an offset counts, and so does the zone in the credential', async () => {
		const credentials = { ...credentialsFor(node, sandbox), timezone: 'UTC' };
		const endTime = '={{ DateTime.fromISO("2026-07-02T00:00:00Z") }}';
		await list(node, { strTime: '2026-07-01T00:00:00+02:00', endTime }, { credentials });
		expect(bodies()).toMatchObject([
			{ params: { strTime: '2026-06-30 22:00:00', endTime: '2026-07-02 00:00:00' } },
		]);
	});

	test('left empty, it is the last 60 days, and what was made this minute is in it', async () => {
		sandbox.state.clockOffset = 3600;
		const at = (days: number) => sandbox.state.now().minus({ days }).toFormat(TIME);
		tasks(node, [1], { createdTime: at(59) })(sandbox.state);
		tasks(node, [2], { createdTime: at(62) })(sandbox.state);
		tasks(node, [3])(sandbox.state);
		sandbox.state.clockOffset = 0;
		const { output } = await list(node);
		const ids = jsonOf(output).map(({ keyId }) => keyId);
		expect(ids).toEqual(expect.arrayContaining(['1', '3']));
		expect(ids).not.toContain('2');
	});

	test('the end alone: sixty days are counted from now', async () => {
		const endTime = DateTime.now().minus({ days: 61 }).toISO();
		const { error } = await list(node, { endTime });
		expect(error?.message).toMatch(/^End Time is .* before Start Time/);
		expect(bodies()).toEqual([]);
	});

	test('times come out with an offset, states in words, IDs as text', async () => {
		const made = { createdTime: '2026-01-31 09:30:00', taskName: 'Reminder', status: 4 };
		tasks(node, [77], made)(sandbox.state);
		const period = { strTime: '2026-01-01T00:00:00Z', endTime: '2026-02-01T00:00:00Z' };
		const { output } = await list(node, period);
		expect(jsonOf(output)).toEqual([
			{
				...{ keyId: '77', taskName: 'Reminder', status: 4, statusName: 'cancelled' },
				...{ rate: '0', numCnt: 1, callNum: 0, success: 0, fail: 0 },
				createdTime: '2026-01-31T09:30:00+08:00',
			},
		]);
	});

	test.each([
		['a list', [0, 2]],
		['texts', ['0', '2']],
		['a text out of an expression', '={{ "0, 2" }}'],
		['a list out of an expression', '={{ [0, 2] }}'],
	])('states as %s', async (_, statusList) => {
		for (const status of [0, 1, 2, 4]) tasks(node, [10 + status], { status })(sandbox.state);
		const { output } = await list(node, { filters: { statusList: statusList as never } });
		expect(bodies()).toMatchObject([{ params: { statusList: [0, 2] } }]);
		const found = jsonOf(output).map(({ statusName }) => statusName);
		expect(new Set(found)).toEqual(new Set(['waiting', 'finished']));
	});

	test('no state chosen is any state', async () => {
		await list(node, { filters: { statusList: [] } });
		expect(bodies()[0].params).not.toHaveProperty('statusList');
	});
});

test.each<NodeName>(['onbuka', 'itniotech'])(
	'%s groupCall.get tells what came of a task',
	async (node) => {
		tasks(node as BukaNode, [88], {
			taskName: 'Reminder',
			status: 2,
			createdTime: '2026-01-31 09:30:00',
		})(sandbox.state);
		const parameters = { resource: 'groupCall', operation: 'get' };
		const keyId = { __rl: true, mode: 'list', value: '88', cachedResultName: 'Reminder' };
		const { output } = await run({ node, parameters: { ...parameters, keyId: keyId as never } });
		expect(jsonOf(output)).toEqual([
			{
				...{ keyId: '88', taskName: 'Reminder', status: 2, statusName: 'finished', rate: '0' },
				...{ numCnt: 1, success: 0, fail: 0, createdTime: '2026-01-31T09:30:00+08:00' },
			},
		]);
		const whole = await run({ node, parameters: { ...parameters, keyId: 88, simplify: false } });
		expect(whole.output[0].json).toMatchObject({
			keyId: '88',
			raw: { jobId: 88, createdTime: '2026-01-31 09:30:00', successRate: '0', baseFile: null },
		});
		const none = await run({ node, parameters: { ...parameters, keyId: 99999 } });
		expect(none.error?.message).toContain('Data does not exist (-24)');
	},
);

test.each<NodeName>(['itniotech', 'laaffic'])(
	'%s redialFlow.get tells of its rounds',
	async (node) => {
		const parameters = { resource: 'redialFlow', operation: 'get', keyId: '301' };
		const { output } = await run({ node, parameters });
		const voice = { source: 1, voiceFileId: '120250811103439c1901f4c53b691b419ad8a143b.wav' };
		const node1 = { ...voice, hangUpSms: 0, toSeat: 0 };
		expect(jsonOf(output)).toEqual([
			{
				...{ keyId: '301', recallInterval: 30, recallNum: 3, recallType: 1 },
				...{ status: 1, statusName: 'running' },
				nodeList: [
					{
						...{ keyId: '1431', nodeStatus: 2, nodeStatusName: 'finished', taskId: '5009613' },
						...node1,
					},
					{ keyId: '1432', nodeStatus: 0, nodeStatusName: 'pending', ...node1 },
					{ keyId: '1433', nodeStatus: 0, nodeStatusName: 'pending', ...node1 },
				],
			},
		]);
	},
);
