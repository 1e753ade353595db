import type { INodePropertyOptions } from 'n8n-workflow';

import { calleesParameter } from '../../voice/input/calleesParameter';
import { parameters } from '../../voice/input/declaration';
import type { CallOperation } from '../../voice/types';
import { MESSAGE_SAMPLE, readVoiceId } from '../answer';
import { marked, type Guesses } from '../parameters/guesses';
import { calleesOfMessage, messageOptions, recalls } from '../parameters/message';
import { optionsOf } from '../parameters/task';
import { languageCode, spokenText, voiceSettings } from '../parameters/voiceSource';

const callees = calleesOfMessage(1);

/** In what the vendors' pages differ. */
interface Differences extends Pick<CallOperation, 'refusals'> {
	mostLoops: number;
	/** What is known of the vendor's table of languages. */
	languages: INodePropertyOptions[];
	guesses?: Guesses;
}

/**
 * Reads a text to one number; many numbers are as many requests.
 *
 * @see https://www.onbuka.com/voice-api7/
 * @see https://www.itniotech.cn/api/voice/sendCode
 * @see https://www.laaffic.com/api/voice/sendCode/
 */
export const sendTextMessage = ({
	mostLoops,
	languages,
	refusals,
	guesses = {},
}: Differences): CallOperation => ({
	kind: 'call',
	resource: { name: 'Voice Message', value: 'voiceMessage' },
	operation: {
		name: 'Send Text-to-Speech',
		value: 'sendText',
		action: 'Send a text-to-speech message',
		description: 'Read a text to one or many numbers, each in a request of its own',
	},
	method: 'POST',
	path: '/voice/sendCode',
	usesAppId: true,
	refusals,
	...parameters(
		marked(
			[
				calleesParameter(callees),
				spokenText,
				languageCode('language', languages),
				...recalls,
				optionsOf([...messageOptions(mostLoops), ...voiceSettings('text')]),
			],
			guesses,
		),
	),
	callees,
	sample: MESSAGE_SAMPLE,
	read: readVoiceId,
});
