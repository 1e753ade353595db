import { parameters } from '../../voice/input/declaration';
import { wholeId } from '../../voice/input/fields';
import { simplify } from '../../voice/reading/parameters';
import type { ReadOperation } from '../../voice/types';
import { groupCall } from '../parameters/ids';
import { rowOf } from '../records';
import { keyIdOf, LISTED_SAMPLE, taskItem } from './list';

const { callNum: _, ...listed } = LISTED_SAMPLE;

/**
 * Reads all about one group call.
 *
 * @see https://onbuka.com/voice-api19
 * @see https://www.itniotech.cn/api/voice/callDetail
 */
export const getGroupCall: ReadOperation = {
	kind: 'read',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Get',
		value: 'get',
		action: 'Get a group call',
		description: 'Read the state of a group call and what came of it',
	},
	method: 'GET',
	path: '/voice/group/call/detail/{id}',
	...parameters([{ ...groupCall, is: { ...wholeId(), as: 'id' } }, simplify]),
	read: rowOf('id', keyIdOf),
	item: taskItem('callNum'),
	sample: { ...listed, finishTime: '2026-11-21T10:05:12+08:00' },
};
