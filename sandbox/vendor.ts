import type { Fault, State, VendorName } from './state';

/** The accounts of the sandbox: InnoPaaS's is invented, the other is the dummy of the vendors' pages. */
export const ACCOUNTS = {
	innopaas: { appId: 'sandbox-app', appKey: 'sandbox-app-key' },
	buka: { apiKey: 'bDqJFiq9', apiSecret: '7bz1lzh9' },
};

export interface Incoming {
	/** The operationId in the contract, if there is one. */
	operation?: string;
	headers: Record<string, string | string[] | undefined>;
	/** What stands in the path, and behind its question mark. */
	params: Record<string, string>;
	query: Record<string, string>;
	body: Record<string, any>;
	/** Where the request went, e.g. `http://127.0.0.1:4101`. */
	origin: string;
	fault?: Fault;
}

/** What a validator of the contract found: where, and which keyword. */
export interface Violation {
	path: string;
	message: string;
	errorCode?: string;
}

/** An answer that is no JSON. */
export class Reply {
	constructor(
		readonly status: number,
		readonly headers: Record<string, string>,
		readonly content: Buffer | string,
	) {}
}

/** What an operation has at hand while it works on a request. */
export interface Desk {
	vendor: VendorName;
	state: State;
	/** To be called when calls are made or something is changed. */
	taken: () => void;
	/** Spells an answer as the operation's page does. */
	answer: Envelope;
}

export type Envelope = (code: string, words: string, data?: unknown) => object;

/** Works on a request that keeps the contract and comes from the account's owner: the answer. */
export type Handler = (request: Incoming, desk: Desk) => object | Reply;

/** Where vendors answer an operation differently: what each of them does. */
export const byVendor =
	(handlers: Partial<Record<VendorName, Handler>>): Handler =>
	(request, desk) =>
		handlers[desk.vendor]!(request, desk);

export interface SandboxVendor {
	/** A refusal, or undefined when the request may come in. */
	authenticate: (request: Incoming, state: State) => object | undefined;
	/** The refusal of a request that breaks the contract. */
	refuse: (violations: Violation[], operation?: string) => object;
	/** How the operation spells its answers. */
	envelopeOf: (operation?: string) => Envelope;
}

/** What broke a contract, for a person. */
export const words = (violations: Violation[]) =>
	violations.map(({ path, message }) => `${path} ${message}`).join('; ');
