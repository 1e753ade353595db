import axios from 'axios';

import { signed } from './support/client';
import { complaints } from './support/contracts';
import { FILE, operation, platform } from './support/platform';

const vendors = platform();
const OWNERS = ['onbuka', 'itniotech'] as const;
type Owner = (typeof OWNERS)[number];
const SAMPLES = [
	'1202306165f28a52e95884a7292874660e121db62.wav',
	'120230616d44a63d033dc4c84b8c984981af29e82.wav',
];

/** Calls somebody whose answer is recorded: the recording's ID. */
async function recorded(vendor: Owner): Promise<string> {
	await vendors.behave({ vendor, result: 'answered', recorded: true });
	const body = { callee: '491511234567', fileId: FILE, appId: 'app' };
	const { data } = await vendors.ask(vendor, 'sendGroup', body);
	await vendors.wait(60);
	const record = (await vendors.get(vendor, 'recordGroup', { id: data[0].voiceId })).data.data;
	return record.recordingFileId;
}

const isWav = (bytes: Buffer) => {
	expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
	expect(bytes.subarray(8, 12).toString()).toBe('WAVE');
	expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
	expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
};

describe('ONBUKA gives the bytes of a recording', () => {
	const get = async (query: object) => await vendors.get('onbuka', 'getVoiceFile', { query });

	test('as an attachment, which is sound', async () => {
		const { http, data, headers } = await get({ voiceFileId: await recorded('onbuka') });
		expect(http).toBe(200);
		expect(headers['content-type']).toBe('audio/mpeg');
		expect(headers['content-disposition']).toBe('attachment');
		isWav(data);
	});

	test('each of its own', async () => {
		const [one, other] = await Promise.all(SAMPLES.map((voiceFileId) => get({ voiceFileId })));
		expect(one.data.equals(other.data)).toBe(false);
	});

	test.each([
		['one that is not there', { voiceFileId: '9.wav' }],
		['none', {}],
		['an empty name', { voiceFileId: '' }],
	])('and a sentence with HTTP 500 for %s', async (_, query) => {
		const { http, data, headers } = await get(query);
		expect([http, headers['content-type']]).toEqual([500, 'text/plain; charset=utf-8']);
		expect(data.toString()).toMatch(/\w+ \w+/);
		expect(data.toString()).not.toContain('{');
	});

	test('and the same to a stranger', async () => {
		const url = `${vendors.url('onbuka')}/v3/voice/getVoiceFile?voiceFileId=${SAMPLES[0]}`;
		const headers = signed({ secret: 'wrong' });
		const { status, data } = await axios.get(url, { headers, validateStatus: () => true });
		expect([status, data]).toEqual([500, 'Authentication error']);
	});

	test('unless a fault strikes', async () => {
		const voiceFileId = SAMPLES[0];
		await vendors.fault({ operation: 'getVoiceFile', code: '-18', reason: 'not now' });
		expect((await get({ voiceFileId })).data.toString()).toBe('not now');
		await vendors.fault({ operation: 'getVoiceFile', status: 503, body: 'busy' });
		expect(await get({ voiceFileId })).toMatchObject({ http: 503 });
		await vendors.fault({ operation: 'getVoiceFile', body: 'half' });
		expect((await get({ voiceFileId })).data.toString()).toBe('half');
		await vendors.fault({ operation: 'getVoiceFile', reset: 'after' });
		await expect(get({ voiceFileId })).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect((await get({ voiceFileId })).http).toBe(200);
	});
});

describe('ITNIOTECH gives the address of a recording', () => {
	const ask = async (query: object) =>
		(await vendors.get('itniotech', 'getRecordingFileUrl', { query })).data;
	const fetch = async (url: string, headers: object = {}) =>
		await axios.get(url, {
			...{ headers: { ...headers }, responseType: 'arraybuffer', validateStatus: () => true },
		});

	test.each([{}, { sourceType: 'group' }])('which anybody may fetch, %j', async (more) => {
		const recordingFileId = await recorded('itniotech');
		const { status, data } = await ask({ recordingFileId, ...more });
		expect(status).toBe('0');
		expect(data.expireTime).toBeGreaterThan(vendors.state().now().toMillis());
		const fetched = await fetch(data.url);
		expect([fetched.status, fetched.headers['content-type']]).toEqual([200, 'audio/wav']);
		isWav(fetched.data);
		const [, , asked, last] = await vendors.log();
		expect([asked.operation, last.operation]).toEqual(['getRecordingFileUrl', 'recordingFile']);
		expect(last.headers).not.toHaveProperty('sign');
	});

	test('where the account’s headers have no business', async () => {
		const { data } = await ask({ recordingFileId: '123.wav' });
		expect((await fetch(data.url)).status).toBe(200);
		for (const headers of [signed(), { Authorization: 'Bearer x' }, { 'Api-Key': 'x' }]) {
			expect((await fetch(data.url, headers)).status).toBe(400);
		}
	});

	test('which expires', async () => {
		const { data } = await ask({ recordingFileId: '123.wav' });
		await vendors.wait(((data.expireTime - vendors.state().now().toMillis()) / 1000 - 30) | 0);
		expect((await fetch(data.url)).status).toBe(200);
		await vendors.wait(60);
		expect((await fetch(data.url)).status).toBe(403);
		expect((await fetch(`${vendors.url('itniotech')}/recordings/guess`)).status).toBe(403);
	});

	test.each([
		['one that is not there', { recordingFileId: '9.wav' }],
		['none', {}],
		[
			'one of a phone account, under the ID of a group call',
			{ recordingFileId: '123.wav', sourceType: 'sip' },
		],
		['a source that does not exist', { recordingFileId: '123.wav', sourceType: 'cc' }],
	])('but not of %s', async (_, query) => {
		expect(await ask(query)).toMatchObject({ status: '-22', data: null });
	});
});

describe.each(OWNERS)('%s deletes', (vendor) => {
	const del = async (fileIdList: unknown) => await vendors.ask(vendor, 'fileDel', { fileIdList });
	const kept = async () =>
		(await vendors.control('get', '/recordings')).data
			.filter((one: any) => one.vendor === vendor)
			.map(({ recordingFileId }: any) => recordingFileId);

	test('recordings, and their calls have none any more', async () => {
		const id = await recorded(vendor);
		expect(await kept()).toContain(id);
		expect((await del([id])).status).toBe('0');
		expect(await kept()).not.toContain(id);
		const { strTime, endTime } = {
			strTime: vendors.state().now().minus({ days: 1 }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"),
			endTime: vendors.state().now().toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"),
		};
		const query = { params: { strTime, endTime } };
		const { records } = (await vendors.ask(vendor, 'recordGroupQuery', query)).data;
		expect(records).toHaveLength(1);
		expect(records[0]).not.toHaveProperty('recordingFileId');
		expect((await del([id])).status).toBe('-24');
	});

	test('all or none', async () => {
		const before = await kept();
		expect((await del([before[0], '9.wav'])).status).toBe('-24');
		expect(await kept()).toEqual(before);
		expect((await vendors.log()).at(-1)).toMatchObject({ taken: false });
	});

	test('nothing of another vendor', async () => {
		const [other] = OWNERS.filter((one) => one !== vendor);
		const id = await recorded(other);
		expect((await del([id])).status).toBe('-24');
	});

	test('up to 100', async () => {
		const { request } = operation(vendor, 'fileDel');
		expect(complaints(request, { fileIdList: Array(100).fill('1.wav') })).toEqual([]);
		const wrong = [[], Array(101).fill('1.wav'), '1.wav', [''], [1]];
		for (const fileIdList of wrong) {
			expect(complaints(request, { fileIdList })).toHaveLength(1);
			expect((await del(fileIdList)).status).toBe('-22');
		}
		expect(complaints(request, {})).toEqual(['/fileIdList required']);
	});
});

test('ONBUKA deletes what its page names', async () => {
	const { status, reason } = await vendors.ask('onbuka', 'fileDel', { fileIdList: SAMPLES });
	expect([status, reason]).toEqual(['0', 'success']);
	expect((await vendors.control('get', '/recordings')).data).toMatchObject([
		{ vendor: 'itniotech' },
	]);
});
