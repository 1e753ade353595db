import type { INodeExecutionData } from 'n8n-workflow';

/** A number nobody has. */
export const number = (index: number) => `49151${10_000_000 + index}`;

/** ONBUKA plays one file to all callees of a request. */
export const FILE = '12022022570cc2484c59d4f8b9745d34226285b1e.mp3';

/** ONBUKA's limit. */
export const PER_REQUEST = 1000;

/** Input items as a spreadsheet or a database would give them. */
export const contacts = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: number(index), name: `Contact ${index}`, file: FILE },
	}));

/** The account that every way of sending uses. */
export const accountAt = (baseUrl: string) => ({
	apiKey: 'bDqJFiq9',
	apiSecret: '7bz1lzh9',
	appId: 'app1',
	timezone: 'Asia/Shanghai',
	baseUrl,
});

/** Where the requests go. */
export const PATHS = {
	onbuka: '/v3/voice/sendGroup',
	laaffic: '/v3/voice/group/call/send/ai',
} as const;
