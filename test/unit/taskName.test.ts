import fc from 'fast-check';

import { nameTasks, sharedNames, type Naming } from '../../nodes/voice/calls/taskName';
import type { Callee, Request } from '../../nodes/voice/types';
import type { Body } from '../../nodes/voice/input/wire';

const NOON = new Date('2026-01-31T04:00:00Z');
const BERLIN = 'Europe/Berlin';
const TARGET = 'LAAFFIC https://api.laaffic.com /voice/group/call/send/ai';

const callee = (number: string, variables: Record<string, string> = {}): Callee => ({
	number,
	variables,
});

const request = (body: Body, ...callees: Callee[]): Request => ({ body, callees, items: [0] });

const named = (requests: Request[], naming: Partial<Naming> = {}) =>
	nameTasks(requests, { target: TARGET, now: NOON, zone: BERLIN, ...naming }).map(
		({ taskName }) => taskName,
	);

const nameOf = (one: Request, naming?: Partial<Naming>) => named([one], naming)[0];

describe('a name the user chose', () => {
	test('is kept where one request has it', () => {
		expect(named([request({ taskName: 'Reminder' }, callee('1234567'))])).toEqual(['Reminder']);
	});

	test('goes into the body, and the request given is left as it was', () => {
		const given = request({ taskName: 'Reminder', maxCalls: 60 }, callee('1234567'));
		const [first] = nameTasks([given], { target: TARGET, now: NOON, zone: BERLIN });
		expect(first).toEqual({ ...given, taskName: 'Reminder', nameIs: 'chosen' });
		expect(given.body).toEqual({ taskName: 'Reminder', maxCalls: 60 });
		expect(given).not.toHaveProperty('taskName');
	});

	test('and that several requests would share is a problem of all their items, with the items named', () => {
		const of = (taskName: string, ...items: number[]) => ({ ...request({ taskName }), items });
		const problems = sharedNames([
			of('Reminder', 0, 2),
			of('Alone', 3),
			of('Reminder', 1),
			request({}, callee('1234567')),
			request({}, callee('1234567')),
		]);
		expect([...problems.keys()].sort()).toEqual([0, 1, 2]);
		const [{ parameter, message }] = problems.get(1)!;
		expect(`${parameter} ${message}`).toBe(
			'Task Name is "Reminder" for 2 tasks, because their settings differ or one task can’t hold all numbers (items 0, 2; item 1); give each task a name of its own by an expression, make the settings equal, or leave it empty',
		);
	});

	test('is named with no more tasks than a person would read', () => {
		const many = Array.from({ length: 200 }, (_, item) => ({
			...request({ taskName: 'n' }),
			items: [item],
		}));
		const problems = sharedNames(many);
		expect(problems.size).toBe(200);
		expect(problems.get(7)![0].message.length).toBeLessThan(300);
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
		const [first] = nameTasks([plain], { target: TARGET, now: NOON, zone: BERLIN });
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
		expect(nameOf(plain, { now: new Date(now), zone })).toContain(` ${day} `);
	});

	test('is the same all day, whoever stands first in the list or in the body', () => {
		const late = new Date('2026-01-31T22:59:59Z');
		const turned = request(
			Object.fromEntries(Object.entries(body).reverse()),
			...[...callees].reverse(),
		);
		expect(nameOf(turned, { now: late })).toBe(nameOf(plain));
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
		expect(nameOf(plain, { target: other })).not.toBe(nameOf(plain));
	});

	test('changes with the day, for a list that is called again tomorrow', () => {
		const tomorrow = new Date('2026-02-01T04:00:00Z');
		expect(nameOf(plain, { now: tomorrow })).toMatch(/^Voice 2026-02-01 /);
	});

	test('differs between the parts of a long list', () => {
		const parts = [request(body, ann), request(body, ben), request(body, cem)];
		const names = named(parts);
		expect(new Set(names).size).toBe(3);
		// Submitted again, every part is known to the vendor.
		expect(named(parts)).toEqual(names);
	});

	test('differs between two tasks that say the same to the same, whichever stands first', () => {
		const names = named([request(body, ann), request(body, ben), request(body, ann)]);
		expect(names[2]).toBe(`${names[0]}-2`);
		expect(new Set(names).size).toBe(3);
	});

	test('differs between the runs of the node where the same list shall be called again', () => {
		const names = ['1 0', '1 1', '2 0'].map((occasion) => nameOf(plain, { occasion }));
		expect(new Set([nameOf(plain), ...names]).size).toBe(4);
		expect(nameOf(plain, { occasion: '1 0' })).toBe(names[0]);
	});

	test('of a part is the same, whatever else is in the list and in which order', () => {
		const parts = [request(body, ann), request(body, ben), request({}, cem)];
		fc.assert(
			fc.property(fc.shuffledSubarray(parts), (some) => {
				expect(named(some)).toEqual(some.map((part) => nameOf(part)));
			}),
		);
	});

	test('that an earlier try gave is kept', () => {
		expect(nameOf({ ...plain, taskName: 'Voice of yesterday' })).toBe('Voice of yesterday');
	});
});
