import { wordsOf } from '../voice/input/wire';
import type { Choice, Search, Source } from '../voice/reading/source';
import { audioFiles } from './audioFile/list';
import { AGENTS, groupCalls, keyIdOf, TASK_STATUS } from './groupCall/list';
import { lastDays, LOOK_BACK_DAYS } from './parameters/period';
import { namedStatus, readRows } from './records';
import { FLOW_STATUS, redialFlows } from './redialFlow/list';
import { instantOf } from './time';

/** The rows of a source as they are shown. */
const chosenFrom = <Of>(
	source: Source<Of>,
	choiceOf: (row: Of, vendorZone: string) => Choice,
): Search['source'] => ({
	...source,
	read: (...answered) => {
		const page = source.read(...answered);
		return page && { ...page, rows: page.rows.map((row) => choiceOf(row, answered[1])) };
	},
});

/** @param agents whether the vendor has a list of group calls of AI agents, too */
export const searchGroupCalls = ({ agents }: { agents: boolean }): Search => ({
	source: chosenFrom(groupCalls, (row, zone) => ({
		name: wordsOf(row.taskName),
		value: keyIdOf(row) ?? '',
		more: namedStatus(row.status, TASK_STATUS).statusName,
		made: instantOf(row.createdTime, zone),
	})),
	write(filter, at) {
		const days = lastDays(LOOK_BACK_DAYS, at);
		const params = { ...days, ...(filter && { searchCondition: filter }) };
		return [{ params }, ...(agents ? [{ params: { ...params, taskType: AGENTS } }] : [])];
	},
});

export const searchRedialFlows: Search = {
	source: chosenFrom(redialFlows, ({ keyId, taskName, status, createTime }, zone) => ({
		name: wordsOf(taskName),
		value: wordsOf(keyId),
		more: namedStatus(status, FLOW_STATUS).statusName,
		made: instantOf(createTime, zone),
	})),
	write: (filter, at) => [
		{ params: { ...lastDays(LOOK_BACK_DAYS, at), ...(filter && { taskName: filter }) } },
	],
};

/** @see https://www.onbuka.com/voice-api5 */
export const searchAudioFiles: Search = {
	source: chosenFrom(audioFiles, ({ fileName, ids }) => ({
		name: fileName,
		value: String(ids.fileId),
	})),
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
			name: wordsOf(groupName),
			value: wordsOf(voiceGroupId),
			more: wordsOf(appName),
		}),
	),
	write: (filter) => [{ params: { ...(filter && { groupName: filter }) } }],
});
