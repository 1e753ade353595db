import { pairs } from '../../contract/support/contracts';
import { tested, type Tested } from '../../fixtures';
import { exampleOf, senders, type Sender } from '../helpers';

/** Who acts in the schedules: an operation that rings phones. */
export interface Operator extends Pick<Tested, 'named' | 'node' | 'vendorName'> {
	/** Set where it has callees. */
	sender?: Sender;
	parameters: Sender['parameters'];
	/** The vendor takes the name of its task once. */
	isTaskMaker: boolean;
	/** The setting of its fixture, by which the vendor's side shows which item a request is for. */
	setting: string;
	/** It is there to call those of a task again, of this kind. */
	taskType?: 1 | 2;
	/** It is there to call the same people again. */
	callsAgain: boolean;
	operationId?: string;
	refusal: { code: string };
	later: string[];
	/** The answer has an entry for each callee. */
	namesCallees: boolean;
}

export const OPERATORS: Operator[] = tested.flatMap((one): Operator[] => {
	const { operation, fixture, key, named, node, vendorName } = one;
	if (operation.kind !== 'call' || fixture.kind !== 'call') return [];
	const contract = pairs.find((pair) => pair.key === key)?.promised;
	const answer = contract?.responses['200'].content['application/json'].schema;
	const sender = senders.find((other) => other.key === key);
	// What the schedules can't follow, test/engine/complete.test.ts names.
	const { taskType } = fixture.calls;
	if (sender === undefined && taskType === undefined) return [];
	return [
		{
			...{ named, node, vendorName, sender, taskType, parameters: exampleOf(one) },
			...{ refusal: fixture.refusal, later: fixture.later },
			isTaskMaker: operation.taskList !== undefined,
			callsAgain: operation.again !== undefined,
			setting: fixture.calls.setting[0],
			operationId: contract?.operationId,
			namesCallees: answer?.properties?.data?.items !== undefined,
		},
	];
});

/** More callees than a schedule has. */
const MOST_CALLEES = 24;

for (const { key, perRequest } of senders) {
	if (perRequest > 1 && perRequest < MOST_CALLEES) {
		throw new Error(
			`${key} takes ${perRequest} callees a request; the schedules know only one, or all`,
		);
	}
}

export const operatorOf = (named: string): Operator =>
	OPERATORS.find((operator) => operator.named === named)!;
