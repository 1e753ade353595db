import { complaints, contracts } from './support/contracts';
import { closed, pushed, type Pushed } from './support/pushed';

const each = pushed.map((one) => [`${one.vendor} ${one.name}`, one] as const);

test('the vendors push what their pages name', () => {
	const ofAll = ['voiceReport', 'callCenterReport'];
	const ofTwo = [...ofAll, 'aiReport', 'agentRinging', 'numberRecord'];
	const names = (vendor: string) =>
		pushed.filter((one) => one.vendor === vendor).map(({ name }) => name);
	expect(names('innopaas')).toEqual(['cdr']);
	expect(names('onbuka').sort()).toEqual([...ofAll].sort());
	expect(names('itniotech').sort()).toEqual([...ofTwo].sort());
	expect(names('laaffic').sort()).toEqual([...ofTwo, 'voiceReportBatch'].sort());
});

describe.each(each)('%s', (_, { schema, examples }: Pushed) => {
	test('has examples, which keep the contract and have no field that it does not name', () => {
		expect(examples.length).toBeGreaterThan(0);
		for (const { value } of examples) expect(complaints(closed(schema), value)).toEqual([]);
	});

	test('is nothing that is no list or object', () => {
		for (const nothing of [null, 'success', 0, {}, []]) {
			expect(complaints(schema, nothing)).not.toEqual([]);
		}
	});
});

/** In a short form of YAML a comma ends a value, and what follows is a key without one. */
test('no sentence of a contract falls apart at a comma', () => {
	const lost: string[] = [];
	const walk = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if (inner === null && key.includes(' ')) lost.push(key);
			walk(inner);
		}
	};
	walk(contracts.map(({ paths, components, webhooks }) => [paths, components, webhooks]));
	expect(lost).toEqual([]);
});
