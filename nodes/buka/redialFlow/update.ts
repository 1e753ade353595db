import { parameters, when, type Parameter } from '../../voice/input/declaration';
import { choice, integer, notSent, several, text } from '../../voice/input/fields';
import type { ChangeOperation } from '../../voice/types';
import type { Body } from '../../voice/input/wire';
import { hasNoData } from '../answer';
import { agentTransfer } from '../parameters/agentTransfer';
import { hangUpSms, hangUpSmsRule } from '../parameters/hangUpSms';
import { redialFlow } from '../parameters/ids';
import { scriptId } from '../parameters/task';
import {
	languageCode,
	NEWER_LANGUAGES,
	voiceSettings,
	voiceSource,
} from '../parameters/voiceSource';

/** What plays in the rounds: the page has one form for announcements, a newer copy of it one for AI agents. */
const MODE = { announcement: 'announcement', agent: 'agent' };

const announcement: Parameter[] = [
	...voiceSource(languageCode('lan', NEWER_LANGUAGES), ...voiceSettings('number')),
	...hangUpSms(1, false),
	...agentTransfer('text'),
	...when({ toSeat: [true], toSeatType: [2] }, [
		{
			displayName: 'Transfer Delay (Seconds)',
			name: 'delayTransfer',
			type: 'number',
			default: 0,
			description: 'How long to wait before the call is handed over',
			is: integer(0),
		},
	]),
];

const node: Parameter[] = [
	...when({ '/mode': [MODE.agent] }, [scriptId]),
	...when({ '/mode': [MODE.announcement] }, announcement),
];

/** The vendor's sample sends a delay of 0 with a transfer that isn't by key, where none can be set. */
const withDelay = (row: Body): Body =>
	row.toSeat === 1 && row.toSeatType === 1 ? { ...row, delayTransfer: 0 } : row;

/**
 * Changes an automatic redial flow that has not begun.
 *
 * @see https://www.itniotech.com/api/voice/recallUpdate/
 * @see https://www.laaffic.com/api/voice/recallUpdate
 */
export const updateRedialFlow: ChangeOperation = {
	kind: 'change',
	repeatable: true,
	resource: { name: 'Redial Flow', value: 'redialFlow' },
	operation: {
		name: 'Update',
		value: 'update',
		action: 'Update a redial flow',
		description: 'Change how and with what the callees of a task are called again',
	},
	method: 'POST',
	path: '/voice/recallFlow/update',
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters([
		redialFlow,
		{
			displayName: 'Redial Interval (Minutes)',
			name: 'recallInterval',
			type: 'number',
			required: true,
			default: 30,
			description: 'How long to wait between two rounds',
			is: integer(1, 1440),
		},
		{
			displayName: 'Redial Attempts',
			name: 'recallNum',
			type: 'number',
			required: true,
			default: 1,
			description: 'How many rounds of calls are made again',
			is: integer(1, 10),
		},
		{
			displayName: 'Redial Whom',
			name: 'recallType',
			type: 'options',
			required: true,
			options: [
				{ name: 'All Callees', value: 0 },
				{ name: 'Those Not Reached', value: 1, description: 'Whose call failed' },
			],
			default: 1,
			description: 'Who is called again, judged by the round before',
		},
		{
			displayName: 'Redial With',
			name: 'mode',
			type: 'options',
			required: true,
			options: [
				{ name: 'AI Agent', value: MODE.agent, description: 'For group calls of AI agents' },
				{
					name: 'Announcement',
					value: MODE.announcement,
					description: 'For all other group calls',
				},
			],
			default: 'announcement',
			description: 'What the callees hear, which goes by the kind of the group call (a guess)',
			is: notSent(choice(...Object.values(MODE))),
		},
		...when({ mode: [MODE.agent] }, [
			{
				displayName: 'Redial Intents',
				name: 'recallIntent',
				type: 'string',
				default: '',
				placeholder: 'e.g. 101, 102',
				description:
					'Codes of the intents whose callees are called again, from the vendor’s staff or call records; left empty, intents don’t count',
				is: several(text()),
			},
		]),
		{
			displayName: 'Redial Rounds',
			name: 'nodeList',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Round',
			default: {},
			description: 'What the callees hear in each round; left empty, nothing of it changes',
			options: [{ displayName: 'Round', name: 'node', values: node }],
			complete: withDelay,
		},
	]),
	rules: ({ nodeList }) =>
		((nodeList ?? []) as Body[]).flatMap((row, index) =>
			hangUpSmsRule(row, `Redial Rounds → Round ${index + 1} → `),
		),
	sample: { keyId: 299, success: true },
	isTaken: hasNoData,
	after: (_, { keyId }) => [{ keyId: keyId as number, success: true }],
};
