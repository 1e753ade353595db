import { pageOf } from '../pages';
import type { Handler } from '../vendor';

/** The agent groups of every account: the ids are those of the vendors' samples, the rest is invented. */
const GROUPS = [
	[1000019, 'Sales', 'Shop', 1, 12],
	[1000037, 'TAOTAO', 'Shop', 2, 3],
	[1000038, 'Support', 'Help desk', 4, 0],
] as const;

/** Lists the agent groups whose name has a part. */
export const seatGroupQuery: Handler = ({ body }, { answer }) => {
	const { current, size, params } = body;
	const found = GROUPS.filter(([, name]) => name.includes(params?.groupName ?? ''));
	const page = pageOf(
		found,
		{ current, size },
		([voiceGroupId, groupName, appName, callinStrategy, countSeat]) => ({
			...{ voiceGroupId, callinStrategy, countSeat, groupName, appName },
		}),
	);
	return answer('0', 'success', page);
};

/** The name of an agent group, or null where there is none. */
export const groupNameOf = (id?: number): string | null =>
	GROUPS.find(([voiceGroupId]) => voiceGroupId === id)?.[1] ?? null;
