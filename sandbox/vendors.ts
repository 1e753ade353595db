import { buka, byCode, byStatus } from './buka';
import { innopaas } from './innopaas';
import { getBalance } from './operations/account';
import { fileQuery, fileUpload } from './operations/audioFiles';
import {
	asInReport,
	inEuro,
	inQuotation,
	recordGroup,
	recordGroupQuery,
} from './operations/callRecords';
import { groupCallQuery, groupCallSend, groupCallSendAi } from './operations/groupCalls';
import { recallFlowUpdate } from './operations/redialFlows';
import {
	asText,
	fileDel,
	getRecordingFileUrl,
	getVoiceFile,
	recordingFile,
} from './operations/recordings';
import { sendCode, sendGroup } from './operations/voiceMessages';
import type { VendorName } from './state';
import type { SandboxVendor } from './vendor';

export { ACCOUNTS } from './vendor';

const SHARED = { sendGroup, sendCode, fileUpload, getBalance };

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
		...byCode({
			groupCallSend,
			groupCallQuery: groupCallQuery(({ keyId }) => ({ jobId: keyId })),
			recallFlowUpdate,
		}),
	}),
	laaffic: buka('laaffic', {
		...byStatus({
			...SHARED,
			recordGroup: recordGroup(asInReport, '0'),
			recordGroupQuery: recordGroupQuery(asInReport),
			groupCallSendAi,
		}),
		...byCode({
			groupCallQuery: groupCallQuery(({ keyId, scriptId = null }) => ({
				taskId: keyId,
				scriptId,
				taskType: scriptId === null ? 1 : 2,
			})),
		}),
	}),
};
