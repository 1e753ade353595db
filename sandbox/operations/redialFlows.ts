import { isTime, pageOf } from '../pages';
import type { FlowStatus, RedialFlow, RedialNode } from '../redialFlows';
import type { State } from '../state';
import type { Desk, Handler } from '../vendor';

/** What a voice node has in an answer; what was not given is null, and the file itself stays out. */
const VOICE_FIELDS = [
	...['source', 'voiceFileId', 'uploadName', 'text', 'lan', 'speakingRate', 'ssmlGender', 'accent'],
	...['hangUpSms', 'smsContent', 'senderId', 'feedbackPush', 'feedbackValue', 'successPush'],
	...['successPushTime', 'failedPush', 'ringPush', 'toSeat', 'sipGroupId', 'outboundControl'],
	...['calloutRate', 'toSeatType', 'toSeatKey', 'delayTransfer'],
];

const PENDING = 0;
const CANCELLED: FlowStatus = 3;
/** What `type` of a cancellation says. */
const OF_FLOW = 1;
const OF_TASK = 2;

// The pages list but one code (-22) for all that can be wrong.
const wrong = ({ answer }: Desk, what: string) => answer('-22', `Parameter exception: ${what}`);
const ofVendor = ({ vendor, state }: Desk) =>
	state.redialFlows.filter((flow) => flow.vendor === vendor);
const find = (desk: Desk, id: number) => ofVendor(desk).find(({ keyId }) => keyId === id);

/** Lists redial flows, the newest first. */
export const recallFlowQueryPage: Handler = ({ body }, desk) => {
	const { current, size, params } = body;
	const { strTime, endTime, taskName = '' } = params;
	for (const [name, time] of Object.entries({ strTime, endTime })) {
		if (!isTime(time)) return wrong(desk, `${name} is no time`);
	}
	// Written as they are, times sort as text.
	const found = ofVendor(desk)
		.filter(({ createTime }) => strTime <= createTime && createTime <= endTime)
		.filter((flow) => flow.taskName.includes(taskName) || String(flow.taskId) === taskName)
		.sort((a, b) => b.createTime.localeCompare(a.createTime) || b.keyId - a.keyId);
	return desk.answer('0', 'success', pageOf(found, { current, size }, summary));
};

export const recallFlowQueryDetail: Handler = ({ body }, desk) => {
	const flow = find(desk, body.keyId);
	return flow ? desk.answer('0', 'success', detail(flow)) : wrong(desk, 'keyId');
};

/** Changes a redial flow that has not begun. */
export const recallFlowUpdate: Handler = ({ body }, desk) => {
	const { keyId, nodeList, ...rest } = body;
	const flow = find(desk, keyId);
	if (flow?.status !== PENDING) return wrong(desk, 'keyId');
	desk.taken();
	Object.assign(flow, rest);
	if (nodeList) flow.nodeList = nodeList.map((form: object) => newNode(form, desk.state));
	return desk.answer('0', 'success');
};

/** Cancels a flow, by its id or its task's, or a node and those after it. */
export const recallFlowCancel: Handler = ({ body }, desk) => {
	const cancelled = toCancel(ofVendor(desk), body.type, body.id);
	if (cancelled === undefined) return wrong(desk, 'id');
	desk.taken();
	for (const one of cancelled.nodes) one.nodeStatus = CANCELLED;
	if (cancelled.whole) cancelled.flow.status = CANCELLED;
	return desk.answer('0', 'success');
};

/** The flow that loses nodes, which, and whether it is all of it; undefined where nothing may be cancelled. */
function toCancel(
	flows: RedialFlow[],
	type: number,
	id: number,
): { flow: RedialFlow; nodes: RedialNode[]; whole: boolean } | undefined {
	if (type === OF_FLOW || type === OF_TASK) {
		const flow = flows.find(({ keyId, taskId }) => (type === OF_FLOW ? keyId : taskId) === id);
		return flow?.status === PENDING ? { flow, nodes: flow.nodeList, whole: true } : undefined;
	}
	for (const flow of flows) {
		const at = flow.nodeList.findIndex(({ keyId }) => keyId === id);
		if (at < 0) continue;
		if (flow.nodeList[at].nodeStatus !== PENDING) return undefined;
		return { flow, nodes: flow.nodeList.slice(at), whole: at === 0 };
	}
	return undefined;
}

const newNode = (form: object, state: State): RedialNode => ({
	...{ keyId: state.nextId(1500), taskId: null, nodeStatus: PENDING },
	form: { ...form },
});

function summary(flow: RedialFlow): object {
	const { vendor: _, nodeList: _nodes, recallIntent: _intent, ...shown } = flow;
	return shown;
}

function detail(flow: RedialFlow): object {
	const { keyId, recallInterval, recallNum, recallType, recallIntent, status, nodeList } = flow;
	return {
		...{ keyId, recallInterval, recallNum, recallType, status },
		...(recallIntent && { recallIntent }),
		nodeList: nodeList.map(({ form, ...node }) => ({
			...node,
			...('scriptId' in form
				? { scriptId: form.scriptId }
				: Object.fromEntries(VOICE_FIELDS.map((name) => [name, form[name] ?? null]))),
		})),
	};
}
