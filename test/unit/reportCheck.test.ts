import { byRecord } from '../../nodes/buka/reports/check';
import { AI_AGENT_REPORT, VOICE_REPORT } from '../fixtures/shared/reports';

const verdict = (pushed: object, known: object) =>
	byRecord.verdict({ ...VOICE_REPORT, ...pushed }, { ...VOICE_REPORT, ...known }, 'Asia/Shanghai');

const NOBODY = { answerTime: null, callDuration: 0 };
const busy = { ...NOBODY, sipCode: '486' };

test('a record of a call that is under way says nothing yet', () => {
	const open = { ...NOBODY, sipCode: null, terminationCode: null, hangupTime: null, cost: null };
	expect(verdict({}, open)).toBe('open');
	expect(verdict({ callee: '1' }, open)).toBe('other');
});

describe('the result', () => {
	test('may be said in more words by one than by the other', () => {
		// Neither has the other's fields.
		const coarse = { ...NOBODY, sipCode: undefined, terminationCode: '-9' };
		expect(verdict(busy, coarse)).toBe('same');
		expect(verdict(coarse, busy)).toBe('same');
		expect(verdict({ callStatus: 40 }, {})).toBe('same');
		expect(verdict({}, { callStatus: '40' })).toBe('same');
	});

	test('is a lie where somebody answered in one and nobody in the other', () => {
		const coarse = { ...NOBODY, sipCode: undefined, terminationCode: '-9' };
		for (const record of [busy, coarse, NOBODY]) {
			expect(verdict({}, record)).toBe('other');
			expect(verdict(record, {})).toBe('other');
			expect(verdict({ callStatus: 50 }, record)).toBe('other');
		}
	});

	test('is a lie where both say it in the same words', () => {
		expect(verdict(busy, { ...NOBODY, sipCode: '480' })).toBe('other');
		expect(verdict({ callStatus: 10 }, { callStatus: 20 })).toBe('other');
	});
});

describe('the cost', () => {
	test.each(['0.0236250', 0.023625, '', null, undefined])('%j is that of the record', (cost) => {
		expect(verdict({ cost }, {})).toBe('same');
	});

	test.each(['0.023626', '0', 1, 'x'])('%j is not that of the record', (cost) => {
		expect(verdict({ cost }, {})).toBe('other');
	});

	test('is not the same in another currency', () => {
		expect(verdict({ currency: 'EUR' }, {})).toBe('other');
		expect(verdict({ currency: 'EUR' }, { currency: 'EUR' })).toBe('same');
	});

	test('of an AI agent’s call may hold the agent’s share', () => {
		expect(verdict(AI_AGENT_REPORT, { ...AI_AGENT_REPORT, cost: '0.023625' })).toBe('same');
		expect(verdict(AI_AGENT_REPORT, { ...AI_AGENT_REPORT, cost: '0.123625' })).toBe('same');
		expect(verdict(AI_AGENT_REPORT, { ...AI_AGENT_REPORT, cost: '0.1' })).toBe('other');
	});
});

test('a number is the same however it is dressed', () => {
	expect(verdict({ callee: '+63 123456788' }, {})).toBe('same');
	expect(verdict({ callee: '63123456789' }, {})).toBe('other');
	expect(verdict({ callee: null }, {})).toBe('other');
});
