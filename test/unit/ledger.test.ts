import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import { openLedger } from '../../nodes/voice/ledger';
import { plan } from '../../nodes/voice/plan';
import type { CalleeRule, Contact, Outcome, Request } from '../../nodes/voice/types';

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
					evaluateExpression: () => runIndex,
				} as unknown as IExecuteFunctions);
			} finally {
				stored = JSON.stringify(context);
			}
		},
		stored: () => stored,
	};
}

const numbersOf = ({ callees }: Request) => callees.map(({ number }) => number);

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
					const contacts = items.map((numbers, item): Contact => ({
						item,
						settings: { body: {}, key: keys[item] },
						callees: numbers.map((number) => ({ number, variables: {} })),
					}));
					attempt((ctx) => {
						const ledger = openLedger(ctx, 'send');
						const { requests, results, slots } = plan(contacts, rule(most), each, ledger.earlier);
						expect(slots).toHaveLength(items.flat().length);
						for (let at = results.length, sent = 0; at < requests.length; at++, sent++) {
							const mine = slots.filter(({ request }) => request === at);
							const end = ledger.begin(mine, numbersOf(requests[at]));
							const fate =
								sent === dies ? 'unknown' : (drawn[at % drawn.length] as Outcome['status']);
							for (const { item, entry } of mine) {
								// An entry that was accepted, or may have been, is in no new request.
								expect(settled.get(`${item}.${entry}`)).toBeUndefined();
								if (fate !== 'refused') settled.set(`${item}.${entry}`, fate);
							}
							if (sent === dies) return;
							const outcome = outcomeOf(fate);
							results[at] = { request: outcome, outcomes: requests[at].callees.map(() => outcome) };
							end(results[at]);
						}
						// What comes out for an entry is what became of it.
						for (const { item, entry, request, position } of slots) {
							const status = results[request].outcomes[position].status;
							expect(settled.get(`${item}.${entry}`) ?? 'refused').toBe(status);
						}
					});
				}
			},
		),
		{ numRuns: 500 },
	);
});

test('an item that names another number at a later try is not said to be accepted', () => {
	const { attempt } = execution();
	const contactOf = (number: string): Contact => ({
		item: 0,
		settings: { body: {}, key: '' },
		callees: [{ number, variables: {} }],
	});
	const send = (number: string, operation: string) =>
		attempt((ctx) => {
			const ledger = openLedger(ctx, operation);
			const planned = plan([contactOf(number)], rule(9), false, ledger.earlier);
			const outcome = outcomeOf('accepted');
			if (ledger.earlier.length === 0) {
				const end = ledger.begin(planned.slots, [number]);
				end({ request: outcome, outcomes: [outcome] });
			}
			return [planned.requests.length, planned.results[0]?.outcomes[0].status];
		});
	expect(send('1', 'send')).toEqual([1, undefined]);
	expect(send('1', 'send')).toEqual([1, 'accepted']);
	expect(send('2', 'send')).toEqual([1, 'unknown']);
	expect(send('1', 'create')).toEqual([1, 'unknown']);
});

test('another round of a loop sends again', () => {
	const { attempt } = execution();
	const send = (runIndex: number) =>
		attempt((ctx) => {
			const ledger = openLedger(ctx, 'send');
			const contact = { item: 0, settings: { body: {}, key: '' }, callees: [] };
			const { requests, slots } = plan([contact], undefined, false, ledger.earlier);
			const outcome = outcomeOf('accepted');
			if (ledger.earlier.length === 0)
				ledger.begin(slots, [])({ request: outcome, outcomes: [outcome] });
			return requests.length - ledger.earlier.length;
		}, runIndex);
	expect([send(0), send(0), send(1), send(1)]).toEqual([1, 0, 1, 0]);
});

test('a thousand callees take little room, and no number is noted', () => {
	const { attempt, stored } = execution();
	attempt((ctx) => {
		const contacts = Array.from({ length: 1000 }, (_, item) => ({
			item,
			settings: { body: {}, key: '' },
			callees: [{ number: `49151${item}00000`, variables: {} }],
		}));
		const { requests, slots } = plan(contacts, rule(1000), false);
		const outcome = { ...outcomeOf('accepted'), ids: { callId: 'call-1' } };
		openLedger(ctx, 'send').begin(
			slots,
			numbersOf(requests[0]),
		)({ request: outcome, outcomes: slots.map(() => outcome) });
	});
	expect(stored().length).toBeLessThan(200);
	expect(stored()).not.toContain('49151');
});
