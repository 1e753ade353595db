import type { INodePropertyOptions } from 'n8n-workflow';

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

/** All languages of the list on older pages, and on those of group calls, each with the vendors' own code. */
export const OLDER_LANGUAGES = [
	{ name: 'Arabic (ARB)', value: 'ARB' },
	{ name: 'Bengali, Bangladesh (BD)', value: 'BD' },
	{ name: 'English (EN)', value: 'EN' },
	{ name: 'German (DE)', value: 'DE' },
	{ name: 'Hindi (IN)', value: 'IN' },
	{ name: 'Indonesian (IDN)', value: 'IDN' },
	{ name: 'Italian (IT)', value: 'IT' },
	{ name: 'Japanese (JP)', value: 'JP' },
	{ name: 'Korean (KR)', value: 'KR' },
	{ name: 'Portuguese (PT)', value: 'PT' },
	{ name: 'Russian (RU)', value: 'RU' },
	{ name: 'Spanish (ES)', value: 'ES' },
	{ name: 'Thai (TH)', value: 'TH' },
	{ name: 'Vietnamese (VN)', value: 'VN' },
];

/** Those of the table on newer pages, of which no copy could be read to its end. It has other codes for some. */
export const NEWER_LANGUAGES = [
	{ name: 'Arabic (AR)', value: 'AR' },
	{ name: 'Basque (BAS)', value: 'BAS' },
	{ name: 'Bengali (BN)', value: 'BN' },
	{ name: 'Bulgarian (BG)', value: 'BG' },
	{ name: 'Catalan (CA)', value: 'CA' },
	{ name: 'Czech (CS)', value: 'CS' },
	{ name: 'Danish (DA)', value: 'DA' },
	{ name: 'Dutch (NL)', value: 'NL' },
	{ name: 'English (EN)', value: 'EN' },
	{ name: 'Filipino (TL)', value: 'TL' },
	{ name: 'Finnish (FI)', value: 'FI' },
	{ name: 'Galician (GL)', value: 'GL' },
	{ name: 'Gujarati (GU)', value: 'GU' },
	{ name: 'Hindi (HI)', value: 'HI' },
	{ name: 'Kannada (KN)', value: 'KN' },
	{ name: 'Malayalam (ML)', value: 'ML' },
	{ name: 'Marathi (MR)', value: 'MR' },
	{ name: 'Punjabi (PA)', value: 'PA' },
	{ name: 'Tamil (TA)', value: 'TA' },
];

/** Where a table is longer than what can be read of it. */
const OTHERS =
	'For one that is not in the list switch to Expression and enter the code of the vendor’s table';

/** The language as a choice, where the page lists all there are. */
export const language: Parameter = {
	displayName: 'Language',
	name: 'lan',
	type: 'options',
	required: true,
	options: OLDER_LANGUAGES,
	default: 'EN',
	description: 'Language the text is read in',
};

/**
 * The language as a choice that may be left, where the page refers to a table that is longer than what can be read
 * of it.
 *
 * @param name the vendor's: `lan` in calls, `language` in messages
 * @param known what can be read of the table
 */
export const languageCode = (
	name: 'lan' | 'language',
	known: INodePropertyOptions[],
): Parameter => ({
	displayName: 'Language',
	name,
	type: 'options',
	required: true,
	options: known,
	default: 'EN',
	description: `Language the text is read in. ${OTHERS}.`,
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
		type: 'options',
		options: [
			{ name: 'Australia (61)', value: '61' },
			{ name: 'Belgium (32)', value: '32' },
			{ name: 'Bulgaria (359)', value: '359' },
			{ name: 'Czechia (420)', value: '420' },
			{ name: 'Denmark (45)', value: '45' },
			{ name: 'Finland (358)', value: '358' },
			{ name: 'India (91)', value: '91' },
			{ name: 'Netherlands (31)', value: '31' },
			{ name: 'Philippines (63)', value: '63' },
			{ name: 'Spain (34)', value: '34' },
			{ name: 'UK (44)', value: '44' },
			{ name: 'USA (1)', value: '1' },
			{ name: 'Vendor’s Choice', value: '' },
		],
		default: '',
		description: `Country as whose people speak the language; for English India, USA (the default), UK or Australia. ${OTHERS}.`,
		is: accentAs === 'number' ? wholeId() : text(),
	},
];
