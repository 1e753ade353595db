import { getBalance } from '../buka/account/getBalance';
import { REFUSALS_OF_MESSAGES } from '../buka/codes';
import { createGroupCall } from '../buka/groupCall/create';
import { getGroupCall } from '../buka/groupCall/get';
import { getManyGroupCalls } from '../buka/groupCall/getMany';
import { delays } from '../buka/parameters/message';
import { language, NEWER_LANGUAGES } from '../buka/parameters/voiceSource';
import { uploadAudioFile } from '../buka/audioFile/upload';
import { getCallRecord } from '../buka/callRecord/get';
import { getCallRecords } from '../buka/callRecord/getMany';
import { getResults } from '../buka/callRecord/getResults';
import { deleteRecordings } from '../buka/recording/delete';
import { downloadRecordingFile } from '../buka/recording/download';
import { getRedialFlow } from '../buka/redialFlow/get';
import { getManyRedialFlows } from '../buka/redialFlow/getMany';
import { createAgentGroupCall } from '../buka/groupCall/createAgent';
import { resendGroupCall } from '../buka/groupCall/resend';
import { resendAiGroupCall } from '../buka/groupCall/resendAi';
import { numbersOrObjects } from '../buka/parameters/numbers';
import { cancelGroupCalls } from '../buka/groupCall/cancel';
import { suspendGroupCalls } from '../buka/groupCall/suspend';
import { updateGroupCall } from '../buka/groupCall/update';
import { byDetail } from '../buka/groupCall/waiting';
import { cancelRedialFlow } from '../buka/redialFlow/cancel';
import { updateRedialFlow } from '../buka/redialFlow/update';
import { searchAgentGroups, searchGroupCalls, searchRedialFlows } from '../buka/searches';
import { buka } from '../buka/vendor';
import { waitUntilFinished } from '../buka/groupCall/waitUntilFinished';
import { sendVoiceMessage } from '../buka/voiceMessage/send';
import { sendTextMessage } from '../buka/voiceMessage/sendText';
import type { Vendor } from '../voice/types';

const ONLY_IN_SAMPLE = 'the vendor’s page has it in its sample alone; the limits are LAAFFIC’s';
const FROM_ONBUKA = 'the limits are those of ONBUKA’s page';
const CREATED = 'the vendor’s page could not be read so far; that of a new group call has it';

/** ITNIOTECH's voice paths have no version in front. */
const balance = getBalance('/sms/getBalance');

export const itniotech: Vendor = {
	...buka,
	name: 'ITNIOTECH',
	credential: 'itniotechApi',
	prefix: '',
	operations: [
		sendVoiceMessage({
			mostLoops: 9,
			refusals: REFUSALS_OF_MESSAGES,
			more: delays,
			guesses: { delayPlay: ONLY_IN_SAMPLE, delayHangup: ONLY_IN_SAMPLE },
		}),
		sendTextMessage({
			mostLoops: 9,
			languages: NEWER_LANGUAGES,
			refusals: REFUSALS_OF_MESSAGES,
			guesses: {
				text: `${FROM_ONBUKA}; older pages of the vendor say 299 for IDN, TH and VN and 800 for others`,
				speakingRate: FROM_ONBUKA,
			},
		}),
		createGroupCall({ callees: numbersOrObjects, language }),
		createAgentGroupCall,
		resendGroupCall({
			usesAppId: true,
			language,
			guesses: { toSeatKey: CREATED, allowSendTime: CREATED, maxRingingTime: CREATED },
		}),
		resendAiGroupCall,
		updateRedialFlow,
		getGroupCall,
		getManyGroupCalls({ agents: true }),
		getRedialFlow,
		getManyRedialFlows({ inferred: true }),
		updateGroupCall({ language, lookUp: byDetail }),
		suspendGroupCalls,
		cancelGroupCalls,
		cancelRedialFlow,
		balance,
		uploadAudioFile(),
		getCallRecord,
		getCallRecords,
		getResults({ agents: true, ends: true }),
		waitUntilFinished({ agents: true, ends: true }),
		downloadRecordingFile,
		deleteRecordings,
	],
	balance,
	searches: {
		searchAgentGroups: searchAgentGroups('/v3/cc/seatGroup/query'),
		searchGroupCalls: searchGroupCalls({ agents: true }),
		searchRedialFlows,
	},
};
