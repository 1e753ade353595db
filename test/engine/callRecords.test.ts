import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { seededCalls } from '../../sandbox/seeds';
import { take, type PhoneCall } from '../../sandbox/phone';
import { tested } from '../fixtures';
import { itemsOf, jsonOf, misbehave, number, run, sandbox } from './helpers';

const readers = tested.filter(({ key }) => key.endsWith('.callRecord.getMany'));

describe.each(readers)('$named', ({ node, vendorName: vendor, fixture }) => {
	const now = DateTime.now().setZone('Asia/Shanghai').startOf('second');
	const parameters: INodeParameters = {
		...{ resource: 'callRecord', operation: 'getMany', returnAll: true },
	};
	const [{ course }] = seededCalls();
	// The fixture's own call stays away.
	beforeEach(() => jest.spyOn(fixture, 'world' as never).mockReturnValue(undefined as never));
	afterEach(() => jest.restoreAllMocks());

	/** Calls that were submitted at these times; all of them were answered. */
	function calls(...times: DateTime[]): string[] {
		return times.map((time, index) => {
			const at = time.toMillis();
			const of = { vendor, submittedAt: at, startsAt: at, maxRingingTime: 60, recorded: false };
			const call: PhoneCall = {
				...{ voiceId: `26112109300000${100_000 + index}`, callee: number(index), of },
				...{ course: course!, over: true },
			};
			sandbox.state.phoneCalls.push(call);
			return call.voiceId;
		});
	}
	const ago = (days: number) => now.minus({ days });
	const between = (strTime: DateTime, endTime: DateTime) => ({
		...parameters,
		...{ strTime: strTime.toISO()!, endTime: endTime.toISO()! },
	});
	const read = async (given: INodeParameters) =>
		jsonOf((await run({ node, parameters: given })).output);
	const asked = () =>
		sandbox.state.log.map(({ body }) => (body as IDataObject).params as IDataObject);
	const days = ({ strTime, endTime }: IDataObject) =>
		DateTime.fromISO(String(endTime)).diff(DateTime.fromISO(String(strTime)), 'days').days;

	test('gives the calls of the last 24 hours where nothing else is said', async () => {
		const [, yesterday] = calls(ago(2), now.minus({ hours: 23 }));
		expect(await read(parameters)).toMatchObject([{ voiceId: yesterday, result: 'answered' }]);
		expect(asked()).toHaveLength(1);
		// What ends with this second is whole.
		expect(days(asked()[0])).toBeCloseTo(1, 3);
	});

	test('cuts a period of nearly two months, and neither loses a call nor gives one twice', async () => {
		const start = ago(58);
		const [first, second] = [now.minus({ days: 31 }), now.minus({ days: 31 }).plus({ seconds: 1 })];
		const ids = calls(start, ago(40), first, second, ago(3), now);
		const found = await read(between(start, now));
		expect(found.map(({ voiceId }) => voiceId).sort()).toEqual(ids);
		expect(asked()).toHaveLength(2);
		// Neither page says whether an end belongs to its period.
		const [later, earlier] = asked();
		expect(Date.parse(String(earlier.endTime)) - Date.parse(String(later.strTime))).toBe(1000);
		for (const period of asked()) expect(days(period)).toBeLessThanOrEqual(31);
		expect(asked()[0].endTime).toBe(now.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
		expect(asked().at(-1)!.strTime).toBe(start.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
	});

	test('31 days are asked for at once, a second more are not', async () => {
		await read(between(ago(31), now));
		expect(asked()).toHaveLength(1);
		await read(between(ago(31).minus({ seconds: 1 }), now));
		expect(asked()).toHaveLength(3);
	});

	test('of a period that ends in ten years no request is made for what is to come', async () => {
		const [id] = calls(ago(3));
		const found = await read(between(ago(4), now.plus({ years: 10 })));
		expect(found.map(({ voiceId }) => voiceId)).toEqual([id]);
		expect(asked()).toHaveLength(1);
	});

	test('Limit stops asking: the newest come first', async () => {
		const ids = calls(ago(50), ago(1));
		const limited = { ...between(ago(58), now), returnAll: false, limit: 1 };
		expect(await read(limited)).toMatchObject([{ voiceId: ids[1] }]);
		expect(asked()).toHaveLength(1);
	});

	test('reads all pages, and asks no more than there are', async () => {
		const ids = calls(...Array.from({ length: 250 }, (_, index) => now.minus({ seconds: index })));
		const found = await read(parameters);
		expect(found.map(({ voiceId }) => voiceId)).toEqual(ids);
		expect(sandbox.state.log.map(({ body }) => (body as IDataObject).current)).toEqual([1, 2, 3]);
	});

	test.each([
		['before it begins', ago(1), ago(2), 'End Time is .*, which is before Start Time'],
		['more than two months ago', ago(70), ago(1), 'Start Time is .*; records are kept for two'],
	])('a period that ends or begins %s is refused', async (_, start, end, words) => {
		const { error } = await run({ node, parameters: between(start, end), items: [{}, {}] });
		expect(error?.message).toMatch(new RegExp(`^${words}`));
		expect(error?.message).toMatch(/\[item 0\]$/);
		expect(sandbox.state.log).toEqual([]);
	});

	test('two months back are allowed', async () => {
		const { error } = await run({ node, parameters: between(now.minus({ months: 2 }), now) });
		expect(error).toBeUndefined();
	});

	test('a time without an offset is in the zone of the workflow', async () => {
		const berlin = now.setZone('Europe/Berlin').minus({ days: 2 });
		const strTime = berlin.toFormat("yyyy-MM-dd'T'HH:mm:ss");
		await run({ node, parameters: { ...parameters, strTime }, timezone: 'Europe/Berlin' });
		expect(DateTime.fromISO(String(asked()[0].strTime)).toMillis()).toBe(berlin.toMillis());
	});

	test('filters by callee, however it is written, and by result', async () => {
		const [anna, ben] = calls(ago(0.1), ago(0.2), ago(0.3));
		sandbox.state.phoneCalls.at(-2)!.course = { ...course!, sipCode: '486' };
		const by = async (filters: INodeParameters) =>
			(await read({ ...parameters, filters })).map(({ voiceId }) => voiceId);
		expect(await by({ calleeNumber: `+49 151-10000000; 00${number(1)}` })).toEqual([anna, ben]);
		expect(await by({ result: ['busy'], calleeNumber: number(0) })).toEqual([]);
		expect(await by({ calleeNumber: number(1) })).toEqual([ben]);
		expect(await by({ result: ['pending'] })).toEqual([]);
		expect(await by({ calleeNumber: number(0), result: [] })).toEqual([anna]);
	});

	test.each(['0151 10000000', '+49 (0)151 10000000', '4915110000000, 0151 10000001'])(
		'%s, which is in no record, is refused as a filter',
		async (calleeNumber) => {
			calls(ago(0.1));
			const { error } = await run({
				node,
				parameters: { ...parameters, filters: { calleeNumber } },
			});
			expect(error?.message).toMatch(/^Filters → Callees is .*with its calling code/);
			expect(sandbox.state.log).toEqual([]);
		},
	);

	test('Limit counts what the filters leave in', async () => {
		const ids = calls(...Array.from({ length: 150 }, (_, index) => now.minus({ seconds: index })));
		const wanted = {
			...{ ...parameters, returnAll: false, limit: 1 },
			filters: { calleeNumber: number(120) },
		};
		expect(await read(wanted)).toMatchObject([{ voiceId: ids[120] }]);
	});

	test('Simplify off adds all that the vendor says, without secrets', async () => {
		calls(ago(0.5));
		const [plain] = await read(parameters);
		expect(plain).not.toHaveProperty('raw');
		const [whole] = await read({ ...parameters, simplify: false });
		const { raw, ...record } = whole as { raw: IDataObject };
		expect(record).toEqual(plain);
		expect(raw).toMatchObject({ callee: number(0), billPeriod: '20+20', rate: '2' });

		const body = JSON.stringify({
			...{ status: '0', reason: 'success' },
			data: {
				total: 1,
				pages: 1,
				records: [{ voiceId: '1', password: 'x', token: 'y', url: 'https://me:x@a.b/c' }],
			},
		});
		misbehave({ body });
		expect(await read({ ...parameters, simplify: false })).toEqual([
			{ result: 'pending', voiceId: '1', raw: { voiceId: '1', url: 'https://a.b/c' } },
		]);
	});

	test('IDs beyond what JavaScript counts come out as they are', async () => {
		const body = `{"status":"0","reason":"success","data":{"total":1,"pages":1,"records":[
			{"voiceId":22121121451211349002,"callee":8613500000000}]}}`;
		misbehave({ body });
		expect(await read(parameters)).toMatchObject([
			{ voiceId: '22121121451211349002', calleeNumber: '8613500000000' },
		]);
	});

	test('items with periods of their own get their own records', async () => {
		const ids = calls(ago(10), ago(1.5));
		const items = [9, 1].map((from) => ({
			...{ from: ago(from + 1).toISO(), to: ago(from).toISO() },
		}));
		const given = { ...parameters, strTime: '={{ $json.from }}', endTime: '={{ $json.to }}' };
		const { output } = await run({ node, parameters: given, items });
		expect(itemsOf(output)).toEqual([0, 1]);
		expect(jsonOf(output).map(({ voiceId }) => voiceId)).toEqual(ids);
	});
});

describe.each(readers)('records of $node as they grow', ({ node, vendorName: vendor }) => {
	const read = async () =>
		jsonOf(
			(
				await run({
					node,
					parameters: { resource: 'callRecord', operation: 'getMany', returnAll: true },
				})
			).output,
		).find(({ voiceId }) => voiceId === '26112109300000999999')!;
	const happen = (result: 'answered' | 'busy' | 'notAnswered' | 'failed' | 'voicemail') => {
		const at = Date.now();
		const { state } = sandbox;
		state.behaviours.say({ result, key: '1' });
		const of = { vendor, submittedAt: at, startsAt: at, maxRingingTime: 60, recorded: true };
		take({ voiceId: '26112109300000999999', callee: number(0), of }, state);
	};

	test('pending, and then what became of it', async () => {
		happen('answered');
		expect((await read()).result).toBe('pending');
		sandbox.state.clockOffset = 120;
		const record = await read();
		expect(record).toMatchObject({ result: 'answered', key: '1', callDuration: 5 });
		expect(record.recordingFileId).toMatch(/\.wav$/);
	});

	test.each(['busy', 'notAnswered', 'failed'] as const)('%s', async (result) => {
		happen(result);
		sandbox.state.clockOffset = 120;
		const record = await read();
		expect(record.result).toBe(result);
		expect(record).not.toHaveProperty('answeredAt');
		expect(record).not.toHaveProperty('key');
	});
});
