import { DateTime } from 'luxon';

import type { AudioFile, Recording } from './library';
import { Agenda } from './agenda';
import { Behaviours } from './behaviours';
import { CallIndex } from './callIndex';
import type { PhoneCall } from './phone';
import { Outbox } from './pushes/outbox';
import { seededFlows } from './redialFlows';
import { seededCalls, seededFiles, seededRecordings } from './seeds';

/** The zone the sandbox reads and writes times in, the one the credentials are preset to. */
export const ZONE = 'Asia/Shanghai';
/** How the Buka platform writes times. */
export const TIME = 'yyyy-MM-dd HH:mm:ss';

export type VendorName = 'innopaas' | 'onbuka' | 'itniotech' | 'laaffic';

/** A request that arrived, as it was on the wire; secrets are masked. */
export interface LogEntry {
	vendor: VendorName;
	/** The operationId in the contract, if the vendor has such an operation. */
	operation?: string;
	method: string;
	path: string;
	headers: Record<string, string>;
	raw: string;
	body: unknown;
	/** Whether the vendor took it: calls were made, whatever the answer was. */
	taken: boolean;
	httpStatus?: number;
	answer?: unknown;
}

/** A call that a vendor accepted. */
export interface Call {
	vendor: VendorName;
	callee: string;
	variables?: unknown;
	/** voiceId, callId or keyId. */
	id: string | number;
	taskName?: string;
}

export interface Task {
	vendor: VendorName;
	keyId: number;
	taskName: string;
	createdTime: string;
	callees: number;
	/** 0 to 6, see the contract; 0 goes by the clock: such a task waits, calls or is finished. */
	status: number;
	/** 1 ordinary (preset), 2 with an AI script, 3 with an AI agent. */
	taskType?: number;
	/** Of a task in which an AI script or an agent talks. */
	scriptId?: number;
	changedTime?: string;
}

/** See the schema Fault in control.yaml. */
export interface Fault {
	vendor?: VendorName;
	operation?: string;
	skip: number;
	times: number;
	delayMs?: number;
	reset?: 'before' | 'after';
	status?: number;
	headers?: Record<string, string>;
	taken: boolean;
	body?: string;
	code?: string;
	reason?: string;
	refuse?: string[];
}

export interface Account {
	/** Millionths of the account's currency. */
	balance: number;
	gift: string;
	credit: string;
}

/** As in the vendors' sample. */
const account = (): Account => ({ balance: 99_990_000, gift: '50.00000', credit: '0' });

/** What the vendors know. */
export class State {
	log: LogEntry[] = [];
	calls: Call[] = [];
	tasks: Task[] = [];
	faults: Fault[] = [];
	/** Seconds the vendors' clock is ahead of this machine's. */
	clockOffset = 0;
	/** Whether what is submitted happens at once. */
	hurries = false;
	redialFlows = seededFlows((days) => this.now().minus({ days }).toFormat(TIME));
	/** Every call there is a record of, oldest first. */
	phoneCalls: PhoneCall[] = seededCalls();
	/** Those that have not begun. */
	waiting = new Set<PhoneCall>();
	behaviours = new Behaviours();
	agenda = new Agenda();
	outbox = new Outbox(this);
	files: AudioFile[] = seededFiles();
	recordings: Recording[] = seededRecordings();
	/** Where recordings can be fetched, by the end of the address. */
	addresses = new Map<string, { recordingFileId: string; expireTime: number }>();
	accounts: Record<VendorName, Account> = {
		innopaas: account(),
		onbuka: account(),
		itniotech: account(),
		laaffic: account(),
	};
	private lastId = 0;
	private indexed = new CallIndex([]);

	/** @param anyFile whether every fileId is one of a file that is there */
	constructor(readonly anyFile = false) {}

	/** Finds calls. */
	get index(): CallIndex {
		if (this.indexed.calls !== this.phoneCalls) this.indexed = new CallIndex(this.phoneCalls);
		return this.indexed;
	}

	reset(): void {
		this.outbox.close();
		const { lastId } = this;
		Object.assign(this, new State(this.anyFile), { lastId, outbox: new Outbox(this) });
	}

	/** What the vendors' clock shows. */
	now(): DateTime {
		return DateTime.fromMillis(this.millis(), { zone: ZONE });
	}

	/** The same, in milliseconds since 1970. */
	millis(): number {
		return Math.round(Date.now() + this.clockOffset * 1000);
	}

	/** Ids grow and never come again. */
	nextId(first: number): number {
		return first + this.lastId++;
	}

	/** Takes the fault that strikes this request, if there is one. */
	takeFault(vendor: VendorName, operation?: string): Fault | undefined {
		const armed = this.faults.find(
			(fault) =>
				(!fault.vendor || fault.vendor === vendor) &&
				(!fault.operation || fault.operation === operation),
		);
		if (armed === undefined) return undefined;
		if (armed.skip > 0) {
			armed.skip--;
			return undefined;
		}
		if (--armed.times === 0) this.faults.splice(this.faults.indexOf(armed), 1);
		return armed;
	}
}
