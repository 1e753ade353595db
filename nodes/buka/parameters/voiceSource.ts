import { when, type Parameter } from '../../voice/input/declaration';
import { decimal, file, text, wholeId } from '../../voice/input/fields';
import { audioFile } from './ids';

/**
 * Where the announcement comes from.
 *
 * @param ofText what is asked about a text beside itself: the language, which each page has its own list of,
 *   and the voice
 * @see https://www.itniotech.com/api/voice/callSend/
 */
export const voiceSource = (...ofText: Parameter[]): Parameter[] => [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		required: true,
		options: [
			{ name: 'File From Binary Field', value: 2, description: 'A file of this workflow' },
			{ name: 'Text-to-Speech', value: 3, description: 'A text the vendor reads out' },
			{ name: 'Uploaded File', value: 1, description: 'A file that is at the vendor already' },
		],
		default: 1,
		description: 'Where the announcement comes from',
	},
	...when({ source: [1] }, [audioFile('voiceFileId')]),
	...when({ source: [2] }, [
		{
			displayName: 'File Name',
			name: 'uploadName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. reminder.mp3',
			description: 'Name the file gets at the vendor',
			is: text({ min: 5, max: 32 }),
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input field containing the file to be sent',
			is: file('baseFile'),
		},
	]),
	...when({ source: [3] }, [spokenText, ...ofText]),
];

/** What is read out. */
export const spokenText: Parameter = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Your appointment is tomorrow at nine.',
	description: 'What is read out',
	is: text({ max: 1000 }),
};

/** The languages that the pages of group calls list, each with the vendors' own code. */
const LANGUAGES = [
	{ name: 'Arabic', value: 'ARB' },
	{ name: 'Bengali (Bangladesh)', value: 'BD' },
	{ name: 'English', value: 'EN' },
	{ name: 'German', value: 'DE' },
	{ name: 'Hindi', value: 'IN' },
	{ name: 'Indonesian', value: 'IDN' },
	{ name: 'Italian', value: 'IT' },
	{ name: 'Japanese', value: 'JP' },
	{ name: 'Korean', value: 'KR' },
	{ name: 'Portuguese', value: 'PT' },
	{ name: 'Russian', value: 'RU' },
	{ name: 'Spanish', value: 'ES' },
	{ name: 'Thai', value: 'TH' },
	{ name: 'Vietnamese', value: 'VN' },
];

/** The language as a choice, where the page lists all there are. */
export const language: Parameter = {
	displayName: 'Language',
	name: 'lan',
	type: 'options',
	required: true,
	options: LANGUAGES,
	default: 'EN',
	description: 'Language the text is read in',
};

/** Codes of the table of languages on newer pages, of which no copy could be read to its end. */
export const NEWER_LANGUAGES =
	'AR, BAS, BG, BN, CA, CS, DA, EN, FI, GL, GU, HI, KN, ML, MR, NL, PA, TA and TL';

/** All codes of the list on older pages. */
export const OLDER_LANGUAGES = 'ARB, BD, DE, EN, ES, IDN, IN, IT, JP, KR, PT, RU, TH and VN';

/**
 * The language as a code, where the page refers to a table that is longer than what can be read of it.
 *
 * @param name the vendor's: `lan` in calls, `language` in messages
 * @param known codes of the table
 */
export const languageCode = (name: 'lan' | 'language', known?: string): Parameter => ({
	displayName: 'Language',
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. EN',
	description: `Code from the vendor’s language table${known ? `, which has ${known} among others` : ''}`,
	is: text(),
});

/**
 * How a text is read.
 *
 * @param accentAs redial flows type the accent as a number, messages as a text
 */
export const voiceSettings = (accentAs: 'number' | 'text'): Parameter[] => [
	{
		displayName: 'Speaking Rate',
		name: 'speakingRate',
		type: 'number',
		default: 1,
		description: 'How fast the text is read, as a multiple of the usual speed',
		is: decimal(0.25, 4),
	},
	{
		displayName: 'Voice Gender',
		name: 'ssmlGender',
		type: 'options',
		options: [
			{ name: 'Female', value: 2 },
			{ name: 'Male', value: 1 },
			{ name: 'Vendor’s Choice', value: '' },
		],
		default: '',
		description: 'Voice the text is read with; female if both exist and none is chosen',
	},
	{
		displayName: 'Accent',
		name: 'accent',
		type: 'string',
		default: '',
		placeholder: 'e.g. 91',
		description: 'Code from the vendor’s accent table',
		is: accentAs === 'number' ? wholeId() : text(),
	},
];
