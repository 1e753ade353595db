import { laaffic } from '../../nodes/Laaffic/profile';
import { submit } from '../../nodes/voice/calls/submit';

test('an exception that nobody foresaw leaves its request unknown, and goes no further', async () => {
	const [operation] = laaffic.operations;
	const courier = {
		deliver: async () => {
			throw new Error('nobody foresaw this');
		},
		pause: async () => {},
		isCancelled: () => false,
	};
	const to = { courier, vendor: laaffic, operation, maxAttempts: 3, secrets: [] };
	const callees = ['932111111111', '932111111112'].map((number) => ({ number, variables: {} }));
	const request = { body: {}, callees, items: [0, 1] };
	const result = await submit({ ...to, vendorZone: 'Asia/Shanghai' }, request);
	const outcome = { status: 'unknown', reason: expect.stringContaining('nobody foresaw this') };
	expect(result?.request).toMatchObject(outcome);
	expect(result?.outcomes).toMatchObject([outcome, outcome]);
});
