import type { IDataObject } from 'n8n-workflow';

import { wordsOf } from '../../voice/input/wire';
import { withoutSecrets } from '../../voice/delivery/conceal';
import type { VendorEvent } from '../../voice/trigger/types';
import { put, secondsOf, textOf } from '../callRecord/record';
import { timeOf } from '../time';
import { named } from './fields';

const DIRECTION = new Map([
	['2', 'incoming'],
	['3', 'outgoing'],
]);

/**
 * A call to or from a rented number.
 *
 * @see https://itniotech.com/api/number/pushRecordPage
 * @see https://www.laaffic.com/api/number/pushRecordPage/
 */
export const numberRecord: VendorEvent = {
	name: 'Number Record',
	value: 'numberRecord',
	description: 'A call to or from a number that is rented from the vendor',
	is: ({ callid, number, called, startTime }) =>
		wordsOf(callid) !== '' ||
		(wordsOf(number) !== '' && wordsOf(called) !== '' && startTime !== undefined),
	item(record, zone) {
		const item: IDataObject = {};
		put(item, 'calleeNumber', textOf(record.called));
		put(item, 'callerNumber', textOf(record.caller));
		put(item, 'number', textOf(record.number));
		put(item, 'numberType', textOf(record.type));
		put(item, 'callId', textOf(record.callid));
		put(item, 'callType', named(DIRECTION, record.callSource));
		put(item, 'startedAt', timeOf(record.startTime, zone));
		put(item, 'endedAt', timeOf(record.endTime, zone));
		put(item, 'callDuration', secondsOf(record.callDuration));
		put(item, 'chargedDuration', secondsOf(record.chargedDuration));
		put(item, 'cost', textOf(record.pay));
		put(item, 'countryCode', textOf(record.ccode));
		put(item, 'country', textOf(record.country));
		put(item, 'recordingFileId', textOf(record.recordingFileId));
		put(item, 'recordingFileUrl', withoutSecrets(textOf(record.recordingFileUrl)));
		put(item, 'sipCode', textOf(record.sipCode));
		put(item, 'hangupReason', textOf(record.hangupReason));
		return item;
	},
	id: ({ callid }) => wordsOf(callid) || undefined,
};
