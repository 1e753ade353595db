import { readCallId, readEnvelope as readInnoPaas } from '../../nodes/InnoPaas/answer';
import { createAiGroupCall } from '../../nodes/buka/groupCall/createAi';
import { ADVICE, advice, meaning } from '../../nodes/buka/codes';
import {
	readEnvelope as readBuka,
	readTask,
	readVoiceId,
	readVoiceIds,
} from '../../nodes/buka/answer';
import type { Answer, Outcome, Request } from '../../nodes/voice/types';

const A = '932111111111';
const B = '932111111112';

const calling = (...numbers: string[]): Request => ({
	body: {},
	callees: numbers.map((number) => ({ number, variables: {} })),
	items: [0],
});

const success = (data: unknown): Answer => ({
	code: '0',
	reason: 'success',
	data,
	succeeded: true,
});

describe('an answer of ONBUKA, ITNIOTECH or LAAFFIC', () => {
	test.each<[string, unknown, Partial<Answer>]>([
		['status and reason', { status: '0', reason: 'success' }, { code: '0', reason: 'success' }],
		['code and msg', { code: '0', msg: 'success' }, { code: '0', reason: 'success' }],
		['code and reason', { code: '0', reason: 'success' }, { code: '0', reason: 'success' }],
		['status as a number', { status: 0, reason: 'success' }, { code: '0', reason: 'success' }],
		['code as a number', { code: 0, msg: 'success', data: null }, { code: '0', data: null }],
		['a null status beside the code', { status: null, code: 0 }, { code: '0', reason: '' }],
		['no words', { status: '0', data: 5 }, { code: '0', reason: '', data: 5 }],
	])('is a success with %s', (_, body, answer) => {
		expect(readBuka(body)).toMatchObject({ ...answer, succeeded: true });
	});

	test.each<[string, unknown, Partial<Answer>]>([
		['status', { status: '-16', reason: 'late' }, { code: '-16', reason: 'late' }],
		['code', { code: -22, msg: 'wrong' }, { code: '-22', reason: 'wrong' }],
	])('is no success with %s', (_, body, answer) => {
		expect(readBuka(body)).toMatchObject({ ...answer, succeeded: false });
	});
});

test.each([
	['an empty code', { status: '' }],
	['a status of HTTP', { timestamp: 1, status: 500, error: 'Internal Server Error' }],
	['a positive status', { status: 408 }],
	['a status in words', { status: 'OK' }],
	['InnoPaaS’s code for success', { code: '200000', message: 'success' }],
	['a number that only begins with zero', { status: '0.5' }],
	['two zeros', { code: '00' }],
	['a minus alone', { code: '-' }],
	['minus zero', { code: '-0' }],
	['a blank', { code: ' ' }],
	['a code with a blank', { code: ' -22' }],
	['a broken number', { code: -2.5 }],
	['two codes that contradict each other', { status: '0', code: '-22' }],
])('%s is no answer of ONBUKA, ITNIOTECH or LAAFFIC', (_, body) => {
	expect(readBuka(body)).toBeUndefined();
});

describe('an answer of InnoPaaS', () => {
	test.each([
		['text', '200000'],
		['a number', 200000],
	])('is a success with the code as %s', (_, code) => {
		expect(readInnoPaas({ code, message: 'success', data: { callId: 'c1' } })).toEqual({
			code: '200000',
			reason: 'success',
			data: { callId: 'c1' },
			succeeded: true,
		});
	});

	test.each(['400000', 500002, '000000'])('is no success with the code %j', (code) => {
		expect(readInnoPaas({ code, message: 'm' })).toEqual({
			code: String(code),
			reason: 'm',
			data: undefined,
			succeeded: false,
		});
	});

	test.each(['0', 0, 500, '200', '20000', '2000000', '', ' 200000', '2e5', -20000])(
		'has a code of six digits, which %j is not',
		(code) => {
			expect(readInnoPaas({ code, message: 'system busy' })).toBeUndefined();
		},
	);

	test('has one call ID for all, or none', () => {
		const accepted = { status: 'accepted', code: '0', reason: 'success' };
		expect(readCallId(success({ callId: 'c1' }), calling(A, B))).toEqual([
			{ ...accepted, ids: { callId: 'c1' } },
			{ ...accepted, ids: { callId: 'c1' } },
		]);
		for (const data of [null, undefined, {}, 'c1', []]) {
			expect(readCallId(success(data), calling(A))).toEqual([{ ...accepted, ids: {} }]);
		}
	});
});

test.each([
	undefined,
	null,
	'',
	'0',
	0,
	true,
	[],
	['0'],
	{},
	{ data: 1 },
	{ status: {} },
	{ code: true },
])('%j is no answer of any vendor', (body) => {
	expect(readBuka(body)).toBeUndefined();
	expect(readInnoPaas(body)).toBeUndefined();
});

test('an answer of the one platform is none of the other', () => {
	expect(readInnoPaas({ status: '0', reason: 'success' })).toBeUndefined();
	expect(readInnoPaas({ code: 0, msg: 'success' })).toBeUndefined();
	expect(readBuka({ code: '200000', message: 'success' })).toBeUndefined();
});

test.each(['constructor', 'toString', '__proto__'])('nobody has advice for the code %s', (code) => {
	expect(advice(code)).toBeUndefined();
});

describe('a failing code is a refusal', () => {
	const listed = Object.keys(ADVICE).filter((code) => code !== '-12' && code !== '-18');
	const { refusals } = createAiGroupCall;

	test('where the general lists name it, if the operation’s page has no table', () => {
		for (const code of listed) expect(meaning(code, {})).toBeDefined();
	});

	test.each(['-12', '-18', '-27', '-68', '-99', '-1000'])('but not %s', (code) => {
		expect(meaning(code, {})).toBeUndefined();
		expect(meaning(code, { refusals })).toBeUndefined();
	});

	test('and only where the operation’s own table names it, if there is one', () => {
		expect(meaning('-60', { refusals })).toBe('final');
		expect(meaning('-41', { refusals })).toBe('taken');
		for (const code of ['-10', '-15']) expect(meaning(code, { refusals })).toBeUndefined();
	});
});

describe('the answer to a voice message', () => {
	const entry = (callee: unknown, terminationCode: unknown, voiceId?: unknown) => ({
		callee,
		terminationCode,
		terminationReason: 'words',
		voiceId,
	});
	const read = (data: unknown, ...numbers: string[]) =>
		readVoiceIds(success(data), calling(...numbers));
	const unnamed: Outcome = {
		status: 'unknown',
		code: '',
		reason: 'The answer does not name this number',
		ids: {},
	};

	test('gives each callee the entry with their number, in whatever order', () => {
		const data = [entry(B, '-35', null), entry('1', '0', 'x'), entry(A, '0', 'v1')];
		expect(read(data, A, B)).toEqual([
			{ status: 'accepted', code: '0', reason: 'words', ids: { voiceId: 'v1' } },
			{ status: 'refused', code: '-35', reason: 'words', ids: {} },
		]);
	});

	test('gives a number that was called twice its two entries, each once', () => {
		const data = [entry(A, '0', 'v1'), entry(B, '0', 'v2'), entry(A, '-35')];
		expect(read(data, A, A, B, A)).toEqual([
			{ status: 'accepted', code: '0', reason: 'words', ids: { voiceId: 'v1' } },
			{ status: 'refused', code: '-35', reason: 'words', ids: {} },
			{ status: 'accepted', code: '0', reason: 'words', ids: { voiceId: 'v2' } },
			unnamed,
		]);
	});

	test('may type numbers and codes as numbers', () => {
		const data = [entry(Number(A), 0, 'v1'), entry(Number(B), -35)];
		expect(read(data, A, B).map(({ status }) => status)).toEqual(['accepted', 'refused']);
	});

	test.each([
		['names another number', [entry(B, '0', 'v1')]],
		['names a longer number', [entry(`${A}1`, '0', 'v1')]],
		['is an empty list', []],
		['is null', null],
		['is missing', undefined],
		['is no list', { callee: A, terminationCode: '0' }],
		['is a list of texts', [A]],
		['is a list of nothing', [null]],
	])('leaves a callee unknown where it %s', (_, data) => {
		expect(read(data, A)).toEqual([unnamed]);
	});

	test.each([undefined, null, ''])('leaves a callee unknown whose code is %j', (code) => {
		expect(read([entry(A, code, 'v1')], A)).toEqual([
			{ status: 'unknown', code: '', reason: 'words', ids: { voiceId: 'v1' } },
		]);
	});
});

test('a task’s ID goes to all its callees', () => {
	const accepted = { status: 'accepted', code: '0', reason: 'success' };
	for (const keyId of [123123, '123123', 0]) {
		expect(readTask(success(keyId), calling(A, B))).toEqual([
			{ ...accepted, ids: { keyId } },
			{ ...accepted, ids: { keyId } },
		]);
	}
});

test.each([null, undefined, '', ' ', false, true, {}, []])('%j is no ID of anything', (data) => {
	for (const read of [readTask, readVoiceId]) {
		expect(read(success(data), calling(A))).toMatchObject([{ status: 'unknown', ids: {} }]);
	}
});
