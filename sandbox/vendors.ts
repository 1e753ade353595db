import { buka, byCode, byCodeInText, byStatus, byStatusInNumber } from './buka';
import { innopaas } from './innopaas';
import { getBalance } from './operations/account';
import { seatGroupQuery } from './operations/agentGroups';
import { fileQuery, fileUpload } from './operations/audioFiles';
import {
	asInReport,
	inEuro,
	inQuotation,
	recordGroup,
	recordGroupQuery,
} from './operations/callRecords';
import {
	groupCallCancel,
	groupCallDetail,
	groupCallProvisional,
	groupCallQuery,
	groupCallResend,
	groupCallResendAi,
	groupCallSend,
	groupCallSendAgent,
	groupCallSendAi,
	groupCallUpdate,
	groupCallUpdateAi,
} from './operations/groupCalls';
import {
	asText,
	fileDel,
	getRecordingFileUrl,
	getVoiceFile,
	recordingFile,
} from './operations/recordings';
import {
	recallFlowCancel,
	recallFlowQueryDetail,
	recallFlowQueryPage,
	recallFlowUpdate,
} from './operations/redialFlows';
import { sendCode, sendGroup } from './operations/voiceMessages';
import type { Task, VendorName } from './state';
import type { SandboxVendor } from './vendor';

export { ACCOUNTS } from './vendor';

const SHARED = { sendGroup, sendCode, fileUpload, getBalance };

const byJobId = ({ keyId }: Task) => ({ jobId: keyId });
const byTaskId = ({ keyId, scriptId, taskType = 1 }: Task) => ({
	...{ taskId: keyId, scriptId: scriptId ?? null, taskType },
});

/** The operations of each vendor, as its pages spell their answers. */
export const VENDORS: Record<VendorName, SandboxVendor> = {
	innopaas,
	onbuka: buka('onbuka', {
		...byStatus({
			...SHARED,
			fileQuery,
			recordGroup: recordGroup(inEuro),
			recordGroupQuery: recordGroupQuery(inEuro),
			fileDel,
		}),
		...byStatus({ groupCallSend, groupCallUpdate, groupCallResend, seatGroupQuery }),
		...byCode({ groupCallQuery: groupCallQuery(byJobId), groupCallDetail }),
		getVoiceFile: { handle: getVoiceFile, envelope: asText },
	}),
	itniotech: buka('itniotech', {
		...byStatus({
			...SHARED,
			recordGroup: recordGroup(inQuotation),
			recordGroupQuery: recordGroupQuery(inQuotation),
			getRecordingFileUrl,
			fileDel,
		}),
		recordingFile: { handle: recordingFile, envelope: asText, open: true },
		...byStatus({ groupCallResendAi, seatGroupQuery }),
		...byCode({ groupCallSend, groupCallSendAgent, groupCallUpdate, groupCallResend }),
		...byCode({
			// The page for AI agents says it as the sister's pages do.
			groupCallQuery: groupCallQuery((task) =>
				task.taskType === 3 ? byTaskId(task) : byJobId(task),
			),
			groupCallDetail,
		}),
		...byCodeInText({ groupCallProvisional, groupCallCancel }),
		...byCode({ recallFlowQueryPage, recallFlowQueryDetail }),
		...byCode({ recallFlowUpdate, recallFlowCancel }),
	}),
	laaffic: buka('laaffic', {
		...byStatus({
			...SHARED,
			recordGroup: recordGroup(asInReport, '0'),
			recordGroupQuery: recordGroupQuery(asInReport),
		}),
		...byStatus({ groupCallSend, groupCallSendAi, groupCallSendAgent }),
		...byStatus({ groupCallUpdate, groupCallUpdateAi, groupCallResend, groupCallResendAi }),
		...byCode({ groupCallQuery: groupCallQuery(byTaskId) }),
		...byCodeInText({ groupCallCancel }),
		...byStatusInNumber({ recallFlowQueryPage, recallFlowUpdate, recallFlowCancel }),
		...byCode({ recallFlowQueryDetail }),
	}),
};
