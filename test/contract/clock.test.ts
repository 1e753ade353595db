import axios from 'axios';
import { DateTime } from 'luxon';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import type { VendorName } from '../../sandbox/state';
import { BUKA, callOf, clientOf, MESSAGE, signed } from './support/client';

let sandbox: Sandbox;
const client = clientOf(() => sandbox);

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(async () => void (await client.control('delete', '/')));

afterAll(async () => await sandbox.close());

const setClock = async (offsetSeconds: unknown) =>
	await client.control('put', '/clock', { offsetSeconds });
/** Seconds since 1970, `ahead` of this machine's clock. */
const seconds = (ahead: number) => Date.now() / 1000 + ahead;
/** Calls through ONBUKA with a time stamp that is so many seconds ahead. */
const call = async (ahead = 0, vendor: VendorName = 'onbuka') => {
	const { path, body } = callOf(vendor);
	return await client.post(vendor, path, body, signed({ at: seconds(ahead) }));
};
/** How far a time of the vendor is ahead; a test may take a minute before it is judged. */
const expectAhead = (found: DateTime, ahead: number) =>
	expect(Math.abs(found.toSeconds() - seconds(ahead))).toBeLessThan(60);
const dateOf = ({ headers }: { headers: Record<string, unknown> }) =>
	DateTime.fromHTTP(String(headers.date));

test.each([3600, -3600])('%i seconds ahead: a time stamp has to be, too', async (ahead) => {
	expect((await setClock(ahead)).http).toBe(204);
	expect((await call()).data.status).toBe('-16');
	expect((await call(-ahead)).data.status).toBe('-16');
	expect((await call(ahead)).data.status).toBe('0');
});

test.each([0, 3600, -86_400])('%i seconds ahead: so are the dates of answers', async (ahead) => {
	await setClock(ahead);
	for (const stamp of [0, ahead]) expectAhead(dateOf(await call(stamp)), ahead);
	expectAhead(dateOf(await client.call('innopaas')), ahead);
	await client.fault({ status: 503 });
	expectAhead(dateOf(await call()), ahead);
	expectAhead(dateOf(await client.post('onbuka', '/nowhere', {}, signed())), ahead);
});

test('a fault may say another date', async () => {
	await setClock(3600);
	await client.fault({ status: 503, headers: { Date: 'yesterday' } });
	expect((await call()).headers.date).toBe('yesterday');
});

test('tasks are made at the time the vendor thinks it is', async () => {
	await setClock(86_400);
	await call(86_400, 'itniotech');
	const [{ createdTime }] = await client.read('tasks');
	expectAhead(DateTime.fromSQL(createdTime, { zone: 'Asia/Shanghai' }), 86_400);
});

test('a schedule is judged by it', async () => {
	const inDays = (days: number) =>
		DateTime.now().setZone('Asia/Shanghai').plus({ days }).toFormat('yyyyMMddHHmmss');
	const send = async () =>
		await client.innopaas({ ...MESSAGE, sendType: '1', taskStartTime: inDays(10) });
	expect((await send()).data.code).toBe('500001');
	await setClock(5 * 86_400);
	expect((await send()).data.code).toBe('200000');
});

test('the balance is refused by it in its own words', async () => {
	await setClock(3600);
	const url = `${sandbox.urls.itniotech}/sms/getBalance`;
	const { data } = await axios.get(url, { headers: signed({ key: BUKA.key }) });
	expect(data).toMatchObject({ status: '-16', reason: expect.any(String) });
});

test('a test in the same process may set it', async () => {
	sandbox.state.clockOffset = 3600;
	expect((await call()).data.status).toBe('-16');
	expect((await call(3600)).data.status).toBe('0');
});

test('is right again after it was set right, and after a reset', async () => {
	await setClock(3600);
	await setClock(0);
	expect((await call()).data.status).toBe('0');
	await setClock(3600);
	await client.control('delete', '/');
	expect((await call()).data.status).toBe('0');
});

test.each([
	['a text', '3600'],
	['half a second', 0.5],
	['nothing', undefined],
	['more than ten years', 1e9],
])('%s is no offset', async (_, offset) => {
	const { http, data } = await setClock(offset);
	expect([http, data.message]).toEqual([400, expect.stringMatching(/offsetSeconds/)]);
	expect((await call()).data.status).toBe('0');
});
