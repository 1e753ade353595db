import type { VendorName } from '../../sandbox/state';
import { EVENT_OF, TRIGGERS } from '../support/triggers';
import { push } from '../support/webhook';
import { pushed } from './support/pushed';

const eventOf = (name: string) => EVENT_OF[name] ?? name;

test.each(Object.entries(TRIGGERS))(
	'the trigger of %s knows what the vendor pushes, and nothing else',
	(vendor, { events }) => {
		const names = pushed.filter((one) => one.vendor === vendor).map(({ name }) => eventOf(name));
		expect(events.map(({ value }) => value).sort()).toEqual([...new Set(names)].sort());
	},
);

describe.each(pushed.map((one) => [`${one.vendor} ${one.name}`, one] as const))(
	'%s',
	(_, { vendor, name, examples, schema }) => {
		const trigger = TRIGGERS[vendor as VendorName];

		test('comes out of the trigger as what it is, with the number', async () => {
			for (const { value } of examples) {
				const given = [value].flat() as Array<Record<string, unknown>>;
				const { items } = await push(trigger, value);
				expect(items?.map(({ event }) => event)).toEqual(given.map(() => eventOf(name)));
				const numbers = given.map(({ callee, called, mobile }) => callee ?? called ?? mobile);
				expect(items?.map(({ calleeNumber }) => calleeNumber)).toEqual(numbers);
			}
		});

		test('with what it must have alone, it comes out as what it is, too', async () => {
			const { required = [] } = schema.items ?? schema;
			for (const { value } of examples) {
				const [whole] = [value].flat() as Array<Record<string, unknown>>;
				const least = Object.fromEntries(required.map((field) => [field, whole[field]]));
				const { items } = await push(trigger, [least]);
				expect(items).toMatchObject([{ event: eventOf(name) }]);
			}
		});
	},
);
