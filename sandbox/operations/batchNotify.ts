import { DateTime } from 'luxon';

import { ZONE, type State } from '../state';
import type { Handler } from '../vendor';

/** Calls numbers with a template of InnoPaaS. */
export const batchNotify: Handler = ({ body }, { state, taken, answer }) => {
	const broken = scheduleProblem(body, state);
	if (broken) return answer('500001', `/body ${broken} (code invented by the sandbox)`);
	taken();
	const callId = `call-${state.nextId(1)}`;
	for (const entry of body.mobile.split(';')) {
		const [callee, values] = entry.split(',');
		state.calls.push({ vendor: 'innopaas', callee, variables: values?.split('|'), id: callId });
	}
	return answer('200000', 'success', { callId });
};

/** The two limits of the page that a schema can't say. */
function scheduleProblem(body: Record<string, string>, state: State): string | undefined {
	const span = Number(body.maxRecallCount ?? 0) * Number(body.recallInterval ?? 0);
	if (span > 3 * 24 * 60) return 'redials would span more than 3 days';
	if (body.taskStartTime === undefined) return undefined;
	const start = DateTime.fromFormat(body.taskStartTime, 'yyyyMMddHHmmss', { zone: ZONE });
	if (!start.isValid) return 'taskStartTime is no time';
	if (start > state.now().plus({ days: 8 })) return 'taskStartTime is more than 8 days ahead';
	return undefined;
}
