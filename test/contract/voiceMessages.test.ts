import { complaints } from './support/contracts';
import { FILE, operation, PLATFORM, platform, type PlatformVendor } from './support/platform';

const vendors = platform();

const MESSAGE = {
	callee: '91856321412,91856321300',
	displayNum: '1008122211',
	fileId: FILE,
	appId: '4luaKsL2',
	maxDuration: 50,
	maxRingingTime: 60,
	loopCount: 2,
	calledInfo: 'calledInfo',
};
/** As ITNIOTECH's page prints it. */
const SPOKEN = {
	callee: '932111111111',
	displayNum: '1008122211',
	language: 'EN',
	accent: '91',
	ssmlGender: 2,
	speakingRate: 1,
	text: 'hello world',
	appId: '4luaKsL2',
	loopCount: 2,
	calledInfo: 'calledInfo',
	recallCount: 0,
	recallInterval: 5,
	maxDuration: 120,
	maxRingingTime: 60,
};

const ALL = [...PLATFORM];
const NEWER: PlatformVendor[] = ['itniotech', 'laaffic'];
const BODIES = { sendGroup: MESSAGE, sendCode: SPOKEN };
type Message = keyof typeof BODIES;

test.each(ALL)('%s: what the pages print is allowed, and calls every number', async (vendor) => {
	const { status, data } = await vendors.ask(vendor, 'sendGroup', MESSAGE);
	expect([status, data.map(({ callee }: any) => callee)]).toEqual([
		'0',
		['91856321412', '91856321300'],
	]);
	const spoken = await vendors.ask(vendor, 'sendCode', SPOKEN);
	expect([spoken.status, spoken.data]).toEqual(['0', expect.stringMatching(/^\d{19}$/)]);
	const ids = [...data.map(({ voiceId }: any) => voiceId), spoken.data];
	expect((await vendors.read('calls')).map(({ vendor: by, id }) => [by, id])).toEqual(
		ids.map((id) => [vendor, id]),
	);
	expect((await vendors.log()).map(({ taken }) => taken)).toEqual([true, true]);
});

test('ITNIOTECH: a message may begin and end with a pause', async () => {
	const body = { ...MESSAGE, delayPlay: 999, delayHangup: 0 };
	expect((await vendors.ask('itniotech', 'sendGroup', body)).status).toBe('0');
});

const hundred = (digits: number) => '1'.repeat(digits);

/** Vendors, operation, change, and what the contract has against it; nothing if it is allowed. */
const LIMITS: Array<[PlatformVendor[], Message, object, string?]> = [
	[ALL, 'sendGroup', { callee: Array(1000).fill('1234567').join(',') }],
	[ALL, 'sendGroup', { callee: Array(1001).fill('1234567').join(',') }, '/callee pattern'],
	[ALL, 'sendGroup', { callee: hundred(15) }],
	[ALL, 'sendGroup', { callee: hundred(16) }, '/callee pattern'],
	[ALL, 'sendGroup', { callee: hundred(6) }, '/callee pattern'],
	[ALL, 'sendGroup', { callee: ['1234567'] }, '/callee type'],
	[ALL, 'sendGroup', { callee: undefined }, '/callee required'],
	[ALL, 'sendGroup', { fileId: undefined }, '/fileId required'],
	[ALL, 'sendGroup', { fileId: '' }, '/fileId minLength'],
	[['onbuka'], 'sendGroup', { loopCount: 3 }],
	[['onbuka'], 'sendGroup', { loopCount: 4 }, '/loopCount maximum'],
	[['onbuka'], 'sendGroup', { loopCount: null, maxDuration: null, displayNum: null }],
	[['onbuka'], 'sendGroup', { displayNum: '' }, '/displayNum pattern'],
	[['onbuka', 'laaffic'], 'sendGroup', { delayPlay: 0 }, '/delayPlay additionalProperties'],
	[NEWER, 'sendGroup', { loopCount: 9 }],
	[NEWER, 'sendGroup', { loopCount: 10 }, '/loopCount maximum'],
	[NEWER, 'sendGroup', { displayNum: '' }],
	[['laaffic'], 'sendGroup', { maxDuration: null }, '/maxDuration type'],
	[['itniotech'], 'sendGroup', { delayPlay: 1000 }, '/delayPlay maximum'],
	[['itniotech'], 'sendGroup', { delayHangup: -1 }, '/delayHangup minimum'],
	[ALL, 'sendCode', { callee: '932111111111,932111111112' }, '/callee pattern'],
	[ALL, 'sendCode', { callee: hundred(7) }],
	[ALL, 'sendCode', { language: undefined }, '/language required'],
	[ALL, 'sendCode', { text: undefined }, '/text required'],
	[ALL, 'sendCode', { text: 'x'.repeat(1000) }],
	[ALL, 'sendCode', { text: 'x'.repeat(1001) }, '/text maxLength'],
	[ALL, 'sendCode', { speakingRate: 0.25 }],
	[ALL, 'sendCode', { speakingRate: 4.1 }, '/speakingRate maximum'],
	[ALL, 'sendCode', { speakingRate: 0.24 }, '/speakingRate minimum'],
	[ALL, 'sendCode', { ssmlGender: 0 }, '/ssmlGender enum'],
	[ALL, 'sendCode', { accent: 91 }, '/accent type'],
	[ALL, 'sendCode', { recallCount: 9, recallInterval: 999 }],
	[ALL, 'sendCode', { recallCount: 10, recallInterval: 1 }, '/recallCount maximum'],
	[ALL, 'sendCode', { recallCount: 1, recallInterval: 0 }, '/recallInterval minimum'],
	[ALL, 'sendCode', { recallCount: 1, recallInterval: 1000 }, '/recallInterval maximum'],
	[ALL, 'sendCode', { fileId: FILE }, '/fileId additionalProperties'],
	[['onbuka'], 'sendCode', { loopCount: 4 }, '/loopCount maximum'],
	[NEWER, 'sendCode', { loopCount: 9 }],
	...(['sendGroup', 'sendCode'] as const).flatMap((name): typeof LIMITS => [
		[ALL, name, { appId: undefined }, '/appId required'],
		[ALL, name, { displayNum: hundred(16) }, '/displayNum pattern'],
		[ALL, name, { maxDuration: 121 }, '/maxDuration maximum'],
		[ALL, name, { maxDuration: 0 }, '/maxDuration minimum'],
		[ALL, name, { maxRingingTime: 19 }, '/maxRingingTime minimum'],
		[ALL, name, { maxRingingTime: 121 }, '/maxRingingTime maximum'],
		[ALL, name, { loopCount: 0 }, '/loopCount minimum'],
		[ALL, name, { calledInfo: 'x'.repeat(1000) }],
		[ALL, name, { calledInfo: 'x'.repeat(1001) }, '/calledInfo maxLength'],
		[ALL, name, { colour: 'red' }, '/colour additionalProperties'],
	]),
];
const short = (change: object) => JSON.stringify(change, (_, value) => value ?? null).slice(0, 50);
const cases = LIMITS.flatMap(([names, name, change, wrong]) =>
	names.map((vendor) => [vendor, name, short(change), change, wrong] as const),
);

test.each(cases)('%s %s with %s', async (vendor, name, _, change, wrong) => {
	const body = JSON.parse(JSON.stringify({ ...BODIES[name], ...change }));
	expect(complaints(operation(vendor, name).request, body)).toEqual(wrong ? [wrong] : []);
	const { status } = await vendors.ask(vendor, name, body);
	// The group calls' code for a text without a language is theirs alone, but the sandbox has it here, too.
	expect(status).toMatch(wrong ? /^-(22|38)$/ : /^0$/);
	expect((await vendors.read('calls')).length > 0).toBe(!wrong);
});

test.each(ALL)(
	'%s plays files that are there, and calls nobody for another one',
	async (vendor) => {
		const body = { ...MESSAGE, fileId: FILE.replace('2', '3') };
		expect((await vendors.ask(vendor, 'sendGroup', body)).status).toBe('-22');
		expect(await vendors.read('calls')).toEqual([]);
		const fileName = 'hello.wav';
		const { data: fileId } = await vendors.ask(vendor, 'fileUpload', { fileName, file: 'YWJj' });
		expect((await vendors.ask(vendor, 'sendGroup', { ...MESSAGE, fileId })).status).toBe('0');
		const others = ALL.filter((other) => other !== vendor);
		for (const other of others) {
			expect((await vendors.ask(other, 'sendGroup', { ...MESSAGE, fileId })).status).toBe('-22');
		}
	},
);

test.each(ALL)('%s calls nobody when nothing is left on the account', async (vendor) => {
	await vendors.control('put', '/balance', { vendor, balance: '0', gift: '0' });
	for (const name of ['sendGroup', 'sendCode'] as const) {
		expect((await vendors.ask(vendor, name, BODIES[name])).status).toBe('-10');
	}
	expect(await vendors.read('calls')).toEqual([]);
});

test.each(ALL)('%s refuses one number of a message and calls the other', async (vendor) => {
	await vendors.fault({ refuse: ['91856321300'], reason: 'do not call' });
	const { data } = await vendors.ask(vendor, 'sendGroup', MESSAGE);
	expect(data).toMatchObject([
		{ terminationCode: '0' },
		{ voiceId: null, terminationReason: 'do not call' },
	]);
	expect(await vendors.read('calls')).toHaveLength(1);
});
