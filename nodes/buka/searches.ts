import { wordsOf } from '../voice/input/wire';
import type { Page, Search, Source } from '../voice/types';
import { AGENTS, groupCalls, keyIdOf, namedStatus, TASK_STATUS } from './groupCall/list';
import { lastDays, LOOK_BACK_DAYS } from './parameters/period';
import { readRows, type Row } from './records';
import { FLOW_STATUS, redialFlows } from './redialFlow/list';

type Choice = { name: string; value: string };

/** The rows of a source as they are shown. */
const chosenFrom = (source: Source<Row>, choiceOf: (row: Row) => Choice): Search['source'] => ({
	...source,
	read: (answer, vendorZone) => {
		const page: Page<Row> | undefined = source.read(answer, vendorZone);
		return page && { ...page, rows: page.rows.map(choiceOf) };
	},
});

/** "Reminder (waiting, 2026-11-21 09:30:00)". */
const named = (name: unknown, ...more: unknown[]) => {
	const behind = more.map(wordsOf).filter(Boolean).join(', ');
	return behind ? `${wordsOf(name)} (${behind})` : wordsOf(name);
};

/** @param agents whether the vendor has a list of group calls of AI agents, too */
export const searchGroupCalls = ({ agents }: { agents: boolean }): Search => ({
	source: chosenFrom(groupCalls, (row) => ({
		name: named(row.taskName, namedStatus(row.status, TASK_STATUS).statusName, row.createdTime),
		value: keyIdOf(row) ?? '',
	})),
	write(filter, now, vendorZone) {
		const days = lastDays(LOOK_BACK_DAYS, { now, vendorZone });
		const params = { ...days, ...(filter && { searchCondition: filter }) };
		return [{ params }, ...(agents ? [{ params: { ...params, taskType: AGENTS } }] : [])];
	},
});

export const searchRedialFlows: Search = {
	source: chosenFrom(redialFlows, ({ keyId, taskName, status, createTime }) => ({
		name: named(taskName, namedStatus(status, FLOW_STATUS).statusName, createTime),
		value: wordsOf(keyId),
	})),
	write: (filter, now, vendorZone) => [
		{
			params: {
				...lastDays(LOOK_BACK_DAYS, { now, vendorZone }),
				...(filter && { taskName: filter }),
			},
		},
	],
};

/** @see https://www.onbuka.com/voice-api5 */
export const searchAudioFiles: Search = {
	source: chosenFrom(
		{ method: 'POST', path: '/voice/fileQuery', pageSize: 100, read: readRows },
		({ fileId, fileName }) => ({ name: wordsOf(fileName), value: wordsOf(fileId) }),
	),
	write: () => [{}],
	byName: true,
};

/**
 * @param path with the version that the vendor's other paths do without
 * @see https://onbuka.com/call-api2
 */
export const searchAgentGroups = (path: string): Search => ({
	source: chosenFrom(
		{ method: 'POST', path, pageSize: 100, read: readRows },
		({ voiceGroupId, groupName, appName }) => ({
			name: named(groupName, appName),
			value: wordsOf(voiceGroupId),
		}),
	),
	write: (filter) => [{ params: { ...(filter && { groupName: filter }) } }],
});
