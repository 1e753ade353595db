import type { IDataObject } from 'n8n-workflow';

import type { Parameter } from '../input/declaration';
import type { Source } from '../reading/source';
import type { Vendor } from '../types';

/** One object that somebody sent to the trigger's address, the vendor or anybody else. */
export type Pushed = Record<string, unknown>;

/** A kind of event that a vendor pushes. */
export interface VendorEvent {
	/** How the editor calls it. */
	name: string;
	/** Its name in the workflow's JSON and in the items. */
	value: string;
	description: string;
	/** Whether what was pushed is such an event, by its shape. */
	is: (pushed: Pushed) => boolean;
	/**
	 * What comes out, besides the event and its ID.
	 *
	 * @param zone the vendor's, for times without an offset
	 */
	item: (pushed: Pushed, zone: string) => IDataObject;
	/** Tells it from all others of its kind, and not from its repetitions; undefined where it names nothing. */
	id: (pushed: Pushed) => string | undefined;
	/** How to ask the vendor whether it is true; undefined where it can't be asked. */
	check?: Check;
}

/** How an event is compared with what the vendor itself says of it. */
export interface Check {
	source: Source<Pushed>;
	/** What the vendor is asked; undefined where the event does not say of what it tells. */
	asks: (pushed: Pushed) => Record<string, string> | undefined;
	/** `open` where the vendor does not know yet what came of it. */
	verdict: (pushed: Pushed, known: Pushed, zone: string) => 'same' | 'other' | 'open';
}

/** An event as it was recognised. */
export interface Found {
	event: VendorEvent;
	/** What was pushed; once it was looked up what the vendor says. */
	pushed: Pushed;
	/** What would have come out if it had not been looked up. */
	said?: IDataObject;
}

/** What leaves events out. */
export interface Filter {
	property: Parameter;
	/** @param wanted what the user entered */
	keeps: (item: IDataObject, wanted: unknown) => boolean;
}

/** What starts workflows: the events of a vendor. */
export interface Trigger {
	vendor: Vendor;
	events: VendorEvent[];
	/** Where the address is entered, shown in the node. */
	notice: string;
	/** What may leave events out. */
	filters?: Filter[];
	/** Set where the vendor's page does not say how it pushes: fields of forms and addresses are taken, too. */
	anyForm?: true;
}
