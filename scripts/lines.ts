/** End-to-end tests that are not run with n8n 1, and why: whole files by their names. */
export const FILES_NOT_IN_N8N_1: Record<string, string> = {
	'agentTools.test.ts':
		'what its models read is written for the agents of n8n 2; agents.test.ts tries those of n8n 1',
	'editor.test.ts': 'what it clicks on is named otherwise in that editor',
	'killed.test.ts': 'it says what n8n 2 makes of an execution whose process has died',
	'queue.test.ts':
		'it says what n8n 2 makes of the run of a dead worker; n8n 1 hands it to another one, which calls again',
	'triggersKilled.test.ts': 'it says what n8n 2 has stored when its process dies',
};

/** The same of single tests, by what they are about. */
export const TESTS_NOT_IN_N8N_1 = {
	'the flows that keep Data Tables':
		'its Data Table node finds no table by name; people choose the table there by hand',
	'what agent 3 reads of an error':
		'there it reads nothing: the error of a tool ends the execution',
	'what agent 3 does after an error':
		'there it does nothing: the error of a tool ends the execution',
	'a sub-agent of version 3': 'that came with n8n 2',
};
