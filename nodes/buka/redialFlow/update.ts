import { parameters, when, type Parameter } from '../../voice/input/declaration';
import { integer } from '../../voice/input/fields';
import type { ChangeOperation } from '../../voice/types';
import type { Body } from '../../voice/input/wire';
import { agentTransfer } from '../parameters/agentTransfer';
import { hangUpSms, hangUpSmsRule } from '../parameters/hangUpSms';
import { redialFlow } from '../parameters/ids';
import { languageCode, voiceSettings, voiceSource } from '../parameters/voiceSource';

const node: Parameter[] = [
	...voiceSource(languageCode('lan'), ...voiceSettings('number')),
	...hangUpSms(1, false),
	...agentTransfer('text'),
	...when({ toSeat: [true], toSeatType: [2] }, [
		{
			displayName: 'Transfer Delay',
			name: 'delayTransfer',
			type: 'number',
			default: 0,
			description: 'How many seconds to wait before the call is handed over',
			is: integer(0),
		},
	]),
];

/** The vendor's sample sends a delay of 0 with a transfer that isn't by key, where none can be set. */
const withDelay = (row: Body): Body =>
	row.toSeat === 1 && row.toSeatType === 1 ? { ...row, delayTransfer: 0 } : row;

/**
 * Changes an automatic redial flow that has not begun.
 *
 * @see https://www.itniotech.com/api/voice/recallUpdate/
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
			displayName: 'Redial Interval',
			name: 'recallInterval',
			type: 'number',
			required: true,
			default: 30,
			description: 'How many minutes lie between two rounds',
			is: integer(1, 1440),
		},
		{
			displayName: 'Redial Rounds',
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
				{ name: 'Only Failed Calls', value: 1 },
			],
			default: 1,
			description: 'Who is called again, judged by the round before',
		},
		{
			displayName: 'Redial Nodes',
			name: 'nodeList',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Node',
			default: {},
			description: 'What is played in each round; left empty, nothing of it changes',
			options: [{ displayName: 'Node', name: 'node', values: node }],
			complete: withDelay,
		},
	]),
	rules: ({ nodeList }) =>
		((nodeList ?? []) as Body[]).flatMap((row, index) =>
			hangUpSmsRule(row, `Redial Nodes → Node ${index + 1} → `),
		),
	sample: { keyId: 299, success: true },
	after: (_, { keyId }) => [{ keyId: keyId as number, success: true }],
};
