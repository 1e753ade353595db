import type { INodeExecutionData } from 'n8n-workflow';

import type { Operation } from './jobs';

/** A number nobody has. */
export const number = (index: number) => `49151${10_000_000 + index}`;

/** ONBUKA plays one file to all callees of a request. */
export const FILE = '12022022570cc2484c59d4f8b9745d34226285b1e.mp3';

/** ONBUKA's limit. */
export const PER_REQUEST = 1000;

/** Input items as a spreadsheet or a database would give them. */
const contacts = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: number(index), name: `Contact ${index}`, file: FILE },
	}));

/** Records on a page, as many as the vendor allows. */
export const PER_PAGE = 100;

/** A call, as ONBUKA's page of records has it. */
export const callAt = (index: number) => ({
	voiceId: `220303113${number(index)}`,
	callee: number(index),
	displayNum: '1008122211',
	code: 'Germany(Berlin)',
	submitTime: '2026-11-20T14:42:40+08:00',
	callTime: '2026-11-20T14:42:45+08:00',
	ringingTime: '2026-11-20T14:42:47+08:00',
	answerTime: '2026-11-20T14:42:50+08:00',
	hangupTime: '2026-11-20T14:42:55+08:00',
	callDuration: 5,
	chargedDuration: 20,
	terminationCode: '200',
	terminationReason: 'success',
	costEur: '0.023625',
	billPeriod: '20+20',
	rate: '0.023625',
	baseCost: '0.01',
	voiceFileId: FILE,
	feedbackValue: '1',
	calledInfo: `Contact ${index}`,
});

/** What goes in: an item for each contact, or one that asks for as many records. */
export function inputOf(operation: Operation, count: number): INodeExecutionData[] {
	if (operation === 'records') return [{ json: { count } }];
	return operation === 'results' ? sent(count) : contacts(count);
}

const SENT = Date.now() - 3_600_000;
/** What a send operation gave out. */
const sent = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: {
			...{ calleeNumber: number(index), status: 'accepted', voiceId: callAt(index).voiceId },
			submittedAt: new Date(SENT + Math.floor(index / PER_REQUEST) * 500).toISOString(),
		},
	}));

/** How many items have to come out. */
export const outputsOf = (items: INodeExecutionData[]): number =>
	Number(items[0].json.count ?? items.length);

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
	records: '/v3/voice/recordGroupQuery',
	results: '/v3/voice/recordGroupQuery',
} as const;
