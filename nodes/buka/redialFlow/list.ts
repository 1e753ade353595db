import type { Source } from '../../voice/reading/source';
import { readRows, type Row } from '../records';

/** What `status` of a redial flow and `nodeStatus` of its nodes say, in words. */
export const FLOW_STATUS = ['pending', 'running', 'finished', 'cancelled', 'failed'] as const;

/**
 * The list of redial flows.
 *
 * @see https://www.laaffic.com/api/voice/recallQueryPage
 */
export const redialFlows: Source<Row> = {
	method: 'POST',
	path: '/voice/recallFlow/queryPage',
	pageSize: 100,
	read: readRows,
};
