import { getBalance } from '../buka/account/getBalance';
import { REFUSALS_OF_MESSAGES } from '../buka/codes';
import { createAiGroupCall } from '../buka/groupCall/createAi';
import { getManyGroupCalls } from '../buka/groupCall/getMany';
import { OLDER_LANGUAGES } from '../buka/parameters/voiceSource';
import { getRedialFlow } from '../buka/redialFlow/get';
import { getManyRedialFlows } from '../buka/redialFlow/getMany';
import { searchGroupCalls, searchRedialFlows } from '../buka/searches';
import { buka } from '../buka/vendor';
import { sendVoiceMessage } from '../buka/voiceMessage/send';
import { sendTextMessage } from '../buka/voiceMessage/sendText';
import type { Vendor } from '../voice/types';

const ELSEWHERE = 'the pages of ONBUKA and ITNIOTECH have it, the vendor’s own does not';

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
		getBalance('/getBalance'),
	],
	searches: { searchGroupCalls: searchGroupCalls({ agents: true }), searchRedialFlows },
};
