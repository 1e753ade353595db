import type { INodeProperties } from 'n8n-workflow';

/** What no page of a vendor names, but every offset printed on them fits. */
const GUESSED = 'Asia/Shanghai';

/** Names of zones, as far as this version of Node knows them, and those that it must know. */
const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), GUESSED, 'UTC'])].sort();

/** The zone in which a vendor reads times. A stored one that has another name than in the list is kept. */
export const timeZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timezone',
	type: 'options',
	options: zones.map((value) => ({ name: value.replaceAll('_', ' '), value })),
	default: GUESSED,
	description:
		'Zone in which the vendor reads times. Its pages do not say: Asia/Shanghai is a guess, to be checked with the vendor before calls are scheduled.',
};
