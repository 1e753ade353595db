import type { Delivery } from '../../nodes/voice/delivery/deliver';
import { judge } from '../../nodes/voice/calls/outcome';
import { concealer } from '../../nodes/voice/delivery/conceal';
import type { Outcome, Request } from '../../nodes/voice/types';
import { callOf, known, PROFILES } from '../support/profiles';

const concealed = (outcome: Outcome, secrets: string[]) => concealer(secrets)(outcome);

const A = '932111111111';
const B = '932111111112';

const calling = (...numbers: string[]): Request => ({
	body: {},
	callees: numbers.map((number) => ({ number, variables: {} })),
	items: [0],
});

const { onbuka } = PROFILES;
/** Every operation that has callees. */
const CALLING = known.flatMap(({ named, vendor, operation }) =>
	operation.kind === 'call' ? [[named, vendor, operation] as const] : [],
);
const answered = (httpStatus: number, body: unknown): Delivery => ({
	end: 'answered',
	httpStatus,
	body: typeof body === 'string' ? body : JSON.stringify(body),
	headers: {},
	at: 0,
});
/** Success and failure in the words of either platform. */
const wordsOf = (name: string) =>
	name.startsWith('InnoPaaS')
		? { good: { code: '200000', message: 'ok' }, bad: { code: '400001', message: 'no' } }
		: { good: { status: '0', reason: 'ok', data: 7 }, bad: { status: '-22', reason: 'no' } };
const html = '<html>Bad Gateway</html>';

describe.each(CALLING)('a request of %s:', (name, vendor, operation) => {
	const { good, bad } = wordsOf(name);
	const code = name.startsWith('InnoPaaS') ? '400001' : '-22';
	const fateOf = (delivery: Delivery) => judge(delivery, vendor, operation, calling(A, B)).result;

	test.each<[string, Delivery, Outcome['status'], string, string | RegExp]>([
		[
			'never sent',
			{ end: 'notSent', code: 'ECONNREFUSED' },
			'refused',
			'ECONNREFUSED',
			/nobody was called/,
		],
		[
			'without an answer',
			{ end: 'noAnswer', code: 'ECONNRESET' },
			'unknown',
			'ECONNRESET',
			/no answer came/,
		],
		['refused', answered(200, bad), 'refused', code, 'no'],
		['refused with HTTP 400', answered(400, bad), 'refused', code, 'no'],
		['refused with HTTP 302', answered(302, bad), 'refused', code, 'no'],
		['refused with HTTP 500', answered(500, bad), 'unknown', 'HTTP 500', 'no'],
		['successful with HTTP 500', answered(500, good), 'unknown', 'HTTP 500', 'ok'],
		['successful with HTTP 400', answered(400, good), 'unknown', 'HTTP 400', /contradicts itself/],
		['successful with HTTP 300', answered(300, good), 'unknown', 'HTTP 300', /contradicts itself/],
		['HTTP 502 of a gateway', answered(502, html), 'unknown', 'HTTP 502', /failed while answering/],
		['HTTP 503 without a body', answered(503, ''), 'unknown', 'HTTP 503', /failed while answering/],
		[
			'HTTP 404 of another server',
			answered(404, html),
			'unknown',
			'HTTP 404',
			/not as the vendor does/,
		],
		[
			'HTTP 413 with other JSON',
			answered(413, { error: 1 }),
			'unknown',
			'HTTP 413',
			/not as the vendor/,
		],
		['HTTP 300', answered(300, html), 'unknown', 'HTTP 300', /not as the vendor does/],
		['a redirect', answered(302, ''), 'unknown', 'HTTP 302', /not as the vendor does/],
		[
			'HTTP 200 without a body',
			answered(200, ''),
			'unknown',
			'HTTP 200',
			/could not be understood/,
		],
		['HTTP 200 of a login page', answered(200, html), 'unknown', 'HTTP 200', /not be understood/],
		['HTTP 204', answered(204, ''), 'unknown', 'HTTP 204', /could not be understood/],
		[
			'half an answer',
			answered(200, '{"status":"0","code":"20'),
			'unknown',
			'HTTP 200',
			/understood/,
		],
		['JSON that is no answer', answered(200, 'null'), 'unknown', 'HTTP 200', /understood/],
		['a bare success', answered(200, '"0"'), 'unknown', 'HTTP 200', /understood/],
		['a list', answered(200, [good]), 'unknown', 'HTTP 200', /understood/],
	])('%s', (_, delivery, status, said, reason) => {
		const { request, outcomes } = fateOf(delivery);
		const { notSent: _unused, ...words } = request;
		expect(words).toEqual({ status, code: said, reason: expect.stringMatching(reason), ids: {} });
		expect(outcomes).toEqual([request, request]);
	});

	test.each([200, 201, 299])('a success with HTTP %i is one', (httpStatus) => {
		expect(fateOf(answered(httpStatus, good)).request).toMatchObject({ status: 'accepted' });
	});

	test('an answer that was parsed on the way is read as well', () => {
		const delivery: Delivery = { ...answered(200, ''), body: good } as Delivery;
		expect(fateOf(delivery).request).toMatchObject({ status: 'accepted', reason: 'ok' });
	});
});

test('a voice message that was taken may still refuse a callee or not name them', () => {
	const data = [
		{ callee: A, terminationCode: '0' },
		{ callee: B, terminationCode: '-35' },
	];
	const delivery = answered(200, { status: '0', reason: 'ok', data });
	const { request, outcomes } = judge(
		delivery,
		onbuka,
		callOf('onbuka.voiceMessage.send'),
		calling(B, A, '932111111113'),
	).result;
	expect(request.status).toBe('accepted');
	expect(outcomes.map(({ status }) => status)).toEqual(['refused', 'accepted', 'unknown']);
});

test('a secret that the vendor repeats does not come out', () => {
	const outcome = (reason: string): Outcome => ({
		status: 'refused',
		code: '-1',
		reason,
		ids: { voiceId: 'v1' },
	});
	const secrets = ['bDqJFiq9', '7bz1/lzh9'];
	const echo = outcome('appKey=7bz1/lzh9 is wrong, 7bz1/lzh9');
	expect(concealed(echo, secrets)).toEqual(outcome('appKey=*** is wrong, ***'));
	expect(concealed(outcome('appKey=7bz1%2Flzh9&mobile=1'), secrets)).toEqual(
		outcome('appKey=***&mobile=1'),
	);
	expect(concealed(outcome('nothing to see'), secrets)).toEqual(outcome('nothing to see'));
	expect(concealed(echo, [])).toEqual(echo);
});

test('a secret that is no well-formed text breaks nothing', () => {
	const outcome: Outcome = { status: 'accepted', code: '0', reason: 'key\ud800!', ids: {} };
	const request = concealed(outcome, ['key\ud800']);
	expect(request.reason).toBe('***!');
});

test('the signature of a request, should the vendor repeat it, does not come out', () => {
	const sign = '05D7a50893e22a5c4bb3216ae3396c7c';
	const reason = `Sign ${sign}, Sign_${sign}, Sign${sign}_1 and ${sign}0 are wrong`;
	const outcome: Outcome = { status: 'refused', code: '-1', reason, ids: {} };
	const request = concealed(outcome, []);
	expect(request.reason).toBe('Sign ***, Sign_***, Sign***_1 and *** are wrong');
});

test('words of five megabytes come out as 200 characters, a secret at the cut not at all', () => {
	const reason = `${'x'.repeat(195)}7bz1lzh9${'y'.repeat(5_000_000)}`;
	const outcome: Outcome = { status: 'refused', code: '-1', reason, ids: {} };
	const request = concealed(outcome, ['7bz1lzh9']);
	expect(request.reason).toBe(`${'x'.repeat(195)}***yy…`);
});

test.each([
	['one secret that begins another', ['abc', 'abcdef'], 'echo abcdef', 'echo ***'],
	['a secret as a form writes it', ['a b!'], 'appKey=a+b%21', 'appKey=***'],
	['a secret as an address writes it', ['a b'], 'appKey=a%20b', 'appKey=***'],
])('%s does not come out again', (_, secrets, reason, clean) => {
	const outcome: Outcome = { status: 'refused', code: reason, reason, ids: { voiceId: reason } };
	const result = concealed(outcome, secrets);
	const expected = { status: 'refused', code: clean, reason: clean, ids: { voiceId: clean } };
	expect(result).toEqual(expected);
});

test.each([
	['says another time', 'Sat, 21 Nov 2026 12:00:00 GMT', '600 s behind'],
	['says the same time', 'Sat, 21 Nov 2026 11:50:00 GMT', 'agrees with'],
	['says an earlier time', 'Sat, 21 Nov 2026 11:49:59 GMT', '1 s ahead of'],
	['says no time', undefined, 'does not say what time it is'],
	['says nonsense', 'noon', 'does not say what time it is'],
])('a time stamp is refused, and the vendor %s', (_, date, says) => {
	const at = Date.UTC(2026, 10, 21, 11, 50);
	const body = { status: '-16', reason: 'Timestamp expires' };
	const delivery = { ...answered(200, body), headers: { date }, at } as Delivery;
	const { result, end } = judge(delivery, onbuka, callOf('onbuka.voiceMessage.send'), calling(A));
	expect(result.request.hint).toContain(says);
	expect(end).toBe('notTaken');
});
