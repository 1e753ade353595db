import { fixtureOf } from '../../fixtures';

const validOf = (key: string) => fixtureOf(key).valid!;
const VALID = {
	recallFlowUpdate: validOf('itniotech.redialFlow.update'),
	groupCallSend: validOf('itniotech.groupCall.create'),
	groupCallSendAi: validOf('laaffic.groupCall.createAi'),
};

const { keyId: _flow, nodeList, ...rounds } = VALID.recallFlowUpdate;
const { appId, numberList: _numbers, ...announcement } = VALID.groupCallSend;
const { numberInfoList, ...script } = VALID.groupCallSendAi;
const VOICE = { speakingRate: 0.25, ssmlGender: 2, accent: '91', delayPlay: 999, delayHangup: 0 };
const SPAN = { strTime: '2024-01-01 00:00:00', endTime: '2024-06-03 15:13:01' };
const PAGE = { current: 1, size: 100 };
const NEW = { taskName: 'once more', sendTime: null };
const DETAILS = { keyId: 123, ...announcement };
const AGENT = {
	...{ appId: 'Jgd8oFei', taskName: 'test', displayNum: '123456', maxCalls: 300 },
	...{ maxRingingTime: 60, agentId: 110, enableRecording: 1, calloutRate: 1 },
	...{ sendTime: '2026-04-01 00:00:00', numberInfoList },
};
const AI_AGAIN = {
	...{ keyId: 123, taskName: 'again', maxCalls: 40, displayNum: '1008122211', resendType: 1 },
	...{ scriptId: 1, maxRingingTime: 60, enableRecording: 1, calloutRate: 2, sendTime: null },
	allowSendTime: [{ strTime: '10:00', endTime: '22:00' }],
};
const FLOW = { keyId: 299, ...rounds, nodeList };

/** Bodies that keep every rule of the pages, by vendor and operation. */
export const BODIES: Record<string, Record<string, object>> = {
	onbuka: {
		groupCallSend: VALID.groupCallSend,
		groupCallQuery: { ...PAGE, params: { ...SPAN, statusList: [0, 6], searchCondition: 'x' } },
		groupCallUpdate: DETAILS,
		groupCallResend: { ...DETAILS, ...NEW, appId, resendType: 1 },
		seatGroupQuery: { ...PAGE, params: { groupName: 'a' } },
	},
	itniotech: {
		groupCallSend: VALID.groupCallSend,
		groupCallSendAgent: {
			...AGENT,
			numberInfoList: [{ ...numberInfoList[0], callInformation: { name: 'Anna' } }],
		},
		groupCallQuery: { ...PAGE, params: { ...SPAN, taskType: 3 } },
		groupCallUpdate: DETAILS,
		groupCallResend: { ...DETAILS, ...NEW, appId, resendType: 1 },
		groupCallResendAi: AI_AGAIN,
		groupCallProvisional: { jobIdList: [123, 456] },
		groupCallCancel: { taskIdList: [123, 456] },
		recallFlowQueryPage: { ...PAGE, params: { ...SPAN, taskName: 'task' } },
		recallFlowQueryDetail: { keyId: 12 },
		recallFlowUpdate: FLOW,
		recallFlowCancel: { type: 1, id: 12 },
		seatGroupQuery: PAGE,
	},
	laaffic: {
		groupCallSend: { appId, ...announcement, ...VOICE, numberInfoList },
		groupCallSendAi: VALID.groupCallSendAi,
		groupCallSendAgent: AGENT,
		groupCallQuery: { ...PAGE, params: { ...SPAN, taskType: 3 } },
		groupCallUpdate: { ...DETAILS, lan: 'FI' },
		groupCallUpdateAi: { ...script, appId: undefined, keyId: 12, maxCalls: 40 },
		groupCallResend: { ...DETAILS, ...NEW, ...VOICE, lan: 'FI', resendType: 0 },
		groupCallResendAi: AI_AGAIN,
		groupCallCancel: { taskIdList: [123] },
		recallFlowQueryPage: { ...PAGE, params: SPAN },
		recallFlowQueryDetail: { keyId: 12 },
		recallFlowUpdate: FLOW,
		recallFlowCancel: { type: 3, id: 1427 },
	},
};
// As it goes on the wire: without what is undefined.
for (const bodies of Object.values(BODIES)) {
	for (const [name, body] of Object.entries(bodies))
		bodies[name] = JSON.parse(JSON.stringify(body));
}
