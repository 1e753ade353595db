import { parameters, when } from '../../voice/input/declaration';
import { wordsOf } from '../../voice/input/wire';
import { onlyNew, onlyNewOptions } from '../../voice/reading/onlyNew';
import { howMany, simplify } from '../../voice/reading/parameters';
import type { ReadOperation } from '../../voice/types';
import { readRows, type Row } from '../records';
import { optionsOf } from '../parameters/task';
import { filters, isWanted } from './filters';
import { period, periodRule, periodsOf } from './period';
import { CALL_RECORD, recordOf, RECORD_SAMPLE } from './record';

/**
 * What became of the calls of a period: of voice messages, text-to-speech and group calls alike.
 *
 * @see https://www.onbuka.com/voice-api12
 * @see https://itniotech.com/api/voice/recordGroupQuery
 * @see https://www.laaffic.com/zh/api/voice/recordGroupQuery/
 */
export const getCallRecords: ReadOperation = {
	kind: 'read',
	resource: CALL_RECORD,
	operation: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many call records',
		description: 'Get what became of the calls of a period within the last two months',
	},
	method: 'POST',
	path: '/voice/recordGroupQuery',
	pageSize: 100,
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters([
		...period,
		onlyNew,
		...when({ onlyNew: [true] }, [optionsOf(onlyNewOptions)]),
		// How many of a period are new nobody knows before all are read.
		...when({ onlyNew: [false] }, howMany),
		simplify,
		filters,
	]),
	rules: periodRule,
	ask: (body, _, at) => periodsOf(body, at),
	sample: RECORD_SAMPLE,
	read(answer) {
		const page = readRows(answer);
		// Whose call it was, one of them says.
		const isCall = ({ voiceId, callee }: Row) => wordsOf(voiceId) !== '' || wordsOf(callee) !== '';
		return page?.rows.every(isCall) ? page : undefined;
	},
	id: (row) => wordsOf((row as Row).voiceId) || undefined,
	once: {
		key: ({ result, voiceId, calleeNumber, calledAt }) =>
			result === 'pending' ? undefined : String(voiceId ?? `${calleeNumber} ${calledAt}`),
		at: ({ calledAt }) => calledAt,
	},
	item(row, local, vendorZone) {
		const record = recordOf(row, vendorZone);
		return isWanted(record, local) ? record : undefined;
	},
};
