import type { VendorName } from './state';

/** 0 pending, 1 running, 2 finished, 3 cancelled, 4 failed: of a flow and of each of its nodes. */
export type FlowStatus = 0 | 1 | 2 | 3 | 4;

export interface RedialNode {
	keyId: number;
	/** The task of this round, once it runs. */
	taskId: number | null;
	nodeStatus: FlowStatus;
	/** As it was given: `scriptId` of an agent, or what a voice node has. */
	form: Record<string, unknown>;
}

/** A flow belongs to a task and has a node for each round. */
export interface RedialFlow {
	vendor: VendorName;
	keyId: number;
	taskId: number;
	taskName: string;
	createTime: string;
	recallType: number;
	recallInterval: number;
	recallNum: number;
	recallIntent?: string[];
	finishNum: number;
	status: FlowStatus;
	nodeList: RedialNode[];
}

/** Whether something of it is still to come. */
export const isUnderWay = ({ status }: RedialFlow) => status === 0 || status === 1;

/** Cancels what has not begun of a flow that is not over. */
export function cancelFlow(flow: RedialFlow): void {
	if (!isUnderWay(flow)) return;
	flow.status = 3;
	for (const node of flow.nodeList) if (node.nodeStatus === 0) node.nodeStatus = 3;
}

const VOICE = {
	source: 1,
	voiceFileId: '120250811103439c1901f4c53b691b419ad8a143b.wav',
	...{ hangUpSms: 0, toSeat: 0 },
};
const AGENT = { scriptId: 123 };

const node = (keyId: number, form: object, nodeStatus: FlowStatus = 0, taskId?: number) => ({
	...{ keyId, nodeStatus, taskId: taskId ?? null },
	form: { ...form },
});

/**
 * The flows that both vendors begin with. 299, 12 and 1 are those of the vendors' samples, 1 with
 * all that its sample says; the rest is invented. Their tasks are over and not in the list of tasks.
 *
 * @param timeOf the time so many days ago: all but the last are of the last 60 days
 */
export function seededFlows(timeOf: (daysAgo: number) => string): RedialFlow[] {
	const once = { recallType: 1, recallInterval: 1, recallNum: 1, finishNum: 0 };
	const thrice = { ...once, recallInterval: 30, recallNum: 3 };
	const flows: Array<Omit<RedialFlow, 'vendor' | 'createTime'> & { days: number }> = [
		{
			...{ keyId: 299, taskId: 5009601, taskName: 'Reminder of Monday', days: 1, ...thrice },
			...{ status: 0, nodeList: [node(1421, VOICE), node(1422, VOICE), node(1423, VOICE)] },
		},
		{
			...{ keyId: 12, taskId: 5009602, taskName: 'Agents of Monday', days: 2, ...once },
			...{ status: 0, nodeList: [node(1424, AGENT)] },
		},
		{
			...{ keyId: 1, taskId: 5009603, taskName: 'task', days: 3, ...once },
			...{ status: 1, finishNum: 1, nodeList: [node(1427, AGENT, 2, 5009612)] },
		},
		{
			...{ keyId: 301, taskId: 5009604, taskName: 'Reminder of Sunday', days: 4, ...thrice },
			...{ status: 1, finishNum: 1 },
			nodeList: [node(1431, VOICE, 2, 5009613), node(1432, VOICE), node(1433, VOICE)],
		},
		{
			...{ keyId: 302, taskId: 5009605, taskName: 'Reminder of Saturday', days: 5, ...once },
			...{ status: 2, finishNum: 1, nodeList: [node(1434, VOICE, 2, 5009614)] },
		},
		{
			...{ keyId: 303, taskId: 5009606, taskName: 'Reminder of last season', days: 90, ...once },
			...{ status: 3, nodeList: [node(1435, VOICE, 3)] },
		},
	];
	const vendors: VendorName[] = ['itniotech', 'laaffic'];
	return vendors.flatMap((vendor) =>
		flows.map(({ days, ...flow }) => ({
			...structuredClone(flow),
			vendor,
			createTime: timeOf(days),
		})),
	);
}
