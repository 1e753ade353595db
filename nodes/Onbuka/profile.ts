import { buka } from '../buka/vendor';
import { sendVoiceMessage } from '../buka/voiceMessage/send';
import type { Vendor } from '../voice/types';

export const onbuka: Vendor = {
	...buka,
	name: 'ONBUKA',
	credential: 'onbukaApi',
	prefix: '/v3',
	operations: [sendVoiceMessage],
};
