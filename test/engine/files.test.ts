import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isUpload } from '../../nodes/voice/types';
import { tested } from '../fixtures';
import { itemsOf, jsonOf, misbehave, run, sandbox, withFile } from './helpers';
import { beforeRun, retryOnFail } from './tries';

/** An item with an audio file of that name. */
function named(fileName: string | undefined, content = 'audio'): INodeExecutionData {
	const item = withFile(content);
	item.binary!.data.fileName = fileName;
	return item;
}
const asked = (operation: string) =>
	sandbox.state.log.filter((entry) => entry.operation === operation);
const uploads = () => asked('fileUpload').map(({ body }) => (body as IDataObject).fileName);
const upload = { resource: 'audioFile', operation: 'upload' };
const detailsOf = (items: INodeExecutionData[]) => jsonOf(items).map(({ details }) => details);

const uploaders = tested.filter(({ operation }) => isUpload(operation));

describe.each(uploaders)('$named', ({ node, vendor, vendorName }) => {
	const parameters = { ...upload };
	const filesThere = () =>
		sandbox.state.files
			.filter((file) => file.vendor === vendorName)
			.map(({ fileName }) => fileName);

	test('sends the file of each item under its own name', async () => {
		const items = [named('one.mp3', 'one'), named('two.wav', 'two')];
		const { output, error } = await run({ node, parameters, items });
		expect(error).toBeUndefined();
		expect(asked('fileUpload').map(({ body }) => body)).toEqual([
			{ fileName: 'one.mp3', file: Buffer.from('one').toString('base64') },
			{ fileName: 'two.wav', file: Buffer.from('two').toString('base64') },
		]);
		const fileIds = sandbox.state.files.slice(-2).map(({ fileId }) => fileId);
		expect(jsonOf(output)).toEqual([
			{ fileId: fileIds[0], fileName: 'one.mp3' },
			{ fileId: fileIds[1], fileName: 'two.wav' },
		]);
		expect(itemsOf(output)).toEqual([0, 1]);
	});

	test('a name that the user chose counts, from any field of the item', async () => {
		const chosen = {
			...parameters,
			fileName: '={{ $json.name }}.mp3',
			binaryPropertyName: 'voice',
		};
		const items = [withFile('audio', { name: 'hello' }, 'voice')];
		expect(jsonOf((await run({ node, parameters: chosen, items })).output)).toMatchObject([
			{ fileName: 'hello.mp3' },
		]);
	});

	test.each(['a.mp3', `${'x'.repeat(28)}.m4a`, 'a b ü.wav'])('takes the name %s', async (name) => {
		const { error } = await run({ node, parameters, items: [named(name)] });
		expect(error).toBeUndefined();
		expect(uploads()).toEqual([name]);
	});

	const allowed = 'allowed is a name of 5 to 32 characters that ends in .mp3, .m4a or .wav';
	test.each([
		['.mp3', 'is missing, and the file’s own is ".mp3"'],
		[`${'x'.repeat(29)}.wav`, `is missing, and the file’s own is "${'x'.repeat(29)}.wav"`],
		['speech.ogg', 'is missing, and the file’s own is "speech.ogg"'],
		['SPEECH.MP3', 'is missing, and the file’s own is "SPEECH.MP3"'],
		[undefined, 'is missing, and the file has no name'],
	])('a file with the name %s needs another one', async (name, words) => {
		const items = [named('good.mp3'), named(name)];
		const { error } = await run({ node, parameters, items });
		expect(error?.message).toBe(`File Name ${words}; ${allowed} [item 1]`);
		expect(error?.description).toContain('Nothing was sent.');
		expect(sandbox.state.log).toEqual([]);
	});

	test.each([
		['an empty file', named('empty.mp3', ''), 'is "data", but that file is empty'],
		[
			'no file',
			{ json: {} },
			'is "data", but the item has no such binary field; allowed is the name of a binary property with a file in it',
		],
	])('%s: nothing is sent, not the good files either', async (_, item, words) => {
		const { error } = await run({ node, parameters, items: [named('good.mp3'), item] });
		expect(error?.message).toBe(`Input Binary Field ${words} [item 1]`);
		expect(sandbox.state.log).toEqual([]);
	});

	test('two files of one name: the second is refused before anything is sent', async () => {
		const items = [named('one.mp3', 'one'), named('two.mp3'), named('one.mp3', 'other')];
		const words = 'File Name is "one.mp3", as of item 0; the vendor takes a name once [item 2]';
		const stopped = await run({ node, parameters, items });
		expect(stopped.error?.message).toBe(words);
		expect(sandbox.state.log).toEqual([]);
		const split = await run({ node, parameters, items, onError: 'continueErrorOutput' });
		expect(uploads()).toEqual(['one.mp3', 'two.mp3']);
		expect(itemsOf(split.failed)).toEqual([2]);
		expect(jsonOf(split.failed)).toMatchObject([{ error: words }]);
	});

	test('a name that is there is refused: there may be another recording under it', async () => {
		await run({ node, parameters, items: [named('there.mp3', 'first')] });
		const { error } = await run({ node, parameters, items: [named('there.mp3', 'second')] });
		expect(error?.message).toBe(
			`${vendor.name} did not take the file "there.mp3": Data already exists (code -20)`,
		);
		expect(error?.description).toContain('already there');
		expect(uploads()).toHaveLength(2);
	});

	test('an unknown outcome names the file, and it is not sent again', async () => {
		misbehave({ operation: 'fileUpload', reset: 'before' });
		const { error } = await run({ node, parameters, items: [named('lost.mp3')] });
		expect(error?.message).toMatch(`It is unknown whether ${vendor.name} took the file "lost.mp3"`);
		expect(error?.description).toContain('The file may be at the vendor.');
		expect(uploads()).toEqual(['lost.mp3']);
	});

	test.each(['-18', '-15'])('a code that is no refusal, %s, leaves it unknown', async (code) => {
		misbehave({ operation: 'fileUpload', code });
		const { error } = await run({ node, parameters, items: [named('lost.mp3')] });
		expect(error?.message).toMatch('It is unknown whether');
		expect(uploads()).toEqual(['lost.mp3']);
	});

	test.each(['null', '""', '" "'])('an answer without an ID, %s, leaves it unknown', async (id) => {
		const body = `{"status":"0","reason":"success","data":${id}}`;
		misbehave({ operation: 'fileUpload', body });
		const { error } = await run({ node, parameters, items: [named('lost.mp3')] });
		expect(error?.message).toContain('The answer has no ID of the file');
	});

	test('what was refused for the clock is sent again, once', async () => {
		misbehave({ operation: 'fileUpload', code: '-16' });
		const { output } = await run({ node, parameters, items: [named('late.mp3')] });
		expect(jsonOf(output)).toMatchObject([{ fileName: 'late.mp3' }]);
		expect(uploads()).toEqual(['late.mp3', 'late.mp3']);
		expect(filesThere().filter((name) => name === 'late.mp3')).toHaveLength(1);
	});

	test('one that fails among many: the others are sent, and each item hears its own', async () => {
		misbehave({ operation: 'fileUpload', code: '-21', skip: 1 });
		const items = ['one.mp3', 'two.mp3', 'three.mp3'].map((name) => named(name));
		const split = await run({ node, parameters, items, onError: 'continueErrorOutput' });
		expect(itemsOf(split.output)).toEqual([0, 2]);
		expect(itemsOf(split.failed)).toEqual([1]);
		expect(detailsOf(split.failed)).toMatchObject([
			{ status: 'refused', code: '-21', fileName: 'two.mp3' },
		]);
		sandbox.state.reset();
		misbehave({ operation: 'fileUpload', code: '-21', skip: 1 });
		const mixed = await run({ node, parameters, items, onError: 'continueRegularOutput' });
		expect(itemsOf(mixed.output)).toEqual([0, 1, 2]);
	});

	test('without an error output the run ends, and says how far it came', async () => {
		misbehave({ operation: 'fileUpload', code: '-21', skip: 1 });
		const items = ['one.mp3', 'two.mp3', 'three.mp3'].map((name) => named(name));
		const { error } = await run({ node, parameters, items });
		expect(error?.message).toContain('Done 1, failed 1, not tried 1.');
		expect(error?.context?.itemIndex).toBe(1);
		expect(uploads()).toEqual(['one.mp3', 'two.mp3']);
	});

	test.each(['-1', '-2'])('after %s nothing more is tried', async (code) => {
		misbehave({ operation: 'fileUpload', code });
		const items = ['one.mp3', 'two.mp3', 'three.mp3'].map((name) => named(name));
		const { failed } = await run({ node, parameters, items, onError: 'continueErrorOutput' });
		expect(uploads()).toEqual(['one.mp3']);
		expect(detailsOf(failed)).toMatchObject([
			{ code },
			{ code: 'NOT TRIED', fileName: 'two.mp3' },
			{ code: 'NOT TRIED', fileName: 'three.mp3' },
		]);
	});

	test('Preview sends nothing and shows the size of the file', async () => {
		const preview = { ...parameters, sending: { preview: true } };
		const { output } = await run({ node, parameters: preview, items: [named('one.mp3')] });
		expect(sandbox.state.log).toEqual([]);
		expect(jsonOf(output)).toEqual([
			{
				preview: true,
				method: 'POST',
				url: `${sandbox.urls[vendorName]}${vendor.prefix}/voice/fileUpload`,
				body: { file: 'base64 of 5 bytes', fileName: 'one.mp3' },
			},
		]);
	});

	describe('with Retry On Fail', () => {
		beforeEach(() => beforeRun(retryOnFail));

		test('what was sent is not sent again, and has its ID', async () => {
			misbehave({ operation: 'fileUpload', code: '-21', skip: 1 });
			const items = [named('one.mp3'), named('two.mp3')];
			const { output, error } = await run({ node, parameters, items });
			expect(error).toBeUndefined();
			expect(uploads()).toEqual(['one.mp3', 'two.mp3', 'two.mp3']);
			const fileIds = sandbox.state.files.slice(-2).map(({ fileId }) => fileId);
			expect(jsonOf(output).map(({ fileId }) => fileId)).toEqual(fileIds);
		});

		test('what may have been sent is not sent again', async () => {
			misbehave({ operation: 'fileUpload', reset: 'before' });
			const { error } = await run({ node, parameters, items: [named('lost.mp3')] });
			expect(error?.message).toMatch('It is unknown whether');
			expect(uploads()).toEqual(['lost.mp3']);
		});

		describe('and a name that is another one at each try', () => {
			const changing = { ...parameters, fileName: '={{ Math.random().toFixed(9) }}.mp3' };

			test('what may have been sent is not sent again, and its first name is told', async () => {
				misbehave({ operation: 'fileUpload', reset: 'before', times: 3 });
				const { error } = await run({ node, parameters: changing, items: [named('lost.mp3')] });
				expect(uploads()).toHaveLength(1);
				expect(error?.message).toContain(`"${String(uploads()[0])}"`);
			});

			test('what was sent is not sent again, and has the name it was sent under', async () => {
				misbehave({ operation: 'fileUpload', code: '-21', skip: 1 });
				const items = [named('one.mp3'), named('two.mp3')];
				const { output } = await run({ node, parameters: changing, items });
				expect(uploads()).toHaveLength(3);
				expect(jsonOf(output).map(({ fileName }) => fileName)).toEqual([
					uploads()[0],
					uploads()[2],
				]);
			});
		});

		test('what was sent is told, also where the account is refused at a later try', async () => {
			misbehave({ operation: 'fileUpload', code: '-21' });
			misbehave({ operation: 'fileUpload', code: '-1', skip: 1, times: 2 });
			const items = [named('one.mp3'), named('two.mp3')];
			const { output } = await run({ node, parameters, items, onError: 'continueRegularOutput' });
			expect(uploads().filter((name) => name === 'two.mp3')).toHaveLength(1);
			expect(jsonOf(output)[1]).toEqual({ fileId: expect.any(String), fileName: 'two.mp3' });
		});
	});
});

const listing = uploaders.filter(({ operation }) => isUpload(operation) && operation.files);

test('ONBUKA, and no other, has a list to find a file in', () => {
	expect(listing.map(({ vendorName }) => vendorName)).toEqual(['onbuka']);
});

describe.each(listing)('$named, when no answer came', ({ node, vendorName }) => {
	const parameters = { ...upload };
	const lost = async (...names: string[]) => {
		misbehave({ operation: 'fileUpload', reset: 'after' });
		return await run({ node, parameters, items: names.map((name) => named(name)) });
	};

	test('takes the ID from the list, if the file was not there before', async () => {
		const { output, error } = await lost('new.mp3');
		expect(error).toBeUndefined();
		const { fileId } = sandbox.state.files.at(-1)!;
		expect(jsonOf(output)).toEqual([{ fileId, fileName: 'new.mp3' }]);
		expect(sandbox.state.log.map(({ operation }) => operation)).toEqual([
			...['fileQuery', 'fileUpload', 'fileQuery'],
		]);
	});

	test('takes none where the name was there before: that is another file', async () => {
		const { error } = await lost('announcement.mp3');
		expect(error?.message).toMatch('It is unknown whether');
	});

	test('takes none where the file is not in the list', async () => {
		misbehave({ operation: 'fileUpload', reset: 'before' });
		const { error } = await run({ node, parameters, items: [named('new.mp3')] });
		expect(error?.message).toMatch('It is unknown whether');
		expect(asked('fileQuery')).toHaveLength(2);
	});

	test.each([
		['before', 0],
		['afterwards', 1],
	])('takes none where the list could not be read %s', async (_, skip) => {
		misbehave({ operation: 'fileQuery', code: '-18', skip, times: 3 });
		const { error } = await lost('new.mp3');
		expect(error?.message).toMatch('It is unknown whether');
	});

	test('a list that can’t be read keeps no file from being sent', async () => {
		misbehave({ operation: 'fileQuery', body: '{}', times: 9 });
		const { output } = await run({ node, parameters, items: [named('new.mp3')] });
		expect(jsonOf(output)).toMatchObject([{ fileName: 'new.mp3' }]);
		expect(sandbox.state.files.at(-1)).toMatchObject({ vendor: vendorName, fileName: 'new.mp3' });
	});
});
