import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';

import { isIn, readNetworks } from '../../nodes/voice/trigger/addresses';

/** Node's own word on it. */
function nodeSays(entry: string, address: string): boolean {
	const [network, size] = entry.split('/');
	const family = network.includes(':') ? 'ipv6' : 'ipv4';
	const list = new BlockList();
	if (size === undefined) list.addAddress(network, family);
	else list.addSubnet(network, Number(size), family);
	return list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}

const weSay = (entry: string, address: string) => isIn(readNetworks(entry).networks, address);
const isMapped = (address: string) => /^(0*:){1,5}:?ffff:/i.test(address);

/** Addresses that have much in common, so that networks hold some of them. */
const bytes = fc.array(fc.oneof(fc.constantFrom(0, 10, 127, 128, 255), fc.nat(255)), {
	minLength: 4,
	maxLength: 4,
});
const ipv4 = fc.oneof(
	bytes.map((four) => four.join('.')),
	fc.ipV4(),
);
const ipv6 = fc.oneof(
	fc.ipV6(),
	fc
		.tuple(fc.constantFrom('2001:db8', 'fe80', '2001:db8:0'), fc.nat(0xffff))
		.map(([begin, end]) => `${begin}::${end.toString(16)}`),
);
const ofNode4 = fc.tuple(ipv4, fc.integer({ min: 0, max: 32 }));
const ofNode6 = fc.tuple(ipv6, fc.integer({ min: 0, max: 128 }));

describe('as Node says:', () => {
	test('an IPv4 address is in an IPv4 network', () => {
		let inside = 0;
		fc.assert(
			fc.property(ofNode4, ipv4, fc.boolean(), ([network, size], address, isNetwork) => {
				const entry = isNetwork ? `${network}/${size}` : network;
				const said = nodeSays(entry, address);
				if (said) inside++;
				expect([entry, address, weSay(entry, address)]).toEqual([entry, address, said]);
			}),
			{ numRuns: 2000 },
		);
		expect(inside).toBeGreaterThan(50);
	});

	test('an IPv6 address is in an IPv6 network', () => {
		let inside = 0;
		fc.assert(
			fc.property(ofNode6, ipv6, fc.boolean(), ([network, size], address, isNetwork) => {
				fc.pre(!isMapped(network) && !isMapped(address));
				const entry = isNetwork ? `${network}/${size}` : network;
				const said = nodeSays(entry, address);
				if (said) inside++;
				expect([entry, address, weSay(entry, address)]).toEqual([entry, address, said]);
			}),
			{ numRuns: 2000 },
		);
		expect(inside).toBeGreaterThan(50);
	});

	test('an IPv4 address that is written as an IPv6 one is the same', () => {
		fc.assert(
			fc.property(ofNode4, ipv4, ([network, size], address) => {
				const entry = `${network}/${size}`;
				expect(weSay(entry, `::ffff:${address}`)).toBe(nodeSays(entry, `::ffff:${address}`));
				expect(weSay(`::ffff:${network}/${96 + size}`, address)).toBe(nodeSays(entry, address));
			}),
		);
	});

	test('a text is an address, or is none', () => {
		const part = fc.constantFrom('0', '1', '255', '256', '01', 'ffff', 'g', '', '12345', '1.2.3.4');
		const texts = fc.oneof(
			fc
				.tuple(fc.array(part, { maxLength: 10 }), fc.constantFrom(':', '.', '::'))
				.map(([parts, between]) => parts.join(between)),
			ipv4,
			ipv6,
			fc.stringMatching(/^[\da-f:.]{1,20}$/),
		);
		let addresses = 0;
		fc.assert(
			fc.property(texts, (text) => {
				fc.pre(text !== '');
				const isOne = isIPv4(text) || isIPv6(text);
				if (isOne) addresses++;
				expect([text, readNetworks(text).wrong]).toEqual([text, isOne ? [] : [text]]);
				expect([text, weSay(text, text)]).toEqual([text, isOne]);
			}),
			{ numRuns: 3000 },
		);
		expect(addresses).toBeGreaterThan(100);
	});
});

test('entries are separated by commas, blanks or line breaks', () => {
	const { networks, wrong } = readNetworks(' 10.0.0.0/8,\n192.0.2.7 ; 2001:db8::/32,');
	expect(wrong).toEqual([]);
	for (const address of ['10.9.8.7', '192.0.2.7', '2001:db8::1']) {
		expect([address, isIn(networks, address)]).toEqual([address, true]);
	}
	for (const address of ['11.0.0.1', '192.0.2.8', '2001:db9::1', '::1']) {
		expect([address, isIn(networks, address)]).toEqual([address, false]);
	}
});

test.each([
	'10.0.0.0/33',
	'2001:db8::/129',
	'10.0.0.0/',
	'/8',
	'10.0.0.0/8/8',
	'10.0.0/8',
	'example.com',
	'10.0.0.0/-1',
	'10.0.0.1-10.0.0.9',
	'*',
	'10.0.0.*',
])('%s is none', (entry) => {
	expect(readNetworks(`127.0.0.1, ${entry}`).wrong).toEqual([entry]);
});

test('who has no address is in no network, and the name of an interface is no part of one', () => {
	const { networks } = readNetworks('0.0.0.0/0, ::/0');
	for (const nobody of [undefined, '', 'unknown', '_hidden', '1.2.3.4, 5.6.7.8']) {
		expect(isIn(networks, nobody)).toBe(false);
	}
	expect(weSay('fe80::/10', 'fe80::1%eth0')).toBe(true);
});

test('an IPv6 network names no IPv4 address, however large it is', () => {
	for (const entry of ['::/0', '::/8', '::ffff:10.0.0.0/8', '::ffff:0:0/95']) {
		for (const address of ['9.9.9.9', '::ffff:9.9.9.9']) {
			expect([entry, address, weSay(entry, address)]).toEqual([entry, address, false]);
		}
	}
	expect(weSay('::/0', '2001:db8::1')).toBe(true);
	expect(weSay('::ffff:0:0/96', '9.9.9.9')).toBe(true);
});
