import fc, { type Arbitrary } from 'fast-check';
import { DateTime } from 'luxon';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Values } from '../../../nodes/voice/input/display';
import type { Fields } from '../../../nodes/voice/input/fields';
import { now } from './bodies';
import { isOf, leafOf, valuesOf, type Pair, type Schema } from './contracts';
import { membersOf, parametersOf, rowsOf } from './parameters';

/** Options that change what is read or called, and not the body. */
const OWN = ['calleeTimeZone', 'defaultCountry'];

/** Texts that people write: other scripts, symbols, separators, long ones. */
function texts(min: number, max: number): Arbitrary<string> {
	const counted = fc.oneof(
		fc.string({ unit: 'grapheme', minLength: min, maxLength: Math.min(max, 40) }),
		fc.string({ unit: 'binary', minLength: min, maxLength: Math.min(max, 40) }),
		fc.string({ unit: fc.constantFrom(...';,|&=+% \n"${}'), minLength: min, maxLength: max }),
		fc.integer({ min, max }).map((length) => 'ü'.repeat(length)),
	);
	// Both ways to count characters must stay within the limits.
	return counted.filter(
		(text) => text.trim() !== '' && text.length <= max && Array.from(text).length >= min,
	);
}

/** A moment in every form the node reads, `minutes` after now. */
function moments(min: number, max: number): Arbitrary<unknown> {
	const after = (minutes: number) =>
		DateTime.fromJSDate(now, { zone: 'Europe/Berlin' }).plus({ minutes });
	return (
		fc
			.tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: 4 }))
			// What clocks show twice needs an offset.
			.filter(([minutes, form]) => form === 0 || after(minutes).getPossibleOffsets().length === 1)
			.map(([minutes, form]) => {
				const time = after(minutes);
				return [
					time.toISO(),
					time.toFormat("yyyy-MM-dd'T'HH:mm:ss"),
					time.toFormat('yyyy-MM-dd HH:mm:ss'),
					time.toJSDate(),
					time,
				][form];
			})
	);
}

function numbers(schema: Schema): Arbitrary<number> {
	const { minimum = 0, maximum = 1_000_000 } = schema;
	return isOf(schema, 'number')
		? fc.double({ min: minimum, max: maximum, noNaN: true })
		: fc.integer({ min: minimum, max: maximum });
}

const asTextToo = (values: Arbitrary<number>) =>
	fc.oneof(values, values.map(String)) as Arbitrary<unknown>;

const choicesOf = ({ options }: INodeProperties) =>
	(options as INodePropertyOptions[]).map(({ value }) => value);

/** What may stand in a parameter. */
function allowed(property: INodeProperties, schema: Schema): Arbitrary<unknown> {
	const { name, type } = property;
	const { minLength = 1, maxLength = 60, pattern } = schema;
	if (type === 'boolean') return fc.constantFrom<unknown>(true, false, 'true', 'false', 1, 0);
	if (type === 'options') {
		const values = choicesOf(property);
		return fc.constantFrom<unknown>(...values, ...values.map(String));
	}
	if (name === 'binaryPropertyName') {
		const files = fc.uint8Array({ minLength: 1, maxLength: 50 });
		return files.map((bytes) => Buffer.from(bytes).toString('base64'));
	}
	if (name === 'fileName') return fc.stringMatching(/^[a-z ]{1,28}\.(mp3|m4a|wav)$/);
	// Dots alone lead elsewhere in a path.
	if (name === 'voiceId' || name === 'recordingFileId')
		return fc.stringMatching(/^\w[\w.-]{0,39}$/);
	if (name === 'fileIdList') return fc.stringMatching(/^[\w-]{1,40}\.wav$/);
	if (name === 'calleeNumber') return fc.constantFrom('+49 151 12345678', 4915112345678);
	if (name === 'result') return fc.subarray(choicesOf(property), { minLength: 1 });
	if (name === 'billUrl') {
		const urls = fc.webUrl({ withQueryParameters: true, withFragments: true });
		return urls.filter((url) => url.length <= 250 && URL.canParse(url));
	}
	// Records are kept for two months.
	if (name === 'strTime' && pattern?.includes('T')) return moments(-80_000, -1);
	// A period ends behind its beginning.
	if (name === 'strTime' && type === 'dateTime') return moments(-1_000_000, -1);
	if (name === 'endTime' && type === 'dateTime') return moments(0, 1_000_000);
	if (type === 'dateTime') return moments(-1_000_000, 1_000_000);
	const values = valuesOf(schema);
	if (values) return asTextToo(fc.constantFrom(...values.map(Number)));
	// Three redials of this interval still lie within three days.
	if (type === 'number' && pattern) return asTextToo(fc.integer({ min: 1, max: 1440 }));
	if (schema.minimum !== undefined) {
		return isOf(schema, 'number') ? numbers(schema) : asTextToo(numbers(schema));
	}
	return pattern ? fc.stringMatching(new RegExp(pattern)) : texts(minLength, maxLength);
}

/** Numbers of China, which is the country of all numbers where they have one. */
function callees([fewest, most]: readonly [number, number]): Arbitrary<unknown> {
	const digits = fc.stringMatching(new RegExp(`^86[3-9]\\d{${fewest - 3},${most - 3}}$`));
	const dressed = fc
		.tuple(fc.constantFrom('', '+', '00'), digits)
		.map(([before, number]) => before + number);
	const many = fc.array(dressed, { minLength: 1, maxLength: 20 });
	return fc.oneof(
		many,
		many.map((list) => list.join(', ')),
		many.map((list) => list.join(';\r\n')),
		digits.map(Number).filter(Number.isSafeInteger),
	);
}

/** Several in a list, or in one text with separators between them. */
const listOf = (one: Arbitrary<unknown>): Arbitrary<unknown> =>
	fc
		.array(
			one.filter((value) => !/[,;\s]/.test(String(value))),
			{ minLength: 1, maxLength: 5 },
		)
		.chain((list) => fc.constantFrom<unknown>(list, list.join(', '), list.join('\n')));

const optional = (values: Arbitrary<unknown>) =>
	fc.option(values, { nil: undefined, freq: 3 }) as Arbitrary<unknown>;

/** Values that may stand in all parameters of an operation; optional ones are often left out. */
export function allowedValues(pair: Pair): Arbitrary<Values> {
	const { operation } = pair;
	const rule = operation.callees;
	const paths = new Map(parametersOf(operation).map(({ property, path }) => [property, path]));
	const record = (properties: INodeProperties[], fields: Fields): Arbitrary<Values> =>
		fc.record(
			Object.fromEntries(
				properties.map((property): [string, Arbitrary<unknown>] => {
					const { name } = property;
					const member = fields[name];
					if (name === rule?.parameter) return [name, callees(rule.digits)];
					if (member?.kind === 'group') {
						return [name, record(membersOf(property), member.fields)];
					}
					if (member?.kind === 'rows') {
						const { values } = rowsOf(property);
						const list = fc.array(record(values, member.fields), { maxLength: member.most ?? 3 });
						return [name, list.map((entries) => ({ [member.row]: entries }))];
					}
					if (name === 'countryCode') return [name, fc.constantFrom('CN', 'cn')];
					if (OWN.includes(name)) return [name, fc.constant(undefined)];
					if (name === 'value') return [name, variable];
					const path = paths.get(property);
					if (member?.notSent) {
						const { minValue: minimum, maxValue: maximum } = property.typeOptions ?? {};
						return [name, allowed(property, { minimum, maximum } as Schema)];
					}
					if (path === undefined) return [name, fc.constant({})];
					const one = allowed(property, leafOf(pair, path));
					const values = member?.list ? listOf(one) : one;
					const needed = property.required || property.type === 'boolean';
					return [name, needed ? values : optional(values)];
				}),
			),
		);
	return record(operation.properties, operation.fields)
		.map((values) => withoutUnset(values) as Values)
		.chain((values) => withTimes(withTriggers(values) as Values));
}

/** A variable of an InnoPaaS template. */
const variable = fc
	.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
	.filter((text) => text.trim() !== '' && !/[;,|\r\n\u2028\u2029]/.test(text));

/** A parameter that nobody touched is not there at all. */
function withoutUnset(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutUnset);
	if (Object.getPrototypeOf(value ?? 0) !== Object.prototype && !isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value as object)
			.filter(([, inner]) => inner !== undefined)
			.map(([name, inner]) => [name, withoutUnset(inner)]),
	);
}

/** fast-check also makes objects without a prototype. */
const isRecord = (value: unknown) =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;

const isOn = (value: unknown) => value === true || value === 1 || value === 'true';

/** A hang-up SMS has at least one trigger. */
function withTriggers(values: Values): Values {
	const { nodeList } = values as { nodeList?: { node: Values[] } };
	const triggers = ['feedbackPush', 'successPush', 'failedPush', 'ringPush'];
	return {
		...values,
		...('ringPush' in values && !triggers.some((name) => isOn(values[name])) && { ringPush: true }),
		...(nodeList && { nodeList: { node: nodeList.node.map(withTriggers) } }),
	};
}

/** InnoPaaS's calls begin within eight days, and end after that. */
function withTimes(values: Values): Arbitrary<Values> {
	if (!('sendType' in values) && !('taskStartTime' in values)) return fc.constant(values);
	const day = 24 * 60;
	return fc
		.tuple(moments(-100, 4 * day), optional(moments(4 * day + 1, 20 * day)))
		.map(([taskStartTime, taskEndTime]) => {
			const { taskEndTime: _dropped, ...others } = values;
			return { ...others, taskStartTime, ...(taskEndTime !== undefined && { taskEndTime }) };
		});
}
