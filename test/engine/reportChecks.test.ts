import axios from 'axios';
import { sleep, type IDataObject } from 'n8n-workflow';

import type { Behaviour } from '../../sandbox/behaviours';
import { dial, settle } from '../../sandbox/phone';
import { bodyOf } from '../../sandbox/pushes/bodies';
import { receiver } from '../contract/support/receiver';
import { AGENT_RINGING } from '../fixtures/shared/reports';
import { credentialsFor, type NodeName } from '../support/engine';
import { activate, pushTo } from '../support/trigger';
import { jsonOf, misbehave, run, sandbox } from './helpers';

type BukaNode = Exclude<NodeName, 'innoPaas'>;
const VENDORS: BukaNode[] = ['onbuka', 'itniotech', 'laaffic'];
const customer = receiver();
const CALLEE = '8613242926101';
const HOUR = 3_600_000;
/** Milliseconds that all look-ups of a request may take. */
const LONGEST = 20_000;

const isForged = { status: 400, message: 'This is not what the vendor says of the call' };
const comesLater = {
	status: 503,
	message: 'The report can’t be checked at the moment; send it again later',
};

/** The time that a look-up may take is never over, unless a test says so. */
beforeEach(() =>
	jest.mocked(sleep).mockImplementation(async (milliseconds) => {
		if (milliseconds === LONGEST) await new Promise(() => {});
	}),
);
afterEach(() => jest.mocked(sleep).mockImplementation(async () => {}));

const check = async (
	node: BukaNode,
	value: unknown,
	parameters: IDataObject = {},
	credentials?: ReturnType<typeof credentialsFor> | null,
) =>
	await pushTo(
		sandbox,
		{ node, credentials, parameters: { checkWithVendor: true, ...parameters } as never },
		value,
	);

/** Has a vendor call somebody, and tells what it says of it. */
async function call(
	node: BukaNode,
	behaviour: Partial<Behaviour> = {},
	callees = [CALLEE],
): Promise<{ reports: IDataObject[]; records: IDataObject[] }> {
	const { state } = sandbox;
	state.behaviours.say({ result: 'answered', ...behaviour });
	const calls = submit(node, callees, -HOUR);
	settle(state);
	const { output } = await run({
		node,
		parameters: {
			...{ resource: 'callRecord', operation: 'get', simplify: false },
			voiceId: '={{ $json.voiceId }}',
		},
		items: calls.map(({ voiceId }) => ({ voiceId })),
	});
	state.log.length = 0;
	const rows = jsonOf(output);
	return {
		reports: rows.map(({ raw }) => asReport(raw as IDataObject)),
		records: rows.map(({ raw: _, ...record }) => record),
	};
}

/** Has a vendor take calls, so many milliseconds from now. */
function submit(vendor: BukaNode, callees: string[], after = 0) {
	const submittedAt = sandbox.state.now().toMillis() + after;
	const times = { submittedAt, startsAt: submittedAt, maxRingingTime: 30 };
	const of = { ...times, vendor, recorded: false, calledInfo: 'order 4711' };
	return dial(of, callees, sandbox.state);
}

/** A report writes its times in another form than a record. */
const asReport = (row: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) =>
			/Time$/.test(name) && value ? [name, Date.parse(String(value))] : [name, value],
		),
	);

const asked = () => sandbox.state.log.map(({ path }) => path.split('/').at(-1));

describe.each(VENDORS)('%s:', (node) => {
	test.each(['answered', 'busy', 'notAnswered', 'failed', 'voicemail'] as const)(
		'a true report of a call that was %s gives the record',
		async (result) => {
			const { reports, records } = await call(node, { result, key: '1' });
			const { status, items } = await check(node, reports[0]);
			expect(status).toBe(200);
			const { voiceId } = records[0];
			expect(items).toEqual([{ event: 'voiceReport', eventId: `call:${voiceId}`, ...records[0] }]);
			expect(asked()).toEqual([voiceId]);
		},
	);

	test.each([
		['whom it was about', { callee: '8613242926102' }],
		['what came of it', { callStatus: 20, terminationCode: '480', sipCode: '480' }],
		['what it cost', { cost: '99', costEur: '99' }],
	])('a report that lies about %s starts nothing', async (_, lie) => {
		const { reports } = await call(node);
		expect(await check(node, { ...reports[0], ...lie })).toEqual(isForged);
		expect(await check(node, [{ ...reports[0], aiAgentQuoteFee: '0', ...lie }])).toEqual(isForged);
	});

	test('what the vendor itself pushes is true, whatever came of the call', async () => {
		const results = ['answered', 'notAnswered', 'busy', 'rejected', 'voicemail', 'failed'] as const;
		const callees = results.map((_, at) => `861324292610${at}`);
		const { behaviours } = sandbox.state;
		for (const [at, callee] of callees.entries()) {
			behaviours.say({ callees: [callee], result: results[at], key: '2', currency: 'EUR' });
		}
		const control = axios.create({ baseURL: `${sandbox.urls[node]}/_sandbox` });
		await control.put('/receivers', { vendor: node, url: customer.url() });
		submit(node, callees);
		await control.post('/hurry', { pushes: true });
		const reports = customer.bodies().flat();
		expect(reports).toHaveLength(results.length);
		const { status, items } = await check(node, reports);
		expect(status).toBe(200);
		const told = (list: IDataObject[]) =>
			list.map(({ calleeNumber, result, cost, key }) => [calleeNumber, result, cost, key]);
		// The words differ where one has a field more.
		const said = (await pushTo(sandbox, { node, parameters: {} }, reports)).items!;
		expect(told(items!)).toEqual(told(said));
		expect(new Set(items!.map(({ result }) => result)).size).toBeGreaterThan(3);
	});

	test('a report that says that somebody answered starts nothing where nobody did', async () => {
		for (const result of ['busy', 'notAnswered', 'failed'] as const) {
			const { reports } = await call(node, { result });
			const lie = { callStatus: 50, terminationCode: '200', sipCode: '200' };
			const times = { answerTime: Date.now() - 9000, hangupTime: Date.now(), callDuration: 9 };
			expect(await check(node, { ...reports[0], ...lie, ...times })).toEqual(isForged);
		}
	});

	test('of all else the record is believed', async () => {
		const { reports, records } = await call(node);
		const other = { calledInfo: 'pay Eve', feedbackValue: '9', intent: '666', password: 'x' };
		const { items } = await check(node, { ...reports[0], ...other }, { simplify: false });
		expect(items).toMatchObject([records[0]]);
		expect(items?.[0].raw).not.toMatchObject({ calledInfo: 'pay Eve' });
	});

	test('a report of a call of which the vendor knows nothing may come again', async () => {
		const { reports } = await call(node);
		const other = { ...reports[0], voiceId: '1' };
		expect(await check(node, other)).toEqual(comesLater);
	});

	test('a report of a call that is not over may come again', async () => {
		const { reports } = await call(node);
		const [{ voiceId }] = submit(node, [CALLEE]);
		expect(await check(node, { ...reports[0], voiceId })).toEqual(comesLater);
	});

	test.each([undefined, '', '..', '../../account', 'a/b', 'x'.repeat(65), {}, ['1']])(
		'a report whose ID is %j is not asked for',
		async (voiceId) => {
			const { reports } = await call(node);
			expect(await check(node, { ...reports[0], voiceId })).toEqual(isForged);
			expect(asked()).toEqual([]);
		},
	);

	test('while the vendor can’t be asked, reports may come again', async () => {
		const { reports } = await call(node);
		misbehave({ vendor: node, status: 500, times: 9 });
		expect(await check(node, reports[0])).toEqual(comesLater);
		sandbox.state.faults.length = 0;
		const wrong = { ...credentialsFor(node, sandbox), apiSecret: 'wrong' };
		expect(await check(node, reports[0], {}, wrong)).toEqual(comesLater);
		expect(await check(node, reports[0], {}, null)).toEqual(comesLater);
		const elsewhere = { ...wrong, baseUrl: 'http://example.com' };
		expect(await check(node, reports[0], {}, elsewhere)).toEqual(comesLater);
	});

	test('an answer that takes too long is none', async () => {
		const { reports } = await call(node);
		jest.mocked(sleep).mockImplementation(async () => {});
		misbehave({ vendor: node, delayMs: 100 });
		expect(await check(node, reports[0])).toEqual(comesLater);
		expect(jest.mocked(sleep)).toHaveBeenLastCalledWith(LONGEST);
	});

	const people = Array.from({ length: 40 }, (_, at) => `86132429261${at + 10}`);

	test('of a list each report is looked up once, and all come out in their order', async () => {
		const { reports, records } = await call(node, {}, people);
		const { items } = await check(node, [...reports, ...reports]);
		expect(items).toMatchObject([...records, ...records]);
		expect(asked().sort()).toEqual(records.map(({ voiceId }) => voiceId).sort());
	});

	test('one forged report in a list, or one that can’t be checked, keeps all back', async () => {
		const { reports } = await call(node, {}, people);
		const forged = reports.map((one, at) => (at === 3 ? { ...one, callee: '1' } : one));
		expect(await check(node, forged)).toEqual(isForged);
		expect(asked().length).toBeLessThan(10);
		misbehave({ vendor: node, status: 500, skip: 7, times: 9 });
		expect(await check(node, reports)).toEqual(comesLater);
	});

	test('filters go by the record, which may say more than the report', async () => {
		const { reports, records } = await call(node, { result: 'busy' });
		const coarse = { callStatus: undefined, sipCode: undefined, terminationCode: '-9' };
		const given = [{ ...reports[0], ...coarse }];
		for (const filters of [{ result: ['busy'] }, { result: ['busy', 'failed'] }]) {
			expect((await check(node, given, { filters })).items).toMatchObject(records);
		}
		const filters = { result: ['unknown'] };
		expect(await check(node, given, { filters })).toEqual({ status: 200, items: undefined });
	});

	test('a report that somebody dresses as another kind is no other event', async () => {
		const { reports } = await call(node);
		const dressed = { ...reports[0], aiAgentFee: '0' };
		const ids = (await check(node, [reports[0], dressed])).items!.map(({ eventId }) => eventId);
		expect(new Set(ids).size).toBe(1);
	});

	test('what is not wanted is not looked up', async () => {
		const { reports } = await call(node);
		const events = ['callCenterReport'];
		expect(await check(node, reports, { events })).toEqual({ status: 200, items: undefined });
		expect(asked()).toEqual([]);
	});
});

test.each(['true', 1, '={{ "true" }}', '={{ undefined }}'])(
	'Check With Vendor that is %j is neither on nor off, and lets nobody in',
	async (checkWithVendor) => {
		const { reports } = await call('laaffic');
		expect(await check('laaffic', reports[0], { checkWithVendor })).toEqual({
			status: 500,
			message: 'Check With Vendor is neither on nor off',
		});
		const setting = { node: 'laaffic' as const, parameters: { checkWithVendor } };
		await expect(activate(sandbox, setting)).rejects.toThrow('is neither on nor off');
	},
);

test('the filter of the task finds it in the report or in the record', async () => {
	const { state } = sandbox;
	const at = state.now().toMillis() - HOUR;
	const times = { submittedAt: at, startsAt: at, maxRingingTime: 30 };
	const of = { ...times, vendor: 'laaffic' as const, recorded: false };
	dial({ ...of, keyId: 77 }, [CALLEE], state);
	dial(of, ['8613242926102'], state);
	settle(state);
	const [named, unnamed] = state.phoneCalls
		.slice(-2)
		.map((one) => bodyOf('voiceReport', one, 'milliseconds'));
	const reports = [{ ...named, taskId: null }, { ...unnamed, taskId: 77 }, unnamed];
	const { items } = await check('laaffic', reports, { filters: { keyId: '77' } });
	expect(items?.map(({ calleeNumber }) => calleeNumber)).toEqual([CALLEE, '8613242926102']);
});

test('what can’t be looked up comes out unasked', async () => {
	const { items } = await check('laaffic', [AGENT_RINGING]);
	expect(items).toMatchObject([{ event: 'agentRinging' }]);
	expect(asked()).toEqual([]);
});

describe('Allowed Addresses', () => {
	const parameters = { allowedAddresses: '10.0.0.0/8, 2001:db8::7' };
	const report = { callee: CALLEE, sipCode: '486' };
	const from = async (ip: string, given = parameters) =>
		(await pushTo(sandbox, { node: 'innoPaas', parameters: given }, report, ip)).status;

	test('let in who is named, in whichever form', async () => {
		for (const ip of ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8:0::7']) {
			expect([ip, await from(ip)]).toEqual([ip, 200]);
		}
		for (const ip of ['11.1.2.3', '::ffff:11.1.2.3', '2001:db8::8', '']) {
			expect([ip, await from(ip)]).toEqual([ip, 403]);
		}
	});

	test('that can’t be read keep the workflow from being activated, and everybody out', async () => {
		const wrong = { allowedAddresses: '10.0.0.0/8, 10.0.0.300' };
		const message =
			'Allowed Addresses has "10.0.0.300"; allowed are IP addresses and networks such as 198.51.100.0/24';
		for (const node of [...VENDORS, 'innoPaas'] as const) {
			await expect(activate(sandbox, { node, parameters: wrong })).rejects.toThrow(message);
			await activate(sandbox, { node, parameters });
		}
		expect(await from('10.1.2.3', wrong)).toBe(500);
	});

	test('of which nothing but commas is left keep everybody out', async () => {
		for (const allowedAddresses of [',', ' ; ', '={{ undefined }}, {{ "" }}']) {
			expect([allowedAddresses, await from('10.1.2.3', { allowedAddresses })]).toEqual([
				allowedAddresses,
				500,
			]);
			const wrong = { node: 'innoPaas' as const, parameters: { allowedAddresses } };
			await expect(activate(sandbox, wrong)).rejects.toThrow('Allowed Addresses has');
		}
		for (const allowedAddresses of ['', ' ']) {
			expect(await from('10.1.2.3', { allowedAddresses })).toBe(200);
		}
	});
});

test('a credential that can’t be used keeps the workflow from being activated', async () => {
	const parameters = { checkWithVendor: true };
	const credentials = { ...credentialsFor('laaffic', sandbox), baseUrl: 'http://example.com' };
	const setting = { node: 'laaffic' as const, parameters, credentials };
	await expect(activate(sandbox, setting)).rejects.toThrow(/would send the secret unencrypted/);
	await activate(sandbox, { node: 'laaffic', parameters });
});
