import type { INodeProperties } from 'n8n-workflow';

import { propertiesOf } from '../../nodes/voice/description';
import { withLists } from '../../nodes/voice/input/locators';
import { RINGS_PHONES } from '../../nodes/voice/input/sending';
import { isUpload } from '../../nodes/voice/types';
import { known, PROFILES } from '../support/profiles';

const KILOBYTE = 1024;
const shows = ({ displayOptions }: INodeProperties, name: string, value: unknown) =>
	displayOptions?.show?.[name]?.includes(value as string) ?? false;

describe.each(known)('the editor for $named', ({ vendor, operation }) => {
	const all = propertiesOf(vendor);

	test('has the parameters of the operation in their order, and how it sends behind them', () => {
		const there = all.filter(
			(property) =>
				!shows(property, '@tool', true) &&
				shows(property, 'resource', operation.resource.value) &&
				shows(property, 'operation', operation.operation.value),
		);
		const bare = there.map(({ displayOptions, ...property }) => {
			const { resource: _resource, operation: _operation, ...show } = displayOptions!.show!;
			const rest = { ...displayOptions, show };
			const isConditional = Object.keys(show).length > 0 || displayOptions!.hide;
			return isConditional ? { ...property, displayOptions: rest } : property;
		});
		const [first, ...others] = bare;
		const rest = first.type === 'notice' ? others : bare;
		expect(rest.slice(0, -1)).toEqual(withLists(operation.properties, vendor.searches));
		expect(rest.at(-1)).toMatchObject({ name: 'sending' });
		if (operation.kind !== 'call') return;
		// Before anything that a person fills in.
		expect(first).toMatchObject({ type: 'notice', displayName: RINGS_PHONES });
	});

	test('shows Preview first where something is sent, switched on when it is added', () => {
		const { options } = all.findLast(
			(property) =>
				property.name === 'sending' &&
				shows(property, 'resource', operation.resource.value) &&
				shows(property, 'operation', operation.operation.value),
		)!;
		const [first, ...others] = options as INodeProperties[];
		const sends = operation.kind === 'call' || operation.kind === 'change' || isUpload(operation);
		expect(first.name === 'preview').toBe(sends);
		if (sends) expect(first.default).toBe(true);
		const names = others.map(({ displayName }) => displayName);
		expect(names).toEqual([...names].sort());
	});
});

test.each(
	known.filter(
		({ operation }) =>
			/^update(Ai)?$/.test(String(operation.operation.value)) &&
			operation.resource.value === 'groupCall',
	),
)(
	'$named says before anything else that the vendor replaces what is not entered again',
	({ vendor, operation }) => {
		const first = propertiesOf(vendor).find(
			(one) =>
				shows(one, 'operation', operation.operation.value) &&
				shows(one, 'resource', 'groupCall') &&
				!shows(one, '@tool', true),
		);
		expect(first).toMatchObject({
			type: 'notice',
			displayName: expect.stringMatching(/^The vendor replaces name, /),
		});
	},
);

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
