import fc from 'fast-check';
import { ExecuteContext, WorkflowExecute } from 'n8n-core';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Run } from '../../support/engine';
import { numbersIn } from '../../support/numbersIn';
import {
	jsonOf,
	number,
	resenders,
	run,
	sandbox,
	senders,
	taskMakers,
	withoutKey,
	type Resender,
	type Sender,
} from '../helpers';
import { isAlone, isTaskMaker } from './schedule';
import { either, faultOf, LOOK_UP, trouble, type Trouble } from './trouble';
import { broken, countOf, type Seen } from './view';

/** What an AI agent asks of its tool in one execution. */
export interface ToolSchedule {
	sender: string;
	/** Each call of the tool: indexes of people, and which setting they have. */
	calls: Array<{ people: number[]; setting: 0 | 1; inOneItem: boolean }>;
	duplicates: 'once' | 'first' | 'each';
	/** One after the other as runs of a node, with its context; or without; or all at the same time. */
	how: 'runs' | 'inSequence' | 'atOnce';
	maxAttempts: number;
	/** n8n's Retry On Fail; 1 if it is off. */
	maxTries: number;
	onError: NonNullable<INode['onError']>;
	troubles: Trouble[];
}

export const toolSchedules: fc.Arbitrary<ToolSchedule> = fc.record<
	ToolSchedule,
	keyof ToolSchedule
>({
	// As many tasks as others, however many operations there are of either.
	sender: fc.oneof(
		{ weight: 2, arbitrary: either(...taskMakers.map(({ named }) => named)) },
		{ weight: 2, arbitrary: either(...withoutKey.map(({ named }) => named)) },
		{ weight: 1, arbitrary: either(...resenders.map(({ named }) => named)) },
	),
	calls: fc.array(
		fc.record({
			people: fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
			setting: either<0 | 1>(0, 0, 1),
			inOneItem: fc.boolean(),
		}),
		{ minLength: 2, maxLength: 6 },
	),
	duplicates: either('once', 'first', 'each'),
	how: either('runs', 'inSequence', 'atOnce'),
	maxAttempts: fc.integer({ min: 1, max: 3 }),
	maxTries: either(1, 1, 2),
	onError: either('continueRegularOutput', 'continueRegularOutput', 'stopWorkflow'),
	troubles: fc.array(
		trouble.filter(({ kind }) => kind !== 'refuses some'),
		{ maxLength: 3 },
	),
});

/** A task that an agent names twice in one call is a problem, unless it shall be called each time. */
const withoutTwins = (schedule: ToolSchedule): ToolSchedule => {
	if (!isAlone(schedule) || schedule.duplicates === 'each') return schedule;
	const calls = schedule.calls.map((call) => ({ ...call, people: [...new Set(call.people)] }));
	return { ...schedule, calls };
};

let executions = 0;

/** Plays a schedule, and judges it by what the vendor saw. */
export async function playTools(drawn: ToolSchedule, seen: Seen): Promise<void> {
	const schedule = withoutTwins(drawn);
	const sender = [...senders, ...resenders].find(({ named }) => named === schedule.sender)!;
	sandbox.state.reset();
	// Nobody looks over the vendor's shoulder here.
	Reflect.deleteProperty(sandbox.state, 'takeFault');
	const faults = schedule.troubles.map((one) => faultOf(one, schedule.sender));
	sandbox.state.faults.push(...faults.map((fault) => ({ ...fault })));
	const outputs = await answersOf(schedule, sender);
	await settled();
	judge(schedule, sender, outputs, seen);
}

type Caller = Sender | Resender;

/** What each call of the tool gave; undefined where it failed. */
type Answers = Array<IDataObject[] | undefined>;

async function answersOf(schedule: ToolSchedule, sender: Caller): Promise<Answers> {
	const { calls, how, duplicates, maxAttempts, maxTries, onError } = schedule;
	const executionId = `tools ${++executions}`;
	const [name, one, other] = sender.setting;
	const lists = calls.map(({ people, setting, inOneItem }) =>
		(inOneItem && !isAlone(schedule) ? [people.map(number)] : people.map(number)).map(
			(entered) => ({
				json: { number: entered, setting: [one, other][setting] },
			}),
		),
	);
	const { runNode, run: runWorkflow } = WorkflowExecute.prototype;
	const retry = { retryOnFail: maxTries > 1, maxTries, waitBetweenTries: 1 };
	const start = jest.spyOn(WorkflowExecute.prototype, 'run').mockImplementation(function (
		this: WorkflowExecute,
		options,
	) {
		Object.assign(options.workflow.getNode('Node')!, retry);
		const { Start } = options.workflow.connectionsBySourceNode;
		if (how === 'runs') Start.main = [lists.map(() => Start.main[0]![0])];
		return runWorkflow.call(this, options);
	});
	const step = jest.spyOn(WorkflowExecute.prototype, 'runNode').mockImplementation(function (
		this: WorkflowExecute,
		...given
	) {
		const [, data, , runIndex] = given;
		if (how === 'runs' && data.node.name === 'Node') data.data.main = [lists[runIndex]];
		return runNode.apply(this, given);
	});
	// Agents that make the tool's context themselves say so.
	const says = jest.spyOn(ExecuteContext.prototype, 'isToolExecution');
	says.mockReturnValue(how !== 'runs');
	const send = async (items: (typeof lists)[number]) =>
		await run({
			...{ node: sender.node, onError, asTool: true, executionId, items },
			parameters: {
				...sender.parameters,
				[name]: '={{ $json.setting }}',
				sending: { maxAttempts, duplicates },
			} as INodeParameters,
		});
	const givenBy = ({ stored }: Run) =>
		(stored.data.resultData.runData.Node ?? []).map(({ data, error }) =>
			error ? undefined : jsonOf(data?.main[0] ?? []),
		);
	try {
		if (how === 'runs') return givenBy(await send(lists[0]));
		if (how === 'atOnce') return (await Promise.all(lists.map(send))).flatMap(givenBy);
		const answers: Answers = [];
		for (const list of lists) answers.push(...givenBy(await send(list)));
		return answers;
	} finally {
		start.mockRestore();
		step.mockRestore();
		says.mockRestore();
	}
}

/** Until the vendor has dealt with everything. */
const settled = async () => await new Promise((resolve) => setTimeout(resolve, 5));

/** A callee in words, e.g. "4915110000000 with one.mp3"; those of a task are the same, whatever is said to them. */
const keyOf = (sender: Caller, callee: string, setting: unknown) =>
	sender.operation.callees ? `${callee} with ${String(setting)}` : `${callee} again`;

const keysOf = (sender: Caller, { people, setting }: ToolSchedule['calls'][number]) =>
	people.map((index) => keyOf(sender, number(index), sender.setting[1 + setting]));

function judge(schedule: ToolSchedule, sender: Caller, answers: Answers, seen: Seen): void {
	const [name] = sender.setting;
	const requests = sandbox.state.log.filter(({ operation }) => operation !== LOOK_UP);
	const keysIn = (entry: (typeof requests)[number]) =>
		numbersIn(entry.body).map((one) => keyOf(sender, one, (entry.body as IDataObject)[name]));
	const called = countOf(requests.filter(({ taken }) => taken).flatMap(keysIn));
	const allowed = (key: string) =>
		schedule.duplicates === 'each'
			? Math.max(
					...schedule.calls.map((call) => keysOf(sender, call).filter((one) => one === key).length),
				)
			: 1;
	for (const [key, times] of called) {
		if (times > allowed(key)) broken(`${key} was called ${times} times in one execution`);
	}
	const named = isTaskMaker(schedule);
	const fates = new Map<string, string[]>();
	answers.forEach((answer, at) => {
		const keys = keysOf(sender, schedule.calls[at]);
		if (answer === undefined) return void seen.add('a tool failed');
		if (answer.length !== keys.length) broken(`Call ${at} gave ${answer.length} items`);
		for (const [index, key] of keys.entries()) {
			const said = answer[index];
			if (!isAlone(schedule) && said.calleeNumber !== key.split(' ')[0])
				broken(`${key} is not in its place in call ${at}`);
			if (said.duplicate) continue;
			const status = String(said.status);
			fates.set(key, [...(fates.get(key) ?? []), status]);
			seen.add(`a tool: ${status}`);
			if (status === 'repeated' && Object.keys(said)[0] !== 'message') {
				broken(`${key} is repeated, and the answer begins with ${Object.keys(said)[0]}`);
			}
		}
		const statuses = new Set(answer.map(({ status }) => status));
		if (statuses.has('repeated') && statuses.has('accepted')) {
			seen.add('a tool: new ones beside repeated ones');
		}
	});
	for (const [key, statuses] of fates) {
		const accepted = statuses.filter((status) => status === 'accepted').length;
		const isCalled = called.has(key);
		if (accepted > allowed(key)) broken(`${key} is said to be called ${accepted} times`);
		const isSaid = accepted > 0 || statuses.includes('repeated');
		if (isSaid && !isCalled) broken(`${key} is said to be called, and was not`);
		const all = answers.every((answer) => answer !== undefined);
		if (isCalled && all && statuses.every((status) => status === 'refused')) {
			broken(`${key} is said to be refused, and was called`);
		}
		if (statuses.includes('refused') && accepted > 0) seen.add('a tool: called after a refusal');
	}
	if (schedule.how === 'atOnce') seen.add('a tool: calls at once');
	if (named) seen.add('a tool: tasks');
	if (isAlone(schedule)) {
		seen.add('a tool: those of a task called again');
		if ([...fates.values()].flat().includes('repeated'))
			seen.add('a tool: a task called again once');
	}
	if ('perRequest' in sender && sender.perRequest === 1 && called.size > 1)
		seen.add('a tool: callees one by one');
	if (schedule.maxTries > 1 && requests.length > schedule.calls.length) seen.add('a tool: retried');
}
