import { getBalance } from '../buka/account/getBalance';
import { getAudioFiles } from '../buka/audioFile/getMany';
import { audioFiles } from '../buka/audioFile/list';
import { uploadAudioFile } from '../buka/audioFile/upload';
import { getCallRecord } from '../buka/callRecord/get';
import { getCallRecords } from '../buka/callRecord/getMany';
import { getResults } from '../buka/callRecord/getResults';
import { getGroupCall } from '../buka/groupCall/get';
import { getManyGroupCalls } from '../buka/groupCall/getMany';
import { language, NEWER_LANGUAGES } from '../buka/parameters/voiceSource';
import { deleteRecordings } from '../buka/recording/delete';
import { downloadVoiceFile } from '../buka/recording/download';
import { searchAgentGroups, searchAudioFiles, searchGroupCalls } from '../buka/searches';
import { createGroupCall } from '../buka/groupCall/create';
import { resendGroupCall } from '../buka/groupCall/resend';
import { numbersAlone } from '../buka/parameters/numbers';
import { updateGroupCall } from '../buka/groupCall/update';
import { byDetail } from '../buka/groupCall/waiting';
import { buka } from '../buka/vendor';
import { waitUntilFinished } from '../buka/groupCall/waitUntilFinished';
import { sendVoiceMessage } from '../buka/voiceMessage/send';
import { sendTextMessage } from '../buka/voiceMessage/sendText';
import type { Vendor } from '../voice/types';

const SISTER = 'the vendor’s page could not be read so far; ITNIOTECH’s has it';
const AGENTS = { toSeat: SISTER, allowSendTime: SISTER, maxRingingTime: SISTER };

const balance = getBalance('/getBalance');

export const onbuka: Vendor = {
	...buka,
	name: 'ONBUKA',
	credential: 'onbukaApi',
	prefix: '/v3',
	operations: [
		sendVoiceMessage({ mostLoops: 3 }),
		sendTextMessage({ mostLoops: 3, languages: NEWER_LANGUAGES }),
		getGroupCall,
		getManyGroupCalls({ agents: false }),
		updateGroupCall({ language, lookUp: byDetail }),
		balance,
		createGroupCall({
			callees: numbersAlone,
			language,
			guesses: { successPushTime: SISTER, failedPush: SISTER, ringPush: SISTER, ...AGENTS },
		}),
		resendGroupCall({ usesAppId: true, language, guesses: AGENTS }),
		uploadAudioFile(audioFiles),
		getAudioFiles,
		getCallRecord,
		getCallRecords,
		getResults({ ends: true }),
		waitUntilFinished({ ends: true }),
		downloadVoiceFile,
		deleteRecordings,
	],
	balance,
	searches: {
		searchAgentGroups: searchAgentGroups('/cc/seatGroup/query'),
		searchAudioFiles,
		searchGroupCalls: searchGroupCalls({ agents: false }),
	},
};
