import { parameters, type Parameter } from '../../voice/input/declaration';
import { text, wholeId } from '../../voice/input/fields';
import { filtersOf, howMany, simplify } from '../../voice/reading/parameters';
import type { ReadOperation } from '../../voice/types';
import { period, periodRule, withPeriod } from '../parameters/period';
import type { Row } from '../records';
import { AGENTS, groupCalls, keyIdOf, LISTED_SAMPLE, taskItem } from './list';

const filters: Parameter[] = [
	{
		displayName: 'Application Number',
		name: 'idxAppId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7',
		description:
			'Number that a voice application has inside the vendor’s system; it is not the App ID. No page says where it stands: ask the vendor’s staff, or leave it out.',
		is: { ...wholeId(), as: 'params.idxAppId' },
	},
	{
		displayName: 'Status',
		name: 'statusList',
		type: 'multiOptions',
		options: [
			{ name: 'Being Submitted', value: 6 },
			{ name: 'Calling', value: 1 },
			{ name: 'Cancelled', value: 4 },
			{ name: 'Finished', value: 2 },
			{ name: 'Submission Failed', value: 3 },
			{ name: 'Suspended', value: 5 },
			{ name: 'Waiting', value: 0 },
		],
		default: [],
		description: 'States of the group calls to list; any if none is chosen',
		as: 'params.statusList',
	},
	{
		displayName: 'Name or Text Contains',
		name: 'searchCondition',
		type: 'string',
		default: '',
		placeholder: 'e.g. Reminder',
		description: 'Part of the task’s name, of its file’s name or of the text it reads out',
		is: { ...text(), as: 'params.searchCondition' },
	},
];

const taskType: Parameter = {
	displayName: 'Kind',
	name: 'taskType',
	type: 'options',
	options: [
		{ name: 'AI Agent Calls', value: AGENTS },
		{ name: 'Ordinary and AI Calls', value: '' },
	],
	default: '',
	description: 'Which group calls to list: those of AI agents are in a list of their own',
	as: 'params.taskType',
};

/**
 * Lists the group calls of a period.
 *
 * @param agents whether the vendor has group calls of AI agents, too: their rows have more than ten fields
 * @see https://www.itniotech.cn/api/voice/callQuery
 * @see https://onbuka.com/voice-api18
 * @see https://m.laaffic.com/cn/api/voice/callQuery/
 * @see https://www.laaffic.com/api/ai/agentQuery
 */
export const getManyGroupCalls = ({ agents }: { agents: boolean }): ReadOperation => ({
	...groupCalls,
	kind: 'read',
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many group calls',
		description: 'List the group calls of a period with their state and how many were reached',
	},
	...parameters([
		...period,
		...howMany,
		...(agents ? [simplify] : []),
		filtersOf(agents ? [...filters, taskType] : filters),
	]),
	rules: periodRule,
	ask: (body, _, at) => [withPeriod(body, at)],
	id: (row) => keyIdOf(row as Row),
	item: taskItem('finishTime'),
	sample: LISTED_SAMPLE,
});
