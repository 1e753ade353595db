import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import { plan, take, type PhoneCall } from '../../sandbox/phone';
import { tested } from '../fixtures';
import { rememberInMemory, remembered } from '../support/deduplication';
import { jsonOf, misbehave, number, run, sandbox } from './helpers';

beforeAll(rememberInMemory);
beforeEach(() => {
	remembered.keys = [];
});

const readers = tested.filter(({ key }) => key.endsWith('.callRecord.getMany'));

describe.each(readers)('Only New of $named', ({ node, vendorName: vendor, fixture }) => {
	// The fixture's own call stays away.
	beforeEach(() => jest.spyOn(fixture, 'world' as never).mockReturnValue(undefined as never));
	afterEach(() => jest.restoreAllMocks());

	const ago = (minutes: number) => DateTime.now().minus({ minutes });
	const behaves = (index: number, startsAfter: number) =>
		sandbox.state.behaviours.say({ callees: [number(index)], result: 'answered', startsAfter });
	/** A call of some minutes ago; it is over unless it begins late. */
	function call(index: number, minutes: number, startsAfter = 5): PhoneCall {
		const at = ago(minutes).toMillis();
		behaves(index, startsAfter);
		const of = { vendor, submittedAt: at, startsAt: at, maxRingingTime: 60, recorded: false };
		const voiceId = `26112109300000${100_000 + index}`;
		return take({ voiceId, callee: number(index), of }, sandbox.state);
	}
	const night = async (more: INodeParameters = {}, items = [{}]) => {
		const parameters = { resource: 'callRecord', operation: 'getMany', onlyNew: true, ...more };
		const { output, error } = await run({ node, parameters, items, mode: 'trigger' });
		expect(error).toBeUndefined();
		return jsonOf(output).map(({ voiceId }) => voiceId);
	};

	test('gives each call once, whichever run sees it first', async () => {
		const first = [call(0, 60).voiceId, call(1, 50).voiceId];
		expect((await night()).sort()).toEqual(first);
		expect(await night()).toEqual([]);
		const { voiceId: later } = call(2, 1);
		expect(await night()).toEqual([later]);
	});

	test('gives a call when it has ended, not before', async () => {
		const open = call(0, 60, 7200);
		expect(await night()).toEqual([]);
		behaves(0, 60);
		plan(open, sandbox.state);
		expect(await night()).toEqual([open.voiceId]);
	});

	test('items that ask for the same give it to the first of them', async () => {
		const { voiceId: only } = call(0, 60);
		expect(await night({}, [{}, {}])).toEqual([only]);
	});

	test('notes nothing when the vendor fails, so that the next run gives it', async () => {
		const { voiceId: only } = call(0, 60);
		misbehave({ status: 500, times: 3 });
		const parameters = { resource: 'callRecord', operation: 'getMany', onlyNew: true };
		const { error } = await run({ node, parameters, mode: 'trigger' });
		expect(error).toBeDefined();
		expect(remembered.keys).toEqual([]);
		expect(await night()).toEqual([only]);
	});

	test('Give Out Again From gives a period anew', async () => {
		const [, { voiceId: late }] = [call(0, 600), call(1, 30)];
		await night();
		const onlyNewSince = ago(60).toISO()!;
		expect(await night({ options: { onlyNewSince } })).toEqual([late]);
		expect(await night({ options: { onlyNewSince } }, [{}, {}])).toEqual([late]);
	});

	test('Give Out Again From gives anew who could not even be dialled', async () => {
		const failed = call(0, 30);
		const success = { code: 0, msg: 'success', status: '0', reason: 'success' };
		const records = [{ voiceId: failed.voiceId, callee: number(0), terminationCode: '503' }];
		const data = { total: 1, size: 100, current: 1, pages: 1, records };
		const answers = () => misbehave({ body: JSON.stringify({ ...success, data }) });
		answers();
		expect(await night()).toEqual([failed.voiceId]);
		answers();
		expect(await night({ options: { onlyNewSince: ago(60).toISO()! } })).toEqual([failed.voiceId]);
	});

	test('two records of one ID both come out, as they do without Only New', async () => {
		const one = {
			voiceId: '1',
			callee: number(0),
			callTime: ago(9).toISO(),
			terminationCode: '486',
		};
		const records = [one, { ...one, callTime: ago(5).toISO() }];
		const data = { total: 2, size: 100, current: 1, pages: 1, records };
		const success = { code: 0, msg: 'success', status: '0', reason: 'success' };
		misbehave({ body: JSON.stringify({ ...success, data }) });
		expect(await night()).toEqual(['1', '1']);
	});

	test('an execution by hand skips and notes nothing, unless it is asked to', async () => {
		const { voiceId: only } = call(0, 60);
		const parameters = { resource: 'callRecord', operation: 'getMany', onlyNew: true };
		const byHand = async (options = {}) =>
			jsonOf((await run({ node, parameters: { ...parameters, options } })).output).map(
				({ voiceId }) => voiceId,
			);
		expect([await byHand(), await byHand()]).toEqual([[only], [only]]);
		expect(remembered.keys).toEqual([]);
		expect(await byHand({ onlyNewByHand: true })).toEqual([only]);
		expect(await byHand({ onlyNewByHand: true })).toEqual([]);
	});

	test('reads all of the period, and n8n remembers more than there is in it', async () => {
		for (let index = 0; index < 130; index++) call(index, 60);
		expect(await night()).toHaveLength(130);
		expect(remembered.most).toBeGreaterThanOrEqual(130);
		expect(await night()).toEqual([]);
	});

	test('a run that sees little makes n8n forget nothing of what others saw', async () => {
		const [late, ...rest] = [call(0, 30 * 60), call(1, 30 * 60), call(2, 60)];
		// What a large campaign left behind.
		remembered.keys = Array.from({ length: 250_000 }, (_, index) => `x${index}`);
		remembered.keys[1000] = late.voiceId;
		expect(await night()).toEqual([rest[1].voiceId]);
		const strTime = ago(31 * 60).toISO()!;
		expect(await night({ strTime })).toEqual([rest[0].voiceId]);
	});

	test('filters come first: what they leave out stays new', async () => {
		const [anna, ben] = [call(0, 60), call(1, 50)].map(({ voiceId }) => voiceId);
		expect(await night({ filters: { calleeNumber: number(0) } })).toEqual([anna]);
		expect(await night()).toEqual([ben]);
	});
});
