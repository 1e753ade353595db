import type { Parameter } from '../../voice/input/declaration';
import { several, text, wholeId } from '../../voice/input/fields';

const locator: Pick<Parameter, 'type' | 'required' | 'default'> = {
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
};

/** A group call, wherever the vendor's page calls its ID `keyId`, `jobId`, `taskId` or `id`. */
export const groupCall: Parameter = {
	...locator,
	displayName: 'Group Call',
	name: 'keyId',
	placeholder: 'e.g. 123123',
	description:
		'The group call, picked from those of the last 60 days or by its ID, which Group Call → Create and Get Many give out as keyId',
	searchListMethod: 'searchGroupCalls',
	is: wholeId(),
};

/** @param as the field of the body that is the list of their IDs */
export const groupCalls = (as: string): Parameter => ({
	...groupCall,
	displayName: 'Group Calls',
	description:
		'A group call picked from those of the last 60 days, or the IDs of several, which Group Call → Create and Get Many give out as keyId',
	is: { ...several(wholeId()), as },
});

export const redialFlow: Parameter = {
	...locator,
	displayName: 'Redial Flow',
	name: 'keyId',
	placeholder: 'e.g. 299',
	description:
		'The redial flow (not its group call), picked from those of the last 60 days or by its ID, which Redial Flow → Get Many gives out as keyId',
	searchListMethod: 'searchRedialFlows',
	is: wholeId(),
};

/** @param name the vendor's: `fileId` in messages, `voiceFileId` in group calls */
export const audioFile = (name: 'fileId' | 'voiceFileId'): Parameter => ({
	...locator,
	displayName: 'Audio File',
	name,
	placeholder: 'e.g. 1202202257….mp3',
	description:
		'The audio file at the vendor, not by its name but by its ID: the fileId that Audio File → Upload gives out',
	searchListMethod: 'searchAudioFiles',
	is: text(),
});

export const agentGroup: Parameter = {
	...locator,
	displayName: 'Transfer Agent Group',
	name: 'sipGroupId',
	placeholder: 'e.g. 1000038',
	description:
		'The group in the vendor’s call center whose agents take the calls. Where there is no list to pick from, its ID comes from the console or the vendor’s staff.',
	searchListMethod: 'searchAgentGroups',
	is: wholeId(),
};
