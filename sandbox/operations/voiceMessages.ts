import type { Handler } from '../vendor';

/** Plays a file to a list of numbers. */
export const sendGroup: Handler = ({ body, fault }, { vendor, state, taken, answer }) => {
	taken();
	const data = body.callee.split(',').map((callee: string) => {
		if (fault?.refuse?.includes(callee)) {
			const terminationReason = fault.reason ?? 'number refused';
			return { voiceId: null, callee, terminationCode: '-9', terminationReason };
		}
		const voiceId = `22030311340${String(state.nextId(11000001)).padStart(8, '0')}`;
		state.calls.push({ vendor, callee, id: voiceId });
		return { voiceId, callee, terminationCode: '0', terminationReason: 'success' };
	});
	return answer('0', 'success', data);
};
