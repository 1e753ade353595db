import { judge } from '../../nodes/voice/calls/outcome';
import type { Request } from '../../nodes/voice/types';
import { fixtureOf } from '../fixtures';
import { callOf, known, knownAs } from '../support/profiles';
import * as samples from './support/samples';

/** What becomes of callees when the vendor of an operation answers so. */
function outcomes(key: string, body: string, numbers: string[]) {
	const { vendor } = knownAs(key);
	const callees = numbers.map((number) => ({ number, variables: {} }));
	const request: Request = { body: {}, callees, items: [0] };
	const answered = { end: 'answered', httpStatus: 200, body, headers: {}, at: 0 } as const;
	return judge(answered, vendor, callOf(key), request).result.outcomes;
}
const accepted = (ids: object, code = '0') => ({
	status: 'accepted',
	code,
	reason: 'success',
	ids,
});
const two = ['932111111111', '932111111112'];
const ONBUKA = 'onbuka.voiceMessage.send';
/** Of two callees. */
const { answer } = fixtureOf(ONBUKA).samples[0];

test('ONBUKA gives each callee an ID, in whatever order they were sent', () => {
	const first = accepted({ voiceId: '2203031134011000001' });
	const second = accepted({ voiceId: '2203031134011000002' });
	expect(outcomes(ONBUKA, answer!, two)).toEqual([first, second]);
	expect(outcomes(ONBUKA, answer!, [...two].reverse())).toEqual([second, first]);
});

test('ONBUKA refuses one of two callees, and does not name a third', () => {
	const changed = JSON.parse(answer!);
	Object.assign(changed.data[1], { terminationCode: '-9', terminationReason: 'bad number' });
	const numbers = [...two, '932111111113'];
	expect(outcomes(ONBUKA, JSON.stringify(changed), numbers)).toMatchObject([
		{ status: 'accepted', ids: { voiceId: '2203031134011000001' } },
		{ status: 'refused', code: '-9', reason: 'bad number' },
		{ status: 'unknown' },
	]);
});

const calling = known.filter(({ operation }) => operation.callees);

test.each(calling)('$named refuses: nobody is called, and the user reads why', (one) => {
	const isInnoPaas = one.vendorName === 'innopaas';
	const body = isInnoPaas ? samples.INNOPAAS_REFUSAL : samples.BUKA_REFUSAL;
	const refused = isInnoPaas
		? { status: 'refused', code: '500006', reason: 'no such appId', ids: {} }
		: { status: 'refused', code: '-16', reason: 'timestamp expires', ids: {} };
	expect(outcomes(one.key, body, two)).toMatchObject([refused, refused]);
	expect(one.vendor.advice(refused.code)).toMatch(/clock|App ID/);
});
