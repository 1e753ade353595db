import { GROUPS } from '../agentGroups';
import { pageOf } from '../pages';
import type { Handler } from '../vendor';

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
