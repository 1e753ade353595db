import type { IDataObject } from 'n8n-workflow';

import { wordsOf } from '../../voice/input/wire';
import type { VendorEvent } from '../../voice/trigger/types';
import { put, textOf } from '../callRecord/record';
import { timeOf } from '../time';
import { named, textsOf } from './fields';

const TRANSFER = new Map([
	['1', 'groupCall'],
	['2', 'callCenter'],
	['3', 'api'],
]);

/** Eight hours ahead of UTC, as the page says of its times. */
const ZONE = 'Asia/Shanghai';

/**
 * An agent's phone rings, in lists: a call gives one for each account that rings.
 *
 * @see https://itniotech.com/api/call/pushRingingNotification
 * @see https://m.laaffic.com/cn/api/call/pushRingingNotification/
 */
export const agentRinging: VendorEvent = {
	name: 'Agent Ringing',
	value: 'agentRinging',
	description: 'The phone of an agent rings, to whom a call is transferred',
	is: ({ callId, sipAccount }) => wordsOf(callId) !== '' && wordsOf(sipAccount) !== '',
	item(ringing) {
		const item: IDataObject = {};
		put(item, 'calleeNumber', textOf(ringing.called));
		put(item, 'callId', textOf(ringing.callId));
		put(item, 'keyId', textOf(ringing.taskId));
		put(item, 'transferFrom', named(TRANSFER, ringing.type));
		put(item, 'ringingAt', timeOf(ringing.callinEventTime, ZONE));
		put(item, 'agentAccount', textOf(ringing.sipAccount));
		put(item, 'agentGroupName', textOf(ringing.seatGroupName));
		put(item, 'calledInfo', textOf(ringing.calledInfo));
		item.rangBefore = textsOf(ringing.noAnswerSipList);
		return item;
	},
	id: ({ callId, sipAccount }) => `${wordsOf(callId)}-${wordsOf(sipAccount)}`,
};
