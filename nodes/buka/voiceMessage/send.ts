import { calleesParameter } from '../../voice/input/calleesParameter';
import { parameters } from '../../voice/input/declaration';
import { text } from '../../voice/input/fields';
import type { CalleeRule, CallOperation } from '../../voice/types';
import { MESSAGE_SAMPLE, readVoiceIds } from '../answer';
import { defaultCountry } from '../parameters/defaultCountry';
import { calledInfo, maxDuration } from '../parameters/message';
import { appId, displayNum, loopCount, maxRingingTime, optionsOf } from '../parameters/task';

const callees: CalleeRule = {
	parameter: 'callee',
	digits: [7, 15],
	perRequest: 1000,
	write: (callees) => ({ callee: callees.map(({ number }) => number).join(',') }),
};

/**
 * Plays an uploaded audio file to many numbers.
 *
 * @see https://www.onbuka.com/voice-api6/
 */
export const sendVoiceMessage: CallOperation = {
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
	...parameters([
		calleesParameter(callees, 'requests', 'Callee'),
		{
			displayName: 'File ID',
			name: 'fileId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 12022022570cc2484c59d4f8b9745d34226285b1e.mp3',
			description: 'ID the vendor gave the audio file when it was uploaded',
			is: text(),
		},
		optionsOf([
			appId,
			calledInfo,
			defaultCountry,
			displayNum(7, 15),
			loopCount(3),
			maxDuration,
			maxRingingTime,
		]),
	]),
	callees,
	sample: MESSAGE_SAMPLE,
	read: readVoiceIds,
};
