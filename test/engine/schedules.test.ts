import './helpers';
import { OPERATORS, type Operator } from './schedules/operators';
import { oracle } from './schedules/oracle';
import { directEngine, play } from './schedules/play';
import { scheduleCount, playAll } from './schedules/playAll';
import { schedules } from './schedules/schedule';
import { playTools, toolSchedules } from './schedules/tools';

/**
 * The promises of this package, tried by chance: whatever list is sent with whatever settings,
 * whatever the vendor does, and whoever retries or cancels, nobody is called whom no item asks for,
 * nobody is called twice, and what is reported is what happened.
 *
 * Which of them are played, `playAll` says; only which of two answers comes first is not in the seed.
 */
const count = scheduleCount(1000);

/** Tasks come up as often as others, calls to those of a task again less, and each operation as often as its like. */
const floorOf = ({ isTaskMaker, callsAgain }: Operator) => {
	const alike = OPERATORS.filter(
		(other) => other.isTaskMaker === isTaskMaker && other.callsAgain === callsAgain,
	);
	return (callsAgain ? 30 : 170) / alike.length;
};

/** In how many of a thousand schedules something must have come up, lest they prove nothing. */
const FLOORS: Record<string, number> = {
	accepted: 500,
	refused: 95,
	unknown: 180,
	untried: 25,
	repeated: 25,
	'a run failed': 150,
	'a bad item stopped everything': 30,
	'a bad item came out beside good ones': 30,
	'tasks would share a name': 30,
	'a list was submitted again in another order': 20,
	'a part of a list was submitted again': 20,
	'an answer of somebody else came': 60,
	'a list could not be had': 22,
	'requests overlapped': 90,
	'settings differed at each try': 110,
	'a number came twice': 150,
	'a number was called twice because it shall be': 180,
	'a request that was taken stayed open': 130,
	'a request that was not taken stayed open': 100,
	'a task was sent again': 70,
	'a task was looked up': 40,
	'an execution was cancelled in a request': 40,
	'an execution was cancelled in a pause': 12,
	'a cancellation cut a request off that was taken': 25,
	'Retry On Fail sent something': 80,
	'a retry sent something': 30,
	'a retry held something back': 60,
	'a retry of what a cancellation left': 20,
	'those of a task were called again': 45,
	'nobody knew whether those of a task were called again': 14,
	'settings of a task that was called again differed at each try': 12,
	'items name the same task': 12,
	'one by one: the first were called, the others not tried': 25,
	'one by one: a later try called the rest': 25,
	'one by one: nobody knows of one of them': 60,
	'one by one: a number was called twice because it shall be': 35,
	...Object.fromEntries(
		OPERATORS.map((operator) => [`${operator.named} called somebody`, floorOf(operator)]),
	),
};

/** The same, of the schedules of tools. */
const TOOL_FLOORS: Record<string, number> = {
	'a tool: accepted': 500,
	'a tool: repeated': 300,
	'a tool: refused': 40,
	'a tool: unknown': 100,
	'a tool: new ones beside repeated ones': 200,
	'a tool: called after a refusal': 8,
	'a tool: calls at once': 200,
	'a tool: tasks': 300,
	'a tool: callees one by one': 100,
	'a tool: retried': 20,
	'a tool failed': 50,
	'a tool: those of a task called again': 150,
	'a tool: a task called again once': 110,
};

afterEach(() => jest.restoreAllMocks());

test(`${count} schedules`, async () => {
	directEngine();
	await playAll(FLOORS, count, schedules, async (schedule, seen) => {
		await play(schedule, oracle(schedule, seen));
	});
}, 3_600_000);

test(`${Math.ceil(count / 4)} schedules of an AI agent and its tool`, async () => {
	await playAll(TOOL_FLOORS, Math.ceil(count / 4), toolSchedules, playTools);
}, 3_600_000);
