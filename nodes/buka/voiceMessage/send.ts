import { calleesParameter } from '../../voice/input/calleesParameter';
import { parameters, type Parameter } from '../../voice/input/declaration';
import type { CallOperation } from '../../voice/types';
import { MESSAGE_SAMPLE, readVoiceIds } from '../answer';
import { marked, type Guesses } from '../parameters/guesses';
import { audioFile } from '../parameters/ids';
import { calleesOfMessage, messageOptions } from '../parameters/message';
import { optionsOf } from '../parameters/task';

const callees = calleesOfMessage(1000);

/** In what the vendors' pages differ. */
interface Differences extends Pick<CallOperation, 'refusals'> {
	mostLoops: number;
	/** Options that others don't have. */
	more?: Parameter[];
	guesses?: Guesses;
}

/**
 * Plays an uploaded audio file to many numbers.
 *
 * @see https://www.onbuka.com/voice-api6/
 * @see https://www.itniotech.cn/api/voice/sendGroup
 * @see https://www.laaffic.com/zh/api/voice/sendGroup/
 */
export const sendVoiceMessage = ({
	mostLoops,
	refusals,
	more = [],
	guesses = {},
}: Differences): CallOperation => ({
	kind: 'call',
	resource: { name: 'Voice Message', value: 'voiceMessage' },
	operation: {
		name: 'Send',
		value: 'send',
		action: 'Send a voice message',
		description: 'Play an uploaded audio file to one or many numbers',
	},
	method: 'POST',
	path: '/voice/sendGroup',
	usesAppId: true,
	refusals,
	...parameters([
		calleesParameter(callees),
		audioFile('fileId'),
		optionsOf(marked([...messageOptions(mostLoops), ...more], guesses)),
	]),
	callees,
	sample: MESSAGE_SAMPLE,
	read: readVoiceIds,
});
