import { parameters, type Parameter } from '../../voice/input/declaration';
import type { CallOperation } from '../../voice/types';
import { again, nameOfAgain } from '../parameters/again';
import { agentTransfer } from '../parameters/agentTransfer';
import { marked, type Guesses } from '../parameters/guesses';
import { hangUpSms, hangUpSmsRule } from '../parameters/hangUpSms';
import { appId, changeableOptions, loopCount, maxCalls, optionsOf } from '../parameters/task';
import { voiceSource } from '../parameters/voiceSource';
import { groupCallAgain } from './task';

/** In what the vendors' pages differ. */
interface Differences {
	/** Whether the page has an application. */
	usesAppId: boolean;
	/** The list of languages, or their code. */
	language: Parameter;
	/** Options beside those of every task. */
	options?: Parameter[];
	guesses?: Guesses;
}

/**
 * Makes a new task of the callees of a finished one.
 *
 * @see https://onbuka.com/voice-api21
 * @see https://www.laaffic.com/api/voice/callResend
 */
export const resendGroupCall = ({
	usesAppId,
	language,
	options = [],
	guesses = {},
}: Differences): CallOperation => ({
	...groupCallAgain,
	operation: {
		name: 'Call Again',
		value: 'resend',
		action: 'Call the callees of a group call again',
		description: 'Play an announcement to those of a finished group call, or who was not reached',
	},
	path: '/voice/group/call/resend',
	usesAppId,
	...parameters(
		marked(
			[
				...again,
				...voiceSource(language),
				maxCalls,
				nameOfAgain,
				...hangUpSms(0, true),
				...agentTransfer('number'),
				optionsOf([
					...[...changeableOptions, ...(usesAppId ? [appId] : []), loopCount(9)],
					...options,
				]),
			],
			guesses,
		),
	),
	rules: (body) => hangUpSmsRule(body),
});
