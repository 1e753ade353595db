import { parameters } from '../../voice/input/declaration';
import { wordsOf } from '../../voice/input/wire';
import type { ReadOperation } from '../../voice/types';
import { redialFlow } from '../parameters/ids';
import { fieldsOf, isRow, namedStatus, rowOf, type Row } from '../records';
import { FLOW_STATUS } from './list';

const FIELDS = ['recallInterval', 'recallNum', 'recallType', 'recallIntent', 'status'];

const NODE_FIELDS = [
	...['nodeStatus', 'nodeStatusName', 'taskId', 'scriptId', 'source', 'voiceFileId', 'uploadName'],
	...['text', 'lan', 'speakingRate', 'ssmlGender', 'accent', 'hangUpSms', 'smsContent', 'senderId'],
	...['feedbackPush', 'feedbackValue', 'successPush', 'successPushTime', 'failedPush', 'ringPush'],
	...['toSeat', 'sipGroupId', 'outboundControl', 'calloutRate', 'toSeatType', 'toSeatKey'],
	'delayTransfer',
];

/** A round: what it was given. */
function nodeOf(node: Row, vendorZone: string) {
	const { statusName } = namedStatus(node.nodeStatus, FLOW_STATUS);
	const named = { ...node, nodeStatusName: statusName };
	return { keyId: wordsOf(node.keyId), ...fieldsOf(named, NODE_FIELDS, vendorZone) };
}

/**
 * Reads one redial flow with its rounds.
 *
 * @see https://www.laaffic.com/api/voice/recallQueryDetail
 * @see https://www.itniotech.com/api/ai/agentRecallDetail
 */
export const getRedialFlow: ReadOperation = {
	kind: 'read',
	resource: { name: 'Redial Flow', value: 'redialFlow' },
	operation: {
		name: 'Get',
		value: 'get',
		action: 'Get a redial flow',
		description: 'Read how a redial flow is set, and the state and ID of each of its rounds',
	},
	method: 'POST',
	path: '/voice/recallFlow/queryDetail',
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters([redialFlow]),
	read(...answered) {
		const page = rowOf('keyId', ({ keyId }) => wordsOf(keyId))(...answered);
		const nodes = page?.rows[0].nodeList ?? [];
		return Array.isArray(nodes) && nodes.every(isRow) ? page : undefined;
	},
	item: (row, _, vendorZone) => {
		const { keyId, status, nodeList } = row as Row;
		return {
			keyId: wordsOf(keyId),
			...fieldsOf(row as Row, FIELDS, vendorZone),
			...namedStatus(status, FLOW_STATUS),
			nodeList: ((nodeList ?? []) as Row[]).map((node) => nodeOf(node, vendorZone)),
		};
	},
	sample: {
		keyId: '299',
		recallInterval: 30,
		recallNum: 2,
		recallType: 1,
		status: 1,
		statusName: 'running',
		nodeList: [
			{
				...{ keyId: '1427', nodeStatus: 2, nodeStatusName: 'finished', taskId: '5009612' },
				...{ scriptId: '123', source: 1, voiceFileId: '120250811103439c1901f4c5.wav' },
				...{ uploadName: 'hello.wav', text: 'Hello', lan: 'EN', speakingRate: 1, ssmlGender: 2 },
				...{ accent: 91, hangUpSms: 1, smsContent: 'Sorry', senderId: 'MyShop', feedbackPush: 1 },
				...{ feedbackValue: '1', successPush: 1, successPushTime: 10, failedPush: 0, ringPush: 0 },
				...{ toSeat: 1, sipGroupId: '1000038', outboundControl: 1, calloutRate: 1 },
				...{ toSeatType: 2, toSeatKey: '0', delayTransfer: 5 },
			},
		],
	},
};
