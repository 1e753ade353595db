import { laaffic } from '../../nodes/Laaffic/profile';
import { submit } from '../../nodes/voice/calls/submit';
import { askingOf } from '../../nodes/voice/reading/pages';
import type { Outcome } from '../../nodes/voice/types';
import { callOf } from '../support/profiles';

test('an exception that nobody foresaw leaves its request unknown, and goes no further', async () => {
	const operation = callOf('laaffic.groupCall.createAi');
	const courier = {
		deliver: async () => {
			throw new Error('nobody foresaw this');
		},
		pause: async () => {},
		fetch: async () => undefined,
		isCancelled: () => false,
	};
	const line = { courier, vendor: laaffic, maxAttempts: 3, conceal: (outcome: Outcome) => outcome };
	const to = { line, operation, asking: askingOf(line, 'Asia/Shanghai') };
	const callees = ['932111111111', '932111111112'].map((number) => ({ number, variables: {} }));
	const request = { body: {}, callees, items: [0, 1] };
	const result = await submit(to, request);
	const outcome = { status: 'unknown', reason: expect.stringContaining('nobody foresaw this') };
	expect(result?.request).toMatchObject(outcome);
	expect(result?.outcomes).toMatchObject([outcome, outcome]);
});
