import type { INodeProperties } from 'n8n-workflow';

import { choice, file, text, type Fields } from '../../voice/input/fields';

/** Where the announcement comes from. The language stands behind it, each page has its own list. */
export const voiceSource: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		required: true,
		options: [
			{ name: 'File From Binary Field', value: 2, description: 'A file of this workflow' },
			{ name: 'Text to Speech', value: 3, description: 'A text the vendor reads out' },
			{ name: 'Uploaded File', value: 1, description: 'A file that is at the vendor already' },
		],
		default: 1,
		description: 'Where the announcement comes from',
	},
	{
		displayName: 'Voice File ID',
		name: 'voiceFileId',
		type: 'string',
		required: true,
		displayOptions: { show: { source: [1] } },
		default: '',
		placeholder: 'e.g. 12022022570cc2484c59d4f8b9745d34226285b1e.mp3',
		description: 'ID the vendor gave the file when it was uploaded',
	},
	{
		displayName: 'Upload Name',
		name: 'uploadName',
		type: 'string',
		required: true,
		displayOptions: { show: { source: [2] } },
		default: '',
		placeholder: 'e.g. reminder.mp3',
		description: 'Name the file gets at the vendor, 5 to 32 characters',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { source: [2] } },
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input field containing the file to be sent',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		displayOptions: { show: { source: [3] } },
		default: '',
		placeholder: 'e.g. Your appointment is tomorrow at nine.',
		description: 'What is read out, up to 1000 characters',
	},
];

/** @see https://www.itniotech.com/api/voice/callSend/ */
export const voiceSourceFields: Fields = {
	source: choice(1, 2, 3),
	voiceFileId: text(),
	uploadName: text({ min: 5, max: 32 }),
	binaryPropertyName: file('baseFile'),
	text: text({ max: 1000 }),
};
