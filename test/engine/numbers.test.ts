import type { INodeParameters } from 'n8n-workflow';

import {
	bodies,
	called,
	innoPaas,
	itemsOf,
	jsonOf,
	onbuka,
	requestsOf,
	run,
	sandbox,
	senders,
	type Sender,
} from './helpers';

/** The same parameters with an option more. */
const withOption = ({ parameters }: Sender, name: string, value: string): INodeParameters => ({
	...parameters,
	options: { ...(parameters.options as INodeParameters), [name]: value },
});
const items = (...numbers: unknown[]) => numbers.map((number) => ({ number }));

/** What the node says to one number; nobody must have been called. */
async function refusal(sender: Sender, parameters: INodeParameters, number: unknown) {
	const { error } = await run({ node: sender.node, parameters, items: items(number) });
	expect(sandbox.state.log).toEqual([]);
	expect(error?.description).toBe('Nobody was called.');
	return error?.message;
}

const american = ['(415) 555-2671', '415-555-2671', '415.555.2671', '212 555 0123'];
const withDefaultCountry = senders.filter(({ operation }) => !operation.callees!.country);

describe.each(withDefaultCountry)('$named', (sender) => {
	const { node, parameters, label } = sender;
	const write = 'write it with + and the country’s calling code, or set Default Country in Options';

	test.each(american)('%s is nobody’s number as long as no country is given', async (number) => {
		const message = await refusal(sender, parameters, number);
		expect(message).toBe(
			`${label} has "${number}", which has no + and could be a number of any country; ${write} [item 0]`,
		);
	});

	test('with a Default Country they are numbers of that country', async () => {
		const { error } = await run({
			node,
			parameters: withOption(sender, 'defaultCountry', 'us'),
			items: items(...american),
		});
		expect(error).toBeUndefined();
		expect(called()).toEqual(['14155552671', '12125550123']);
	});

	test('a list can have a column for the country, which is not sent', async () => {
		const { output, error } = await run({
			node,
			parameters: withOption(sender, 'defaultCountry', '={{ $json.country }}'),
			items: [
				{ number: '0151 12345678', country: 'DE' },
				{ number: '06 12 34 56 78', country: 'fr' },
				{ number: '(415) 555-2671', country: 'US' },
				{ number: '+39 06 1234567', country: 'IT' },
			],
		});
		expect(error).toBeUndefined();
		expect(called()).toEqual(['4915112345678', '33612345678', '14155552671', '39061234567']);
		expect(itemsOf(output)).toEqual([0, 1, 2, 3]);
		expect(JSON.stringify(bodies())).not.toMatch(/country/i);
		// The country is no setting of the vendor's, so all share a request where it takes them.
		expect(sandbox.state.log).toHaveLength(requestsOf(sender, called()).length);
	});

	// Without it 4155552671 would ring in Switzerland.
	test('an item without a country is refused, and the others go out on the error branch', async () => {
		const { output, failed } = await run({
			node,
			parameters: withOption(sender, 'defaultCountry', '={{ $json.country }}'),
			items: [
				{ number: '0151 12345678', country: 'DE' },
				{ number: '4155552671' },
				{ number: '0151 12345678', country: 'Germany' },
			],
			onError: 'continueErrorOutput',
		});
		expect(itemsOf(output)).toEqual([0]);
		expect(called()).toEqual(['4915112345678']);
		expect(jsonOf(failed)).toMatchObject([
			{
				error: expect.stringMatching(
					/^Options → Default Country was added, but its expression gives nothing/,
				),
			},
			{
				error:
					'Options → Default Country is "Germany"; allowed is the two letters of a country, e.g. DE [item 2]',
			},
		]);
	});

	test('a country whose expression fails is what the message is about', async () => {
		const expression = '={{ $json.country ?? $("Nowhere").item.json.country }}';
		const { failed } = await run({
			node,
			parameters: withOption(sender, 'defaultCountry', expression),
			items: [{ number: '0151 12345678', country: 'DE' }, { number: '0151 12345678' }],
			onError: 'continueErrorOutput',
		});
		const [{ error }] = jsonOf(failed);
		expect(error).toContain('Options has an expression that fails');
		expect(error).not.toContain('0151');
	});

	test('digits alone that are as long as numbers of two countries are nobody’s', async () => {
		const parameters = withOption(sender, 'defaultCountry', 'DE');
		const message = await refusal(sender, parameters, '15112345678');
		expect(message).toContain(
			'can be read as a number of DE or with a calling code in front; write it with +',
		);
	});

	test('digits alone with the country’s own calling code are what the vendors’ pages have', async () => {
		await run({
			node,
			parameters: withOption(sender, 'defaultCountry', 'DE'),
			items: items('4915112345678', '+932111111111'),
		});
		expect(called()).toEqual(['4915112345678', '932111111111']);
	});

	test('the vendors’ own sample numbers go out as they are', async () => {
		const samples = ['932111111111', '91856321412', '8613242926514'];
		await run({ node, parameters, items: items(...samples) });
		expect(called()).toEqual(samples);
	});

	test.each([
		['a 0 behind the calling code', '+49 0151 12345678', 'a 0 behind the calling code 49'],
		['a prefix behind the calling code', '+7 8 916 123 45 67', 'the national prefix 8 behind'],
		['no calling code', '9991234567', 'begins with no calling code that there is'],
		['digits in one piece, far too many', '1'.repeat(80_000), 'a text of 80000 characters'],
		['a file', 'QUJD+/x='.repeat(15_000), 'a text of 120000 characters'],
	])('%s', async (_, number, words) => {
		const message = await refusal(sender, parameters, number);
		expect(message).toContain(words);
		expect(message?.length).toBeLessThan(300);
	});
});

describe('InnoPaaS', () => {
	const { node, label } = innoPaas;
	const of = (countryCode: string) => ({ ...innoPaas.parameters, countryCode });

	test('numbers in groups are of Country’s country', async () => {
		await run({ node, parameters: of('us'), items: items(...american.slice(2)) });
		expect(called()).toEqual(['14155552671', '12125550123']);
	});

	test('each item’s own Country counts', async () => {
		const parameters = of('={{ $json.country }}');
		await run({
			node,
			parameters,
			items: [
				{ number: '0151 12345678', country: 'DE' },
				{ number: '138 0013 8000', country: 'CN' },
			],
		});
		expect(called()).toEqual(['4915112345678', '8613800138000']);
	});

	test('countries that share a calling code are not told apart', async () => {
		await run({ node, parameters: of('CA'), items: items('+1 212 555 0123') });
		expect(called()).toEqual(['12125550123']);
	});

	test.each([
		['another country behind a plus', 'DE', '+33 6 12 34 56 78'],
		['another country in digits alone', 'DE', '33612345678'],
		['digits alone without calling code', 'US', '4155552671'],
	])('%s is not called', async (_, country, number) => {
		const message = await refusal(innoPaas, of(country), number);
		const code = country === 'DE' ? 49 : 1;
		expect(message).toBe(
			`${label} has "${number}", which does not begin with the calling code of Country ${country}, ${code}; correct it, or set Country to its country, by an expression if the list has several [item 0]`,
		);
	});

	test('a Country that is no country is what the message is about', async () => {
		const message = await refusal(innoPaas, of('XX'), '0151 12345678');
		expect(message).toBe(
			'Country is "XX"; allowed is the two letters of a country, e.g. DE [item 0]',
		);
	});
});

describe('found by a stranger:', () => {
	const withCountry = (country: string) => withOption(onbuka, 'defaultCountry', country);

	test.each([
		['US', '(415) 555-26711', 'Switzerland'],
		['US', '415-555-26711', 'Switzerland'],
		['US', '(212) 555-012345', 'Morocco'],
		['AG', '(268) 464-12304', 'Eswatini'],
		['CA', '(5026) 234-5678', 'Guatemala'],
		['ES', '4612 34 56 78', 'Sweden'],
		['HK', '455123 4567', 'Denmark'],
	])('in %s, %s is a digit too many and no number of %s', async (country, number) => {
		expect(await refusal(onbuka, withCountry(country), number)).toContain(`has "${number}"`);
	});

	test.each([
		['AD', '+376 312 345 - 312 346'],
		['FO', '+298211234 (211234'],
		['NC', '+687751234–751234'],
		['FK', '0050051234) 51234'],
	])('with %s, %s is two numbers and not one', async (country, number) => {
		expect(await refusal(onbuka, withCountry(country), number)).toContain(
			'as one number or as several',
		);
	});
});
