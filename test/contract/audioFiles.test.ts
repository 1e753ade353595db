import { createHash } from 'node:crypto';

import { complaints } from './support/contracts';
import { operation, PLATFORM, platform } from './support/platform';

const vendors = platform();
const ALL = [...PLATFORM];
const SOUND = Buffer.from([0, 255, 1, 254, 73, 68, 51]);
const UPLOAD = { fileName: 'hello.mp3', file: SOUND.toString('base64') };

describe.each(ALL)('%s', (vendor) => {
	test('keeps a file as it came, and gives it an ID with its extension', async () => {
		const { status, data } = await vendors.ask(vendor, 'fileUpload', UPLOAD);
		expect([status, data]).toEqual(['0', expect.stringMatching(/^1\d{8}[0-9a-f]{32}\.mp3$/)]);
		const sha256 = createHash('sha256').update(SOUND).digest('hex');
		expect((await vendors.control('get', '/files')).data).toContainEqual({
			...{ vendor, fileId: data, fileName: 'hello.mp3', size: SOUND.length, sha256 },
		});
		expect(await vendors.log()).toMatchObject([{ operation: 'fileUpload', taken: true }]);
	});

	test('takes a name once', async () => {
		expect((await vendors.ask(vendor, 'fileUpload', UPLOAD)).status).toBe('0');
		expect((await vendors.ask(vendor, 'fileUpload', UPLOAD)).status).toBe('-20');
		const other = { ...UPLOAD, fileName: 'other.mp3' };
		expect((await vendors.ask(vendor, 'fileUpload', other)).status).toBe('0');
		expect((await vendors.log()).map(({ taken }) => taken)).toEqual([true, false, true]);
	});

	test.each([
		['five characters are enough', { fileName: 'a.mp3' }],
		['32 characters fit', { fileName: `${'a'.repeat(28)}.m4a` }],
		['what ONBUKA prints is a name', { fileName: 'c:tmptest.wav' }],
		['33 characters do not fit', { fileName: `${'a'.repeat(29)}.wav` }, '/fileName maxLength'],
		['four characters are too few', { fileName: '.mp3' }, '/fileName minLength'],
		['an extension is needed', { fileName: 'hello' }, '/fileName pattern'],
		['other audio is refused', { fileName: 'hello.ogg' }, '/fileName pattern'],
		['a name is needed', { fileName: undefined }, '/fileName required'],
		['content is needed', { file: undefined }, '/file required'],
		['an empty file is none', { file: '' }, '/file'],
		['bytes are in base64', { file: 'data:audio/mpeg;base64,AAAA' }, '/file pattern'],
		['there is nothing else', { appId: '4luaKsL2' }, '/appId additionalProperties'],
	])('%s', async (_, change, wrong = '') => {
		const body = JSON.parse(JSON.stringify({ ...UPLOAD, ...change }));
		const found = complaints(operation(vendor, 'fileUpload').request, body);
		expect(found.length > 0).toBe(wrong !== '');
		expect(found[0] ?? '').toContain(wrong);
		const { status } = await vendors.ask(vendor, 'fileUpload', body);
		expect(status).toBe(wrong ? '-22' : '0');
	});
});

describe('the list of files, at ONBUKA', () => {
	const list = async (page: object = {}) => await vendors.ask('onbuka', 'fileQuery', page);

	test('has the sample of its page', async () => {
		const { status, reason, data } = await list({ current: 1, size: 10 });
		expect([status, reason]).toEqual(['0', 'success']);
		expect(data.records).toContainEqual({
			fileId: '1202202254d4c6372d6f341e999c7ecd0683ee464.mp3',
			fileName: 'test.mp3',
		});
	});

	test('has what was uploaded, the newest first, a page at a time', async () => {
		const { total } = (await list()).data;
		for (const name of ['one', 'two', 'three']) {
			await vendors.ask('onbuka', 'fileUpload', { ...UPLOAD, fileName: `${name}.mp3` });
		}
		const { data } = await list({ current: 1, size: 2 });
		expect(data).toMatchObject({ total: total + 3, size: 2, current: 1 });
		expect(data.pages).toBe(Math.ceil((total + 3) / 2));
		expect(data.records.map(({ fileName }: any) => fileName)).toEqual(['three.mp3', 'two.mp3']);
		const { records } = (await list({ current: 2, size: 2 })).data;
		expect(records[0].fileName).toBe('one.mp3');
		expect((await list({ current: 99 })).data.records).toEqual([]);
	});

	test('has 25 on a page unless another number is asked for', async () => {
		for (let index = 0; index < 30; index++) {
			await vendors.ask('onbuka', 'fileUpload', { ...UPLOAD, fileName: `file${index}.mp3` });
		}
		expect((await list()).data.records).toHaveLength(25);
		expect((await list({ size: 100 })).data.records.length).toBeGreaterThan(25);
	});

	test.each([
		[{ current: 0 }, '/current minimum'],
		[{ current: '' }, '/current type'],
		[{ size: 0 }, '/size minimum'],
		[{ size: 101 }, '/size maximum'],
		[{ params: {} }, '/params additionalProperties'],
	])('%j is refused', async (page, wrong) => {
		expect(complaints(operation('onbuka', 'fileQuery').request, page)).toEqual([wrong]);
		expect((await list(page)).status).toBe('-22');
	});
});
