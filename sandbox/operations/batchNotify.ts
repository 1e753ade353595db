import { DateTime } from 'luxon';

import type { Result } from '../behaviours';
import { dial, momentOf, type Submission } from '../phone';
import { isHere } from '../pushes/outbox';
import { ZONE, type State } from '../state';
import type { Handler } from '../vendor';

const SECONDS = 'yyyyMMddHHmmss';

/** Calls numbers with a template of InnoPaaS. */
export const batchNotify: Handler = ({ body }, { state, taken, answer }) => {
	const broken = scheduleProblem(body, state);
	if (broken) return answer('500001', `/body ${broken} (code invented by the sandbox)`);
	taken();
	const callId = `call-${state.nextId(1)}`;
	const callees: string[] = [];
	for (const entry of body.mobile.split(';')) {
		const [callee, values] = entry.split(',');
		state.calls.push({ vendor: 'innopaas', callee, variables: values?.split('|'), id: callId });
		callees.push(callee);
	}
	if (isHere(body.billUrl)) state.outbox.watch();
	dial(submission(body, callId, state), callees, state);
	return answer('200000', 'success', { callId });
};

const SCHEDULED = '1';
/** As the page presets them; the interval is in minutes. */
const RECALL_COUNT = '1';
const RECALL_INTERVAL = '60';

function submission(body: Record<string, string>, callId: string, state: State): Submission {
	const now = state.millis();
	const start = body.sendType === SCHEDULED ? momentOf(body.taskStartTime, SECONDS) : undefined;
	const { maxRecallCount = RECALL_COUNT, recallInterval = RECALL_INTERVAL } = body;
	const of: Result[] = [
		...(body.noAnswer === 'false' ? [] : (['notAnswered'] as const)),
		...(body.noConnected === 'false' ? [] : (['busy', 'rejected', 'failed'] as const)),
	];
	return {
		...{ vendor: 'innopaas', kind: 'notification', appId: body.appId, submittedAt: now },
		...{ startsAt: Math.max(now, start ?? 0), displayNum: body.displayNum },
		...{ maxRingingTime: 60, recorded: false },
		redials: { of, count: Number(maxRecallCount), interval: Number(recallInterval) * 60_000 },
		cdr: { callId, billUrl: body.billUrl ?? '', transData: body.transData },
	};
}

/** The two limits of the page that a schema can't say. */
function scheduleProblem(body: Record<string, string>, state: State): string | undefined {
	const span = Number(body.maxRecallCount ?? 0) * Number(body.recallInterval ?? 0);
	if (span > 3 * 24 * 60) return 'redials would span more than 3 days';
	if (body.taskStartTime === undefined) return undefined;
	const start = DateTime.fromFormat(body.taskStartTime, SECONDS, { zone: ZONE });
	if (!start.isValid) return 'taskStartTime is no time';
	if (start > state.now().plus({ days: 8 })) return 'taskStartTime is more than 8 days ahead';
	return undefined;
}
