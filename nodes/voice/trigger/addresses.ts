/** Bits of an IPv6 address, and of what stands in front of an IPv4 address that is written as one. */
const BITS = 128;
const MAPPED_BITS = 96;
const MAPPED = 0xffffn << 32n;
const GROUPS = 8;
/** Bits of an IPv4 address. */
const BITS_OF_IPV4 = 32n;

/** What the addresses of a network have in common: all but so many bits at their end. */
export interface Network {
	begin: bigint;
	free: bigint;
}

/**
 * Reads IP addresses and networks (`198.51.100.0/24`, `2001:db8::/32`) with commas, blanks or line breaks between
 * them.
 *
 * @returns the networks, and what is none
 */
export function readNetworks(text: string): { networks: Network[]; wrong: string[] } {
	const entries = text.split(/[\s,;]+/).filter((entry) => entry !== '');
	const read = entries.map((entry) => ({ entry, network: networkOf(entry) }));
	return {
		networks: read.flatMap(({ network }) => network ?? []),
		wrong: read.filter(({ network }) => network === undefined).map(({ entry }) => entry),
	};
}

/**
 * Whether an address is in one of the networks. An IPv4 address is the same as the IPv6 address that it is
 * written as where n8n listens for both; an IPv6 network in which all of those lie names none of them.
 */
export function isIn(networks: Network[], address: string | undefined): boolean {
	const number = numberOf((address ?? '').replace(/%.*$/, ''));
	if (number === undefined) return false;
	const most = number >> BITS_OF_IPV4 === MAPPED >> BITS_OF_IPV4 ? BITS_OF_IPV4 : BigInt(BITS);
	return networks.some(({ begin, free }) => free <= most && number >> free === begin);
}

function networkOf(entry: string): Network | undefined {
	const [, address, size] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
	const number = numberOf(address ?? '');
	if (number === undefined) return undefined;
	const before = address.includes(':') ? 0 : MAPPED_BITS;
	const bits = size === undefined ? BITS : before + Number(size);
	if (bits > BITS) return undefined;
	const free = BigInt(BITS - bits);
	return { begin: number >> free, free };
}

/** An address as a number of 128 bits. */
function numberOf(address: string): bigint | undefined {
	if (!address.includes(':')) {
		const number = ofIpv4(address);
		return number === undefined ? undefined : MAPPED | BigInt(number);
	}
	const halves = inGroups(address).split('::').map(groupsOf);
	const groups = halves.flat();
	if (halves.length > 2 || groups.includes(undefined)) return undefined;
	const missing = GROUPS - groups.length;
	if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
	const [front, back = []] = halves as number[][];
	const all = [...front, ...Array<number>(missing).fill(0), ...back];
	return all.reduce((number, group) => (number << 16n) | BigInt(group), 0n);
}

/** The end of an IPv6 address may be written as IPv4. */
const inGroups = (address: string): string =>
	address.replace(/[^:]*\.[^:]*$/, (end) => {
		const number = ofIpv4(end) ?? NaN;
		return `${Math.floor(number / 0x10000).toString(16)}:${(number % 0x10000).toString(16)}`;
	});

const groupsOf = (half: string): Array<number | undefined> =>
	half === ''
		? []
		: half
				.split(':')
				.map((group) => (/^[\da-f]{1,4}$/i.test(group) ? parseInt(group, 16) : undefined));

function ofIpv4(address: string): number | undefined {
	const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1) ?? [];
	const isOne = bytes.length === 4 && bytes.every((byte) => byte === String(Number(byte)));
	if (!isOne || bytes.some((byte) => Number(byte) > 255)) return undefined;
	return bytes.reduce((number, byte) => number * 256 + Number(byte), 0);
}
