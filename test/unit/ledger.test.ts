import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import { openLedger } from '../../nodes/voice/calls/ledger';
import { plan } from '../../nodes/voice/calls/plan';
import type { Result } from '../../nodes/voice/calls/outcome';
import type { CalleeRule } from '../../nodes/voice/input/calleesParameter';
import type { Contact, Outcome, Request } from '../../nodes/voice/types';

const rule = (perRequest: number): CalleeRule => ({
	parameter: 'callee',
	digits: [1, 15],
	perRequest,
	write: () => ({}),
});

/** An execution: what its node context holds lives as long as it does, and is stored as JSON. */
function execution() {
	let stored = '{}';
	return {
		/** Runs one try, which may end at any time. */
		attempt<T>(work: (ctx: IExecuteFunctions) => T, runIndex = 0): T {
			const context = JSON.parse(stored);
			try {
				return work({
					getContext: () => context,
					isToolExecution: () => false,
					evaluateExpression: () => runIndex,
				} as unknown as IExecuteFunctions);
			} finally {
				stored = JSON.stringify(context);
			}
		},
		stored: () => stored,
	};
}

const outcomeOf = (status: Outcome['status']): Outcome => ({
	status,
	code: '0',
	reason: status,
	ids: {},
});

/** Items with a few numbers each; the settings that group them are drawn anew for every try. */
const lists = fc.array(
	fc.array(fc.constantFrom('1', '2', '3', '4', '5'), { minLength: 1, maxLength: 3 }),
	{ minLength: 1, maxLength: 8 },
);
const fates = fc.array(fc.constantFrom('accepted', 'refused', 'unknown'), { minLength: 1 });
const tries = fc.array(
	fc.record({
		keys: fc.array(fc.constantFrom('a', 'b'), { minLength: 8, maxLength: 8 }),
		fates,
		/** After how many requests the process dies, the last of them under way. */
		dies: fc.option(fc.nat(4)),
	}),
	{ minLength: 1, maxLength: 4 },
);

/** Plans a try, and asks the ledger what it knows. */
function planned(ctx: IExecuteFunctions, contacts: Contact[], most = 1000, each = false) {
	const { requests, slots } = plan(contacts, rule(most), each ? 'each' : 'first');
	const byRequest = requests.map((_, at) => slots.filter(({ request }) => request === at));
	const ledger = openLedger(ctx, 'send');
	const results = ledger.recall(requests, byRequest).map((known) => known?.result);
	return { requests, slots, byRequest, ledger, results };
}

const contactOf = (item: number, key: string, ...numbers: string[]): Contact => ({
	item,
	settings: { body: {}, key },
	callees: numbers.map((number) => ({ number, variables: {} })),
});

/** Sends all that isn't known yet, with one fate. */
function sendAll(
	ctx: IExecuteFunctions,
	contacts: Contact[],
	result: (request: Request) => Result,
) {
	const { requests, byRequest, ledger, results } = planned(ctx, contacts);
	const sent = requests.filter((_, at) => results[at] === undefined);
	for (const [at, request] of requests.entries()) {
		if (results[at]) continue;
		const end = ledger.begin(request, byRequest[at]);
		results[at] = result(request);
		end(results[at]!);
	}
	return { sent: sent.length, results: results as Result[] };
}
const allOf =
	(outcome: Outcome) =>
	({ callees }: Request): Result => ({ request: outcome, outcomes: callees.map(() => outcome) });

test('however often a run is tried, and wherever it breaks off, no entry is sent twice', () => {
	fc.assert(
		fc.property(
			lists,
			tries,
			fc.integer({ min: 1, max: 4 }),
			fc.boolean(),
			(items, all, most, each) => {
				const { attempt } = execution();
				const settled = new Map<string, string>();
				for (const { keys, fates: drawn, dies } of all) {
					const contacts = items.map((numbers, item) => contactOf(item, keys[item], ...numbers));
					attempt((ctx) => {
						const { requests, slots, byRequest, ledger, results } = planned(
							ctx,
							contacts,
							most,
							each,
						);
						expect(slots).toHaveLength(items.flat().length);
						const pending = [...requests.keys()].filter((at) => results[at] === undefined);
						for (const [sent, at] of pending.entries()) {
							const end = ledger.begin(requests[at], byRequest[at]);
							const fate =
								sent === dies ? 'unknown' : (drawn[at % drawn.length] as Outcome['status']);
							for (const { item, entry } of byRequest[at]) {
								// An entry that was accepted, or may have been, is in no request that is sent.
								expect(settled.get(`${item}.${entry}`)).toBeUndefined();
								if (fate !== 'refused') settled.set(`${item}.${entry}`, fate);
							}
							if (sent === dies) return;
							results[at] = allOf(outcomeOf(fate))(requests[at]);
							end(results[at]!);
						}
						// What comes out for an entry is what became of it, or that nobody knows any more.
						for (const { item, entry, request, position } of slots) {
							const { status, code } = results[request]!.outcomes[position];
							if (code === 'CHANGED') expect(status).toBe('unknown');
							else expect(settled.get(`${item}.${entry}`) ?? 'refused').toBe(status);
						}
					});
				}
			},
		),
		{ numRuns: 500 },
	);
});

test('while the grouping stays, each try sends exactly what was refused or not tried', () => {
	const fatesOfTries = fc.array(fates, { minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(lists, fatesOfTries, fc.nat(6), (items, all, most) => {
			const { attempt } = execution();
			const contacts = items.map((numbers, item) => contactOf(item, `${item % 2}`, ...numbers));
			const settled = new Set<number>();
			for (const drawn of all) {
				attempt((ctx) => {
					const { requests, byRequest, ledger, results } = planned(ctx, contacts, most + 1);
					for (const [at, request] of requests.entries()) {
						expect(results[at] !== undefined).toBe(settled.has(at));
						expect(results[at]?.request.code).not.toBe('CHANGED');
						if (results[at]) continue;
						const fate = drawn[at % drawn.length] as Outcome['status'];
						ledger.begin(request, byRequest[at])(allOf(outcomeOf(fate))(request));
						if (fate !== 'refused') settled.add(at);
					}
				});
			}
		}),
	);
});

test('what becomes of each callee comes out of the ledger as it went in', () => {
	const outcomes = fc.record({
		status: fc.constantFrom<Outcome['status']>('accepted', 'repeated', 'refused', 'unknown'),
		code: fc.constantFrom('0', '-9'),
		reason: fc.constantFrom('success', 'no'),
		ids: fc.oneof(
			fc.constant({}),
			fc.record({ voiceId: fc.string() }),
			fc.record({ voiceId: fc.nat(), keyId: fc.nat() }),
		),
	});
	fc.assert(
		fc.property(
			fc.array(outcomes, { minLength: 1, maxLength: 8 }),
			fc.boolean(),
			(each, shared) => {
				const { attempt } = execution();
				const contacts = each.map((_, item) => contactOf(item, 'a', String(item)));
				const request = outcomeOf('accepted');
				const fates = shared ? each.map(() => each[0]) : each;
				// Nobody was called: that is sent again.
				fc.pre(fates.some(({ status }) => status !== 'refused'));
				const result: Result = { request, outcomes: fates };
				attempt((ctx) => sendAll(ctx, contacts, () => result));
				const again = attempt((ctx) =>
					sendAll(ctx, contacts, () => {
						throw new Error('It was sent already, and is sent again.');
					}),
				);
				const hint = 'an earlier try sent this, so it was not sent again';
				expect(again.results.map((one) => one.outcomes)).toEqual([
					fates.map((fate) => (fate.status === 'unknown' ? { ...fate, hint } : fate)),
				]);
			},
		),
	);
});

test.each([
	['another number', [contactOf(0, 'a', '1'), contactOf(1, 'a', '3')]],
	['another grouping', [contactOf(0, 'a', '1'), contactOf(1, 'b', '2')]],
	['one number more', [contactOf(0, 'a', '1', '9'), contactOf(1, 'a', '2')]],
])('a later try with %s sends nothing that no note fits, and calls it unknown', (_, changed) => {
	const { attempt } = execution();
	const first = [contactOf(0, 'a', '1'), contactOf(1, 'a', '2')];
	const accepted = allOf(outcomeOf('accepted'));
	attempt((ctx) => sendAll(ctx, first, accepted));
	const other = contactOf(2, 'c', '5');
	const { sent, results } = attempt((ctx) => sendAll(ctx, [...changed, other], accepted));
	expect(sent).toBe(0);
	for (const { request } of results) {
		expect(request).toMatchObject({ status: 'unknown', code: 'CHANGED' });
	}
});

test('another operation does not take the outcomes of the first for its own', () => {
	const { attempt } = execution();
	const contacts = [contactOf(0, 'a', '1')];
	attempt((ctx) => sendAll(ctx, contacts, allOf(outcomeOf('accepted'))));
	attempt((ctx) => {
		const { requests, slots } = plan(contacts, rule(9), 'first');
		const [known] = openLedger(ctx, 'create').recall(requests, [slots]);
		expect(known?.result.request).toMatchObject({ status: 'unknown', code: 'CHANGED' });
	});
});

test('another round of a loop sends again', () => {
	const { attempt } = execution();
	const contacts = [contactOf(0, 'a', '1')];
	const send = (round: number) =>
		attempt((ctx) => sendAll(ctx, contacts, allOf(outcomeOf('accepted'))).sent, round);
	expect([send(0), send(0), send(1), send(1)]).toEqual([1, 0, 1, 0]);
});

describe('a thousand callees take little room, and no number is noted', () => {
	const contacts = Array.from({ length: 1000 }, (_, item) =>
		contactOf(item, 'a', `49151${item}00000`),
	);
	const idOf = (item: number) => `22030311340${String(11_000_000 + item)}`;
	const accepted = outcomeOf('accepted');
	const roomFor = (list: Contact[], result: (request: Request) => Result) => {
		const { attempt, stored } = execution();
		attempt((ctx) => sendAll(ctx, list, result));
		expect(stored()).not.toContain('49151');
		return stored().length - '{"sent":{"0":[]}}'.length;
	};

	const task = { ...accepted, ids: { keyId: 123_123 } };
	const long = 'The number 4915112345678 is on a list of those who want no calls, and'.repeat(9);
	test.each<[string, Outcome]>([
		['accepted', task],
		[
			'submitted before',
			{ ...task, status: 'repeated', code: '-41', reason: 'Task name already exists' },
		],
		[
			'without an answer',
			{
				...outcomeOf('unknown'),
				code: 'ECONNRESET',
				reason: 'The request was sent, but no answer came',
			},
		],
		[
			'with a long reason, in which a number is',
			{ ...outcomeOf('unknown'), code: '-18', reason: long },
		],
	])('of one task, %s', (_, outcome) => {
		const { attempt, stored } = execution();
		attempt((ctx) => {
			const { requests, slots } = plan(contacts, rule(1000), 'first');
			const request = { ...requests[0], taskName: 'Voice 2026-11-21 0123456789abcdef' };
			openLedger(ctx, 'send').begin(request, slots)(allOf(outcome)(request));
		});
		expect(stored()).not.toContain('49151');
		expect(stored().length - '{"sent":{"0":[]}}'.length).toBeLessThan(200);
	});

	test('each with an ID: little more than the IDs', () => {
		const ids = contacts.map((_, item) => idOf(item));
		const outcomes = ids.map((voiceId) => ({ ...accepted, ids: { voiceId } }));
		const room = roomFor(contacts, () => ({ request: accepted, outcomes }));
		expect(room).toBeLessThan(JSON.stringify(ids).length + 250);
	});

	test('of two settings that take turns', () => {
		const mixed = contacts.map((contact, item) => ({
			...contact,
			settings: { body: {}, key: ['a', 'b', 'b'][(item * item) % 3] },
		}));
		const outcome = { ...accepted, ids: { callId: 'call-1' } };
		expect(roomFor(mixed, allOf(outcome))).toBeLessThan(2 * 200);
	});
});

describe('those of a task that are called again', () => {
	const again = (keyId: number, more: object = {}, item = 0): Request => {
		return { body: { keyId, ...more }, callees: [], items: [item], again: keyId };
	};
	const slots = (item = 0) => [{ item, entry: 0, request: 0, position: 0, duplicate: false }];
	const unknown = (): Result => ({
		request: outcomeOf('unknown'),
		outcomes: [outcomeOf('unknown')],
	});
	const after = (first: Request, second: Request, item = 0) => {
		const { attempt } = execution();
		attempt((ctx) => openLedger(ctx, 'resend').begin(first, slots())(unknown()));
		const [found] = attempt((ctx) => openLedger(ctx, 'resend').recall([second], [slots(item)]));
		return found?.result.request;
	};

	test('are known by the task, whatever is said to them', () => {
		expect(after(again(5, { text: 'one' }), again(5, { text: 'two' }))).toMatchObject({
			status: 'unknown',
			reason: 'unknown',
		});
	});

	test.each([
		['another task', again(6), 0],
		['another item', again(5), 1],
	])('%s is not called while nobody knows who was', (_, second, item) => {
		expect(after(again(5), second, item)).toMatchObject({ status: 'unknown', code: 'CHANGED' });
	});

	test('are known by the note of an older version, which has no time', () => {
		const { attempt } = execution();
		attempt((ctx) => {
			openLedger(ctx, 'resend').begin(again(5), slots())(unknown());
			const [note] = (ctx.getContext('node').sent as Record<string, Array<{ at?: number }>>)[0];
			delete note.at;
		});
		const [found] = attempt((ctx) => openLedger(ctx, 'resend').recall([again(5)], [slots()]));
		expect(found?.result.request.status).toBe('unknown');
		expect(found?.result).not.toHaveProperty('submittedAt');
	});
});
