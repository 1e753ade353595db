import { setImmediate } from 'node:timers/promises';
import { WorkflowExecute } from 'n8n-core';
import { sleep } from 'n8n-workflow';

import { bookOf } from '../../../sandbox/book';
import type { Course } from '../../../sandbox/course';
import type { LogEntry } from '../../../sandbox/state';
import { progressOf } from '../../../sandbox/tasks';
import { sandbox } from '../helpers';
import type { Named } from './world';

/** An entry of the sandbox's book. */
export interface Booked {
	voiceId: string;
	keyId?: number;
	sourceKeyId?: number;
	callee: string;
	submittedAt: number;
	round: number;
	attempts: Course[];
}

/** The attempts of a call that are over at a time. */
export const overIn = ({ attempts }: Booked, at: number) =>
	attempts.filter(({ hungUpAt }) => hungUpAt <= at);

/** Whether the last attempt that had begun is over, as far as anybody can know from a record. */
export const isOver = (call: Booked, at: number) => {
	const begun = call.attempts.filter(({ calledAt }) => calledAt <= at);
	return begun.length > 0 && begun.at(-1)!.hungUpAt <= at;
};

/** A list or a record that the vendor showed, and what truly was at that moment. */
export interface Shown {
	look: number;
	at: number;
	operation: string;
	/** Rows of calls by voiceId, or of tasks by keyId. */
	ids: string[];
	book: Booked[];
	statuses: Map<string, number>;
}

export interface Cancel {
	at: 'request' | 'pause';
	count: number;
}

/** Pauses before another attempt are these, where chance is this. */
const CHANCE = 0.123;
const RETRIES = [1000, 2000].map((pause) => pause * (1 + CHANCE / 2));
/** That the vendors ask for with `Retry-After`. */
export const ASKED = 7777;

/** What the vendor saw and showed, while the node asks. */
export class Watch {
	readonly shown: Shown[] = [];
	readonly requests: Array<{ look: number; entry: LogEntry; isStruck: boolean }> = [];
	/** The looks so far but one, and when the last one began. */
	look = 0;
	began = 0;
	looks: number[] = [];
	cancelled = false;
	afterCancel = 0;

	/**
	 * @param passes milliseconds that a request takes by the clock
	 * @param meanwhile called when the vendor is asked for records, with how often that was
	 */
	constructor(
		private readonly vendor: Named,
		{
			passes = 0,
			cancel,
			meanwhile = () => {},
		}: { passes?: number; cancel?: Cancel; meanwhile?: (times: number) => void },
	) {
		const { state } = sandbox;
		let counted = 0;
		let lists = 0;
		let execution: ReturnType<WorkflowExecute['run']> | undefined;
		const tick = (at: Cancel['at']) => {
			if (at !== cancel?.at || ++counted !== cancel.count || !execution) return;
			this.cancelled = true;
			execution.cancel();
		};
		const { run } = WorkflowExecute.prototype;
		jest.spyOn(WorkflowExecute.prototype, 'run').mockImplementation(function (
			this: WorkflowExecute,
			options,
		) {
			return (execution = run.call(this, options));
		});
		jest.spyOn(Math, 'random').mockReturnValue(CHANCE);
		this.begin();
		jest.mocked(sleep).mockImplementation(async (milliseconds) => {
			jest.setSystemTime(Date.now() + milliseconds);
			tick('pause');
			await setImmediate();
			if (milliseconds !== ASKED && !RETRIES.includes(milliseconds)) {
				this.look++;
				this.begin();
			}
		});
		const writeDown = state.log.push.bind(state.log);
		state.log.push = (entry) => {
			if (this.cancelled) this.afterCancel++;
			if (entry.operation === 'recordGroupQuery') meanwhile(++lists);
			jest.setSystemTime(Date.now() + passes);
			const request = { look: this.look, entry, isStruck: false };
			this.requests.push(request);
			this.writeAnswers(entry);
			tick('request');
			return writeDown(entry);
		};
		const { takeFault } = Object.getPrototypeOf(state) as typeof state;
		state.takeFault = (...request) => {
			const fault = takeFault.apply(state, request);
			this.requests.at(-1)!.isStruck = fault !== undefined;
			return fault;
		};
	}

	/** Looks away. */
	end(): void {
		const { state } = sandbox;
		delete (state as Partial<typeof state>).takeFault;
		state.log = [];
	}

	private begin() {
		this.looks.push(Date.now());
		this.began = Date.now();
	}

	/** What an answer shows is compared with what is so when it is given. */
	private writeAnswers(entry: LogEntry): void {
		let given: unknown;
		Object.defineProperty(entry, 'answer', {
			get: () => given,
			set: (answer: { data?: { records?: Row[] } & Row }) => {
				given = answer;
				const rows = answer?.data?.records ?? (answer?.data ? [answer.data] : []);
				if (!Array.isArray(rows) || typeof answer !== 'object') return;
				const { look } = this;
				const ids = rows.map(({ voiceId, taskId, jobId }) => String(voiceId ?? taskId ?? jobId));
				this.shown.push({ look, operation: entry.operation!, ids, ...truth(this.vendor) });
			},
		});
	}
}

type Row = Record<string, unknown>;

/** What is so at the vendor, by its clock. */
export function truth(vendor: Named): Pick<Shown, 'at' | 'book' | 'statuses'> {
	const { state } = sandbox;
	const book = structuredClone(bookOf(state, { vendor })) as Booked[];
	const tasks = state.tasks.filter((task) => task.vendor === vendor);
	const statuses = new Map(
		tasks.map((task) => [String(task.keyId), progressOf(task, state).status]),
	);
	return { at: state.millis(), book, statuses };
}
