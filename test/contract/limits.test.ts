import type { INodePropertyOptions } from 'n8n-workflow';

import type { Wire } from '../../nodes/voice/input/wire';
import { allows, isOf, leafOf, pairs, valuesOf, type Schema } from './support/contracts';
import { parametersOf, type Parameter } from './support/parameters';

const now = new Date('2026-11-21T00:00:00Z');
/** One zone for all, so that a time is written as it was entered. */
const surroundings = { now, workflowZone: 'Asia/Shanghai', vendorZone: 'Asia/Shanghai' };

const url = (length: number) => 'https://example.com/'.padEnd(length, 'a');

interface Stricter {
	because: string;
	pass: string[];
	refuse: string[];
	/** The largest number, where the words of the contract name one. */
	most?: number;
}

const TIME: Stricter = {
	because: 'a time must exist',
	pass: ['2024-06-21 00:00:00', '2028-02-29 23:59:59'],
	refuse: ['2024-02-30 00:00:00', '2024-06-21 24:30:00', '2024-06-21', '20240621000000'],
};

const TIME_WITH_OFFSET: Stricter = {
	because: 'a time must exist',
	pass: ['2024-06-21T00:00:00+08:00', '2028-02-29T23:59:59+08:00'],
	refuse: ['2024-02-30T00:00:00+08:00', '2024-06-21T24:30:00+08:00', '2024-06-21'],
};

/**
 * Fields in which the node has to be stricter than the contract, because a schema can't say what
 * the vendor says, with values that must pass and values that must not.
 */
const STRICTER: Record<string, Stricter> = {
	billUrl: {
		because: 'the vendor can call only an address',
		pass: [url(250), 'http://example.com?a=1&b=%20'],
		refuse: [url(251), 'example.com', 'ftp://example.com/a'],
	},
	countryCode: {
		because: 'a country must exist',
		pass: ['CN', 'GB', 'XK'],
		refuse: ['XX', 'UK', 'EU', 'C', 'CHN', 'ÇN', 'CN\n', ' CN', '86'],
	},
	recallInterval: {
		because: 'all redials lie within three days',
		pass: ['1', '60', '4320'],
		refuse: ['0', '4321'],
		most: 4320,
	},
	smsSendLimit: {
		because: 'a number with very many digits is not exact in JavaScript',
		pass: ['1', '10', '86400', '9007199254740991'],
		refuse: ['0', '-1', '1.5', '9007199254740992'],
	},
	'recallIntent[]': {
		because: 'several are told apart by what stands between them',
		pass: ['101', 'x', 'ü漢字'],
		refuse: [' ', ', ', ';'],
	},
	sendTime: TIME,
	'params.strTime': TIME,
	'params.endTime': TIME,
	'recordGroupQuery params.strTime': TIME_WITH_OFFSET,
	'recordGroupQuery params.endTime': TIME_WITH_OFFSET,
	recordingFileId: {
		because: 'an ID is no address',
		pass: ['123.wav', '1202306165f28a52e95884a7292874660e121db62.wav'],
		refuse: ['a b', '../a', '..', 'ä', 'a?b=1', 'a;b,c|d'],
	},
	'fileIdList[]': {
		because: 'several stand in one text, with commas or blanks between them',
		pass: ['123.wav', '1202306165f28a52e95884a7292874660e121db62.wav'],
		refuse: ['a b', '../a', '..', 'ä', '12,3'],
	},
	fileName: {
		because: 'an ending alone is no name',
		pass: ['a.mp3', 'c:tmptest.m4a', `${'x'.repeat(28)}.wav`],
		refuse: ['.mp3', 'reminder', 'reminder.ogg', 'a.MP3', `${'x'.repeat(29)}.wav`],
	},
	taskStartTime: {
		because: 'a time must exist',
		pass: ['20200902170000', '20280229235959'],
		refuse: ['20200931000000', '20200902', '20200902250000'],
	},
	taskEndTime: {
		because: 'a time must exist',
		pass: ['20200902235959'],
		refuse: ['20200902240060', '2020090223595'],
	},
};

const parameters = pairs.flatMap((pair) =>
	parametersOf(pair.operation).map((parameter) => {
		const schema = leafOf(pair, parameter.path);
		const name = `${pair.promised.operationId} ${parameter.path}`;
		const strict = STRICTER[name] ?? STRICTER[parameter.path];
		const stricter = isOf(schema, 'string') ? strict : undefined;
		return { title: `${pair.title} ${parameter.path}`, ...parameter, schema, stricter };
	}),
);

const tested = (keep: (one: Parameter & { schema: Schema }) => boolean) =>
	parameters.filter((one) => keep(one)).map((one) => [one.title, one] as const);

const isNumeric = (schema: Schema) => isOf(schema, 'integer') || isOf(schema, 'number');
const ofType = (type: string) => tested(({ property }) => property.type === type);

/** Values on and beside every limit that any contract has, and texts beside every pattern. */
function probes({ minimum, maximum, minLength, maxLength, ...schema }: Schema): Wire[] {
	const step = isOf(schema, 'number') ? 0.01 : 1;
	const values = valuesOf(schema) ?? [];
	const limits = [minimum, maximum].filter((limit) => limit !== undefined);
	if (isNumeric(schema)) {
		return [
			...limits.flatMap((limit) => [limit - step, limit, limit + 0.5, limit + step]),
			...values.flatMap((value) => [value, Number(value) - 1, Number(value) + 1]),
			...[-1, 0, 1, 1.5, 7, 2 ** 31, Number.MAX_SAFE_INTEGER],
		];
	}
	const lengths = [minLength, maxLength].filter((limit) => limit !== undefined);
	return [
		...lengths.flatMap((length) => [length - 1, length, length + 1]).map((n) => 'x'.repeat(n)),
		...values.flatMap((value) => [value, `${value}x`, `${value} `]),
		...Array.from({ length: 22 }, (_, digits) => '4'.repeat(digits + 1)),
		...['0', '9', '10', '00', '01', '007', '-1', '+1', '1.0', '1.5', '1e3', '１２', '5\n', ' 5'],
		...['CN', 'cn', 'C', 'CHN', 'C1', 'ÇN', 'CN\n', 'en-US', 'EN', 'en', 'XX', 'true', 'false'],
		...['00:00', '09:30', '23:59', '24:00', '19:60', '9:30', '09:30:00', '0930', '09:30\n'],
		...['2024-06-21 00:00', '2024-06-21T00:00:00', '20240621', 'a text', 'ü漢字', 'a;b,c|d'],
	].filter((text) => String(text).trim() !== '');
}

const fields = tested(({ property, field }) => property.type !== 'boolean' && !field.file);

describe.each(fields)('%s', (_, { field, schema, stricter }) => {
	const written = [...probes(schema), ...(stricter?.pass ?? [])].map(
		(value) => [value, field.write(value, surroundings)] as const,
	);

	test('takes on the limits what the contract takes, and nothing beyond', () => {
		const unchanged = written.filter(([value, wire]) => wire === value).map(([value]) => value);
		const allowed = written.map(([value]) => value).filter((value) => allows(schema, value));
		if (stricter) {
			expect(unchanged).toEqual(expect.arrayContaining(stricter.pass));
			const taken = stricter.refuse.filter((value) => field.write(value, surroundings));
			expect(taken).toEqual([]);
		} else {
			expect(unchanged).toEqual(allowed);
		}
		expect(unchanged).not.toEqual([]);
	});

	test('writes nothing that the contract refuses', () => {
		const wrong = written.filter(([, wire]) => wire !== undefined && !allows(schema, wire));
		expect(wrong).toEqual([]);
	});
});

test.each(tested(({ schema }) => (schema.minLength ?? 0) > 1))(
	'%s is not too short for the contract, which counts a symbol as one character',
	(_, { field, schema }) => {
		const symbols = ['😀', '😀😀', '😀😀😀', '😀😀😀😀'];
		const sent = symbols.filter((value) => field.write(value, surroundings) !== undefined);
		expect(sent.filter((value) => !allows(schema, value))).toEqual([]);
	},
);

test.each(tested(({ field }) => field.file === true))('%s takes every file', (_, { schema }) => {
	const files = [1, 2, 3, 4, 300].map((size) => Buffer.alloc(size, 0xfb).toString('base64'));
	expect(files.filter((base64) => !allows(schema, base64))).toEqual([]);
	expect(allows(schema, '')).toBe(false);
	expect(allows(schema, 'data:audio/mpeg;base64,+/v7')).toBe(false);
});

test.each(ofType('boolean'))('%s has the two values of the contract', (_, { field, schema }) => {
	const written = [false, true].map((value) => field.write(value, surroundings));
	expect(new Set(written)).toEqual(new Set(valuesOf(schema)));
	expect(field.write('yes', surroundings)).toBeUndefined();
});

test.each(ofType('options'))(
	'%s offers what the contract has',
	(_, { property, field, schema }) => {
		const offered = (property.options as INodePropertyOptions[]).map(({ value }) => value);
		// An empty value leaves the choice to the vendor: the field is then left out.
		const sent = offered.filter((value) => value !== '');
		const values = valuesOf(schema);
		if (values) expect(sent.sort()).toEqual(values.sort());
		else {
			// A table that could not be read to its end: what it has is offered, by expression anything is taken.
			expect(sent.map((value) => field.write(value, surroundings))).not.toContain(undefined);
			expect(field.write('77', surroundings)).toBeDefined();
			expect(property.description).toMatch(/switch to Expression/);
		}
		expect(property.required && offered.includes('')).toBeFalsy();
	},
);

test.each(ofType('number'))('%s has the limits of the contract in the editor', (_, parameter) => {
	const { typeOptions } = parameter.property;
	const { minValue, maxValue, numberPrecision } = typeOptions ?? {};
	expect({ minValue, maxValue }).toEqual(rangeOf(parameter.schema, parameter.stricter?.most));
	expect(numberPrecision === 0).toBe(!isOf(parameter.schema, 'number'));
});

/** The smallest and largest number; for a text of digits those that its form allows. */
function rangeOf(schema: Schema, most?: number): { minValue?: number; maxValue?: number } {
	if (isNumeric(schema)) return { minValue: schema.minimum, maxValue: schema.maximum };
	const texts = valuesOf(schema) ?? ['0', '1', '2'].filter((text) => allows(schema, text));
	return {
		minValue: Math.min(...texts.map(Number)),
		maxValue: schema.enum ? Math.max(...texts.map(Number)) : most,
	};
}

test.each(tested(({ schema }) => schema.default !== undefined))(
	'%s is preset to what the vendor takes when it is left out',
	(_, { property, field, schema }) => {
		expect(field.write(property.default, surroundings)).toBe(schema.default);
	},
);

/** What is not chosen is not sent. */
const isChosen = ({ property: { type, default: preset } }: Parameter) =>
	preset !== '' &&
	!String(preset).startsWith('=') &&
	!['collection', 'multiOptions', 'resourceLocator'].includes(type);

test.each(tested(isChosen))('%s has a preset that may be sent', (_, { property, field }) => {
	expect(field.write(property.default, surroundings)).toBeDefined();
});

const lists = pairs.flatMap(({ title, schema, operation }) =>
	Object.entries(schema.properties!).flatMap(([name, { maxItems }]: [string, any]) => {
		const group = operation.fields.options;
		const member =
			operation.fields[name] ?? (group?.kind === 'group' ? group.fields[name] : undefined);
		return member?.kind === 'rows' ? [[`${title} ${name}`, member.most, maxItems] as const] : [];
	}),
);

test.each(lists)('%s takes as many rows as the contract', (_, most, maxItems) => {
	expect(most).toBe(maxItems);
});
