import { parameters, type Parameter } from '../../voice/input/declaration';
import { id } from '../../voice/input/fields';
import { simplify } from '../../voice/reading/parameters';
import type { ReadOperation } from '../../voice/types';
import { wordsOf } from '../../voice/input/wire';
import { rowOf } from '../records';
import { CALL_RECORD, recordOf, RECORD_SAMPLE } from './record';

const voiceId: Parameter = {
	displayName: 'Voice ID',
	name: 'voiceId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 2203031113381000002',
	description:
		'ID of the call, which the operations of Voice Message, call records and reports give out as voiceId',
	is: id(),
};

/**
 * What became of one call.
 *
 * @see https://www.onbuka.com/voice-api11
 * @see https://itniosys.cn/api/voice/recordGroup
 * @see https://www.laaffic.com/zh/api/voice/recordGroup/
 */
export const getCallRecord: ReadOperation = {
	kind: 'read',
	resource: CALL_RECORD,
	operation: {
		name: 'Get',
		value: 'get',
		action: 'Get a call record',
		description: 'Get what became of one call of the last two months',
	},
	method: 'GET',
	path: '/voice/recordGroup/{voiceId}',
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters([voiceId, simplify]),
	sample: RECORD_SAMPLE,
	read: rowOf('voiceId', ({ voiceId }) => wordsOf(voiceId)),
	item: (row, _, vendorZone) => recordOf(row, vendorZone),
};
