import { getBalance } from '../buka/account/getBalance';
import { getGroupCall } from '../buka/groupCall/get';
import { getManyGroupCalls } from '../buka/groupCall/getMany';
import { NEWER_LANGUAGES } from '../buka/parameters/voiceSource';
import { searchAgentGroups, searchAudioFiles, searchGroupCalls } from '../buka/searches';
import { buka } from '../buka/vendor';
import { sendVoiceMessage } from '../buka/voiceMessage/send';
import { sendTextMessage } from '../buka/voiceMessage/sendText';
import type { Vendor } from '../voice/types';

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
		getBalance('/getBalance'),
	],
	searches: {
		searchAgentGroups: searchAgentGroups('/cc/seatGroup/query'),
		searchAudioFiles,
		searchGroupCalls: searchGroupCalls({ agents: false }),
	},
};
