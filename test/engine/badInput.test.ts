import type { INodeParameters } from 'n8n-workflow';

import {
	called,
	expectRefused,
	expectStopped,
	itemsOf,
	jsonOf,
	exampleOf,
	laaffic,
	numbers,
	run,
	sandbox,
	senders,
	three,
} from './helpers';
import { tested, type Tested } from '../fixtures';
import type { Rule } from '../fixtures/fixture';
import { found, withValue } from './values';

const [anna, ben, carl] = numbers(3);

const setup = (one: Tested, { path, shownBy }: Rule) => ({
	node: one.node,
	parameters: withValue({ ...exampleOf(one), ...shownBy }, path, '={{ $json.value }}'),
});
const goodBadGood = ({ good }: Rule, value: unknown) =>
	three({ value: good[0] } as never, { value } as never, { value: good[1] } as never);

/** Some have no parameters. */
const withRules = tested.filter(({ fixture }) => fixture.rules.length > 0);

describe.each(withRules)('$named', (page) => {
	const { rules } = page.fixture;
	const bad = rules.flatMap((rule) => rule.bad.map((value) => [rule.label, value, rule] as const));

	test.each(bad)('%s: %j is refused', async (label, value, rule) => {
		const message = `${label} is ${found(value)}; allowed is ${rule.allowed}`;
		// What the others become hangs on no value that is bad: it is tried with the first.
		const expected = value === rule.bad[0] ? expectRefused : expectStopped;
		await expected(setup(page, rule), goodBadGood(rule, value), message);
	});

	const required = rules.filter((rule) => rule.required);

	test.each(required)('$label is needed, an empty text will not do', async (rule) => {
		const message = `${rule.label} is missing; needed is ${rule.allowed}`;
		await expectRefused(setup(page, rule), goodBadGood(rule, ''), message);
	});

	test.each(required)('$label is needed: the item lacks the field it comes from', async (rule) => {
		const message = `${rule.label} is missing; needed is ${rule.allowed}`;
		await expectRefused(setup(page, rule), goodBadGood(rule, undefined), message);
	});
});

test.each([
	[
		'2026-03-29T02:30:00',
		'which does not exist in Europe/Berlin, where clocks are put forward then; write another time, or one with an offset',
	],
	[
		'2026-10-25 02:30:00',
		'which exists twice in Europe/Berlin, where clocks are put back then; write it with an offset, e.g. 2026-10-25T02:30:00+02:00',
	],
	[
		'2026-01-31T09:30:00+99:00',
		'whose offset no place has; allowed are offsets from -12:00 to +14:00',
	],
])('a time that could be another one, %s, is refused', async (value, why) => {
	const { node, parameters } = laaffic;
	const good = { value: '2026-10-25T02:30:00+01:00' };
	await expectRefused(
		{ node, parameters: { ...parameters, options: { sendTime: '={{ $json.value }}' } } },
		three(good, { value }, good),
		`Options → Send Time is "${value}", ${why}`,
	);
});

describe.each(senders)('the callees of $named', ({ node, parameters, label, ...sender }) => {
	const { digits: limits, country } = sender.operation.callees!;
	const [fewest, most] = limits;
	const digits = `allowed are ${fewest} to ${most} digits with the country code, e.g. 4915112345678`;
	const short = '4'.repeat(fewest - 1);
	const long = '4'.repeat(most + 1);

	test.each([
		['nothing', '', 'holds no number'],
		['spaces', ' \n ', 'holds no number'],
		['separators alone', ',;', 'holds no number'],
		['a field that the item lacks', undefined, 'holds no number'],
		['an empty list', [], 'holds no number'],
		['a list with a gap', [ben, ''], 'is a list with an empty entry; take the entry out'],
		['a word', 'Ben', `has "Ben", which holds more than digits; ${digits}`],
		['a letter in it', `${ben}x`, `has "${ben}x", which holds more than digits; ${digits}`],
		['one bad among good', `${ben}, x1`, `has "x1", which holds more than digits; ${digits}`],
		['too short', short, `has "${short}", which has ${fewest - 1} digits; ${digits}`],
		['too long', long, `has "${long}", which has ${most + 1} digits; ${digits}`],
		[
			'no country code',
			'01511234567',
			`has "01511234567", which has no country code; write it with + and the country’s calling code${
				country ? '' : ', or set Default Country in Options'
			}`,
		],
		[
			'a zero in brackets',
			'+49 (0) 1511234567',
			'has "+49 (0) 1511234567" with a 0 by itself, which is not dialled from abroad; leave it out',
		],
		['an object', { number: ben }, 'is a value of type object; a phone number as text is needed'],
		['a switch', true, 'is a value of type boolean; a phone number as text is needed'],
		['lists in a list', [[ben]], 'is a list in a list; a phone number as text is needed'],
		[
			'a number with decimals',
			49151.5,
			'is the number 49151.5, which is not an exact whole number; give phone numbers as text',
		],
		[
			'a number too great to be exact',
			1e21,
			'is the number 1e+21, which is not an exact whole number; give phone numbers as text',
		],
		[
			'two readings',
			`${ben.slice(0, 7)} ${ben.slice(0, 7)}`,
			`has "${ben.slice(0, 7)} ${ben.slice(0, 7)}", which can be read as one number or as several; separate numbers with commas`,
		],
	])('%s', async (_, number, message) => {
		const items = three({}, { number } as never, {});
		await expectRefused({ node, parameters }, items, `${label} ${message}`);
	});

	test('shortest and longest numbers are called', async () => {
		const list = [fewest, most].map((count) => `49${'3'.repeat(count - 2)}`);
		await run({ node, parameters, items: [{ number: list }] });
		expect(called()).toEqual(list);
	});

	test('an expression that fails concerns its own item', async () => {
		const expression = '={{ $json.number ? $json.number : $("Nowhere").item.json.number }}';
		const items = three({}, { number: '' }, {});
		await expectRefused(
			{ node, parameters: { ...parameters, [sender.callees]: expression } as INodeParameters },
			items,
			`${label} has an expression that fails: Referenced node doesn't exist`,
		);
	});

	test('items that are all bad: nothing is sent on either way', async () => {
		const items = [{ number: 'x' }, { number: '' }, { number: [] }];
		const stopped = await run({ node, parameters, items });
		expect(stopped.error?.message).toContain('[item 0]');
		expect(stopped.error?.description).toContain(
			'Items 1-2 have problems, too. Nobody was called.',
		);
		const split = await run({ node, parameters, items, onError: 'continueErrorOutput' });
		expect(itemsOf(split.failed)).toEqual([0, 1, 2]);
		expect([...split.output, ...sandbox.state.log]).toEqual([]);
	});

	test('on one output the bad item keeps its place', async () => {
		const items = [{ number: anna }, { number: 'x' }, { number: carl }];
		const { output } = await run({ node, parameters, items, onError: 'continueRegularOutput' });
		expect(itemsOf(output)).toEqual([0, 1, 2]);
		expect(jsonOf(output)).toMatchObject([
			{ calleeNumber: anna, status: 'accepted' },
			{ error: expect.stringContaining('has "x"') },
			{ calleeNumber: carl, status: 'accepted' },
		]);
		expect(called()).toEqual([anna, carl]);
	});

	test('no items: nothing is sent and nothing fails', async () => {
		const { output, failed, error } = await run({ node, parameters, items: [] });
		expect(error).toBeUndefined();
		expect([...output, ...failed, ...sandbox.state.log]).toEqual([]);
	});
});
