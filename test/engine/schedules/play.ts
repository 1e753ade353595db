import { setImmediate } from 'node:timers/promises';
import { WorkflowExecute } from 'n8n-core';
import {
	sleep,
	type IExecuteData,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type Workflow,
} from 'n8n-workflow';

import { addTasksFor, run, sandbox, secretsIn } from '../helpers';
import { operatorOf } from './operators';
import { planOf } from './plan';
import { changedList, inputOf, isTaskMaker, parametersOf, type Schedule } from './schedule';
import { faultOf } from './trouble';
import { Watch } from './watch';

const { parse, stringify } = jest.requireActual<{
	parse: (text: string) => IRun['data'];
	stringify: (value: unknown) => string;
}>('flatted');

/** What the node gave in one execution. */
export interface Round {
	kind: 'first' | 'retry' | 'again';
	/** What was played: the schedule, or what it has become when it is played again. */
	schedule: Schedule;
	output: INodeExecutionData[];
	failed: INodeExecutionData[];
	/** What the node threw. */
	error?: Error;
	/** A person stopped this execution. */
	cancelled: boolean;
	/** How many requests had arrived before. */
	from: number;
	/** How often n8n ran the node. */
	tries: number;
}

type Cancelable = ReturnType<WorkflowExecute['run']>;

let watch: Watch;
let schedule: Schedule;
let engine: { workflow: Workflow; execute: WorkflowExecute };
let underWay: Cancelable | undefined;
let isFirst: boolean;
/** The execution as it was when it was cancelled. */
let storedThen: string | undefined;

/** Lets n8n's engine run under the eyes of the test. */
export function directEngine(): void {
	const { run: runWorkflow, runNode } = WorkflowExecute.prototype;
	jest.spyOn(WorkflowExecute.prototype, 'run').mockImplementation(function (
		this: WorkflowExecute,
		options,
	) {
		engine = { workflow: options.workflow, execute: this };
		const { maxTries } = schedule;
		const retry = { retryOnFail: maxTries > 1, maxTries, waitBetweenTries: 1 };
		Object.assign(options.workflow.getNode('Node')!, retry);
		additionalData().hooks!.addHandler('workflowExecuteAfter', ({ data }) => {
			if (watch.cancelled) storedThen ??= stringify(data);
		});
		return (underWay = runWorkflow.call(this, options));
	});
	jest.spyOn(WorkflowExecute.prototype, 'runNode').mockImplementation(function (
		this: WorkflowExecute,
		...given
	) {
		if (given[1].node.name === 'Node') given[4].variables.try = ++watch.tries as never;
		return runNode.apply(this, given);
	});
}

const additionalData = () =>
	(
		engine.execute as unknown as {
			additionalData: ConstructorParameters<typeof WorkflowExecute>[0];
		}
	).additionalData;

/**
 * Plays a schedule: an execution, retries of it, and perhaps a new one.
 *
 * @param judge looks at what each of them gave as soon as it is over
 */
export async function play(
	played: Schedule,
	judge: (round: Round, watch: Watch) => void,
): Promise<void> {
	schedule = played;
	sandbox.state.reset();
	addTasksFor(operatorOf(schedule.sender));
	watch = new Watch();
	sandbox.state.faults.push(
		...schedule.troubles.map((trouble) => faultOf(trouble, schedule.sender)),
	);
	if (schedule.sibling) addSiblings();

	isFirst = true;
	armCancel();
	let stored: IRun['data'] | undefined = await start('first', judge);
	for (let retries = 0; retries < schedule.retries && stored !== undefined; retries++) {
		stored = await retry(stored, judge);
	}
	if (schedule.again === 'no' || !isTaskMaker(schedule) || schedule.varying !== 'nothing') return;
	if (operatorOf(schedule.sender).callsAgain) return;
	if (schedule.again === 'afterRepair') sandbox.state.faults = [];
	schedule = changedList(schedule);
	await start('again', judge);
}

/** Tasks of others, that have the names and the size of ours but were made hours ago. */
function addSiblings(): void {
	const { vendorName: vendor } = operatorOf(schedule.sender);
	const createdTime = sandbox.state.now().minus({ hours: 3 }).toFormat('yyyy-MM-dd HH:mm:ss');
	const callees = planOf(schedule).largest;
	const names = ['Reminder', 'Reminder-1', 'Round A', 'Round B-2'];
	for (const [keyId, taskName] of names.entries()) {
		sandbox.state.tasks.push({ vendor, keyId, taskName, createdTime, callees, status: 0 });
	}
}

/** Cancels the first execution at the moment that the schedule says, if it comes to that. */
function armCancel(): void {
	let count = 0;
	const tick = (at: 'request' | 'pause') => {
		if (!isFirst || at !== schedule.cancel?.at || ++count !== schedule.cancel.count) return;
		watch.noteCancel();
		underWay!.cancel();
	};
	watch.onArrival = () => tick('request');
	// A pause is over at once, but others get their turn.
	jest.mocked(sleep).mockImplementation(async () => {
		tick('pause');
		await setImmediate();
	});
}

/** A new execution. */
async function start(kind: Round['kind'], judge: (round: Round, watch: Watch) => void) {
	const from = watch.arrivals.length;
	const before = watch.tries;
	storedThen = undefined;
	const { stored } = await run({
		node: operatorOf(schedule.sender).node,
		parameters: parametersOf(schedule) as INodeParameters,
		items: inputOf(schedule),
		onError: schedule.onError,
	});
	isFirst = false;
	await watch.settled();
	const { cancelling: cancelled } = watch;
	watch.cancelling = false;
	judge({ ...gave(stored), schedule, kind, cancelled, from, tries: watch.tries - before }, watch);
	if (cancelled && schedule.cancel?.stored === 'then') return asItWasThen();
	return stored.data;
}

/** As n8n retries an execution: with what is stored of it, without the run that failed. */
async function retry(stored: IRun['data'], judge: (round: Round, watch: Watch) => void) {
	const data = parse(stringify(stored));
	// It went well, so n8n would have nothing to run.
	if (data.executionData!.nodeExecutionStack.length === 0) return undefined;
	delete data.resultData.error;
	if (data.resultData.runData.Node?.at(-1)?.error) data.resultData.runData.Node.pop();
	const from = watch.arrivals.length;
	const before = watch.tries;
	const again = new WorkflowExecute(additionalData(), 'retry', data);
	const done = await again.processRunExecutionData(engine.workflow);
	await watch.settled();
	expect(secretsIn(stringify(done))).toEqual([]);
	const tries = watch.tries - before;
	judge({ ...gave(done), schedule, kind: 'retry', cancelled: false, from, tries }, watch);
	return done.data;
}

/**
 * The execution as it stood when it was cancelled. The node is put back in its place in the queue: so
 * it would be found there if the process had died at that moment.
 */
function asItWasThen(): IRun['data'] {
	const data = parse(storedThen!);
	const { Start } = data.resultData.runData;
	const node: IExecuteData = {
		node: engine.workflow.getNode('Node')!,
		data: { main: Start[0].data!.main },
		source: { main: [{ previousNode: 'Start' }] },
	};
	data.executionData!.nodeExecutionStack.unshift(node);
	return data;
}

function gave({ data }: IRun): Pick<Round, 'output' | 'failed' | 'error'> {
	const run = data.resultData.runData.Node?.at(-1);
	return {
		output: run?.data?.main?.[0] ?? [],
		failed: run?.data?.main?.[1] ?? [],
		error: run?.error as Error | undefined,
	};
}
