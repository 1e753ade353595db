import type { IDataObject } from 'n8n-workflow';

import { parameters } from '../../voice/input/declaration';
import { NotRead } from '../../voice/reading/pages';
import type { ChangeOperation } from '../../voice/types';
import type { Wire } from '../../voice/input/wire';
import { groupCalls } from '../parameters/ids';
import { lookBackDays, lookBackOf } from '../parameters/period';
import { optionsOf } from '../parameters/task';
import { CANCELLED, readStates, stateName } from './states';

/** Most tasks in one request: a guess, the pages name no limit. */
export const MOST_TASKS = 100;
/** Of the pages that stop tasks. */
export const STOP_REFUSALS = ['-1', '-2', '-16', '-20', '-21', '-22', '-23', '-24', '-54'];

/**
 * Cancels tasks, and looks into the list whether they are. That ordinary tasks can be cancelled so is a guess:
 * the page is one of AI agents.
 *
 * @see https://www.itniotech.com/api/ai/agentCancel
 * @see https://www.laaffic.com/api/ai/agentCancel
 */
export const cancelGroupCalls: ChangeOperation = {
	kind: 'change',
	repeatable: true,
	list: { name: 'taskIdList', most: MOST_TASKS },
	resource: { name: 'Group Call', value: 'groupCall' },
	operation: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel group calls',
		description:
			'Cancel group calls for good, and say of each whether it is. A guess: that ordinary group calls can be cancelled, as the vendor’s page is of those of AI agents.',
	},
	method: 'POST',
	path: '/voice/group/call/cancel',
	refusals: STOP_REFUSALS,
	...parameters([groupCalls('taskIdList'), optionsOf([lookBackDays])]),
	sample: { keyId: 123123, cancelled: true },
	async after(_, { taskIdList }, asking, local) {
		const keyIds = taskIdList as Wire[];
		const days = lookBackOf(local);
		const found = await readStates(asking, keyIds, local, 'withAgents').catch((error: Error) => {
			if (error instanceof NotRead) return error;
			throw error;
		});
		return keyIds.map((keyId): IDataObject => {
			const task = { keyId: keyId as number };
			if (found instanceof NotRead) {
				const reason = `The vendor took it, but its list could not be read: ${found.message} (${found.outcome.code})`;
				return { ...task, seen: false, reason };
			}
			const status = found.get(String(keyId));
			if (status === undefined) {
				const reason = `The vendor took it, but its list of the last ${days} days does not have it`;
				return { ...task, seen: false, reason };
			}
			if (status === CANCELLED) return { ...task, cancelled: true };
			return { ...task, cancelled: false, status: Number(status), statusName: stateName(status) };
		});
	},
};
