import { fixtures } from '../fixtures';
import { complaints, pairOf, testedPairs } from './support/contracts';
import { json, parsed } from './support/samples';

describe.each(testedPairs)('the contract of $key', ({ schema, fixture }) => {
	const { valid, broken, samples } = fixture;

	test('allows a body that keeps all rules', () => {
		expect(complaints(schema, valid)).toEqual([]);
	});

	test.each(broken)('%s', (_, change, complaint) => {
		expect(complaints(schema, json({ ...valid, ...change }))).toContain(complaint);
	});

	if (samples.length > 0) {
		test.each(samples)('allows the sample of its page: $of', ({ request, hidden = {} }) => {
			const sent = Object.entries(parsed(request)).filter(([name]) => !(name in hidden));
			expect(complaints(schema, Object.fromEntries(sent))).toEqual([]);
		});
	}
});

test('no fixture has a body that nothing would try', () => {
	const tried = testedPairs.map(({ key }) => key);
	const idle = [...fixtures].filter(
		([key, { valid, broken }]) => (valid ?? broken) !== undefined && !tried.includes(key),
	);
	expect(
		idle.map(([key]) => `${key} has no question in its contract, or lacks one of valid and broken`),
	).toEqual([]);
});

test('numbers with texts break a rule of ITNIOTECH’s group call as numbers alone do', () => {
	const { schema, fixture } = pairOf('itniotech.groupCall.create');
	const { numberList: _, ...rest } = fixture.valid;
	const entry = { calleeNumber: '8613242926514', text1: '12' };
	const having = (numberInfoList: unknown) => complaints(schema, { ...rest, numberInfoList });
	expect(having([entry])).toEqual([]);
	const at = '/numberInfoList/0';
	expect(having([{ ...entry, calleeNumber: '4'.repeat(16) }])).toEqual([
		`${at}/calleeNumber pattern`,
	]);
	expect(having([{ ...entry, text1: 'x'.repeat(31) }])).toEqual([`${at}/text1 maxLength`]);
	expect(complaints(schema, { ...fixture.valid, numberInfoList: [entry] })).toEqual([' oneOf']);
});
