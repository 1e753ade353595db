import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Fields } from './input/fields';
import type { Body, Surroundings } from './input/wire';

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
	/** It is that of the same call, which an AI agent had made before in this execution. */
	before?: true;
}

/** One request that is to be sent. */
export interface Request {
	body: Body;
	callees: Callee[];
	/** Input items that take part, ascending. */
	items: number[];
	taskName?: string;
	/**
	 * Who can have that name: any task (`chosen` by the user), only one of the same content (`derived`), or only
	 * one that this run makes.
	 */
	nameIs?: 'chosen' | 'derived' | 'ofThisRun';
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
}

/**
 * What a failing code that is a refusal means for what is done next: nothing more (`final`); the request
 * may be sent again `later`, or with the `clock` set; or its task name is `taken`.
 */
export type Meaning = 'final' | 'later' | 'clock' | 'taken';

/** Where a request goes, after the vendor's prefix. */
export interface Endpoint {
	method: 'POST';
	path: string;
}

/** A task as the vendor's list has it. */
export interface ListedTask {
	name: string;
	ids: IDataObject;
	created?: Date;
	/** Whether it was cancelled or came to nothing; undefined where the list doesn't say. */
	failed?: boolean;
}

/** A page of the vendor's list. */
export interface TaskPage {
	tasks: ListedTask[];
	pages: number;
	/** How many tasks the whole list has. */
	total: number;
}

/** How a task is found again by its name. */
export interface TaskList extends Endpoint {
	/** Asks for a page, counted from 1, of the tasks that were made in a period. */
	write: (taskName: string, page: number, from: Date, to: Date, vendorZone: string) => Body;
	/** Undefined where the answer is no such page. */
	read: (answer: Answer, page: number, vendorZone: string) => TaskPage | undefined;
}

/** A complaint about a parameter: what stands in the message after the item. */
export interface Problem {
	/** Display name, with the names of the groups it lies in. */
	parameter: string;
	message: string;
}

/** How callees travel in a request of an operation. */
export interface CalleeRule {
	/** Name of the parameter that holds the numbers. */
	parameter: string;
	/** Name of the parameter that holds what is said to each callee, if there is one. */
	variables?: string;
	/** Makes the variables of that parameter from what its fields wrote. */
	readVariables?: (body: Body) => Variables;
	/**
	 * Name of the parameter that holds the country of all numbers. Without it, Default Country of the
	 * options is the country of numbers that have no calling code.
	 */
	country?: string;
	/** Fewest and most digits of a number. */
	digits: readonly [number, number];
	/** Most callees in one request. */
	perRequest: number;
	write: (callees: Callee[]) => Body;
}

/** An operation of a vendor: one file each, this is its whole room. */
export interface Operation extends Endpoint {
	resource: INodePropertyOptions;
	operation: INodePropertyOptions & { action: string };
	/** What the editor shows; `displayOptions` and `required` say when a parameter applies. */
	properties: INodeProperties[];
	/** How each parameter is checked and what it is on the wire. */
	fields: Fields;
	/** What `displayOptions` can't say: conditions between parameters. */
	rules?: (body: Body, surroundings: Surroundings) => Problem[];
	callees?: CalleeRule;
	/**
	 * The failing codes by which the operation's page says that a request was refused. Where it has no such
	 * table, those of the vendor's general lists are.
	 */
	refusals?: readonly string[];
	/** Set when the request names a voice application: the node's, or else the credential's. */
	usesAppId?: boolean;
	/**
	 * Set when the request makes a task with a name of its own at the vendor. The name is a key: the
	 * vendor takes it once, so such a request may be sent again when nobody knows whether it arrived.
	 */
	taskList?: TaskList;
	/** The order of the fields in a form, where the vendor's samples have one. */
	order?: readonly string[];
	/** The outcome of each callee (or the one outcome of a request without callees) from a successful answer. */
	read: (answer: Answer, request: Request) => Outcome[];
}

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
	/** What a person can do about a code of the vendor. */
	advice: (code: string) => string | undefined;
	operations: Operation[];
}
