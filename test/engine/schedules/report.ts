import type { INodeExecutionData } from 'n8n-workflow';

import type { Call } from '../../../sandbox/state';
import { sandbox } from '../helpers';
import {
	isRegrouped,
	judgeCounts,
	mayCheck,
	mostCutOff,
	mostRefused,
	ofExecution,
	type Counts,
} from './counts';
import { mayBeUnknown } from './lookUps';
import type { Entry } from './plan';
import { isAlone, isTaskMaker } from './schedule';
import { broken, countOf, groupBy, type Seen, type View } from './view';

/** What the node says of one output item. */
interface Said {
	calleeNumber?: string;
	status?: 'accepted' | 'repeated' | 'refused' | 'unknown';
	code?: string;
	error?: string;
	duplicate?: boolean;
	calleeCount?: number;
	callees?: string[];
	voiceIds?: string[];
	voiceId?: string;
	callId?: string;
	keyId?: number;
	taskName?: string;
	/** The input items it stands for. */
	items: number[];
	onErrorOutput: boolean;
}

/** Compares what the node says with what the vendors know. */
export function judgeReport(view: View, seen: Seen): void {
	const { schedule, round, watch } = view;
	const { output, failed, error } = round;
	const stops = schedule.onError === 'stopWorkflow';
	const { bad } = view.plan;
	if (error !== undefined) {
		if (!stops) broken(`The node failed although it shall continue: ${error.message}`);
		if (output.length + failed.length > 0) broken('The node failed and gave output');
		seen.add('a run failed');
	}
	if (bad.length > 0 && stops) {
		if (watch.arrivals.length > round.from) broken('Something was sent in spite of a bad item');
		if (!error?.message.endsWith(`[item ${bad[0]}]`)) broken(`Item ${bad[0]} is not named`);
		seen.add('a bad item stopped everything');
		if (bad.some((at) => schedule.items[at].bad === undefined)) {
			const why = isAlone(schedule) && schedule.duplicates === 'once';
			seen.add(why ? 'items name the same task' : 'tasks would share a name');
		}
		return;
	}
	if (isUncounted(view)) {
		// What an earlier try was refused called nobody.
		if (view.fresh.some(({ open, called }) => open || called.length > 0))
			broken('Somebody was called, though nobody could say how many');
		seen.add('nobody could say how many would be called');
		return;
	}
	const counts = error === undefined ? judgeOutput(view, bad, seen) : judgeError(view, error);
	judgeCounts(view, counts);
	if (error !== undefined && counts.refused > mostRefused(view)) {
		broken(`Refused ${counts.refused}, but the vendor turned ${mostRefused(view)} away`);
	}
	judgeGoodWeather(view, counts);
	for (const [status, count] of Object.entries(counts)) if (count > 0) seen.add(status);
}

/** Whether the run stopped because the vendor did not say how many callees its tasks have. */
function isUncounted({ schedule, round: { error, output, failed } }: View): boolean {
	const isSaid = (text: unknown) => /^Sending → Most Callees is \d+, but /.test(String(text));
	if (!isAlone(schedule)) return false;
	// Where an earlier try has sent something, it counts.
	if (error !== undefined) return isSaid(error.message) && !FATES.test(error.message);
	const said = [...output, ...failed].filter(({ json }) => isSaid(json.error));
	if (said.length === 0) return false;
	// What an earlier try has sent comes out as it was.
	const others = output.filter(({ json }) => !isSaid(json.error));
	if (others.some(({ json }) => json.status === 'refused')) broken('Others were refused');
	return true;
}

const NONE: Counts = { accepted: 0, repeated: 0, refused: 0, unknown: 0, untried: 0 };
/** "Accepted 2, unknown 1 (item 3), not tried 4." at the end of a message. */
const FATES =
	/((?:accepted|repeated|refused|unknown|not tried) \d+(?: \(items? [-, \d]+(?: and others)?\))?(?:, (?:repeated|refused|unknown|not tried) \d+(?: \(items? [-, \d]+(?: and others)?\))?)*)\.$/i;

/** The message of a failed run; where there is one callee, it says what became of it in words. */
function judgeError({ plan }: View, { message }: Error): Counts {
	const counts = { ...NONE };
	const [, found] = FATES.exec(message) ?? [];
	if (found !== undefined) {
		for (const [, fate, many] of found.matchAll(/(\w+) (\d+)(?!\d|[-,\d ]*\))/g)) {
			if (many === '0') broken(`The error counts nobody: ${message}`);
			counts[fate.toLowerCase().replace('tried', 'untried') as keyof Counts] = Number(many);
		}
		return counts;
	}
	if (plan.fewest > 1) broken(`The error doesn’t say what became of all: ${message}`);
	if (message.startsWith('It is unknown whether')) return { ...counts, unknown: 1 };
	if (message.includes(' did not take ')) return { ...counts, refused: 1 };
	if (message.startsWith('The execution was cancelled')) return { ...counts, untried: 1 };
	return broken(`The error says nothing of the callee: ${message}`);
}

function judgeOutput(view: View, bad: number[], seen: Seen): Counts {
	const { schedule, round, plan } = view;
	const said = [
		...round.output.map((item) => saidBy(item, false)),
		...round.failed.map((item) => saidBy(item, true)),
	];
	for (const { status, error, onErrorOutput, items } of said) {
		const failed = status !== 'accepted' && status !== 'repeated';
		if (failed && !error) broken(`Item ${items[0]} was not accepted, and no error says so`);
		if (!failed && error) broken(`Item ${items[0]} was accepted and has an error: ${error}`);
		if (onErrorOutput !== (failed && schedule.onError === 'continueErrorOutput')) {
			broken(`Item ${items[0]}, ${status}, is on the wrong output`);
		}
	}
	for (const item of bad) {
		const [own, ...more] = said.filter(({ items }) => items.includes(item));
		if (own === undefined || more.length > 0 || own.code !== 'INVALID') {
			broken(`Bad item ${item} does not come out once, as such`);
		}
		if (!own.error!.endsWith(`[item ${item}]`)) broken(`Bad item ${item} is named otherwise`);
		seen.add('a bad item came out beside good ones');
	}
	const good = said.filter(({ items }) => !items.some((item) => bad.includes(item)));
	const perCallee = schedule.output === 'callee' || isAlone(schedule);
	const counts = perCallee ? judgeCallees(view, good) : judgeRequests(view, good);
	const { total, fewest } = plan;
	const all = counts.accepted + counts.repeated + counts.refused + counts.unknown;
	if (all < fewest || all > total) broken(`${all} callees came out instead of ${total}`);
	return counts;
}

function saidBy({ json, pairedItem }: INodeExecutionData, onErrorOutput: boolean): Said {
	const items = [pairedItem].flat().map((item) => (item as { item: number }).item);
	// Beside the error n8n puts the fields of the input item, so the node's words lie deeper.
	const said = (onErrorOutput
		? { ...(json.details as object), error: json.error }
		: json) as unknown as Said;
	return { ...said, items, onErrorOutput };
}

/** Every entry of the input in one output item, with the fate that the vendor knows. */
function judgeCallees(view: View, said: Said[]): Counts {
	const { schedule, plan, called, calledBefore } = view;
	const left = [...said];
	const fates = plan.entries.map((entry) => {
		const at = left.findIndex(
			({ items, calleeNumber = entry.number }) =>
				items.length === 1 && items[0] === entry.item && calleeNumber === entry.number,
		);
		if (at < 0) broken(`${entry.number} of item ${entry.item} did not come out`);
		return { ...left.splice(at, 1)[0], entry };
	});
	if (left.length > 0)
		broken(`${left[0].calleeNumber} of item ${left[0].items[0]} came out too often`);
	const regrouped = schedule.varying === 'grouping' && !isAlone(schedule);
	const first = new Map<string, string>();
	for (const { entry, duplicate = false, status } of fates) {
		const who = `${entry.number} of item ${entry.item}`;
		if (!regrouped && duplicate !== entry.duplicate) broken(`${who}: duplicate is ${duplicate}`);
		const ofFirst = first.get(`${entry.group}: ${entry.number}`);
		if (entry.duplicate && !regrouped && status !== ofFirst) {
			broken(`${who} is ${status}, but ${ofFirst} where it stands first`);
		}
		first.set(`${entry.group}: ${entry.number}`, status!);
	}
	const own = fates.filter(({ duplicate }) => !duplicate);
	judgeIds(own);
	const byKey = groupBy(own, ({ entry }) => entry.key);
	for (const [key, fatesOfKey] of byKey) {
		const { accepted, repeated, unknown } = countStatuses(fatesOfKey);
		const calls = called.get(key) ?? 0;
		const before = isRegrouped(view) ? called : calledBefore;
		if ((before.get(key) ?? 0) < repeated) broken(`${key} is said to be called before`);
		if (calls < accepted) broken(`${key} is said to be accepted, but was called ${calls} times`);
		if (calls > accepted + unknown && mayCheck(view, unknown)) {
			broken(`${key} is said to be refused, but was called ${calls} times`);
		}
	}
	judgeUnknown(view, own);
	return countStatuses(own);
}

/** The IDs are those of the callees' own calls. */
function judgeIds(own: Array<Said & { entry: Entry }>): void {
	const voiceIds = own.flatMap(({ voiceId }) => voiceId ?? []);
	if (new Set(voiceIds).size < voiceIds.length) broken('Two callees have one voiceId');
	for (const said of own) {
		const { status, entry, taskName } = said;
		const id = idOf(said);
		if (status !== 'accepted' && status !== 'repeated') continue;
		if (id === undefined) broken(`${entry.number} is said to be ${status}, without an ID`);
		const call = callsOf(id).find(({ callee }) => callee === entry.number);
		if (call === undefined) {
			broken(`${entry.number} is said to be ${status} as ${id}, which is no call to it`);
		}
		if (call.taskName !== taskName) {
			broken(`${entry.number} is said to be in "${taskName}" instead of "${call.taskName}"`);
		}
	}
}

const idOf = ({ voiceId, callId, keyId }: Said) => voiceId ?? callId ?? keyId;
const callsOf = (id: string | number): Call[] =>
	sandbox.state.calls.filter((call) => String(call.id) === String(id));

/** Where the node says "unknown", something must have happened that leaves the vendor's answer open. */
function judgeUnknown(view: View, own: Array<Said & { entry: Entry }>): void {
	if (!view.plan.exact || mostCutOff(view) > 0) return;
	const open = new Set(
		ofExecution(view).flatMap((send) => (mayBeUnknown(view, send) ? [send.group!] : [])),
	);
	const unfounded = own.find(({ status, entry }) => status === 'unknown' && !open.has(entry.group));
	if (unfounded !== undefined) {
		broken(`${unfounded.entry.key} is said to be unknown (${unfounded.code}) for no reason`);
	}
}

/** Every item stands in an output item, and each output item for as many callees as it says. */
function judgeRequests({ plan, called, round }: View, said: Said[]): Counts {
	const counts = { ...NONE };
	const refused: string[] = [];
	for (const one of said) {
		const { status, calleeCount = 0, callees = [], voiceIds, items } = one;
		counts[status!] += calleeCount;
		const among = plan.entries.filter(({ item }) => items.includes(item));
		const stranger = callees.find((callee) => !among.some(({ number }) => number === callee));
		if (stranger !== undefined) broken(`${stranger} stands with other items than its own`);
		if (status === 'refused') refused.push(...callees);
		if (status !== 'accepted' && status !== 'repeated') {
			if (callees.length !== calleeCount) broken(`${calleeCount} callees, but not their numbers`);
			continue;
		}
		const id = voiceIds ?? idOf(one);
		const calls = [id ?? []].flat().flatMap(callsOf);
		if (calls.length !== calleeCount) {
			broken(`${calleeCount} are said to be accepted as ${id}, but ${calls.length} calls are`);
		}
		if (calls.some(({ callee }) => !among.some(({ number }) => number === callee))) {
			broken(`Calls to others are said to be those of items ${items.join(', ')}`);
		}
	}
	const missing = plan.entries.find(({ item }) => !said.some(({ items }) => items.includes(item)));
	if (missing !== undefined) broken(`Item ${missing.item} did not come out`);
	if (round.kind === 'again') return counts;
	const byNumber = (keys: Iterable<[string, number]>, number: string) =>
		[...keys].reduce((sum, [key, times]) => (key.startsWith(number) ? sum + times : sum), 0);
	for (const [number, times] of countOf(refused)) {
		if (byNumber(called, number) > byNumber(plan.allowed, number) - times) {
			broken(`${number} is said to be refused, but was called`);
		}
	}
	return counts;
}

function countStatuses(said: Said[]): Counts {
	const counts = { ...NONE };
	for (const { status } of said) counts[status!]++;
	return counts;
}

/** Where nothing went wrong, everybody is called; and those who were called before are known to be. */
function judgeGoodWeather(view: View, { accepted, repeated }: Counts): void {
	const { schedule, plan, round, watch, sends, called, calledBefore } = view;
	const isAgain = round.kind === 'again';
	const chosen = isTaskMaker(schedule) && schedule.taskName !== 'derived';
	const struck = watch.arrivals.slice(round.from).some(({ fault }) => fault !== undefined);
	const earlier = sends.some(({ open, arrival }) => open || arrival.fault?.refuse !== undefined);
	if (struck || (!isAgain && (watch.cancelled || earlier))) return;
	if (chosen && (schedule.sibling || isAgain)) return;
	if (isRegrouped(view)) return;
	if (round.error !== undefined) broken(`Nothing went wrong, and yet: ${round.error.message}`);
	const done = accepted + repeated;
	if (done < plan.fewest) broken(`Nothing went wrong, and yet only ${done} are accepted`);
	const calls = [...called.values()].reduce((all, times) => all + times, 0);
	if (calls < plan.fewest) broken(`Nothing went wrong, and yet only ${calls} were called`);
	if (!isAgain) return;
	const keys = new Set(plan.entries.map(({ key }) => key));
	const before = [...calledBefore].reduce(
		(all, [key, times]) => all + (keys.has(key) ? times : 0),
		0,
	);
	if (repeated !== before)
		broken(`${before} had been called before, but ${repeated} are said to be`);
}
