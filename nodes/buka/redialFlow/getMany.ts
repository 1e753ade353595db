import { parameters, type Parameter } from '../../voice/input/declaration';
import { text } from '../../voice/input/fields';
import { wordsOf } from '../../voice/input/wire';
import { filtersOf, howMany } from '../../voice/reading/parameters';
import type { ReadOperation } from '../../voice/types';
import { period, periodRule, withPeriod } from '../parameters/period';
import { fieldsOf, namedStatus, type Row } from '../records';
import { FLOW_STATUS, redialFlows } from './list';

const taskName: Parameter = {
	displayName: 'Group Call',
	name: 'taskName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reminder',
	description: 'Part of the name of the group call they belong to, or its whole ID',
	is: { ...text(), as: 'params.taskName' },
};

const FIELDS = [
	...['taskId', 'taskName', 'recallType', 'recallInterval', 'recallNum', 'finishNum'],
	...['status', 'statusName', 'createTime'],
];

/**
 * Lists the redial flows of a period.
 *
 * @param inferred set where the vendor has no page of it and the path is that of its sister: the description
 *   says so
 * @see https://www.laaffic.com/api/voice/recallQueryPage
 */
export const getManyRedialFlows = ({ inferred = false } = {}): ReadOperation => ({
	...redialFlows,
	kind: 'read',
	resource: { name: 'Redial Flow', value: 'redialFlow' },
	operation: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many redial flows',
		description: `List the redial flows of a period with their state${inferred ? '; the vendor has no page of this list, its address is a guess from its other pages' : ''}`,
	},
	refusals: ['-1', '-2', '-16', '-22'],
	...parameters([...period, ...howMany, filtersOf([taskName])]),
	rules: periodRule,
	ask: (body, _, at) => [withPeriod(body, at)],
	id: (row) => wordsOf((row as Row).keyId) || undefined,
	item: (row, _, vendorZone) => {
		const { keyId, status } = row as Row;
		const named = { ...(row as Row), ...namedStatus(status, FLOW_STATUS) };
		return { keyId: wordsOf(keyId), ...fieldsOf(named, FIELDS, vendorZone) };
	},
	sample: {
		keyId: '299',
		taskId: '5009612',
		taskName: 'Reminder 2026-11-21',
		recallType: 1,
		recallInterval: 30,
		recallNum: 2,
		finishNum: 0,
		status: 0,
		statusName: 'pending',
		createTime: '2026-11-21T09:30:00+08:00',
	},
});
