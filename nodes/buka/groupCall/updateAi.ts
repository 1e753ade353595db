import { parameters } from '../../voice/input/declaration';
import type { ChangeOperation } from '../../voice/types';
import { hasNoData } from '../answer';
import { groupCall } from '../parameters/ids';
import {
	aiOptions,
	changedOptions,
	maxCalls,
	newName,
	optionsOf,
	scriptId,
} from '../parameters/task';
import { byList, onlyWaiting } from './waiting';

const { options, before } = onlyWaiting(byList);

/**
 * Changes a task in which an AI script talks, and which has not begun. The page's table of codes could not be
 * read to its end, so the platform's general list holds.
 *
 * @see https://www.laaffic.com/api/voice/callUpdateAI
 */
export const updateAiGroupCall: ChangeOperation = {
	kind: 'change',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Update AI Call',
		value: 'updateAi',
		action: 'Update an AI group call',
		description: 'Change the script of a waiting AI group call, and when and how it calls',
	},
	notice:
		'The vendor replaces name, script and Max Call Duration: enter them all, also those that stay. Set <b>Options → Send Time</b> anew, too, or the calls may begin at once.',
	method: 'POST',
	path: '/voice/group/call/update/ai',
	...parameters([
		groupCall,
		newName,
		scriptId,
		maxCalls,
		optionsOf([...changedOptions, ...aiOptions, ...options]),
	]),
	before,
	sample: { keyId: 123123, success: true },
	isTaken: hasNoData,
	after: (_, { keyId }) => [{ keyId: keyId as number, success: true }],
};
