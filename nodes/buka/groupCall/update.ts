import { parameters, type Parameter } from '../../voice/input/declaration';
import type { ChangeOperation } from '../../voice/types';
import { hasNoData } from '../answer';
import { agentTransfer } from '../parameters/agentTransfer';
import { hangUpSms, hangUpSmsRule } from '../parameters/hangUpSms';
import { groupCall } from '../parameters/ids';
import { changedOptions, loopCount, maxCalls, newName, optionsOf } from '../parameters/task';
import { voiceSource } from '../parameters/voiceSource';
import { onlyWaiting, type LookUp } from './waiting';

const CHOICES = [
	{ name: 'Leave as It Is', value: '', description: 'Nothing is said about it' },
	{ name: 'Off', value: 0 },
	{ name: 'On', value: 1 },
];

/**
 * Parameters of something that exists: a switch would always say on or off, so there is a third choice, to say
 * nothing.
 *
 * @param name of the switch on which the others hang
 */
const orAsItIs = (name: string, parameters: Parameter[]): Parameter[] =>
	parameters.map(({ is, ...parameter }) => {
		const { displayOptions, description } = parameter;
		if (parameter.name === name) {
			const says = `${description}; left as it is, the vendor is told nothing about it`;
			return { ...parameter, type: 'options', options: CHOICES, default: '', description: says };
		}
		const show = { ...displayOptions?.show, [name]: [1] };
		return { ...parameter, is, displayOptions: { show } };
	});

/** What vendors differ in. */
interface Difference {
	/** The language of a text. */
	language: Parameter;
	lookUp: LookUp;
}

/**
 * Changes a task that has not begun. Only what is set is sent: no page says what becomes of the rest.
 *
 * @see https://onbuka.com/voice-api20
 * @see https://kxnrh7nfk8zwevuu.itniotech.com/api/voice/callUpdate
 * @see https://www.laaffic.com/zh/api/voice/callUpdate/
 */
export function updateGroupCall({ language, lookUp }: Difference): ChangeOperation {
	const { options, before } = onlyWaiting(lookUp);
	return {
		kind: 'change',
		resource: { name: 'Group Call', value: 'groupCall' },
		operation: {
			name: 'Update',
			value: 'update',
			action: 'Update a group call',
			description: 'Change what a waiting group call plays, and when and how it calls',
		},
		notice:
			'The vendor replaces name, announcement and Max Call Duration: enter them all, also those that stay. Set <b>Options → Send Time</b> anew, too, or the calls may begin at once.',
		method: 'POST',
		path: '/voice/group/call/update',
		...parameters([
			groupCall,
			newName,
			...voiceSource(language),
			maxCalls,
			...orAsItIs('hangUpSms', hangUpSms(0, true)),
			...orAsItIs('toSeat', agentTransfer('number')),
			optionsOf([...changedOptions, loopCount(9), ...options]),
		]),
		rules: (body) => hangUpSmsRule(body),
		before,
		sample: { keyId: 123123, success: true },
		isTaken: hasNoData,
		after: (_, { keyId }) => [{ keyId: keyId as number, success: true }],
	};
}
