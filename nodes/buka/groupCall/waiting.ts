import type { Parameter } from '../../voice/input/declaration';
import { flag, notSent } from '../../voice/input/fields';
import { onlyRow } from '../../voice/reading/pages';
import type { Asking, Source } from '../../voice/reading/source';
import type { ChangeOperation } from '../../voice/types';
import type { Body } from '../../voice/input/wire';
import { lookBackDays, lookBackOf } from '../parameters/period';
import { NO_SUCH_TASK, readStates, stateName, stateOf, WAITING } from './states';

/** How the state of one task is found: undefined where the vendor has no such task. */
export interface LookUp {
	statusOf: (asking: Asking, keyId: Body[string], local: Body) => Promise<string | undefined>;
	/** What can be set for it. */
	options: Parameter[];
	/** Where it was looked for in vain. */
	where: (local: Body) => string;
}

const detail: Source<string> = {
	method: 'GET',
	path: '/voice/group/call/detail/{id}',
	read({ data }, _, { id }) {
		if (data === null || data === undefined) return { rows: [] };
		const state = stateOf(data);
		return state?.keyId === String(id) ? { rows: [state.status] } : undefined;
	},
};

/** @see https://kxnrh7nfk8zwevuu.itniotech.com/api/voice/callDetail */
export const byDetail: LookUp = {
	statusOf: async (asking, id) => await onlyRow(asking, detail, { id }, NO_SUCH_TASK),
	options: [],
	where: () => '',
};

/** For a vendor without details. */
export const byList: LookUp = {
	async statusOf(asking, keyId, local) {
		const states = await readStates(asking, [keyId], local);
		return states.get(String(keyId));
	},
	options: [lookBackDays],
	where: (local) => ` in the list of the last ${lookBackOf(local)} days`,
};

const checkStatus: Parameter = {
	displayName: 'Check Status',
	name: 'checkStatus',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the group call first and change it only while it waits. Turned off, the change is sent whatever its state; what the vendor makes of that is not documented.',
	is: notSent(flag(false, true)),
};

/** Lets a task be changed only while it waits, unless the user says otherwise. */
export const onlyWaiting = ({
	statusOf,
	options,
	where,
}: LookUp): { options: Parameter[]; before: ChangeOperation['before'] } => ({
	options: [checkStatus, ...options],
	async before(asking, { keyId }, local) {
		if (local.checkStatus === false) return undefined;
		const status = await statusOf(asking, keyId, local);
		if (status === WAITING) return undefined;
		const found =
			status === undefined
				? `was not found${where(local)}`
				: `is ${stateName(status) ?? 'in an unknown state'} (status ${status}) and not waiting`;
		return `Group call ${keyId as number} ${found}. To send the change all the same, turn off Check Status in Options`;
	},
});
