import { createHash } from 'node:crypto';

import type { VendorName } from './state';

export type Result = 'answered' | 'notAnswered' | 'busy' | 'rejected' | 'voicemail' | 'failed';

/** Whom something is said of: everybody, if nothing else is. */
interface Whom {
	vendor?: VendorName;
	callees?: string[];
	/** Which of the calls to them: 1 the first one, 2 the first redial. */
	attempt?: number;
}

/** See the schema Behaviour in control.yaml. */
export interface Behaviour extends Whom {
	result: Result;
	startsAfter?: number;
	ringDuration?: number;
	callDuration?: number;
	key?: string;
	sipCode?: string;
	reason?: string;
	cost?: string;
	currency?: string;
	recorded?: boolean;
	intent?: string;
	agents?: string[];
	agentAnswers?: boolean;
}

/** See the schema Script in control.yaml. */
export interface Script extends Whom {
	seed: number;
	results?: Partial<Record<Result, number>>;
	keys?: Record<string, number>;
	intents?: Record<string, number>;
	within?: number;
}

const RESULTS = { answered: 55, notAnswered: 20, busy: 10, voicemail: 7, failed: 5, rejected: 3 };
const NONE = 'none';
const KEYS = { [NONE]: 50, '1': 30, '2': 15, '9': 5 };
/** Seconds from submission to the calls, and of ringing and talking. */
const STARTS_AFTER = 5;
const WITHIN = 20;
const RINGS = [1, 25];
const TALKS = [1, 90];

/** How callees take their calls; what was said last of somebody counts. */
export class Behaviours {
	private said = new Map<string, { order: number; one: Behaviour | Script }>();
	private count = 0;
	/** Whether calls may begin at another moment than they did before something was said. */
	shift = false;

	say(one: Behaviour | Script): void {
		this.count++;
		for (const callee of one.callees ?? [undefined]) {
			this.said.set(keyOf(one.vendor, callee, one.attempt), { order: this.count, one });
		}
		this.shift ||= 'seed' in one || one.startsAfter !== undefined;
	}

	/** How somebody takes a call; everybody answers if nothing was said. */
	of(vendor: VendorName, callee: string, attempt: number): Behaviour {
		let last: { order: number; one: Behaviour | Script } | undefined;
		for (const ofVendor of [vendor, undefined]) {
			for (const ofCallee of [callee, undefined]) {
				for (const ofAttempt of [attempt, undefined]) {
					const found = this.said.get(keyOf(ofVendor, ofCallee, ofAttempt));
					if (found && found.order > (last?.order ?? 0)) last = found;
				}
			}
		}
		if (last === undefined) return { result: 'answered' };
		return 'seed' in last.one ? drawn(last.one, callee, attempt) : last.one;
	}
}

const keyOf = (vendor?: string, callee?: string, attempt?: number) =>
	`${vendor ?? ''} ${callee ?? ''} ${attempt ?? ''}`;

/** The same for the same seed, callee and attempt, whatever else is called. */
function drawn(script: Script, callee: string, attempt: number): Behaviour {
	const { seed, results = RESULTS, keys = KEYS, intents, within = WITHIN } = script;
	const dice = createHash('sha256').update(`${seed} ${callee} ${attempt}`).digest();
	/** From 0 to 1, without 1. */
	const roll = (index: number) => dice.readUInt32LE(4 * index) / 2 ** 32;
	const between = ([from, to]: number[], index: number) =>
		from + Math.floor(roll(index) * (to - from + 1));
	const result = pick(results, roll(0)) as Result;
	const key = pick(keys, roll(1));
	return {
		result,
		startsAfter: STARTS_AFTER + between([0, within], 2),
		// Who does not answer lets it ring for as long as the request allows.
		...(result !== 'notAnswered' && { ringDuration: between(RINGS, 3) }),
		callDuration: between(TALKS, 4),
		...(key !== NONE && { key }),
		...(intents && result === 'answered' && { intent: pick(intents, roll(5)) }),
	};
}

/** One of the names, by their weights. */
function pick(weights: Record<string, number>, roll: number): string {
	const entries = Object.entries(weights);
	let left = roll * entries.reduce((sum, [, weight]) => sum + weight, 0);
	for (const [name, weight] of entries) {
		left -= weight;
		if (left < 0) return name;
	}
	return entries.at(-1)![0];
}
