import type { INodeProperties } from 'n8n-workflow';

import { propertiesOf } from '../../nodes/voice/description';
import { withLists } from '../../nodes/voice/input/locators';
import { known, PROFILES } from '../support/profiles';

const KILOBYTE = 1024;
const shows = ({ displayOptions }: INodeProperties, name: string, value: unknown) =>
	displayOptions?.show?.[name]?.includes(value as string) ?? false;

describe.each(known)('the editor for $named', ({ vendor, operation }) => {
	const all = propertiesOf(vendor);

	test('has the parameters of the operation in their order, and how it sends behind them', () => {
		const there = all.filter(
			(property) =>
				shows(property, 'resource', operation.resource.value) &&
				shows(property, 'operation', operation.operation.value),
		);
		const bare = there.map(({ displayOptions, ...property }) => {
			const { resource: _resource, operation: _operation, ...show } = displayOptions!.show!;
			const rest = { ...displayOptions, show };
			const isConditional = Object.keys(show).length > 0 || displayOptions!.hide;
			return isConditional ? { ...property, displayOptions: rest } : property;
		});
		expect(bare.slice(0, -1)).toEqual(withLists(operation.properties, vendor.searches));
		expect(bare.at(-1)).toMatchObject({ name: 'sending' });
	});
});

test.each(Object.entries(PROFILES))('the node of %s shows no parameter twice', (_, vendor) => {
	const names = propertiesOf(vendor).map((property) => JSON.stringify(property));
	expect(new Set(names).size).toBe(names.length);
});

test('what the browser is sent of the nodes stays small', () => {
	const sizes = Object.values(PROFILES).map(
		(vendor) => JSON.stringify(propertiesOf(vendor)).length / KILOBYTE,
	);
	expect(Math.max(...sizes)).toBeLessThan(120);
	expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(350);
});
