import { getBalance } from '../buka/account/getBalance';
import { REFUSALS_OF_MESSAGES } from '../buka/codes';
import { createGroupCall } from '../buka/groupCall/create';
import { createAgentGroupCall } from '../buka/groupCall/createAgent';
import { uploadAudioFile } from '../buka/audioFile/upload';
import { getCallRecord } from '../buka/callRecord/get';
import { getCallRecords } from '../buka/callRecord/getMany';
import { getResults } from '../buka/callRecord/getResults';
import { REPORT_SAMPLE } from '../buka/callRecord/record';
import { createAiGroupCall } from '../buka/groupCall/createAi';
import { getManyGroupCalls } from '../buka/groupCall/getMany';
import {
	languageCode,
	NEWER_LANGUAGES,
	OLDER_LANGUAGES,
	voiceSettings,
} from '../buka/parameters/voiceSource';
import { getRedialFlow } from '../buka/redialFlow/get';
import { getManyRedialFlows } from '../buka/redialFlow/getMany';
import { searchGroupCalls, searchRedialFlows } from '../buka/searches';
import { resendGroupCall } from '../buka/groupCall/resend';
import { resendAiGroupCall } from '../buka/groupCall/resendAi';
import { delays } from '../buka/parameters/message';
import { numberObjects } from '../buka/parameters/numbers';
import { cancelGroupCalls } from '../buka/groupCall/cancel';
import { updateGroupCall } from '../buka/groupCall/update';
import { updateAiGroupCall } from '../buka/groupCall/updateAi';
import { byList } from '../buka/groupCall/waiting';
import { cancelRedialFlow } from '../buka/redialFlow/cancel';
import { updateRedialFlow } from '../buka/redialFlow/update';
import { buka } from '../buka/vendor';
import { waitUntilFinished } from '../buka/groupCall/waitUntilFinished';
import { sendVoiceMessage } from '../buka/voiceMessage/send';
import { sendTextMessage } from '../buka/voiceMessage/sendText';
import { when } from '../voice/input/declaration';
import type { Vendor } from '../voice/types';

const ELSEWHERE = 'the pages of ONBUKA and ITNIOTECH have it, the vendor’s own does not';
const SISTER = 'the vendor’s page could not be read so far; ITNIOTECH’s has it';
const AGAIN = 'only the vendor’s page for calling again has it';

const language = languageCode('lan', NEWER_LANGUAGES);
/** How a text is read and what is waited for. */
const options = [...when({ '/source': [3] }, voiceSettings('text')), ...delays];

const balance = getBalance('/getBalance');

export const laaffic: Vendor = {
	...buka,
	name: 'LAAFFIC',
	credential: 'laafficApi',
	prefix: '/v3',
	operations: [
		sendVoiceMessage({ mostLoops: 9, refusals: REFUSALS_OF_MESSAGES }),
		sendTextMessage({
			mostLoops: 9,
			languages: OLDER_LANGUAGES,
			refusals: REFUSALS_OF_MESSAGES,
			guesses: {
				text: 'the vendor’s page names no length, ONBUKA’s does',
				loopCount: 'the vendor’s page says 1 to 3, the newer ones of ITNIOTECH 1 to 9',
				recallCount: 'the vendor’s guide says 0 to 10, the pages of ONBUKA and ITNIOTECH 0 to 9',
				recallInterval: ELSEWHERE,
				ssmlGender: ELSEWHERE,
				maxDuration: ELSEWHERE,
				maxRingingTime: ELSEWHERE,
			},
		}),
		createAiGroupCall,
		getManyGroupCalls({ agents: true }),
		getRedialFlow,
		getManyRedialFlows(),
		updateGroupCall({ language, lookUp: byList }),
		updateAiGroupCall,
		// Its page prints the path without /v3.
		{ ...cancelGroupCalls, prefix: '' },
		updateRedialFlow,
		cancelRedialFlow,
		balance,
		createGroupCall({
			...{ callees: numberObjects, language, options },
			guesses: {
				...{ speakingRate: AGAIN, ssmlGender: AGAIN, accent: AGAIN },
				...{ delayPlay: AGAIN, delayHangup: AGAIN },
				...{ toSeat: SISTER, allowSendTime: SISTER, maxRingingTime: SISTER },
			},
		}),
		createAgentGroupCall,
		resendGroupCall({
			...{ usesAppId: false, language, options },
			guesses: { resendType: SISTER, hangUpSms: SISTER, toSeat: SISTER },
		}),
		resendAiGroupCall,
		uploadAudioFile(),
		{ ...getCallRecord, sample: REPORT_SAMPLE },
		{ ...getCallRecords, sample: REPORT_SAMPLE },
		{ ...getResults({ agents: true }), sample: REPORT_SAMPLE },
		waitUntilFinished({ agents: true }),
	],
	balance,
	searches: { searchGroupCalls: searchGroupCalls({ agents: true }), searchRedialFlows },
};
