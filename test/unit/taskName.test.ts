import fc from 'fast-check';

import { nameTasks } from '../../nodes/voice/taskName';
import type { Callee, Request } from '../../nodes/voice/types';
import type { Body } from '../../nodes/voice/wire';

const NOON = new Date('2026-01-31T04:00:00Z');
const SHANGHAI = 'Asia/Shanghai';
const TARGET = 'LAAFFIC https://api.laaffic.com /voice/group/call/send/ai';

const callee = (number: string, variables: Record<string, string> = {}): Callee => ({
	number,
	variables,
});

const request = (body: Body, ...callees: Callee[]): Request => ({ body, callees, items: [0] });

const named = (requests: Request[], target = TARGET, now = NOON, zone = SHANGHAI) =>
	nameTasks(requests, target, now, zone).map(({ taskName }) => taskName);

const nameOf = (one: Request, target?: string, now?: Date, zone?: string) =>
	named([one], target, now, zone)[0];

describe('a name the user chose', () => {
	test('is kept where one request has it', () => {
		expect(named([request({ taskName: 'Reminder' }, callee('1234567'))])).toEqual(['Reminder']);
	});

	test('gets a number where several requests share it', () => {
		const requests = ['1', '2', '3'].map((n) => request({ taskName: 'Reminder' }, callee(n)));
		expect(named(requests)).toEqual(['Reminder-1', 'Reminder-2', 'Reminder-3']);
	});

	test('with a number in it is not taken by a request that gets one', () => {
		const names = ['Call', 'Call-1', 'Call', 'Call-3'];
		const requests = names.map((taskName) => request({ taskName }, callee('1234567')));
		expect(named(requests)).toEqual(['Call-2', 'Call-1', 'Call-4', 'Call-3']);
	});

	test('of 64 characters is cut to make room for the number', () => {
		const requests = Array.from({ length: 12 }, () => request({ taskName: 'x'.repeat(64) }));
		const names = named(requests);
		expect(names[0]).toBe(`${'x'.repeat(62)}-1`);
		expect(names[11]).toBe(`${'x'.repeat(61)}-12`);
		expect(new Set(names).size).toBe(12);
	});

	test('stays apart from another that is the same once it is cut', () => {
		const long = ['a', 'b'].map((end) => 'x'.repeat(63) + end);
		const names = named([...long, ...long].map((taskName) => request({ taskName })));
		expect(new Set(names).size).toBe(4);
	});

	test('goes into the body, and the request given is left as it was', () => {
		const given = request({ taskName: 'Reminder', maxCalls: 60 }, callee('1234567'));
		const [first] = nameTasks([given, given], TARGET, NOON, SHANGHAI);
		expect(first).toEqual({
			...given,
			taskName: 'Reminder-1',
			body: { taskName: 'Reminder-1', maxCalls: 60 },
		});
		expect(given.body).toEqual({ taskName: 'Reminder', maxCalls: 60 });
		expect(given).not.toHaveProperty('taskName');
	});
});

describe('a name left empty', () => {
	const body = { appId: 'app1', maxCalls: 60, allowSendTime: [{ strTime: '09:00' }] };
	const callees = [
		callee('4915112345678', { text1: 'Ann' }),
		callee('4915112345679', { text1: 'Ben' }),
		callee('4915112345680'),
	];
	const plain = request(body, ...callees);

	test('is derived from day and content and goes into the body', () => {
		const [first] = nameTasks([plain], TARGET, NOON, SHANGHAI);
		expect(first.taskName).toMatch(/^Voice 2026-01-31 [0-9a-f]{16}$/);
		expect(first.body).toEqual({ ...body, taskName: first.taskName });
		expect(first.callees).toEqual(callees);
	});

	test.each([
		['Asia/Shanghai', '2026-01-30T15:59:59Z', '2026-01-30'],
		['Asia/Shanghai', '2026-01-30T16:00:00Z', '2026-01-31'],
		['Europe/Berlin', '2026-01-30T22:59:59Z', '2026-01-30'],
		['Europe/Berlin', '2026-01-30T23:00:00Z', '2026-01-31'],
		['Europe/Berlin', '2026-07-30T22:00:00Z', '2026-07-31'],
		['America/New_York', '2026-02-01T04:59:59Z', '2026-01-31'],
		['America/New_York', '2026-02-01T05:00:00Z', '2026-02-01'],
		['UTC', '2025-12-31T23:59:59Z', '2025-12-31'],
	])('has the day of %s: at %s that is %s', (zone, now, day) => {
		expect(nameOf(plain, TARGET, new Date(now), zone)).toContain(` ${day} `);
	});

	test('is the same all day, whoever stands first in the list or in the body', () => {
		const late = new Date('2026-01-31T15:59:59Z');
		const turned = request(
			Object.fromEntries(Object.entries(body).reverse()),
			...[...callees].reverse(),
		);
		expect(nameOf(turned, TARGET, late)).toBe(nameOf(plain));
		fc.assert(
			fc.property(
				fc.shuffledSubarray(callees, { minLength: callees.length }),
				fc.shuffledSubarray(Object.entries(body), { minLength: 3 }),
				(list, entries) => {
					const shuffled = request(Object.fromEntries(entries), ...list);
					expect(nameOf(shuffled)).toBe(nameOf(plain));
				},
			),
		);
	});

	test('does not depend on which items asked for it', () => {
		expect(nameOf({ ...plain, items: [3, 4] })).toBe(nameOf(plain));
	});

	const [ann, ben, cem] = callees;
	test.each<[string, Request]>([
		['a callee more', request(body, ...callees, callee('4915112345681'))],
		['a callee less', request(body, ann, ben)],
		['a callee twice', request(body, ...callees, cem)],
		['another callee', request(body, ann, ben, callee('4915112345681'))],
		['a digit of one moved to the next', request(body, ann, ben, callee('491511234568'))],
		['another variable', request(body, ann, { ...ben, variables: { text1: 'Bob' } }, cem)],
		[
			'another name of a variable',
			request(body, ann, { ...ben, variables: { text2: 'Ben' } }, cem),
		],
		['one variable less', request(body, ann, callee(ben.number), cem)],
		['one variable more', request(body, ann, ben, callee(cem.number, { text1: '' }))],
		[
			'variables swapped between callees',
			request(
				body,
				callee(ann.number, ben.variables as never),
				callee(ben.number, ann.variables as never),
				cem,
			),
		],
		['another setting', request({ ...body, maxCalls: 61 }, ...callees)],
		['a setting of another type', request({ ...body, maxCalls: '60' }, ...callees)],
		[
			'another setting inside a list',
			request({ ...body, allowSendTime: [{ strTime: '09:01' }] }, ...callees),
		],
		['a setting more', request({ ...body, displayNum: '1' }, ...callees)],
		['a setting less', request({ appId: 'app1', maxCalls: 60 }, ...callees)],
	])('changes with %s', (_, changed) => {
		expect(nameOf(changed)).not.toBe(nameOf(plain));
	});

	test('changes with vendor, account and path', () => {
		const other = TARGET.replace('/ai', '');
		expect(nameOf(plain, other)).not.toBe(nameOf(plain));
	});

	test('changes with the day, for a list that is called again tomorrow', () => {
		const tomorrow = new Date('2026-02-01T04:00:00Z');
		expect(nameOf(plain, TARGET, tomorrow)).toMatch(/^Voice 2026-02-01 /);
	});

	test('differs between the parts of a long list', () => {
		const parts = [request(body, ann), request(body, ben), request(body, cem)];
		const names = named(parts);
		expect(new Set(names).size).toBe(3);
		// Submitted again, every part is known to the vendor.
		expect(named(parts)).toEqual(names);
	});

	test('differs between parts with the same callees, too', () => {
		const names = named([request(body, ann), request(body, ann)]);
		expect(names[0]).toMatch(/^Voice 2026-01-31 [0-9a-f]{16}-1$/);
		expect(names[1]).toBe(names[0]!.replace(/1$/, '2'));
	});

	test('differs from the same name chosen by the user', () => {
		const chosen = request({ taskName: nameOf(plain)! }, ann);
		const names = named([plain, chosen]);
		expect(new Set(names).size).toBe(2);
	});
});

test('whatever users choose, no two requests share a name and each is 2 to 64 long', () => {
	const chosen = fc.oneof(
		fc.constantFrom('ab', 'ab-1', 'ab-2', 'ab-3', 'ab-1-1', 'x'.repeat(64)),
		fc.constantFrom(`${'x'.repeat(62)}-1`, `${'x'.repeat(62)}-2`, `${'x'.repeat(63)}y`),
		fc.string({ minLength: 2, maxLength: 64 }),
		fc.constant(undefined),
	);
	const requests = fc.array(
		fc
			.tuple(chosen, fc.constantFrom('1', '2'))
			.map(([taskName, number]) =>
				request(taskName === undefined ? {} : { taskName }, callee(number)),
			),
		{ maxLength: 40 },
	);
	fc.assert(
		fc.property(requests, (list) => {
			const all = nameTasks(list, TARGET, NOON, SHANGHAI);
			const names = all.map(({ taskName }) => taskName!);
			expect(new Set(names).size).toBe(list.length);
			for (const name of names) {
				expect(name.length).toBeGreaterThanOrEqual(2);
				expect(name.length).toBeLessThanOrEqual(64);
			}
			// A name that only one chose is that one's, and callees stay with their request.
			list.forEach(({ body, callees }, index) => {
				const sharing = list.filter((other) => other.body.taskName === body.taskName);
				if (body.taskName && sharing.length === 1) expect(names[index]).toBe(body.taskName);
				expect(all[index].callees).toEqual(callees);
				expect(all[index].body.taskName).toBe(names[index]);
			});
		}),
	);
});

test('two hundred requests of one name are told apart', () => {
	const requests = Array.from({ length: 200 }, () => request({ taskName: 'n'.repeat(64) }));
	const names = named(requests);
	expect(new Set(names).size).toBe(200);
	expect(names.at(-1)).toBe(`${'n'.repeat(60)}-200`);
});

test('a name that an earlier try gave is given to no other request', () => {
	const shared = { taskName: 'Reminder' };
	const kept = (taskName: string, number: string) => ({
		...request(shared, callee(number)),
		taskName,
	});
	const requests = [
		request(shared, callee('4915112345678')),
		kept('Reminder-2', '4915112345679'),
		kept('Reminder', '4915112345670'),
		request(shared, callee('4915112345671')),
	];
	expect(named(requests)).toEqual(['Reminder-1', 'Reminder-2', 'Reminder', 'Reminder-3']);
	const [alone] = nameTasks(
		[request(shared, callee('4915112345678')), kept('Reminder', '1')].slice(0, 1),
		TARGET,
		NOON,
		SHANGHAI,
	);
	expect(alone.taskName).toBe('Reminder');
});
