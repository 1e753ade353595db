import {
	address,
	choice,
	decimal,
	displayNumber,
	file,
	flag,
	id,
	integer,
	key,
	notSent,
	pattern,
	text,
	time,
	timeOfDay,
	wholeId,
	type Field,
} from '../../nodes/voice/input/fields';
import type { Surroundings } from '../../nodes/voice/input/wire';

const BERLIN: Surroundings = {
	now: new Date('2026-01-31T00:00:00Z'),
	workflowZone: 'Europe/Berlin',
	vendorZone: 'Asia/Shanghai',
};

const x = (length: number) => 'x'.repeat(length);
const url = (length: number) => `https://example.com/${x(length - 20)}`;
/** Not allowed. */
const NO = undefined;

test.each<[string, Field, Array<[given: unknown, sent: unknown]>]>([
	[
		'a text of 2 to 5',
		text({ min: 2, max: 5 }),
		[
			['x', NO],
			['xx', 'xx'],
			['xxxxx', 'xxxxx'],
			['xxxxxx', NO],
			// A symbol of two UTF-16 units counts as the vendor may: as one for the minimum, as two for the maximum.
			['😀', NO],
			['😀😀', '😀😀'],
			['😀😀😀', NO],
			[12, '12'],
			[1, NO],
			[123456, NO],
			[true, NO],
			[null, NO],
			[['xx'], NO],
			[{}, NO],
		],
	],
	[
		'an ID that may stand in a path',
		id(),
		[
			['a', 'a'],
			['2203031134011000001', '2203031134011000001'],
			['12022_022-570.mp3', '12022_022-570.mp3'],
			['..a', '..a'],
			[299, '299'],
			['.', NO],
			['..', NO],
			['...', NO],
			['', NO],
			['a/b', NO],
			['a%2Fb', NO],
			['a b', NO],
			['a?b', NO],
			['a#b', NO],
			['a\\b', NO],
			['a\n', NO],
			['ä', NO],
			['１', NO],
			[true, NO],
			[['a'], NO],
			[{}, NO],
		],
	],
	[
		'an ID that is a number',
		wholeId(),
		[
			[1, 1],
			['299', 299],
			[' 299 ', 299],
			[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
			['9007199254740991', 9007199254740991],
			[0, NO],
			['0', NO],
			[-1, NO],
			['-1', NO],
			[1.5, NO],
			['1.5', NO],
			['1e3', NO],
			['0x10', NO],
			['a', NO],
			['１', NO],
			[NaN, NO],
			[Infinity, NO],
			[true, NO],
			[[1], NO],
		],
	],
	[
		'a text of up to 1000',
		text({ max: 1000 }),
		[
			['', NO],
			['x', 'x'],
			[x(1000), x(1000)],
			[x(1001), NO],
			[' a ', ' a '],
		],
	],
	['a text of any length', text(), [[x(100_000), x(100_000)]]],
	[
		'a pattern',
		pattern(/^[A-Z]{2}$/, 'two letters'),
		[
			['CN', 'CN'],
			['CN\n', NO],
			['CNN', NO],
			[12, NO],
			[null, NO],
			[['CN'], NO],
		],
	],
	[
		'a display number of 7 to 15 digits',
		displayNumber(7, 15),
		[
			['123456', NO],
			['1234567', '1234567'],
			['123456789012345', '123456789012345'],
			['1234567890123456', NO],
			[1008122211, '1008122211'],
			['+1008122211', NO],
			['100 812 2211', NO],
			['1008122211\n', NO],
			[-1008122211, NO],
			[100812221.5, NO],
		],
	],
	[
		'a whole number from 20 to 120',
		integer(20, 120),
		[
			[19, NO],
			[20, 20],
			[120, 120],
			[121, NO],
			['20', 20],
			[' 120 ', 120],
			['121', NO],
			[20.5, NO],
			['20.5', NO],
			['1e2', NO],
			['0x20', NO],
			['20 s', NO],
			['', NO],
			[true, NO],
			[[20], NO],
			[NaN, NO],
		],
	],
	[
		'a whole number of at least 1',
		integer(1),
		[
			[0, NO],
			[-1, NO],
			['-1', NO],
			[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
			[2 ** 53, NO],
			['9007199254740993', NO],
			[Infinity, NO],
		],
	],
	[
		'a whole number that goes as text',
		integer(0, 3, 'text'),
		[
			[-1, NO],
			[0, '0'],
			[3, '3'],
			['3', '3'],
			[4, NO],
		],
	],
	[
		'a number from 0.25 to 4',
		decimal(0.25, 4),
		[
			[0.24, NO],
			[0.25, 0.25],
			['0.25', 0.25],
			[4, 4],
			[4.01, NO],
			['1,5', NO],
			[Infinity, NO],
			[NaN, NO],
		],
	],
	[
		'a switch',
		flag(0, 1),
		[
			[true, 1],
			[false, 0],
			['true', NO],
			[1, NO],
			[null, NO],
		],
	],
	[
		'a choice',
		choice(1, 'a'),
		[
			[1, 1],
			['a', 'a'],
			['1', NO],
			[2, NO],
			['A', NO],
			[[1], NO],
		],
	],
	[
		'a key as a number',
		key('number'),
		[
			[-1, NO],
			[0, 0],
			['0', 0],
			[9, 9],
			[10, NO],
			['*', NO],
			['#', NO],
		],
	],
	[
		'a key as a text',
		key('text'),
		[
			[-1, NO],
			[0, '0'],
			['9', '9'],
			[10, NO],
			['*', NO],
		],
	],
	[
		'an address of up to 250',
		address(250),
		[
			[url(250), url(250)],
			[url(251), NO],
			['http://example.com', 'http://example.com'],
			['ftp://example.com', NO],
			['javascript:alert(1)', NO],
			['example.com', NO],
			['https://', NO],
			[1, NO],
		],
	],
	[
		'a time of day',
		timeOfDay(),
		[
			['00:00', '00:00'],
			['09:59', '09:59'],
			['19:00', '19:00'],
			['20:00', '20:00'],
			['23:59', '23:59'],
			['24:00', NO],
			['23:60', NO],
			['9:00', NO],
			['09:00:00', NO],
			['09:00\n', NO],
			[900, NO],
		],
	],
	[
		'a file',
		file('baseFile'),
		[
			['UklGRg==', 'UklGRg=='],
			['', NO],
			[1, NO],
		],
	],
	[
		'a parameter of the node’s own',
		notSent(choice('ok')),
		[
			['ok', 'ok'],
			['other', NO],
		],
	],
])('%s', (_, field, cases) => {
	for (const [given, sent] of cases) {
		expect({ given, sent: field.write(given, BERLIN) }).toStrictEqual({ given, sent });
	}
});

test('a person reads what is allowed', () => {
	expect(text({ max: 50 }).allowed).toBe('a text of up to 50 characters');
	expect(text({ min: 2, max: 64 }).allowed).toBe('a text of 2 to 64 characters');
	expect(text().allowed).toBe('a text');
	expect(integer(1, 9).allowed).toBe('a whole number from 1 to 9');
	expect(integer(1).allowed).toBe('a whole number of at least 1');
	expect(decimal(0.25, 4).allowed).toBe('a number from 0.25 to 4');
	expect(displayNumber(7, 15).allowed).toBe('7 to 15 digits and nothing else');
	expect(choice(1, 2).allowed).toBe('one of 1, 2');
	expect(key('text').allowed).toBe('a key from 0 to 9');
	expect(time('HH').allowed).toContain('2026-01-31T09:30:00+01:00');
});

test.each([12345678901234567890, NaN, Infinity])(
	'the number %s has lost digits and is no ID',
	(value) => {
		expect(text().write(value, BERLIN)).toBeUndefined();
		expect(displayNumber(0, 20).write(value, BERLIN)).toBeUndefined();
	},
);

describe('an ID that JavaScript cannot hold as a number', () => {
	test.each([
		[
			'as text, where the vendor takes a number',
			wholeId(),
			'9007199254740993',
			/too large.*above 9007/,
		],
		['where the vendor takes a number', wholeId(), 9007199254740992, /too large.*above 9007/],
		['where the vendor takes a text', id(), 9007199254740992, /may be another ID.*as text/],
	])('is refused with the reason: %s', (_, kind, given, why) => {
		expect(kind.write(given, BERLIN)).toEqual({ why: expect.stringMatching(why) });
	});
});
