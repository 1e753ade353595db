import type { Handler } from '../vendor';

/** Changes a redial flow that has not begun. */
export const recallFlowUpdate: Handler = ({ body }, { state, taken, answer }) => {
	if (!state.redialFlows.has(body.keyId)) return answer('-22', 'Parameter exception: keyId');
	taken();
	state.redialFlows.set(body.keyId, body);
	return answer('0', 'success');
};
