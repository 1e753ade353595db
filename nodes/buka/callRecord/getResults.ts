import { parameters, type Parameter } from '../../voice/input/declaration';
import { wordsOf } from '../../voice/input/wire';
import { id, integer, notSent, time, wholeId } from '../../voice/input/fields';
import type { Entry } from '../../voice/input/entries';
import { simplify } from '../../voice/reading/parameters';
import type { WaitOperation } from '../../voice/types';
import { waitUpTo } from '../../voice/waiting/parameters';
import type { TaskTelling } from '../groupCall/tasks';
import { optionsOf } from '../parameters/task';
import { calleeNumber } from './filters';
import { FORMAT } from './period';
import { CALL_RECORD, RECORD_SAMPLE } from './record';
import { LOOK_BACK_HOURS, lookByVoiceId } from './results';
import { lookByTask } from './resultsOfTask';

const by: Parameter = {
	displayName: 'Find Calls By',
	name: 'by',
	type: 'options',
	options: [
		{
			name: 'Group Call and Number',
			value: 'keyId',
			description: 'For group calls, whose calls have no ID of their own',
		},
		{ name: 'Voice ID', value: 'voiceId', description: 'For voice messages and text-to-speech' },
	],
	default: 'voiceId',
	description:
		'How the call is known. The fields below are preset to what the send operations give out.',
};

const named: Parameter[] = [
	{
		displayName: 'Voice ID',
		name: 'voiceId',
		type: 'string',
		required: true,
		displayOptions: { show: { by: ['voiceId'] } },
		default: '={{ $json.voiceId }}',
		placeholder: 'e.g. 2203031113381000002',
		description: 'ID of the call, which the operations of Voice Message give out as voiceId',
		is: id(),
	},
	{
		displayName: 'Group Call ID',
		name: 'keyId',
		type: 'string',
		required: true,
		displayOptions: { show: { by: ['keyId'] } },
		default: '={{ $json.keyId }}',
		placeholder: 'e.g. 123123',
		description: 'ID of the group call, which Group Call → Create gives out as keyId',
		is: wholeId(),
	},
	{
		displayName: 'Callee',
		name: 'calleeNumber',
		type: 'string',
		required: true,
		displayOptions: { show: { by: ['keyId'] } },
		default: '={{ $json.calleeNumber }}',
		placeholder: 'e.g. 4915112345678',
		description: 'Number with its calling code, as the send operation gives it out',
		is: calleeNumber,
	},
];

const submittedAt: Parameter = {
	displayName: 'Submitted At',
	name: 'submittedAt',
	type: 'string',
	default: '={{ $json.submittedAt }}',
	placeholder: 'e.g. 2026-01-31T09:30:00Z',
	description:
		'When the call was submitted, as the send operation gives it out. The search begins there; left empty, as far back as Look Back says.',
	is: time(FORMAT),
};

const lookBack: Parameter = {
	displayName: 'Look Back (Hours)',
	name: 'lookBack',
	type: 'number',
	default: LOOK_BACK_HOURS,
	description: 'How many hours back the search begins where Submitted At is empty',
	is: notSent(integer(1, 24 * 62)),
};

/**
 * Waits for what became of calls that were submitted before, and gives each item its result.
 *
 * @see https://www.onbuka.com/voice-api12
 */
export const getResults = (telling: TaskTelling): WaitOperation => ({
	kind: 'wait',
	resource: CALL_RECORD,
	operation: {
		name: 'Get Results',
		value: 'getResults',
		action: 'Get the results of calls',
		description: 'Wait for what became of calls that a workflow has sent, an item for each',
	},
	own: ['by', ...named.map(({ name }) => name)],
	...parameters([by, ...named, submittedAt, waitUpTo, simplify, optionsOf([lookBack])]),
	sample: { ...RECORD_SAMPLE, keyId: '123123', attempts: 1 },
	explain(problem, { voiceId, keyId }) {
		const isOfTask = problem.parameter === 'Voice ID' && !wordsOf(voiceId) && wordsOf(keyId);
		if (!isOfTask) return problem;
		const message = `${problem.message}. This item has no voiceId but a keyId, so it comes from a group call: set Find Calls By to Group Call and Number`;
		return { ...problem, message };
	},
	async *look(asking, open) {
		const [ofTasks, byId] = [open.filter(isOfTask), open.filter((entry) => !isOfTask(entry))];
		if (byId.length > 0) yield* lookByVoiceId(asking, byId);
		if (ofTasks.length > 0) yield* lookByTask(asking, ofTasks, telling);
	},
	unseen: ({ body: { voiceId, keyId, calleeNumber } }) => ({
		...(calleeNumber !== undefined && { calleeNumber: String(calleeNumber) }),
		result: 'pending',
		...(voiceId !== undefined && { voiceId: String(voiceId) }),
		...(keyId !== undefined && { keyId: String(keyId) }),
	}),
});

const isOfTask = ({ body }: Entry) => body.keyId !== undefined;
