import {
	createServer,
	type IncomingHttpHeaders,
	type RequestListener,
	type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeExecutionData } from 'n8n-workflow';

import { soundOf } from '../../sandbox/library';
import { tested, type Tested } from '../fixtures';
import type { NodeName } from '../support/engine';
import { exampleOf, itemsOf, jsonOf, misbehave, once, run, sandbox } from './helpers';

const asked = (operation: string) =>
	sandbox.state.log.filter((entry) => entry.operation === operation);
const detailsOf = (items: INodeExecutionData[]) => jsonOf(items).map(({ details }) => details);

const downloads = tested.filter(
	({ operation }) => operation.kind === 'file' && operation.direction === 'down',
);
const bytesOf = ({ binary }: INodeExecutionData, field = 'data') =>
	Buffer.from(binary![field].data, 'base64');

describe.each(downloads)('$named', (one) => {
	const { node, operation, vendor } = one;
	const parameters = exampleOf(one);
	const { id } = operation as { id: string };
	const recording = String(parameters[id]);

	test('gives the bytes with name and type', async () => {
		const { output, error } = await run({ node, parameters });
		expect(error).toBeUndefined();
		const [item] = output;
		expect(bytesOf(item)).toEqual(soundOf(recording));
		const { fileName, mimeType } = item.binary!.data;
		expect(fileName).toBe(recording);
		expect(mimeType).toMatch(/^audio\//);
		expect(item.json).toEqual({
			[id]: recording,
			fileName,
			mimeType,
			bytes: soundOf(recording).length,
		});
		expect(itemsOf(output)).toEqual([0]);
	});

	test('puts it into the field that was asked for', async () => {
		const other = { ...parameters, binaryPropertyName: 'voice' };
		const [item] = (await run({ node, parameters: other })).output;
		expect(Object.keys(item.binary!)).toEqual(['voice']);
	});

	test('one that is not there: the others come, and its item says why', async () => {
		const items = [recording, 'none.wav', recording].map((name) => ({ name }));
		const many = { ...once(parameters), [id]: '={{ $json.name }}' };
		const split = await run({ node, parameters: many, items, onError: 'continueErrorOutput' });
		expect(itemsOf(split.output)).toEqual([0, 2]);
		expect(itemsOf(split.failed)).toEqual([1]);
		expect(detailsOf(split.failed)).toMatchObject([{ [id]: 'none.wav' }]);
		const stopped = await run({ node, parameters: many, items });
		expect(stopped.error?.message).toMatch(`${vendor.name} did not give what was asked for`);
		expect(stopped.error?.context?.itemIndex).toBe(1);
	});

	test.each(['-1', '-13'])('after %s nothing more is tried', async (code) => {
		const envelope = `{"status":"${code}","reason":"Authentication error"}`;
		misbehave({ status: 200, body: envelope, headers: { 'content-type': 'application/json' } });
		const items = [{}, {}, {}];
		const { failed } = await run({
			...{ node, parameters: once(parameters), items },
			onError: 'continueErrorOutput',
		});
		expect(sandbox.state.log).toHaveLength(1);
		expect(detailsOf(failed)).toMatchObject([
			{ code },
			{ code: 'NOT TRIED' },
			{ code: 'NOT TRIED' },
		]);
	});

	test('what fails is tried again', async () => {
		misbehave({ reset: 'before', times: 2 });
		const { output } = await run({ node, parameters });
		expect(bytesOf(output[0])).toEqual(soundOf(recording));
	});
});

const inPlace = (body: string, type: string, status = 200) =>
	misbehave({ status, body, headers: { 'content-type': type }, times: 9 });
const [onbuka, itniotech] = ['onbuka', 'itniotech'].map((vendor): Tested =>
	downloads.find(({ vendorName }) => vendorName === vendor)!,
);

describe('ONBUKA, which sends the bytes itself', () => {
	const node: NodeName = 'onbuka';
	const parameters = exampleOf(onbuka);
	const fails = async () => (await run({ node, parameters })).error?.message;

	test('HTTP 500 with a sentence: the sentence is the error', async () => {
		const { error } = await run({ node, parameters: { ...parameters, voiceFileId: 'none.wav' } });
		expect(error?.message).toBe(
			'ONBUKA did not give what was asked for: The file does not exist (HTTP 500)',
		);
	});

	test.each(['application/json', 'audio/mpeg', 'application/octet-stream'])(
		'an envelope of the type %s is no file',
		async (type) => {
			inPlace('{"status":"-22","reason":"Parameter exception"}', type);
			expect(await fails()).toBe(
				'ONBUKA did not give what was asked for: Parameter exception (-22)',
			);
		},
	);

	test('nothing in it', async () => {
		inPlace('', 'audio/mpeg');
		expect(await fails()).toMatch('The file that came is empty');
	});

	test('JSON that says nothing is no file', async () => {
		inPlace('[1]', 'application/json; charset=utf-8');
		expect(await fails()).toMatch('could not be understood');
	});

	test('a page in HTML is no file', async () => {
		inPlace('<html>sign in</html>', 'text/html');
		expect(await fails()).toMatch('could not be understood');
	});

	test.each(['<!DOCTYPE html><html>sign in</html>', '\n<?xml version="1.0"?><Error/>'])(
		'%j that says nothing with its type is no file either',
		async (page) => {
			inPlace(page, 'application/octet-stream');
			expect(await fails()).toMatch('could not be understood');
		},
	);

	test('an envelope behind a byte order mark is no file', async () => {
		inPlace('\ufeff{"status":"-22","reason":"Parameter exception"}', 'audio/mpeg');
		expect(await fails()).toMatch(/^ONBUKA did not give what was asked for: .*Parameter exception/);
	});

	test('an envelope that says success is no file, and the error says so', async () => {
		inPlace('{"status":"0","reason":"success","data":null}', 'application/json');
		expect(await fails()).toBe(
			'ONBUKA did not give what was asked for: The answer says success, but has no file in it (NO FILE)',
		);
	});

	test('what has no type, or says nothing with it, has that of its bytes or name', async () => {
		inPlace('RIFF', 'application/octet-stream');
		const [{ binary }] = (await run({ node, parameters })).output;
		expect(binary!.data.mimeType).toMatch(/^audio\/(x-)?wav$/);
	});

	test('the ID may be an address: the file is named after its end', async () => {
		const voiceFileId = 'https://cdn.example/2023/11/abc?x=1&y=ü';
		sandbox.state.recordings.push({ vendor: 'onbuka', recordingFileId: voiceFileId });
		const [{ binary, json }] = (await run({ node, parameters: { ...parameters, voiceFileId } }))
			.output;
		expect(json.voiceFileId).toBe(voiceFileId);
		// What stands behind it may be a signature.
		expect(binary!.data.fileName).toBe('abc.mp3');
	});
});

describe('ITNIOTECH, which gives an address', () => {
	const node: NodeName = 'itniotech';
	const parameters = once(exampleOf(itniotech));
	const sound = soundOf('elsewhere');
	let servers: Server[] = [];
	let seen: Array<{ path: string; headers: IncomingHttpHeaders }> = [];
	beforeEach(() => {
		seen = [];
	});
	afterEach(async () => {
		for (const server of servers) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
		servers = [];
	});

	/** A host of somebody else, which serves files. */
	async function host(answer: RequestListener): Promise<string> {
		const server = createServer((request, response) => {
			seen.push({ path: request.url!, headers: request.headers });
			answer(request, response);
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}
	const serve: RequestListener = (_, response) =>
		void response.setHeader('content-type', 'audio/wav').end(sound);
	/** The vendor names an address. */
	const gives = (url: unknown) =>
		misbehave({
			operation: 'getRecordingFileUrl',
			body: JSON.stringify({ status: '0', reason: 'success', data: { url, expireTime: 0 } }),
			times: 9,
		});
	const fails = async () => (await run({ node, parameters })).error?.message;

	test('takes no credential there', async () => {
		gives(`${await host(serve)}/7e9978?token=x`);
		const { output } = await run({ node, parameters });
		expect(bytesOf(output[0])).toEqual(sound);
		expect(seen.map(({ path }) => path)).toEqual(['/7e9978?token=x']);
		const names = Object.keys(seen[0].headers);
		for (const name of ['sign', 'timestamp', 'api-key', 'authorization', 'cookie']) {
			expect(names).not.toContain(name);
		}
	});

	test('follows a redirect, there without a credential as well', async () => {
		const last = await host(serve);
		const first = await host((_, response) =>
			response.writeHead(302, { location: `${last}/there` }).end(),
		);
		gives(`${first}/here`);
		const { output } = await run({ node, parameters });
		expect(bytesOf(output[0])).toEqual(sound);
		expect(seen.map(({ path }) => path)).toEqual(['/here', '/there']);
		expect(Object.keys(seen[1].headers)).not.toContain('sign');
	});

	test('follows a redirect no further than is safe, and not for ever', async () => {
		const away = await host((_, response) =>
			response.writeHead(302, { location: 'http://files.invalid/x' }).end(),
		);
		gives(away);
		expect(await fails()).toMatch('answered HTTP 302');
		const round = await host((_, response) => response.writeHead(307, { location: '/' }).end());
		sandbox.state.reset();
		gives(round);
		seen = [];
		expect(await fails()).toMatch('answered HTTP 307');
		expect(seen).toHaveLength(6);
	});

	test.each([
		['over plain http', 'http://files.example/7e9978'],
		['over something else', 'ftp://127.0.0.1/7e9978'],
		['on this machine’s disk', 'file:///etc/passwd'],
		['that is none', 'demo'],
		['that is missing', null],
		['that is no text', 7],
	])('an address %s is not gone to', async (_, url) => {
		gives(url);
		expect(await fails()).toMatch('The answer has no address of the file over https');
	});

	test.each([
		[403, 'Forbidden', 'answered HTTP 403'],
		[404, '', 'answered HTTP 404'],
		[200, '<html>sign in</html>', 'There is no recording at the address'],
		[200, '', 'The file that came is empty'],
	])('HTTP %d with "%s" there is an error that says so', async (status, body, words) => {
		const headers = { 'content-type': 'text/html' };
		gives(await host((_, response) => response.writeHead(status, headers).end(body)));
		const { error } = await run({ node, parameters });
		expect(error?.message).toMatch(words);
		expect(error?.description).not.toContain('Base URL');
	});

	test('a host that does not answer there', async () => {
		gives(await host((request) => request.socket.destroy()));
		expect(await fails()).toMatch('The address that the vendor gave did not answer');
	});

	test('a refusal of the vendor is told with its code', async () => {
		const { error } = await run({ node, parameters: { ...parameters, recordingFileId: 'no.wav' } });
		expect(error?.message).toMatch('Parameter exception: recordingFileId (-22)');
	});

	test('asks for the kind of recording that was chosen', async () => {
		await run({ node, parameters: { ...parameters, options: { sourceType: 'group' } } });
		expect(asked('getRecordingFileUrl')[0].path).toMatch('sourceType=group');
	});
});
