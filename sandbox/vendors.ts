import { createHash, timingSafeEqual } from 'node:crypto';
import { DateTime } from 'luxon';

import { ZONE, type Fault, type State, type VendorName } from './state';
import { listTasks, makeTask } from './tasks';

/** The accounts of the sandbox: InnoPaaS's is invented, the other is the dummy of the vendors' pages. */
export const ACCOUNTS = {
	innopaas: { appId: 'sandbox-app', appKey: 'sandbox-app-key' },
	buka: { apiKey: 'bDqJFiq9', apiSecret: '7bz1lzh9' },
};

/** Seconds a time stamp may be off: a guess, the vendors name no limit. */
const TIMESTAMP_WINDOW = 300;
const SCRIPTS = new Set([123]);

export interface Incoming {
	/** The operationId in the contract, if there is one. */
	operation?: string;
	headers: Record<string, string | string[] | undefined>;
	body: Record<string, any>;
	fault?: Fault;
}

/** What a validator of the contract found: where, and which keyword. */
export interface Violation {
	path: string;
	message: string;
	errorCode?: string;
}

export interface SandboxVendor {
	contract: string;
	/** A refusal, or undefined when the request may come in. */
	authenticate: (request: Incoming, state: State) => object | undefined;
	/** The refusal of a request that breaks the contract. */
	refuse: (violations: Violation[], operation?: string) => object;
	/** A refusal as the operation spells it. */
	fail: (code: string, reason: string, operation?: string) => object;
	/** Takes a valid request: the operation's answer. `taken` is called when calls are made. */
	operations: Record<string, (request: Incoming, state: State, taken: () => void) => object>;
}

const equal = (a: string, b: string) =>
	timingSafeEqual(createHash('md5').update(a).digest(), createHash('md5').update(b).digest());

const words = (violations: Violation[]) =>
	violations.map(({ path, message }) => `${path} ${message}`).join('; ');

/** Every code but 200000 is invented: the vendor's list is not public. */
const innopaas: SandboxVendor = {
	contract: 'innopaas.yaml',
	authenticate: ({ body }) =>
		body?.appId === ACCOUNTS.innopaas.appId && body?.appKey === ACCOUNTS.innopaas.appKey
			? undefined
			: innopaas.fail('500006', 'appId or appKey is wrong (code invented by the sandbox)'),
	refuse: (violations) =>
		innopaas.fail('500001', `${words(violations)} (code invented by the sandbox)`),
	fail: (code, message) => ({ code, message, data: null }),
	operations: {
		batchNotify({ body }, state, taken) {
			const broken = scheduleProblem(body, state);
			if (broken) return innopaas.refuse([{ path: '/body', message: broken }]);
			taken();
			const callId = `call-${state.nextId(1)}`;
			for (const entry of body.mobile.split(';')) {
				const [callee, values] = entry.split(',');
				state.calls.push({ vendor: 'innopaas', callee, variables: values?.split('|'), id: callId });
			}
			return { code: '200000', message: 'success', data: { callId } };
		},
	},
};

/** The two limits of the page that a schema can't say. */
function scheduleProblem(body: Record<string, string>, state: State): string | undefined {
	const span = Number(body.maxRecallCount ?? 0) * Number(body.recallInterval ?? 0);
	if (span > 3 * 24 * 60) return 'redials would span more than 3 days';
	if (body.taskStartTime === undefined) return undefined;
	const start = DateTime.fromFormat(body.taskStartTime, 'yyyyMMddHHmmss', { zone: ZONE });
	if (!start.isValid) return 'taskStartTime is no time';
	if (start > state.now().plus({ days: 8 })) return 'taskStartTime is more than 8 days ahead';
	return undefined;
}

/** The answers of the Buka platform, in either spelling. */
const spelling = {
	reason: (status: string, reason: string, data: unknown = null) => ({ status, reason, data }),
	msg: (code: string, msg: string, data: unknown = null) => ({
		code: code === '0' ? 0 : code,
		msg,
		data,
	}),
};

type Envelope = (code: string, words: string, data?: unknown) => object;

/** The operations whose pages have a spelling of their own, whichever their vendor's is. */
const SPELLED: Record<string, Envelope> = {
	getBalance: spelling.reason,
	groupCallQuery: spelling.msg,
};

function buka(
	name: VendorName,
	envelope: Envelope,
	operations: SandboxVendor['operations'],
): SandboxVendor {
	const fail: SandboxVendor['fail'] = (code, reason, operation = '') =>
		(SPELLED[operation] ?? envelope)(code, reason);
	return {
		contract: `${name}.yaml`,
		authenticate({ operation, headers }, state) {
			const refuse = (code: string, reason: string) => fail(code, reason, operation);
			const { apiKey, apiSecret } = ACCOUNTS.buka;
			const timestamp = String(headers.timestamp ?? '');
			const sign = createHash('md5')
				.update(apiKey + apiSecret + timestamp)
				.digest('hex');
			if (headers['api-key'] !== apiKey || !equal(String(headers.sign).toLowerCase(), sign)) {
				return refuse('-1', 'Authentication error');
			}
			const off = Math.abs(state.now().toSeconds() - Number(timestamp));
			return off <= TIMESTAMP_WINDOW ? undefined : refuse('-16', 'Timestamp expires');
		},
		refuse: (violations, operation) => fail(codeOf(violations), words(violations), operation),
		fail,
		operations: {
			getBalance: () => ({
				...spelling.reason('0', 'success'),
				balance: '99.990000',
				gift: '50.00000',
				credit: '0',
			}),
			...operations,
		},
	};
}

/** The code the platform documents for what is wrong, where it has one of its own. */
function codeOf(violations: Violation[]): string {
	// The redial page lists only -22 for all of this.
	if (violations.some(({ path }) => path.startsWith('/body/nodeList'))) return '-22';
	if (violations.some(({ errorCode }) => errorCode?.startsWith('anyOf'))) return '-53';
	if (violations.some(({ path }) => /\/(numberList|numberInfoList)$/.test(path))) return '-35';
	if (violations.some(({ path }) => /^\/body\/(text|lan)$/.test(path))) return '-38';
	return '-22';
}

/** The operation that lists tasks: the vendors name a task's ID, and tell about it, differently. */
function groupCallQuery(
	vendor: VendorName,
	recordOf: Parameters<typeof listTasks>[3],
): SandboxVendor['operations'][string] {
	return ({ body }, state) => {
		const { current, size, params } = body;
		const page = listTasks(vendor, { current, size, params }, state, recordOf);
		if (typeof page === 'string') return spelling.msg('-22', `Parameter exception: ${page}`);
		return spelling.msg('0', 'success', page);
	};
}

export const VENDORS: Record<VendorName, SandboxVendor> = {
	innopaas,
	onbuka: buka('onbuka', spelling.reason, {
		sendGroup({ body, fault }, state, taken) {
			taken();
			const data = body.callee.split(',').map((callee: string) => {
				if (fault?.refuse?.includes(callee)) {
					const terminationReason = fault.reason ?? 'number refused';
					return { voiceId: null, callee, terminationCode: '-9', terminationReason };
				}
				const voiceId = `22030311340${String(state.nextId(11000001)).padStart(8, '0')}`;
				state.calls.push({ vendor: 'onbuka', callee, id: voiceId });
				return { voiceId, callee, terminationCode: '0', terminationReason: 'success' };
			});
			return spelling.reason('0', 'success', data);
		},
	}),
	itniotech: buka('itniotech', spelling.msg, {
		groupCallSend({ body }, state, taken) {
			const keyId = makeTask('itniotech', body, state, taken);
			if (keyId === undefined) return spelling.msg('-41', 'Task name already exists');
			return spelling.msg('0', 'success', keyId);
		},
		groupCallQuery: groupCallQuery('itniotech', ({ keyId }) => ({ jobId: keyId })),
		recallFlowUpdate({ body }, state, taken) {
			if (!state.redialFlows.has(body.keyId))
				return spelling.msg('-22', 'Parameter exception: keyId');
			taken();
			state.redialFlows.set(body.keyId, body);
			return spelling.msg('0', 'success');
		},
	}),
	laaffic: buka('laaffic', spelling.reason, {
		groupCallSendAi({ body }, state, taken) {
			if (!SCRIPTS.has(body.scriptId)) {
				return spelling.reason('-60', 'The AI speech template does not exist');
			}
			const keyId = makeTask('laaffic', body, state, taken);
			if (keyId === undefined) return spelling.reason('-41', 'Task name already exists');
			return spelling.reason('0', 'success', keyId);
		},
		groupCallQuery: groupCallQuery('laaffic', ({ keyId, scriptId = null }) => ({
			taskId: keyId,
			scriptId,
			taskType: scriptId === null ? 1 : 2,
		})),
	}),
};
