import { parameters, when, type Parameter } from '../../voice/input/declaration';
import { wholeId } from '../../voice/input/fields';
import type { ChangeOperation } from '../../voice/types';
import { hasNoData } from '../answer';

const cancelBy: Parameter = {
	displayName: 'Cancel By',
	name: 'type',
	type: 'options',
	required: true,
	options: [
		{
			name: 'Group Call',
			value: 2,
			description: 'The flow of a group call, while it has not begun',
		},
		{ name: 'Redial Flow', value: 1, description: 'The flow, while it has not begun' },
		{
			name: 'Redial Round',
			value: 3,
			description: 'A round that has not begun, and those behind it',
		},
	],
	default: 1,
	description: 'What the ID is one of',
};

const id: Pick<Parameter, 'name' | 'type' | 'required' | 'default' | 'is'> = {
	name: 'id',
	type: 'string',
	required: true,
	default: '',
	is: wholeId(),
};

/**
 * Cancels a redial flow or the rest of it. What the ID is one of decides what is cancelled, and flows, tasks and
 * nodes have numbers of their own: so it is chosen, and nothing is preset.
 *
 * @see https://kxnrh7nfk8zwevuu.itniotech.com/api/ai/agentRecallCancel
 * @see https://www.laaffic.com/api/voice/recallCancel
 */
export const cancelRedialFlow: ChangeOperation = {
	kind: 'change',
	repeatable: true,
	resource: { name: 'Redial Flow', value: 'redialFlow' },
	operation: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a redial flow',
		description: 'Cancel a redial flow that has not begun, or its rounds that are still to come',
	},
	method: 'POST',
	path: '/voice/recallFlow/cancel',
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters([
		// Nothing is preset: a wrong guess would cancel another flow.
		{ ...cancelBy, default: '' },
		...when({ type: [1] }, [
			{
				...id,
				displayName: 'Redial Flow ID',
				placeholder: 'e.g. 299',
				description:
					'ID of the redial flow (not of its group call), which Redial Flow → Get Many gives out as keyId',
			},
		]),
		...when({ type: [2] }, [
			{
				...id,
				displayName: 'Group Call ID',
				placeholder: 'e.g. 123123',
				description:
					'ID of the group call whose redial flow is cancelled, which Group Call → Create and Get Many give out as keyId',
			},
		]),
		...when({ type: [3] }, [
			{
				...id,
				displayName: 'Redial Round ID',
				placeholder: 'e.g. 1427',
				description: 'ID of the round, which Redial Flow → Get gives out as keyId in nodeList',
			},
		]),
	]),
	sample: { type: 1, id: 299, cancelled: true },
	isTaken: hasNoData,
	after: (_, { type, id }) => [{ type: type as number, id: id as number, cancelled: true }],
};
