import { called, innoPaas, number, onbuka, run, type Sender } from './helpers';

/** Calls one person with a list Do Not Call. */
async function send(
	{ node, parameters }: Sender,
	json: { phone: string; country: string },
	doNotCall: string,
	more: object,
) {
	const { callees } = [innoPaas, onbuka].find((one) => one.node === node)!;
	const all = { ...parameters, [callees]: '={{ $json.phone }}', ...more, sending: { doNotCall } };
	return await run({ node, items: [json], parameters: all as never });
}

/** Who stands on the list word for word is never called, whatever country the digits are read for. */
describe('a list with the very digits of the item', () => {
	test('is not read for another country where Default Country is an expression', async () => {
		const json = { phone: '1701234567', country: 'DE' };
		const options = { defaultCountry: '={{ $json.country }}' };
		const { error } = await send(onbuka, json, '={{ [1701234567] }}', { options });
		expect(called()).toEqual([]);
		expect(error?.message).toMatch(/^Sending → Do Not Call has "1701234567"/);
	});

	test('may hold numbers of several countries, with calling codes', async () => {
		const json = { phone: '0151 10000000', country: 'DE' };
		const options = { defaultCountry: '={{ $json.country }}' };
		const { error } = await send(onbuka, json, `+43 660 1234567, ${number(0)}`, { options });
		expect(error).toBeUndefined();
		expect(called()).toEqual([]);
	});

	test.each([
		['NO', '47123456'],
		['ES', '341234567'],
		['SG', '65123456'],
	])('is read as InnoPaaS’s Country Code reads callees: %s', async (country, phone) => {
		const { error } = await send(innoPaas, { phone, country }, phone, { countryCode: country });
		expect(error).toBeUndefined();
		expect(called()).toEqual([]);
	});

	test('may hold numbers of other countries than InnoPaaS’s Country Code', async () => {
		const json = { phone: number(0), country: 'DE' };
		const list = `436601234567, +43 660 7654321, 0151 1000 0000`;
		const { error } = await send(innoPaas, json, list, { countryCode: 'DE' });
		expect(error).toBeUndefined();
		expect(called()).toEqual([]);
	});
});
