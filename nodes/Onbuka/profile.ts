import { NEWER_LANGUAGES } from '../buka/parameters/voiceSource';
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
	],
};
