import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { CalleeRule } from './input/calleesParameter';
import type { Entry } from './input/entries';
import type { Fields } from './input/fields';
import type { At, Body, Surroundings, Wire } from './input/wire';
import type { Once } from './reading/onlyNew';
import type { Asking, Search, Source, TaskList } from './reading/source';

/** One person to be called: the number as digits, and what is said to them alone. */
export interface Callee {
	number: string;
	variables: Variables;
}

/** Positional (InnoPaaS) or by name (`text1` to `text10`); empty when nothing is said to one alone. */
export type Variables = string[] | Record<string, string>;

/** What an input item asks for, once its parameters are read and checked. */
export interface Contact {
	/** Index of the input item. */
	item: number;
	settings: Settings;
	callees: Callee[];
}

/** The part of a body that all callees of a request share. Equal `key`, equal settings. */
export interface Settings {
	body: Body;
	key: string;
	/** See `Request`. */
	zone?: string;
}

/** What became of a callee, or of an operation without callees. */
export interface Outcome {
	/**
	 * `accepted`: the vendor took it; `repeated`: it had been taken before, so nobody was called now;
	 * `refused`: it was not taken; `unknown`: nobody knows.
	 */
	status: 'accepted' | 'repeated' | 'refused' | 'unknown';
	/** The vendor's code as text; for a failure below the vendor the HTTP status or the system's code. */
	code: string;
	/** The vendor's words. */
	reason: string;
	/** The vendor's ids: `voiceId`, `callId`, `keyId`. */
	ids: IDataObject;
	/** What the vendor's words leave unsaid. */
	hint?: string;
	/** It provably never left. */
	notSent?: true;
	/** It is that of the same call, which an AI agent had made before in this execution. */
	before?: true;
}

/** One request that is to be sent. */
export interface Request {
	body: Body;
	callees: Callee[];
	/** The task whose callees are called again, where the vendor knows whom. */
	again?: Wire;
	/** Input items that take part, ascending. */
	items: number[];
	taskName?: string;
	/** The zone by whose clock Calling Hours are kept; left out it is the workflow's. */
	zone?: string;
	/** Who can have that name: any task (`chosen` by the user), or only one of the same content (`derived`). */
	nameIs?: 'chosen' | 'derived';
}

/** Which callee of which request answers for an entry of an input item. */
export interface Slot {
	item: number;
	/** Position among the callees of the item. */
	entry: number;
	request: number;
	/** Position among the callees of the request. */
	position: number;
	/** An earlier entry with the same number and settings is called for this one. */
	duplicate: boolean;
}

/** The vendor's answer, taken out of its envelope. */
export interface Answer {
	code: string;
	reason: string;
	data: unknown;
	succeeded: boolean;
	/** What stands in the envelope beside code, words and data. */
	beside?: Record<string, unknown>;
}

/**
 * What a failing code that is a refusal means for what is done next: nothing more (`final`); the request
 * may be sent again `later`, or with the `clock` set; or its task name is `taken`.
 */
export type Meaning = 'final' | 'later' | 'clock' | 'taken';

/** Where a request goes. */
export interface Endpoint {
	method: 'GET' | 'POST';
	/** Stands before the path in place of the vendor's prefix, where a page prints another. */
	prefix?: string;
	/** After the prefix. A field of the body stands in for each name in braces: `/record/{voiceId}`. */
	path: string;
}

/** A complaint about a parameter: what stands in the message after the item. */
export interface Problem {
	/** Display name, with the names of the groups it lies in. */
	parameter: string;
	message: string;
}

/** When the calls of a request begin. */
export interface Start {
	/** Undefined where it is at once. */
	read: (body: Body, vendorZone: string) => Date | undefined;
	/** What says so in the body; undefined where the vendor's clocks show that time twice. */
	write?: (moment: Date, vendorZone: string) => Body | undefined;
}

/** What operations of every kind have. */
interface AnyOperation {
	resource: INodePropertyOptions;
	operation: INodePropertyOptions & { action: string };
	/** What the editor shows; `displayOptions` and `required` say when a parameter applies. */
	properties: INodeProperties[];
	/** What stands above the parameters; above those of a call stands what a call does. */
	notice?: string;
	/** How each parameter is checked and what it is on the wire. */
	fields: Fields;
	/**
	 * Parameters in which items differ as a rule, where there may be very many of them: what says which are shown, then
	 * those that name what is asked for.
	 */
	own?: readonly string[];
	/** What `displayOptions` can't say: conditions between parameters. */
	rules?: (body: Body, surroundings: Surroundings) => Problem[];
	/**
	 * The failing codes by which the operation's page says that a request was refused. Where it has no such
	 * table, those of the vendor's general lists are.
	 */
	refusals?: readonly string[];
	/** Set when the request names a voice application: the node's, or else the credential's. */
	usesAppId?: boolean;
	/** The order of the fields in a form, where the vendor's samples have one. */
	order?: readonly string[];
	/** A sample of what comes out for an item, from which the editor's preview of the output is made. */
	sample: IDataObject;
}

/**
 * Rings phones. Items share requests, and each callee of an item, or each item where the vendor knows the
 * callees, comes out with its outcome. Sent again after an unknown end only if it makes a task.
 */
export interface CallOperation extends AnyOperation, Endpoint {
	kind: 'call';
	/** Undefined where the vendor knows whom to call: those of a task, named by `again`. */
	callees?: CalleeRule;
	/**
	 * The field that names the task whose callees are called again. A name that the node derives for the new task
	 * is then that of this run alone: to call again is what it is for.
	 */
	again?: string;
	/** How many callees some tasks have that are called again, by their IDs; one that is not found is missing. */
	calleeCounts?: (asking: Asking, tasks: Wire[]) => Promise<Map<string, number>>;
	/**
	 * Set when the request makes a task with a name of its own at the vendor. The name is a key: the
	 * vendor takes it once, so such a request may be sent again when nobody knows whether it arrived.
	 */
	taskList?: TaskList;
	/** When the calls of a request begin, where it can say so. */
	starts?: Start;
	/** The outcome of each callee (or the one outcome of a request without callees) from a successful answer. */
	read: (answer: Answer, request: Request) => Outcome[];
}

/** Rings no phone. */
interface HarmlessOperation extends AnyOperation {
	callees?: undefined;
	taskList?: undefined;
}

/**
 * Changes something at the vendor and rings no phone. One request for an item, unless the vendor takes a
 * list of ids; one item comes out for each id, or for the item.
 */
export interface ChangeOperation extends HarmlessOperation, Endpoint {
	kind: 'change';
	/** The field of the body that is a list of ids, and the most of them in one request. */
	list?: { name: string; most: number };
	/** Set when the same change twice is the same as once: then it is sent again if its fate is unknown. */
	repeatable?: true;
	/** Looks at the vendor whether the change may be made; gives the reason why not. */
	before?: (asking: Asking, body: Body, local: Body) => Promise<string | undefined>;
	/** Whether a success is what the page shows: otherwise nobody knows. Not where `after` looks what came of it. */
	isTaken?: (answer: Answer) => boolean;
	/** What comes out once the vendor took it: for each id of the list, or one. */
	after: (
		answer: Answer,
		body: Body,
		asking: Asking,
		local: Body,
	) => IDataObject[] | Promise<IDataObject[]>;
}

/** Reads and changes nothing. One item comes out for each row. */
export interface ReadOperation extends HarmlessOperation, Source {
	kind: 'read';
	/** The bodies that are asked, one after the other, where a period is longer than the vendor allows. */
	ask?: (body: Body, local: Body, at: At) => Body[];
	/**
	 * A row as an item; undefined where a filter leaves it out. Local are the values that are not sent. The
	 * vendor's own fields are added under `raw` with Simplify off.
	 */
	item: (row: unknown, local: Body, vendorZone: string) => IDataObject | undefined;
	/** Where Only New is offered. */
	once?: Once;
}

/** What a look at the vendor found of something that is waited for. */
export interface Sight {
	/** What an item asks for; one of those that were looked for. */
	entry: Entry;
	/** What comes out for it. */
	records: IDataObject[];
	/** Whether that is the end of it, so that nobody has to look again. */
	isOver: boolean;
}

/**
 * Waits until what was begun is over: looks again and again, with what other operations read, for what is still
 * open. Changes nothing.
 */
export interface WaitOperation extends HarmlessOperation {
	kind: 'wait';
	/**
	 * Looks once, and gives what it finds as it finds it, in lots: what came before a failure counts.
	 *
	 * @throws NotRead when the vendor does not answer
	 */
	look: (asking: Asking, open: readonly Entry[]) => AsyncGenerator<Sight[]>;
	/**
	 * What comes out for an entry of which nothing was found.
	 *
	 * @param hasLooked whether the last look came to its end
	 */
	unseen: (entry: Entry, hasLooked: boolean) => IDataObject;
	/** Adds to a problem of an item what the item shows to be meant. */
	explain?: (problem: Problem, json: IDataObject) => Problem;
}

/** Sends a file to the vendor. */
export interface UploadOperation extends HarmlessOperation, Endpoint {
	kind: 'file';
	direction: 'up';
	/** The field of the body that holds the file's name there. */
	name: string;
	/** The id from a successful answer; undefined where it has none. */
	read: (answer: Answer) => IDataObject | undefined;
	/** The list in which a file is found by its name, where the vendor has one. */
	files?: Source<{ fileName: string; ids: IDataObject }>;
}

/** Fetches a file from the vendor. */
export interface DownloadOperation extends HarmlessOperation, Endpoint {
	kind: 'file';
	direction: 'down';
	/** The field of the body, or of the query, that names the file. */
	id: string;
	/** Where the vendor gives an address in place of the file: finds it in the answer. */
	address?: (answer: Answer) => string | undefined;
}

/** An operation of a vendor: one file each, this is its whole room. */
export type Operation =
	| CallOperation
	| ChangeOperation
	| ReadOperation
	| WaitOperation
	| UploadOperation
	| DownloadOperation;

export const isUpload = (operation: Operation): operation is UploadOperation =>
	operation.kind === 'file' && operation.direction === 'up';

/** A vendor: what its operations share. */
export interface Vendor {
	name: string;
	credential: string;
	/** Stands before the path of every operation, e.g. `/v3`. */
	prefix: string;
	contentType: string;
	encode: (body: Body) => string;
	/** Undefined when the body is not an answer of this vendor. */
	readEnvelope: (body: unknown) => Answer | undefined;
	/**
	 * What the vendor's documents say of a failing code; undefined when they don't say that it is a refusal.
	 */
	meaning: (code: string, operation: Pick<Operation, 'refusals'>) => Meaning | undefined;
	/** Whether a failing code is about the account, so that every further request would fail, too. */
	concernsAccount: (code: string) => boolean;
	/** What a person can do about a code of the vendor. */
	advice: (code: string) => string | undefined;
	operations: Operation[];
	/** The operation that reads what is left on the account, where the vendor has it. */
	balance?: ReadOperation;
	/** What the editor's lists show, by the name of their method. */
	searches?: Record<string, Search>;
}
