import { displayNumber, group, integer, text } from '../../voice/input/fields';
import type { CallOperation } from '../../voice/types';
import { readVoiceIds } from '../answer';
import { defaultCountry, defaultCountryField } from '../parameters/defaultCountry';

/**
 * Plays an uploaded audio file to many numbers.
 *
 * @see https://www.onbuka.com/voice-api6/
 */
export const sendVoiceMessage: CallOperation = {
	kind: 'call',
	resource: { name: 'Voice Message', value: 'voiceMessage' },
	operation: {
		name: 'Send',
		value: 'send',
		action: 'Send a voice message',
		description: 'Play an uploaded audio file to one or many numbers',
	},
	method: 'POST',
	path: '/voice/sendGroup',
	usesAppId: true,
	properties: [
		{
			displayName: 'Callee',
			name: 'callee',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +49 151 12345678',
			description:
				'Numbers with + and country code (digits alone are taken to begin with one), separated by commas, semicolons, line breaks or spaces, or a list by expression. Items with equal settings share requests of up to 1000 numbers.',
		},
		{
			displayName: 'File ID',
			name: 'fileId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 12022022570cc2484c59d4f8b9745d34226285b1e.mp3',
			description: 'ID the vendor gave the audio file when it was uploaded',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'App ID',
					name: 'appId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4luaKsL2',
					description: 'Voice application to use in place of the one in the credential',
				},
				{
					displayName: 'Called Information',
					name: 'calledInfo',
					type: 'string',
					default: '',
					placeholder: 'e.g. order 4711',
					description: 'Text of your own that comes back in the call record, up to 1000 characters',
				},
				defaultCountry,
				{
					displayName: 'Display Number',
					name: 'displayNum',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1008122211',
					description: 'Number the callee sees, 7 to 15 digits',
				},
				{
					displayName: 'Loop Count',
					name: 'loopCount',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 3, numberPrecision: 0 },
					default: 1,
					description: 'How many times the file is played, 1 to 3',
				},
				{
					displayName: 'Max Duration',
					name: 'maxDuration',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 120, numberPrecision: 0 },
					default: 60,
					description: 'After how many seconds an answered call is ended, 1 to 120',
				},
				{
					displayName: 'Max Ringing Time',
					name: 'maxRingingTime',
					type: 'number',
					typeOptions: { minValue: 20, maxValue: 120, numberPrecision: 0 },
					default: 60,
					description: 'How many seconds to let it ring, 20 to 120',
				},
			],
		},
	],
	fields: {
		fileId: text(),
		options: group({
			appId: text(),
			calledInfo: text({ max: 1000 }),
			defaultCountry: defaultCountryField,
			displayNum: displayNumber(7, 15),
			loopCount: integer(1, 3),
			maxDuration: integer(1, 120),
			maxRingingTime: integer(20, 120),
		}),
	},
	callees: {
		parameter: 'callee',
		digits: [7, 15],
		perRequest: 1000,
		write: (callees) => ({ callee: callees.map(({ number }) => number).join(',') }),
	},
	read: readVoiceIds,
};
