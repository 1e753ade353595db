import { hasFile } from '../library';
import { dial, UNREACHED, type Submission } from '../phone';
import type { State, VendorName } from '../state';
import type { Handler, Incoming } from '../vendor';

/** Minutes between redials, where the request does not say it. */
const RECALL_INTERVAL = 5;

/** Plays a file to a list of numbers. */
export const sendGroup: Handler = ({ body, fault }, { vendor, state, taken, answer }) => {
	if (!hasFile(vendor, body.fileId, state)) return answer('-22', 'Parameter exception: fileId');
	if (isBroke(vendor, state)) return answer('-10', 'Insufficient balance');
	taken();
	const of = { ...submission(body, vendor, state), voiceFileId: body.fileId };
	const data = body.callee.split(',').map((callee: string) => {
		if (fault?.refuse?.includes(callee)) {
			const terminationReason = fault.reason ?? 'number refused';
			return { voiceId: null, callee, terminationCode: '-9', terminationReason };
		}
		const [{ voiceId }] = dial(of, [callee], state);
		state.calls.push({ vendor, callee, id: voiceId });
		return { voiceId, callee, terminationCode: '0', terminationReason: 'success' };
	});
	return answer('0', 'success', data);
};

/** Speaks a text to one number, and again if it is not reached: a guess, no page says who is called again. */
export const sendCode: Handler = ({ body }, { vendor, state, taken, answer }) => {
	if (isBroke(vendor, state)) return answer('-10', 'Insufficient balance');
	taken();
	const { callee, text } = body;
	const { recallCount: count = 0, recallInterval = RECALL_INTERVAL } = body;
	const redials = { of: UNREACHED, count, interval: recallInterval * 60_000 };
	const of: Submission = { ...submission(body, vendor, state), kind: 'text', redials };
	const [{ voiceId }] = dial(of, [callee], state);
	state.calls.push({ vendor, callee, variables: text, id: voiceId });
	return answer('0', 'success', voiceId);
};

function submission(body: Incoming['body'], vendor: VendorName, state: State): Submission {
	const now = state.millis();
	return {
		...{ vendor, submittedAt: now, startsAt: now, recorded: false },
		appId: body.appId,
		displayNum: body.displayNum || undefined,
		calledInfo: body.calledInfo,
		maxRingingTime: body.maxRingingTime ?? 60,
		maxDuration: body.maxDuration ?? undefined,
	};
}

/** Nothing is left to call with. */
export function isBroke(vendor: VendorName, state: State): boolean {
	const { balance, gift, credit } = state.accounts[vendor];
	return balance / 1e6 + Number(gift) + Number(credit) <= 0;
}
