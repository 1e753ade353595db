import fc from 'fast-check';

import { planAgain } from '../../nodes/voice/calls/planAgain';
import type { Contact } from '../../nodes/voice/types';

const operation = {
	again: 'keyId',
	properties: [{ displayName: 'Group Call', name: 'keyId', type: 'string' as const, default: '' }],
};
const contactOf = (keyId: number, item: number): Contact => ({
	item,
	settings: { body: { keyId, maxCalls: 60 }, key: String(keyId) },
	callees: [],
});
const tasks = fc.array(fc.nat(5), { maxLength: 8 });

test('every item has a request of its own, known by its task', () => {
	fc.assert(
		fc.property(tasks, (ids) => {
			const { requests, slots, problems } = planAgain(ids.map(contactOf), operation, 'each');
			expect(problems.size).toBe(0);
			expect(requests.map(({ again, body, items }) => [again, body.keyId, items])).toEqual(
				ids.map((id, item) => [id, id, [item]]),
			);
			expect(slots).toEqual(
				ids.map((_, item) => {
					return { item, entry: 0, request: item, position: 0, duplicate: false };
				}),
			);
		}),
	);
});

test.each(['once', 'first'] as const)('%s: a task of several items is a problem of each', (how) => {
	fc.assert(
		fc.property(tasks, (ids) => {
			const { problems } = planAgain(ids.map(contactOf), operation, how);
			const twice = ids.flatMap((id, item) =>
				ids.filter((other) => other === id).length > 1 ? [item] : [],
			);
			expect([...problems.keys()].sort()).toEqual(twice);
			for (const [found] of problems.values()) expect(found.parameter).toBe('Group Call');
		}),
	);
});
