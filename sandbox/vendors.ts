import { buka, byCode, byStatus } from './buka';
import { innopaas } from './innopaas';
import { getBalance } from './operations/account';
import { groupCallQuery, groupCallSend, groupCallSendAi } from './operations/groupCalls';
import { recallFlowUpdate } from './operations/redialFlows';
import { sendGroup } from './operations/voiceMessages';
import type { VendorName } from './state';
import type { SandboxVendor } from './vendor';

export { ACCOUNTS } from './vendor';

/** The operations of each vendor, as its pages spell their answers. */
export const VENDORS: Record<VendorName, SandboxVendor> = {
	innopaas,
	onbuka: buka('onbuka', {
		...byStatus({ sendGroup, getBalance }),
	}),
	itniotech: buka('itniotech', {
		...byStatus({ getBalance }),
		...byCode({
			groupCallSend,
			groupCallQuery: groupCallQuery(({ keyId }) => ({ jobId: keyId })),
			recallFlowUpdate,
		}),
	}),
	laaffic: buka('laaffic', {
		...byStatus({ groupCallSendAi, getBalance }),
		...byCode({
			groupCallQuery: groupCallQuery(({ keyId, scriptId = null }) => ({
				taskId: keyId,
				scriptId,
				taskType: scriptId === null ? 1 : 2,
			})),
		}),
	}),
};
