import fc from 'fast-check';

import { plan } from '../../nodes/voice/calls/plan';
import type { CalleeRule } from '../../nodes/voice/input/calleesParameter';
import type { Contact, Settings } from '../../nodes/voice/types';

const ruleOf = (perRequest: number): CalleeRule => ({
	parameter: 'callee',
	digits: [7, 15],
	perRequest,
	write: () => ({}),
});

const settingsOf = (key: string): Settings => ({ key, body: { text: key } });

/** `contact(0, 'a', '1', '2')`: item 0 wants 1 and 2 called with the settings a. */
const contact = (item: number, key: string, ...numbers: string[]): Contact => ({
	item,
	settings: settingsOf(key),
	// Texts that tell who entered a number: those of the first are said.
	callees: numbers.map((number, at) => ({ number, variables: { text1: `${item}.${at}` } })),
});

const numbersOf = ({ requests }: ReturnType<typeof plan>) =>
	requests.map(({ callees }) => callees.map(({ number }) => number));

describe('for example,', () => {
	test('items of equal settings share a request', () => {
		const planned = plan([contact(0, 'a', '1'), contact(1, 'a', '2', '3')], ruleOf(9), 'first');
		expect(planned.requests).toEqual([
			{
				body: { text: 'a' },
				callees: [
					{ number: '1', variables: { text1: '0.0' } },
					{ number: '2', variables: { text1: '1.0' } },
					{ number: '3', variables: { text1: '1.1' } },
				],
				items: [0, 1],
			},
		]);
		expect(planned.slots).toEqual([
			{ item: 0, entry: 0, request: 0, position: 0, duplicate: false },
			{ item: 1, entry: 0, request: 0, position: 1, duplicate: false },
			{ item: 1, entry: 1, request: 0, position: 2, duplicate: false },
		]);
	});

	test('a number that comes again is called once, with the variables of the first', () => {
		const planned = plan(
			[contact(0, 'a', '1', '2', '1'), contact(1, 'a', '3', '1')],
			ruleOf(2),
			'first',
		);
		expect(numbersOf(planned)).toEqual([['1', '2'], ['3']]);
		expect(planned.requests[0].callees[0].variables).toEqual({ text1: '0.0' });
		expect(planned.requests.map(({ items }) => items)).toEqual([[0, 1], [1]]);
		expect(planned.slots).toEqual([
			{ item: 0, entry: 0, request: 0, position: 0, duplicate: false },
			{ item: 0, entry: 1, request: 0, position: 1, duplicate: false },
			{ item: 0, entry: 2, request: 0, position: 0, duplicate: true },
			{ item: 1, entry: 0, request: 1, position: 0, duplicate: false },
			{ item: 1, entry: 1, request: 0, position: 0, duplicate: true },
		]);
	});

	test('a number that comes again with other settings is called with these too', () => {
		const planned = plan(
			[contact(0, 'a', '1'), contact(1, 'b', '1'), contact(2, 'a', '1')],
			ruleOf(9),
			'first',
		);
		expect(numbersOf(planned)).toEqual([['1'], ['1']]);
		expect(planned.slots.map(({ request, duplicate }) => [request, duplicate])).toEqual([
			[0, false],
			[1, false],
			[0, true],
		]);
	});

	test('asked to call each time, it does, and calls nobody’s call a duplicate', () => {
		const planned = plan([contact(0, 'a', '1', '1'), contact(1, 'a', '1')], ruleOf(2), 'each');
		expect(numbersOf(planned)).toEqual([['1', '1'], ['1']]);
		expect(planned.slots.some(({ duplicate }) => duplicate)).toBe(false);
	});

	test('a full request and a repeated number make no empty request', () => {
		const planned = plan([contact(0, 'a', '1', '2'), contact(1, 'a', '2')], ruleOf(2), 'first');
		expect(numbersOf(planned)).toEqual([['1', '2']]);
	});

	test('requests come in the order of their first contact', () => {
		const planned = plan(
			[contact(0, 'b', '1'), contact(1, 'a', '2', '3'), contact(2, 'b', '4', '5')],
			ruleOf(2),
			'first',
		);
		expect(numbersOf(planned)).toEqual([['1', '4'], ['2', '3'], ['5']]);
	});

	test('Call Once: other variables for the same number are a problem that names both items', () => {
		const { problems } = plan(
			[
				...[contact(0, 'a', '1'), contact(1, 'a', '2'), contact(2, 'a', '1'), contact(3, 'b', '1')],
				// As item 0: it must not be called while that is said to be called for nobody.
				{ ...contact(0, 'a', '1'), item: 4 },
			],
			ruleOf(9),
			'once',
		);
		expect(
			[...problems].map(([item, [{ parameter, message }]]) => [item, parameter, message]),
		).toEqual([
			[0, 'Variables', expect.stringMatching(/^of 1 differ from those in item 2; /)],
			[2, 'Variables', expect.stringMatching(/^of 1 differ from those in item 0; /)],
			[4, 'Variables', expect.stringMatching(/^of 1 differ from those in item 2; /)],
		]);
	});

	test('Call Once: equal variables are called once', () => {
		const of = (item: number, text1: string) => ({
			...contact(item, 'a'),
			callees: [{ number: '1', variables: { text1 } }],
		});
		const planned = plan([of(0, 'Ann'), of(1, 'Ann')], ruleOf(9), 'once');
		expect(planned.problems.size).toBe(0);
		expect(numbersOf(planned)).toEqual([['1']]);
		expect(plan([of(0, 'Ann'), of(1, 'Bob')], ruleOf(9), 'each').problems.size).toBe(0);
	});

	test('nobody to call is no request', () => {
		expect(plan([], ruleOf(1), 'first')).toEqual({ requests: [], slots: [], problems: new Map() });
	});
});

/** Items may be missing in between: those that could not be read. */
const contacts = fc
	.array(
		fc.record({
			skipped: fc.nat(2),
			key: fc.constantFrom('a', 'b', 'c'),
			numbers: fc.array(fc.constantFrom('1', '2', '3', '4', '5', '6'), {
				minLength: 1,
				maxLength: 6,
			}),
		}),
		{ maxLength: 12 },
	)
	.map((rows) => {
		let item = -1;
		return rows.map(({ skipped, key, numbers }) => contact((item += 1 + skipped), key, ...numbers));
	});

/** What every plan must keep, with the entries of the input next to their slots. */
const planned = (callTwice: boolean) =>
	fc.tuple(contacts, fc.integer({ min: 1, max: 4 })).map(([list, perRequest]) => ({
		list,
		perRequest,
		entries: list.flatMap(({ item, settings, callees }) =>
			callees.map((callee) => ({ item, settings, callee })),
		),
		...plan(list, ruleOf(perRequest), callTwice ? 'each' : 'first'),
	}));

describe.each([
	['each number once', false],
	['each number each time', true],
])('calling %s,', (_, callTwice) => {
	test('every entry has a slot, in the order of the input, that calls its number', () => {
		fc.assert(
			fc.property(planned(callTwice), ({ entries, slots, requests }) => {
				expect(slots.map(({ item }) => item)).toEqual(entries.map(({ item }) => item));
				slots.forEach(({ request, position }, at) => {
					expect(requests[request].callees[position].number).toBe(entries[at].callee.number);
					expect(requests[request].body).toEqual(entries[at].settings.body);
				});
			}),
		);
	});

	test('nobody is called whom no entry asked for, and no place in a request is shared unasked', () => {
		fc.assert(
			fc.property(planned(callTwice), ({ entries, slots, requests }) => {
				const callers = slots
					.map(({ request, position, duplicate }, at) => ({ request, position, duplicate, at }))
					.filter(({ duplicate }) => !duplicate);
				const places = requests.flatMap(({ callees }, request) =>
					callees.map((callee, position) => ({ request, position, callee })),
				);
				expect(callers).toHaveLength(places.length);
				for (const { request, position, callee } of places) {
					const own = callers.filter((one) => one.request === request && one.position === position);
					expect(own).toHaveLength(1);
					// The very callee, with what is said to them.
					expect(callee).toBe(entries[own[0].at].callee);
				}
			}),
		);
	});

	test('no request is empty or over the limit, and only the last of its settings is not full', () => {
		fc.assert(
			fc.property(planned(callTwice), ({ requests, perRequest }) => {
				const last = new Map(requests.map(({ body }, index) => [body.text, index]));
				requests.forEach(({ body, callees }, index) => {
					expect(callees.length).toBeGreaterThan(0);
					expect(callees.length).toBeLessThanOrEqual(perRequest);
					if (last.get(body.text) !== index) expect(callees).toHaveLength(perRequest);
				});
			}),
		);
	});

	test('within equal settings, callees are called in the order of the input', () => {
		fc.assert(
			fc.property(planned(callTwice), ({ entries, slots, requests }) => {
				for (const key of ['a', 'b', 'c']) {
					const wanted = entries.filter(
						({ settings }, at) => settings.key === key && !slots[at].duplicate,
					);
					const called = requests
						.filter(({ body }) => body.text === key)
						.flatMap(({ callees }) => callees);
					expect(called).toEqual(wanted.map(({ callee }) => callee));
				}
			}),
		);
	});

	test('a request names exactly the items that take part in it, ascending', () => {
		fc.assert(
			fc.property(planned(callTwice), ({ slots, requests }) => {
				requests.forEach(({ items }, index) => {
					const taking = slots.filter(({ request }) => request === index).map(({ item }) => item);
					expect(items).toEqual([...new Set(taking)].sort((a, b) => a - b));
				});
			}),
		);
	});
});

test('called once means once: no number stands twice among equal settings', () => {
	fc.assert(
		fc.property(planned(false), ({ entries, slots, requests }) => {
			for (const key of ['a', 'b', 'c']) {
				const called = requests
					.filter(({ body }) => body.text === key)
					.flatMap(({ callees }) => callees.map(({ number }) => number));
				expect(new Set(called).size).toBe(called.length);
			}
			slots.forEach(({ duplicate }, at) => {
				const earlier = entries
					.slice(0, at)
					.some(
						({ settings, callee }) =>
							settings.key === entries[at].settings.key &&
							callee.number === entries[at].callee.number,
					);
				expect(duplicate).toBe(earlier);
			});
		}),
	);
});

test('called each time means each time: as many calls as entries', () => {
	fc.assert(
		fc.property(planned(true), ({ entries, slots, requests }) => {
			expect(requests.flatMap(({ callees }) => callees)).toHaveLength(entries.length);
			expect(slots.some(({ duplicate }) => duplicate)).toBe(false);
		}),
	);
});
