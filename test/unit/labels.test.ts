import type { INodeProperties } from 'n8n-workflow';

import { levelsOf, membersOf } from '../contract/support/parameters';
import { known } from '../support/profiles';

/** What a person may leave as it comes. */
const mayBeEmpty = ({ type, required, default: preset }: INodeProperties) =>
	!required && ['string', 'dateTime', 'collection', 'fixedCollection'].includes(type) && !preset;
const mustBeFilledIn = ({ required, default: preset }: INodeProperties) =>
	required === true && (preset === '' || typeof preset === 'object');
const shownBy = ({ displayOptions }: INodeProperties) => Object.keys(displayOptions?.show ?? {});

describe.each(known)('the labels of $named', ({ operation }) => {
	const levels = levelsOf(operation).map(({ properties }) => properties);
	const all = levels.flatMap((properties) =>
		properties.flatMap((property) =>
			property.type === 'collection' ? membersOf(property) : [property],
		),
	);

	test('say in which unit a time is counted', () => {
		const lengths = all.filter(
			({ type, displayName }) =>
				type === 'number' && /Delay|Duration|Interval|Time|Length|Back|Up To/.test(displayName),
		);
		for (const { displayName } of lengths) {
			expect(displayName).toMatch(/ \((Milliseconds|Seconds|Minutes|Hours|Days)\)$/);
		}
	});

	test('are none of them that of the operation', () => {
		const names = all.map(({ displayName }) => displayName);
		expect(names).not.toContain(operation.operation.name);
	});

	test('what must be filled in stands before what may be left empty', () => {
		const top = levels[0].filter((property) => shownBy(property).length === 0);
		const firstOptional = top.findIndex(mayBeEmpty);
		const late = firstOptional < 0 ? [] : top.slice(firstOptional).filter(mustBeFilledIn);
		expect(late.map(({ displayName }) => displayName)).toEqual([]);
	});

	test('what a switch opens stands directly behind it', () => {
		for (const properties of levels) {
			for (const [at, property] of properties.entries()) {
				const switches = shownBy(property).filter((name) => !name.startsWith('/'));
				for (const name of switches) {
					const from = properties.findLastIndex((one, before) => before < at && one.name === name);
					const between = properties.slice(from + 1, at);
					const others = between.filter((one) => !shownBy(one).includes(name));
					expect([property.displayName, others.map((one) => one.displayName)]).toEqual([
						property.displayName,
						[],
					]);
				}
			}
		}
	});

	test('say where an ID comes from', () => {
		const ids = all.filter(
			({ displayName, type }) => /(?<!Sender )\bID$/.test(displayName) && type === 'string',
		);
		for (const { displayName, description, default: preset } of ids) {
			const says = /gives? out|console|staff|Audio File → Upload/.test(String(description));
			expect([displayName, says || preset !== '']).toEqual([displayName, true]);
		}
	});

	if (operation.callees) {
		test('call those who are called Callees', () => {
			const { parameter } = operation.callees!;
			expect(all.find(({ name }) => name === parameter)?.displayName).toBe('Callees');
		});
	}
});
