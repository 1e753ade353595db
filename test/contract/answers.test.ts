import { innoPaas } from '../../nodes/InnoPaas/profile';
import { itniotech } from '../../nodes/Itniotech/profile';
import { laaffic } from '../../nodes/Laaffic/profile';
import { onbuka } from '../../nodes/Onbuka/profile';
import { judge } from '../../nodes/voice/calls/outcome';
import type { Request, Vendor } from '../../nodes/voice/types';
import { calling } from '../support/operations';
import * as samples from './support/samples';

/** What becomes of callees when the vendor answers so. */
function outcomes(vendor: Vendor, body: string, numbers: string[], wanted?: string) {
	const callees = numbers.map((number) => ({ number, variables: {} }));
	const request: Request = { body: {}, callees, items: [0] };
	const answered = { end: 'answered', httpStatus: 200, body, headers: {}, at: 0 } as const;
	return judge(answered, vendor, calling(vendor, wanted), request).result.outcomes;
}
const accepted = (ids: object, code = '0') => ({
	status: 'accepted',
	code,
	reason: 'success',
	ids,
});
const two = ['932111111111', '932111111112'];

test('ONBUKA gives each callee an ID, in whatever order they were sent', () => {
	const answer = samples.ONBUKA_SEND_GROUP_ANSWER;
	const first = accepted({ voiceId: '2203031134011000001' });
	const second = accepted({ voiceId: '2203031134011000002' });
	expect(outcomes(onbuka, answer, two)).toEqual([first, second]);
	expect(outcomes(onbuka, answer, [...two].reverse())).toEqual([second, first]);
});

test('ONBUKA refuses one of two callees, and does not name a third', () => {
	const answer = JSON.parse(samples.ONBUKA_SEND_GROUP_ANSWER);
	Object.assign(answer.data[1], { terminationCode: '-9', terminationReason: 'bad number' });
	const numbers = [...two, '932111111113'];
	expect(outcomes(onbuka, JSON.stringify(answer), numbers)).toMatchObject([
		{ status: 'accepted', ids: { voiceId: '2203031134011000001' } },
		{ status: 'refused', code: '-9', reason: 'bad number' },
		{ status: 'unknown' },
	]);
});

test('LAAFFIC gives all callees the ID of their task', () => {
	const task = accepted({ keyId: 123123 });
	expect(outcomes(laaffic, samples.LAAFFIC_SEND_AI_ANSWER, two)).toEqual([task, task]);
});

test('InnoPaaS gives one ID for all callees', () => {
	const call = accepted({ callId: 'demo-call-id-1' }, '200000');
	expect(outcomes(innoPaas, samples.INNOPAAS_ANSWER, two)).toEqual([call, call]);
});

test.each([
	['ONBUKA', onbuka, samples.BUKA_REFUSAL, '-16', 'timestamp expires'],
	['ITNIOTECH', itniotech, samples.BUKA_REFUSAL, '-16', 'timestamp expires'],
	['LAAFFIC', laaffic, samples.BUKA_REFUSAL, '-16', 'timestamp expires'],
	['InnoPaaS', innoPaas, samples.INNOPAAS_REFUSAL, '500006', 'no such appId'],
])('%s refuses: nobody is called, and the user reads why', (_, vendor, body, code, reason) => {
	const refused = { status: 'refused', code, reason, ids: {} };
	expect(outcomes(vendor, body, two)).toMatchObject([refused, refused]);
	expect(vendor.advice(code)).toMatch(/clock|App ID/);
});
